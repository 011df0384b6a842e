"""Verbs of the invitation: the agenda, who is invited, and the code with which people check in."""

import secrets
from collections.abc import Sequence
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from accounts.secret_codes import ALPHABET
from rounds.invitation import Guest, Point
from rounds.models import AgendaItem, Forum, Invitation

from .meeting import changeable, note, write_anew

MOST_POINTS, MOST_GUESTS, CODE_LENGTH = 40, 200, 8


def in_time(points: Sequence[Point]) -> list[Point]:
    """By the clock; a point without a time stays behind the one it was written after."""
    clock, keyed = time.min, []
    for point in points:
        clock = point.starts or clock
        keyed.append((clock, point))
    return [point for _, point in sorted(keyed, key=lambda pair: pair[0])]


@transaction.atomic
def set_agenda(forum: Forum, points: Sequence[Point], *, by: OfficeHolding, at: datetime) -> list[AgendaItem]:
    """Write the whole agenda anew, in the order of the clock."""
    forum = changeable(forum, "Undangannya")
    if not points:
        raise ValidationError("Isi paling sedikit satu acara.")
    if len(points) > MOST_POINTS:
        raise ValidationError(f"Acara paling banyak {MOST_POINTS} baris.")
    rows = [
        AgendaItem(forum=forum, place=place, starts=point.starts, title=point.title, speaker=point.speaker)
        for place, point in enumerate(in_time(points), start=1)
    ]
    write_anew(forum.agenda, rows)
    note(forum, "susunan acara", by=by, at=at)
    return rows


@transaction.atomic
def set_guests(forum: Forum, guests: Sequence[Guest], *, by: OfficeHolding, at: datetime) -> list[Invitation]:
    """Write the whole list of who is invited anew; the same element and name stands once."""
    forum = changeable(forum, "Undangannya")
    known = list(dict.fromkeys(guests))
    if not known:
        raise ValidationError({"lines": "Tulis paling sedikit satu unsur yang diundang."})
    if len(known) > MOST_GUESTS:
        raise ValidationError({"lines": f"Yang diundang paling banyak {MOST_GUESTS} baris."})
    rows = [
        Invitation(forum=forum, place=place, element=guest.element, name=guest.name)
        for place, guest in enumerate(known, start=1)
    ]
    write_anew(forum.invitations, rows)
    note(forum, "undangan", by=by, at=at)
    return rows


@transaction.atomic
def open_checkin(forum: Forum, *, by: OfficeHolding, at: datetime) -> str:
    """Give the forum its code for checking in; asking again gives the same."""
    forum = changeable(forum, "Undangannya")
    if not forum.checkin_code:
        forum.checkin_code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        forum.save()
        note(forum, "kode hadir", by=by, at=at)
    return forum.checkin_code
