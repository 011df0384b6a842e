"""Verbs of photos: add one to a usulan that its proposer may still change, take one off."""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.models import Photo, Proposal
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
