"""What a list says of usulan once its rows are checked: plain values for the verb that takes them over."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import ProposerGroup
from regions.models import Region


@dataclass(frozen=True)
class ListedGroup:
    """A group as the list names it, and the region it stands at."""

    kind: ProposerGroup.Kind
    name: str
    region: Region

    @property
    def key(self) -> tuple[int, str]:
        """By what the group is known again."""
        return self.region.pk, self.name.lower()


@dataclass(frozen=True)
class ListedUsulan:
    """One usulan of a list, checked: SIPD's id, its group, places (RW, RT; none means the group's region), fields.

    A row of our own list has a number, too, and is known by it where SIPD gave no id. `sent_on` is the day it was
    proposed there; `shown` names the fields that its list shows, where it shows less than it writes; `words` are its
    cells as they came, by SIPD's columns.
    """

    row: int
    sipd_id: str
    group: ListedGroup
    locations: tuple[Region, ...]
    fields: dict[str, Any] = field(default_factory=dict)
    number: str = ""
    sent_on: date | None = None
    shown: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """By what the usulan is known again."""
        return self.sipd_id or self.number
