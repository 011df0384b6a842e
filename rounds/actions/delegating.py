"""The verb that writes down whom a forum elected to speak for it one level up."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from rounds.models import Delegate, Forum

from .attendance import Person
from .meeting import changeable, note, write_anew

MOST_DELEGATES = 20
"""Where the place decides how many are sent on."""


@transaction.atomic
def elect(forum: Forum, people: Sequence[Person], *, by: OfficeHolding, at: datetime) -> list[Delegate]:
    """Write the delegates anew, in the order of their election; the log keeps how many, never who."""
    forum = changeable(forum, "Daftar delegasinya")
    if forum.custom.sends is None:
        raise ValidationError("Forum ini tidak memilih delegasi.")
    most = forum.custom.sends.count or MOST_DELEGATES
    if len(people) > most:
        raise ValidationError(f"Delegasi paling banyak {most} orang. Hapus {len(people) - most} baris.")
    if len({(one.name.casefold(), one.institution.casefold()) for one in people}) < len(people):
        raise ValidationError("Satu orang ditulis dua kali. Hapus salah satunya.")
    rows = [
        Delegate(
            forum=forum,
            place=place,
            name=one.name,
            sex=one.sex,
            age=one.age,
            institution=one.institution,
            contact=one.contact,
            occupation=one.occupation,
        )
        for place, one in enumerate(people, start=1)
    ]
    write_anew(forum.delegates, rows)
    women = sum(row.sex == "P" for row in rows)
    note(forum, "delegasi", by=by, at=at, elected=len(rows), women=women)
    return rows
