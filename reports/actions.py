"""Verbs of papers: lock those of a forum that ended or a usulan that was amended, keep the file of a first print."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.models import OfficeHolding
from proposals.models import Amendment
from rounds.models import Forum

from .documents import amended, forms, locked
from .documents.paper import Paper
from .models import Document, StoredFile


@transaction.atomic
def lock_papers(forum: Forum, by: OfficeHolding, at: datetime) -> list[Document]:
    """Store every paper of a forum that is over, each as its next version where a word of it changed.

    Part of the closing, in its transaction (`rounds.papers`); the forum's row is locked there.
    """
    known = {one.code: one for one in Document.objects.filter(forum=forum).newest()}
    made = []
    for paper in forms.papers_of(forum, at):
        before = known.get(paper.code)
        if before is not None and locked.paper_in(before.text) == paper:
            continue
        version = before.version + 1 if before else 1
        made.append(_locked(paper, {"forum": forum.number}, version=version, by=by, at=at, forum=forum))
    return Document.objects.bulk_create(made)


@transaction.atomic
def lock_amendment(amendment: Amendment, by: OfficeHolding, at: datetime) -> Document:
    """Store the BA perubahan of one usulan. Part of the amending, in its transaction (`proposals.papers`)."""
    about = {"usulan": amendment.proposal.number, "ba_perubahan": amendment.number}
    document = _locked(amended.paper(amendment), about, version=1, by=by, at=at, amendment=amendment)
    document.save()
    return document


def _locked(
    paper: Paper, about: dict[str, str], *, version: int, by: OfficeHolding, at: datetime, **of: Forum | Amendment
) -> Document:
    """The row of a paper that is locked now, not saved."""
    text = locked.text_of(paper, about, version=version, by=by, at=at)
    digest = sha256(text.encode()).hexdigest()
    return Document(code=paper.code, version=version, text=text, digest=digest, locked_by=by, locked_at=at, **of)


def keep_file(document: Document, content: bytes, *, at: datetime) -> StoredFile:
    """Keep the first print of a paper; whoever comes second gets the file of the first."""
    digest = sha256(content).hexdigest()
    stored = StoredFile(document=document, size=len(content), digest=digest, made_at=at)
    stored.file = ContentFile(content, name="dokumen.pdf")
    try:
        with transaction.atomic():
            stored.save()
    except IntegrityError:
        stored.file.storage.delete(str(stored.file.name))
        return StoredFile.objects.get(document=document)
    return stored
