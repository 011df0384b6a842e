"""The berita acara of one change of a usulan, as PDF or XLSX."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.doors import must
from proposals.models import Amendment

from . import answers
from .documents import amended, prints
from .documents.workbook import workbook
from .models import Document
from .views_documents import kept_files, locked_print

SHOWN = ("proposal__cycle__city", "proposal__group", "proposal__kelurahan", "proposal__kecamatan", "proposal__agency")


@require_safe
def amendment_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """As it was locked with the change; of one that is older than the papers, as it is recorded."""
    one = get_object_or_404(Amendment.objects.select_related(*SHOWN, "by__office", "by__user"), pk=pk)
    must(request, "proposals.use_desk", one.proposal)
    document = Document.objects.select_related("stored").filter(amendment=one).first()
    if document is None:
        printed = prints.of_place(amended.paper(one), timezone.now())
    else:
        printed = locked_print(request, document, version=f"{one.number}", author=one.by.label)
    name = f"ba-perubahan-{slugify(one.proposal.number)}-{slugify(one.number)}.{kind}"
    if kind == "xlsx":
        return answers.xlsx(workbook(printed.paper, printed.sheet_foot), name)
    return answers.pdf(kept_files([(printed, document)])[0], name)
