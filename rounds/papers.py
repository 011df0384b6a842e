"""What else is written when a forum ends, in the transaction of its closing.

The papers of a forum (berita acara, lists) live in `reports`, above this app; it says at start who writes them
(`reports.apps`). A paper that cannot be written refuses the closing: what was locked is what was signed.
"""

from collections.abc import Callable
from datetime import datetime

from accounts.models import OfficeHolding

from .models import Forum

Write = Callable[[Forum, OfficeHolding, datetime], object]
_writers: list[Write] = []


def written_by(write: Write) -> None:
    """Have `write` called with each forum that ends, and again with each that an addendum changes."""
    if write not in _writers:
        _writers.append(write)


def lock(forum: Forum, *, by: OfficeHolding, at: datetime) -> None:
    """Write the papers of a forum that is over. Part of a verb, in its transaction."""
    for write in _writers:
        write(forum, by, at)
