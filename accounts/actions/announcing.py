"""Pengumuman: to tell the offices of an area, to take it back, to note who has opened it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Announcement, AnnouncementReading, OfficeHolding
from accounts.roles import Role
from regions import codes
from regions.models import Region

SAME_WITHIN = timedelta(minutes=10)


@transaction.atomic
def publish(
    region: Region,
    *,
    title: str,
    text: str,
    roles: Sequence[str],
    ends_on: date | None,
    by: OfficeHolding,
    at: datetime,
) -> Announcement:
    """Tell the offices at and below a region; sent twice within minutes it is told once.

    Raises ValidationError for a region outside the author's places, an unknown role, a day that has passed.
    """
    if not by.scope.covers(region):
        raise ValidationError({"region": "Wilayah ini di luar wilayah Anda."})
    if set(roles) - set(Role.values):
        raise ValidationError({"roles": "Pilih peran dari daftar."})
    if ends_on is not None and ends_on < timezone.localdate(at):
        raise ValidationError({"ends_on": "Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."})
    OfficeHolding.objects.select_for_update(of=("self",)).get(pk=by.pk)
    told = Announcement.objects.filter(published_by=by, published_at__gt=at - SAME_WITHIN, withdrawn_at=None)
    twin = told.filter(region=region, title=title, text=text).first()
    if twin is not None:
        return twin
    city = Region.objects.current().get(code=codes.cut(region.code, codes.CITY))
    made = Announcement(
        city=city,
        region=region,
        roles=sorted(set(roles)),
        title=title,
        text=text,
        published_by=by,
        published_at=at,
        ends_on=ends_on,
    )
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def withdraw(announcement: Announcement, *, by: OfficeHolding, at: datetime) -> Announcement:
    """Take an announcement back; a second time changes nothing."""
    found = Announcement.objects.select_for_update(of=("self",)).select_related("published_by")
    announcement = found.get(pk=announcement.pk)
    if announcement.published_by.office_id != by.office_id:
        raise ValidationError("Hanya pembuatnya yang dapat menarik pengumuman ini.")
    if announcement.withdrawn_at is None:
        announcement.withdrawn_at = at
        announcement.save(update_fields=["withdrawn_at"])
    return announcement


def note_reading(announcement: Announcement, *, by: OfficeHolding, at: datetime) -> None:
    """Note that an office has opened an announcement, once."""
    AnnouncementReading.objects.bulk_create(
        [AnnouncementReading(announcement=announcement, holding=by, read_at=at)], ignore_conflicts=True
    )
