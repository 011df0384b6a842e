"""Verbs of photos: add one to a usulan that its proposer may still change, take one off."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.models import Photo, Proposal, Survey, WorkReport
from proposals.models.photo import MAX_PHOTOS
from proposals.statuses import Status

from .drafting import locked


@transaction.atomic
def add_photo(proposal: Proposal, image: Any, *, caption: str = "", by: OfficeHolding, at: datetime) -> Photo:
    """Add a re-encoded photo to a draft or returned usulan; three at the most."""
    proposal = locked(proposal)
    if proposal.status not in {Status.DRAFT, Status.RETURNED}:
        raise ValidationError("Usulan ini sudah dikirim dan terkunci.")
    if Photo.objects.filter(proposal=proposal).count() >= MAX_PHOTOS:
        raise ValidationError({"photos": f"Foto paling banyak {MAX_PHOTOS}. Hapus satu lebih dulu."})
    return Photo.objects.create(proposal=proposal, image=image, caption=caption, added_at=at)


@transaction.atomic
def remove_photo(photo: Photo, *, by: OfficeHolding, at: datetime) -> None:
    """Take a photo off a draft or returned usulan."""
    if photo.proposal is None or locked(photo.proposal).status not in {Status.DRAFT, Status.RETURNED}:
        raise ValidationError("Foto usulan yang sudah dikirim tidak dapat dihapus.")
    if photo.need_id:
        photo.proposal = None
        photo.save(update_fields=["proposal"])
    else:
        photo.delete()
        transaction.on_commit(partial(photo.image.storage.delete, str(photo.image.name)))


def keep_photos(
    owner: Survey | WorkReport, photos: Sequence[ContentFile[bytes]], *, name: str, most: int, full: str, at: datetime
) -> None:
    """Keep the photos of a visit or of a report, at most so many; one sent twice is known by its content.

    `name` makes the key of the same picture another one for each owner; `full` says that there are too many.
    """
    kept = Photo.objects.filter(survey=owner) if isinstance(owner, Survey) else Photo.objects.filter(work=owner)
    known = set(kept.order_by().values_list("public_id", flat=True))
    fresh = {}
    for photo in photos:
        digest = hashlib.sha256(photo.read()).hexdigest()
        photo.seek(0)
        key = uuid5(owner.proposal.public_id, f"{name}:{digest}")
        if key not in known:
            fresh[key] = photo
    if len(known) + len(fresh) > most:
        raise ValidationError({"photos": full})
    place = {"survey": owner} if isinstance(owner, Survey) else {"work": owner}
    for key, photo in fresh.items():
        Photo.objects.create(public_id=key, image=photo, added_at=at, **place)
