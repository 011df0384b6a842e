"""Dokumen: the papers of a forum, each as PDF and XLSX, and all of them in one zip."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rounds.models import Forum
from rounds.views.doors import forum_door

from . import answers
from .documents import bundle, forms, pdf, prints
from .documents.paper import Paper
from .documents.workbook import workbook

PERMISSION = "reports.print_document"


@require_safe
def documents(request: HttpRequest, number: str) -> HttpResponse:
    """The list of papers of one forum."""
    forum = _door(request, number)
    return render(request, "reports/dokumen.html", {"forum": forum, "forms": forms.forms_of(forum)})


@require_safe
def document_file(request: HttpRequest, number: str, code: str, kind: str) -> HttpResponse:
    """One paper as PDF or XLSX."""
    forum = _door(request, number)
    paper = _paper(forum, code)
    name = bundle.file_name(forum, paper, kind)
    one = prints.draft(forum, paper, timezone.now())
    if kind == "xlsx":
        return answers.xlsx(workbook(paper, " · ".join(one.foot)), name)
    return answers.pdf(pdf.render([one])[0], name)


@require_safe
def document_zip(request: HttpRequest, number: str) -> HttpResponse:
    """All papers of one forum, each as PDF and XLSX."""
    forum = _door(request, number)
    found = [prints.draft(forum, paper, timezone.now()) for paper in forms.papers_of(forum)]
    return answers.archive(bundle.archive(forum, found), f"dokumen-{forum.number.lower()}.zip")


def _door(request: HttpRequest, number: str) -> Forum:
    """The forum, if its kind has papers."""
    forum = forum_door(request, number, PERMISSION)
    if not forms.forms_of(forum):
        raise Http404("Forum ini tidak mempunyai dokumen.")
    return forum


def _paper(forum: Forum, code: str) -> Paper:
    found = forms.papers_of(forum, frozenset({code}))
    if not found:
        raise Http404("Dokumen ini tidak ada.")
    return found[0]
