"""The verb that keeps a signed paper beside what was locked."""

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import OfficeHolding
from rounds.models import Forum, Scan
from rounds.models.round import SETTLED

from .meeting import locked, note

MOST = 40
"""Scans of one forum, those that were replaced among them."""
MIN_REASON = 10


def may_be_signed(forum: Forum) -> bool:
    """Whether there is something locked that a signature can stand below: the forum, or a round of it."""
    return forum.is_over or forum.rounds.counted().filter(status__in=SETTLED).exists()


@transaction.atomic
def keep_scan(
    forum: Forum,
    content: ContentFile[bytes],
    *,
    kind: str,
    remark: str = "",
    replaces: Scan | None = None,
    by: OfficeHolding,
    at: datetime,
) -> Scan:
    """Keep a paper that `scanned.read_scan` has read. A better scan replaces one of the same kind and says why.

    No window is asked for: signatures are collected after the meeting.
    """
    forum = locked(forum)
    if not may_be_signed(forum):
        raise ValidationError("Pindaian diunggah sesudah forum atau putarannya ditutup.")
    written = content.read()
    content.seek(0)
    digest = sha256(written).hexdigest()
    if forum.scans.count() >= MOST:
        raise ValidationError(f"Pindaian satu forum paling banyak {MOST} berkas.")
    if forum.scans.filter(digest=digest).exists():
        raise ValidationError("Berkas yang sama sudah diunggah.")
    if replaces is not None:
        _require_current(forum, kind, replaces, remark)
    scan = Scan(
        forum=forum,
        kind=kind,
        file=content,
        size=len(written),
        digest=digest,
        note=remark.strip(),
        replaces=replaces,
        added_by=by,
        added_at=at,
    )
    scan.full_clean(exclude=["forum", "file", "added_by"])
    scan.save()
    old = {"menggantikan": replaces.digest} if replaces else {}
    note(forum, "pindaian", by=by, at=at, isi=scan.kind, sidik=scan.digest, **old)
    return scan


def _require_current(forum: Forum, kind: str, replaces: Scan, remark: str) -> None:
    if not Scan.objects.current().filter(pk=replaces.pk, forum=forum, kind=kind).exists():
        raise ValidationError({"replaces": "Pindaian itu sudah diganti, atau isinya lain. Muat ulang halaman ini."})
    if len(remark.strip()) < MIN_REASON:
        raise ValidationError({"remark": f"Tulis alasan penggantian paling sedikit {MIN_REASON} huruf."})
