"""Verbs of files beside a usulan: add one, take one off."""

from datetime import datetime
from functools import partial
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.models import KamusRule
from proposals.models import Document, Proposal
from proposals.statuses import Status

from .drafting import locked

MOST = 12
"""Files of one usulan."""


@transaction.atomic
def add_document(
    proposal: Proposal,
    content: ContentFile[bytes],
    *,
    label: str,
    kind: Document.Kind = Document.Kind.REQUIRED,
    rule: KamusRule | None = None,
    by: OfficeHolding,
    at: datetime,
) -> Document:
    """Add a file that `documents.read_document` has read; a newer file for the same rule takes the older one's place.

    What the kamus requires comes with a draft or a returned usulan; evidence and letters come later, by other verbs
    that ask for themselves whether they may.
    """
    proposal = locked(proposal)
    if kind == Document.Kind.REQUIRED and proposal.status not in {Status.DRAFT, Status.RETURNED}:
        raise ValidationError("Usulan ini sudah dikirim dan terkunci.")
    if rule is not None:
        for older in Document.objects.filter(proposal=proposal, kind=kind, rule=rule):
            _forget(older)
    if Document.objects.filter(proposal=proposal).count() >= MOST:
        raise ValidationError(f"Berkas paling banyak {MOST}. Hapus satu lebih dulu.")
    written = content.read()
    content.seek(0)
    return Document.objects.create(
        proposal=proposal,
        kind=kind,
        rule=rule,
        label=label[:120],
        file=content,
        size=len(written),
        digest=sha256(written).hexdigest(),
        added_by=by,
        added_at=at,
    )


@transaction.atomic
def remove_document(document: Document, *, by: OfficeHolding, at: datetime) -> None:
    """Take a file that the kamus asks for off a draft or returned usulan."""
    status = locked(document.proposal).status
    if document.kind != Document.Kind.REQUIRED or status not in {Status.DRAFT, Status.RETURNED}:
        raise ValidationError("Berkas usulan yang sudah dikirim tidak dapat dihapus.")
    _forget(document)


def _forget(document: Document) -> None:
    """Delete the row, and its file once the row is surely gone."""
    storage, name = document.file.storage, str(document.file.name)
    document.delete()
    transaction.on_commit(partial(storage.delete, name))
