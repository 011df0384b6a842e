"""What an office has not read yet, for the small card on its own pages. One query."""

from dataclasses import dataclass, field
from datetime import date

from .models import Announcement, OfficeHolding

MAX = 100
SHOWN = 3


@dataclass(frozen=True)
class Unread:
    """How many announcements wait (at most a hundred are counted), and the newest of them."""

    count: int = 0
    newest: list[Announcement] = field(default_factory=list)


def unread(holding: OfficeHolding | None, on: date) -> Unread:
    """The announcements for an office that it has not opened; those of its own it knows."""
    if holding is None:
        return Unread()
    found = Announcement.objects.shown(on).addressed_to(holding).unread_by(holding)
    waiting = list(found.exclude(published_by__office=holding.office_id).newest_first()[:MAX])
    return Unread(len(waiting), waiting[:SHOWN])
