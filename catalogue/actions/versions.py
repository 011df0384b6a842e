"""The life of a kamus: draf, terbit, terkunci; and the draft of the next plan year, copied from this one."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from catalogue.models import KamusVersion

from .copying import copy_into
from .trace import reason_of, trace

Status = KamusVersion.Status
NEXT = {Status.DRAFT: {Status.PUBLISHED}, Status.PUBLISHED: {Status.LOCKED}, Status.LOCKED: {Status.PUBLISHED}}
NOT_FROM = {
    Status.DRAFT: "Kamus ini masih draf. Terbitkan lebih dulu.",
    Status.PUBLISHED: "Kamus ini sudah terbit.",
    Status.LOCKED: "Kamus ini terkunci. Buka kuncinya lebih dulu.",
}


def _move(
    version: KamusVersion, status: KamusVersion.Status, *, by: AbstractBaseUser | None, at: datetime, reason: str
) -> KamusVersion:
    now = Status(version.status)
    if status not in NEXT[now]:
        raise ValidationError(NOT_FROM[now])
    version.status = status
    trace(version, by=by, at=at, reason=reason)
    version.save()
    return version


def _own(version: KamusVersion) -> KamusVersion:
    return KamusVersion.objects.select_for_update(of=("self",)).select_related("city").get(pk=version.pk)


@transaction.atomic
def publish(version: KamusVersion, *, by: AbstractBaseUser | None, at: datetime) -> KamusVersion:
    """Open a draft for everybody; from now on a correction needs a reason. Refused while it has blockers."""
    version = _own(version)
    if not version.is_draft:
        raise ValidationError(NOT_FROM[Status(version.status)])
    if blockers := version.blockers():
        raise ValidationError(blockers)
    return _move(version, Status.PUBLISHED, by=by, at=at, reason="Kamus diterbitkan.")


@transaction.atomic
def lock(version: KamusVersion, *, by: AbstractBaseUser | None, at: datetime) -> KamusVersion:
    """Close a published kamus: nobody changes it any more."""
    return _move(_own(version), Status.LOCKED, by=by, at=at, reason="Kamus dikunci.")


@transaction.atomic
def unlock(version: KamusVersion, *, reason: str, by: AbstractBaseUser | None, at: datetime) -> KamusVersion:
    """Open a lock that was wrong; the reason stands in the history."""
    version = _own(version)
    if version.status != Status.LOCKED:
        raise ValidationError("Kamus ini tidak terkunci.")
    return _move(version, Status.PUBLISHED, by=by, at=at, reason=reason_of(reason))


@transaction.atomic
def open_next(version: KamusVersion, *, by: AbstractBaseUser | None, at: datetime) -> KamusVersion:
    """Make the draft of the plan year after a published kamus: its items with rules and variants.

    The sub kegiatan of each item is looked up by its text in the new year and copied where that year has none: codes
    change their meaning and are never joined across years.
    """
    version = _own(version)
    if version.is_draft:
        raise ValidationError(NOT_FROM[Status.DRAFT])
    year = version.plan_year + 1
    if KamusVersion.objects.filter(city=version.city, plan_year=year).exists():
        raise ValidationError(f"Kamus {year} sudah ada.")
    made = KamusVersion(city=version.city, plan_year=year, status=Status.DRAFT)
    reason = f"Disalin dari kamus {version.plan_year}."
    trace(made, by=by, at=at, reason=reason)
    made.full_clean()
    made.save()
    copy_into(made, version, by=by, at=at, reason=reason)
    return made
