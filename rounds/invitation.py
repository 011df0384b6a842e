"""The invitation of a forum: its agenda and who is invited, as written down or, before that, as the circular asks."""

from dataclasses import dataclass
from datetime import time

from .models import Forum


@dataclass(frozen=True)
class Point:
    """One point of the agenda: 09.20, pemaparan lurah."""

    title: str
    starts: time | None = None
    speaker: str = ""


@dataclass(frozen=True)
class Guest:
    """One element that is invited, and who where it is named."""

    element: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.element}; {self.name}" if self.name else self.element


def agenda_of(forum: Forum) -> list[Point]:
    """What is on the agenda; one query."""
    written = [Point(one.title, one.starts, one.speaker) for one in forum.agenda.order_by("place")]
    return written or [Point(title) for title in forum.custom.agenda]


def guests_of(forum: Forum) -> list[Guest]:
    """Who is invited; one query."""
    written = [Guest(one.element, one.name) for one in forum.invitations.order_by("place")]
    return written or [Guest(element) for element in forum.custom.invited]
