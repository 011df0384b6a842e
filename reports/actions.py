"""Verbs of papers: lock those of a forum that ended, keep the file of one that is printed."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.models import OfficeHolding
from rounds.models import Forum

from .documents import forms, locked
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
        text = locked.text_of(paper, forum=forum, version=version, by=by, at=at)
        made.append(
            Document(
                forum=forum,
                code=paper.code,
                version=version,
                text=text,
                digest=sha256(text.encode()).hexdigest(),
                locked_by=by,
                locked_at=at,
            )
        )
    return Document.objects.bulk_create(made)


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
