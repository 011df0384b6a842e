"""Keeping the filter of a report under a name of the office, and letting it go."""

from datetime import datetime
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from accounts.models import OfficeHolding
from proposals.forms.text import CleanCharField
from reports.models import SavedFilter

from .filter import FIELDS

MOST = 50
"""So many an office keeps."""


class NameForm(forms.Form):
    """What the office calls a filter."""

    nama = CleanCharField(
        label="Nama saringan",
        max_length=80,
        help_text="Misalnya Drainase Klojen.",
        error_messages={"required": "Tulis nama saringannya.", "max_length": "Nama paling banyak 80 huruf."},
    )


def plain_query(query: QueryDict) -> str:
    """What a report reads of an address, as the end of an address; the rest is left out."""
    return urlencode([(name, query[name]) for name in FIELDS if query.get(name)])[:500]


@transaction.atomic
def save_filter(report: str, name: str, query: QueryDict, *, by: OfficeHolding, at: datetime) -> SavedFilter:
    """Keep a filter for the acting office; refuse a second of that name, and the fifty-first."""
    mine = SavedFilter.objects.select_for_update().filter(office=by.office_id)
    names = list(mine.order_by("pk").values_list("name", flat=True))
    if len(names) >= MOST:
        raise ValidationError(f"Jabatan Anda sudah menyimpan {MOST} saringan. Hapus satu yang tidak dipakai lagi.")
    if name in names:
        raise ValidationError({"nama": "Nama ini sudah dipakai jabatan Anda. Pilih nama lain."})
    return SavedFilter.objects.create(
        office_id=by.office_id, report=report, name=name, query=plain_query(query), made_by=by, made_at=at
    )


def forget_filter(saved: SavedFilter) -> None:
    """Let a filter go."""
    saved.delete()
