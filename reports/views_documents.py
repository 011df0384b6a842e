"""Dokumen: the papers of a forum, each as PDF and XLSX, all of them in one zip, and the public page that proves one."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import acting
from accounts.permissions import allows
from rounds.models import Forum
from rounds.views.doors import forum_door, whole

from . import actions, answers
from .documents import bundle, forms, pdf, prints
from .documents.blanks import blanks as make_blanks
from .documents.pdf import Print
from .documents.workbook import workbook
from .models import Document

PERMISSION = "reports.print_document"
AT_ONCE, LAST = 60, 999
"""So many blanks in one file; the highest number of a blank."""


@require_safe
def documents(request: HttpRequest, number: str) -> HttpResponse:
    """The list of papers of one forum, with what was locked."""
    forum = _door(request, number)
    known = list(Document.objects.of_forum(forum))
    rows: list[dict[str, Any]] = []
    is_changed = forum.rounds.filter(addenda__isnull=False).exists()
    for form in forms.forms_of(forum):
        if form is forms.CHANGES and not is_changed:
            continue
        versions = [one for one in known if one.code == form.code]
        rows.append({"form": form, "newest": versions[0] if versions else None, "older": versions[1:]})
    return render(
        request,
        "reports/dokumen.html",
        {
            "forum": forum,
            "rows": rows,
            "is_locked": bool(known),
            "may_type": allows(acting(request), "rounds.type_blank", forum),
        },
    )


@require_safe
def document_file(request: HttpRequest, number: str, code: str, kind: str) -> HttpResponse:
    """One paper as PDF or XLSX: as it was locked, in the version asked for, else as it stands now."""
    forum = _door(request, number)
    found = _locked(forum, code, request.GET.get("versi", ""))
    one = _draft(forum, code) if found is None else _print(request, forum, found)
    name = bundle.file_name(forum, one.paper, kind)
    if kind == "xlsx":
        return answers.xlsx(workbook(one.paper, one.sheet_foot), name)
    return answers.pdf(kept_files([(one, found)])[0], name)


@require_safe
def document_zip(request: HttpRequest, number: str) -> HttpResponse:
    """All papers of one forum, each as PDF and XLSX, and the signed scans that the office may read."""
    forum = _door(request, number)
    newest = list(Document.objects.of_forum(forum).newest())
    found: list[tuple[Print, Document | None]] = [(_print(request, forum, one), one) for one in newest]
    if not found:
        now = timezone.now()
        found = [(prints.draft(forum, paper, now), None) for paper in forms.papers_of(forum, now)]
    scans = forum.scans.current().order_by("pk") if allows(acting(request), "rounds.view_scan", forum) else []
    content = bundle.archive(forum, [one for one, _ in found], kept_files(found), scans)
    return answers.archive(content, f"dokumen-{forum.number.lower()}.zip")


@require_safe
def blanks(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Empty forms that have their numbers (`?dari=21&sampai=25`), to be written on by hand; once more, the same."""
    forum = _door(request, number)
    asked = [whole(request.GET.get(name), least=1) for name in ("dari", "sampai")]
    numbered = forum.blanks.filter(kind=kind, number__range=(asked[0] or 1, asked[1] or LAST))
    sheets = list(numbered.order_by("number")[:AT_ONCE])
    if not sheets:
        raise Http404("Lembar ini belum bernomor.")
    paper = make_blanks(forum, kind, sheets)
    content = pdf.render([Print(paper, timezone.now(), (paper.name,), author=forum.signer)])[0]
    return answers.pdf(content, bundle.file_name(forum, paper, "pdf"))


@login_not_required
@require_safe
def verification(request: HttpRequest, digest: str) -> HttpResponse:
    """What the QR of a printed paper leads to: which paper it is, when it was locked, whether a newer one exists."""
    document = Document.objects.for_page().filter(digest=digest).first()
    if document is None:
        return render(request, "reports/dokumen_tidak_dikenal.html", status=404)
    context = {"document": document, "stored": getattr(document, "stored", None)}
    if document.forum is None:
        return render(request, "reports/dokumen_periksa.html", context | {"label": "Berita acara perubahan usulan"})
    newest = Document.objects.filter(forum=document.forum, code=document.code).order_by("-version").first()
    form = next((one for one in forms.forms_of(document.forum) if one.code == document.code), None)
    context |= {"label": form.label if form else document.code, "newer": newest if newest != document else None}
    return render(request, "reports/dokumen_periksa.html", context)


def _door(request: HttpRequest, number: str) -> Forum:
    """The forum, if its kind has papers."""
    forum = forum_door(request, number, PERMISSION)
    if not forms.forms_of(forum):
        raise Http404("Forum ini tidak mempunyai dokumen.")
    return forum


def _locked(forum: Forum, code: str, version: str) -> Document | None:
    """The newest version or the one asked for; None while nothing is locked."""
    known = Document.objects.of_forum(forum).filter(code=code)
    if version:
        return get_object_or_404(known, version=int(version) if version.isascii() and version.isdecimal() else 0)
    return known.first()


def _draft(forum: Forum, code: str) -> Print:
    now = timezone.now()
    found = forms.papers_of(forum, now, frozenset({code}))
    if not found:
        raise Http404("Dokumen ini tidak ada.")
    return prints.draft(forum, found[0], now)


def _print(request: HttpRequest, forum: Forum, document: Document) -> Print:
    version = f"{forum.number}, versi {document.version}"
    return locked_print(request, document, version=version, author=forum.signer)


def locked_print(request: HttpRequest, document: Document, *, version: str, author: str) -> Print:
    """A locked paper with the address of its public page."""
    address = request.build_absolute_uri(document.get_absolute_url())
    said = {"version": version, "author": author, "address": address}
    return prints.locked(document.text, locked_at=document.locked_at, at=timezone.now(), **said)


def kept_files(found: list[tuple[Print, Document | None]]) -> list[bytes]:
    """PDFs in order: of a locked paper the file that was kept, and where it is printed first, kept now."""
    kept = {one.pk: one.stored.content() for _, one in found if one is not None and hasattr(one, "stored")}
    fresh = [(one, document) for one, document in found if document is None or document.pk not in kept]
    made = pdf.render([one for one, _ in fresh])
    drafts = [content for (_, document), content in zip(fresh, made, strict=True) if document is None]
    for (one, document), content in zip(fresh, made, strict=True):
        if document is not None:
            kept[document.pk] = actions.keep_file(document, content, at=one.at).content()
    return [kept[document.pk] if document is not None else drafts.pop(0) for _, document in found]
