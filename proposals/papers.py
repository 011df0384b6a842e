"""What is printed of an act, written in the transaction of the act itself.

Papers live in `reports`, above; it says at start who writes them (`reports.apps`). A paper that cannot be written
refuses the act: what is locked is what was signed. `rounds.papers` is the same for forums.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

from accounts.models import OfficeHolding

from .models import Amendment

Thing = TypeVar("Thing")


class Papers(Generic[Thing]):
    """The writers of the papers of one kind of thing."""

    def __init__(self) -> None:
        self._writers: list[Callable[[Thing, OfficeHolding, datetime], object]] = []

    def written_by(self, write: Callable[[Thing, OfficeHolding, datetime], object]) -> None:
        """Have `write` called with each thing whose papers are locked."""
        if write not in self._writers:
            self._writers.append(write)

    def lock(self, thing: Thing, *, by: OfficeHolding, at: datetime) -> None:
        """Write the papers of a thing. Part of a verb, in its transaction."""
        for write in self._writers:
            write(thing, by, at)


AMENDMENTS: Papers[Amendment] = Papers()
