"""Verbs of a need that is still being told: keep what was typed, keep photos, forget, sweep what is old.

They record no event: nothing is told before it is sent, and a draft leaves no trace. Each locks its row and changes
only what it was given, so that two requests of one browser lose nothing of each other.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from proposals import need_draft
from proposals.models import Need, NeedDraft
from proposals.models.photo import MAX_PHOTOS
from proposals.need_draft import MAX_AGE, TEXTS, TYPED, OpenNeed
from proposals.texts import clean

LONGEST = 500
MOST_PLACES = 60
SWEPT_AT_ONCE = 200
ALREADY_SENT = "Kebutuhan ini sudah terkirim. Buka tanda terimanya."


@transaction.atomic
def keep(told: OpenNeed, *, step: int, at: datetime, **changes: Any) -> OpenNeed:
    """Keep a finished step: `places`, `item`, or texts by their name. What was typed on it before is forgotten."""
    row = _locked(told)
    data = row.data
    data["texts"] = {**data.get("texts", {}), **{name: changes.pop(name) for name in TEXTS if name in changes}}
    unknown = set(changes) - {"places", "item"}
    if unknown:
        raise TypeError(f"not a draft's fields: {sorted(unknown)}")
    data |= changes
    data["done"] = max(data.get("done", 0), step)
    data.get("typed", {}).pop(str(step), None)
    return _saved(told, row, at)


@transaction.atomic
def type_down(told: OpenNeed, *, step: int, fields: Mapping[str, Any], at: datetime) -> OpenNeed:
    """Keep what is typed on a step, unchecked and cut to size, to be shown again; only the fields of `TYPED`."""
    row = _locked(told)
    kept = {name: _cut(fields[name]) for name in TYPED[step] if name in fields}
    row.data.setdefault("typed", {})[str(step)] = kept
    return _saved(told, row, at)


@transaction.atomic
def move_to(told: OpenNeed, *, kelurahan: str, at: datetime) -> OpenNeed:
    """Take another kelurahan: its RW are to be chosen anew, all else stays."""
    row = _locked(told)
    row.data["places"] = []
    row.data.setdefault("typed", {})["1"] = {
        "kelurahan": kelurahan,
        "problem": row.data.get("texts", {}).get("problem", ""),
    }
    return _saved(told, row, at)


@transaction.atomic
def add_photo(told: OpenNeed, photo: ContentFile[bytes], *, at: datetime) -> OpenNeed:
    """Keep a photo that has been drawn anew; three at the most."""
    row = _locked(told)
    photos: list[str] = row.data.setdefault("photos", [])
    if len(photos) >= MAX_PHOTOS:
        raise ValidationError(f"Foto paling banyak {MAX_PHOTOS}. Hapus satu foto lebih dulu.")
    name = uuid4().hex
    default_storage.save(need_draft.stored(name), photo)
    photos.append(name)
    return _saved(told, row, at)


@transaction.atomic
def remove_photo(told: OpenNeed, name: str, *, at: datetime) -> OpenNeed:
    """Take one photo away; an unknown one is no error."""
    row = _locked(told)
    if name not in row.data.get("photos", []):
        return told
    row.data["photos"].remove(name)
    _drop_files([name])
    return _saved(told, row, at)


@transaction.atomic
def forget(told: OpenNeed) -> None:
    """Forget everything, the temporary photos too: the need was sent, or given up."""
    if told.row is not None:
        NeedDraft.objects.filter(pk=told.row.pk).delete()
        _drop_files(told.photos)


@transaction.atomic
def sweep(now: datetime) -> int:
    """Delete drafts that nobody has touched for seven days, and photos that belong to none; returns how many drafts."""
    old = list(NeedDraft.objects.filter(saved_at__lte=now - MAX_AGE).order_by("saved_at", "pk")[:SWEPT_AT_ONCE])
    NeedDraft.objects.filter(pk__in=[row.pk for row in old]).delete()
    _drop_files(name for row in old for name in row.data.get("photos", []))
    _sweep_files(now)
    return len(old)


def _sweep_files(now: datetime) -> None:
    try:
        names = default_storage.listdir(need_draft.FOLDER)[1]
    except FileNotFoundError:
        return
    paths = {name.removesuffix(".jpg"): f"{need_draft.FOLDER}/{name}" for name in names}
    old = {name for name, path in paths.items() if now - default_storage.get_modified_time(path) > MAX_AGE}
    if not old:
        return
    in_use = {name for data in NeedDraft.objects.values_list("data", flat=True) for name in data.get("photos", [])}
    _drop_files(old - in_use)


def _drop_files(names: Iterable[str]) -> None:
    for name in names:
        transaction.on_commit(partial(default_storage.delete, need_draft.stored(name)))


def _locked(told: OpenNeed) -> NeedDraft:
    """The row of a draft, locked; a fresh one for what was never kept. What was sent is not begun again."""
    if Need.objects.filter(cycle=told.cycle, submission_key=told.submission_key).exists():
        raise ValidationError(ALREADY_SENT, code="sent")
    row = NeedDraft.objects.select_for_update(of=("self",)).filter(pk=told.row.pk).first() if told.row else None
    return row or NeedDraft(cycle=told.cycle, data={"key": told.key})


def _saved(told: OpenNeed, row: NeedDraft, at: datetime) -> OpenNeed:
    is_new = row.pk is None
    row.saved_at = at
    row.save()
    if is_new:
        sweep(at)
    return OpenNeed(told.cycle, row)


def _cut(value: Any) -> Any:
    if isinstance(value, list):
        return [clean(str(one))[:40] for one in value[:MOST_PLACES]]
    return clean(str(value))[:LONGEST]
