"""Verbs of the attendance list: one by one, or a whole list at once. Personal data stays out of the event log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import OfficeHolding
from rounds.models import Attendance, Forum

from .meeting import changeable, note


@dataclass(frozen=True)
class Person:
    """Somebody present: name, sex (L or P), and what the list asks for besides."""

    name: str
    sex: str
    institution: str = ""
    element: str = ""
    contact: str = ""
    is_online: bool = False
    age: int | None = None
    occupation: str = ""
    """Age in years and occupation are kept of a delegate alone, as Forms 1.3 and 2.5 ask."""


@transaction.atomic
def record_attendance(
    forum: Forum, people: Sequence[Person], *, by: OfficeHolding | None, at: datetime
) -> tuple[int, int]:
    """Add people to the list; who stands on it already (same name and lembaga) is not added twice.

    Returns how many are new and how many were known. Refuses the whole list where one line is not complete.
    """
    forum = changeable(forum, "Daftar hadirnya")
    known = set(forum.attendances.order_by().values_list("name", "institution"))
    fresh = {(p.name, p.institution): p for p in people if (p.name, p.institution) not in known}
    rows = [
        Attendance(
            forum=forum,
            name=person.name,
            sex=person.sex,
            institution=person.institution,
            element=person.element,
            contact=person.contact,
            is_online=person.is_online,
        )
        for person in fresh.values()
    ]
    for row in rows:
        row.clean_fields(exclude=["forum"])
    Attendance.objects.bulk_create(rows, batch_size=200)
    if rows:
        note(forum, "daftar hadir", by=by, at=at, added=len(rows))
    return len(rows), len(people) - len(rows)


@transaction.atomic
def remove_attendance(forum: Forum, person: int, *, by: OfficeHolding | None, at: datetime) -> bool:
    """Take somebody off the list by row; False where the row is gone already."""
    forum = changeable(forum, "Daftar hadirnya")
    gone, _ = forum.attendances.filter(pk=person).delete()
    if gone:
        note(forum, "daftar hadir", by=by, at=at, removed=1)
    return bool(gone)
