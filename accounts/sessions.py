"""When a session ends: with the password, with the offices of the person, or because somebody ends it."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from .models import OfficeHolding, User

OFFICES = "jabatan_saat_masuk"
CHANGED = "jabatan_berubah"
"""Stands in the empty session of somebody whose session ended because an office came or went."""


def running(user: User) -> list[OfficeHolding]:
    """The offices that the person holds today, the newest term first; at most twenty."""
    return list(OfficeHolding.objects.of(user).in_force(timezone.localdate())[:20])


def note_offices(request: HttpRequest, held: list[OfficeHolding]) -> None:
    """Keep in the session which offices the person came in with."""
    request.session[OFFICES] = _print(held)


def still_holds(request: HttpRequest, held: list[OfficeHolding]) -> bool:
    """Say whether the offices are those that the person came in with, in role and place too."""
    return bool(request.session.get(OFFICES, _print(held)) == _print(held))


def end_all(user: User) -> None:
    """End every session of the person, wherever it is open."""
    User.objects.filter(pk=user.pk).update(session_serial=F("session_serial") + 1)


def end_others(request: HttpRequest, user: User) -> None:
    """End every session of the person but this one."""
    end_all(user)
    user.refresh_from_db(fields=["session_serial"])
    update_session_auth_hash(request, user)


def _print(held: list[OfficeHolding]) -> list[list[Any]]:
    offices = [(holding.pk, holding.office) for holding in held]
    return sorted(
        [pk, office.role, office.is_head, office.region_id, office.agency_id or 0, office.group_id or 0]
        for pk, office in offices
    )
