"""Lists on their way to other systems: the 26 columns of SIPD, and long lists that a worker writes."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import must
from proposals.forms.refusal import sentences
from proposals.handover import known_to
from proposals.models import Batch
from proposals.windows import say

from . import export_jobs, sipd_list
from .forms import ListFilter
from .listing import Cell, Column
from .sheets import csv_lines, xlsx
from .tasks import write_export

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def sipd_file(request: HttpRequest, kind: str) -> FileResponse | StreamingHttpResponse:
    """The filtered list in the columns of SIPD, as XLSX or CSV, row by row: a copy to work with.

    It leaves no numbered hand-over: a GET changes nothing, and what goes to SIPD is the whole list of the city, not
    what a filter leaves. That one is sent on Serah terima and fetched there (`batch_file`).
    """
    form = ListFilter(request.GET, holding=must(request, "reports.export_sipd"))
    columns, lines = export_jobs.lines_of("sipd", form)
    return _sipd(kind, columns, lines, f"Salinan kerja daftar SIPD {form.in_words()}")


@require_safe
def batch_file(request: HttpRequest, pk: int, kind: str) -> FileResponse | StreamingHttpResponse:
    """What one hand-over brings to SIPD, in its columns."""
    holding = must(request, "proposals.view_batch")
    batch = get_object_or_404(known_to(holding), pk=pk, hop=Batch.Hop.SIPD)
    lines = sipd_list.rows(batch.proposals(), batch.region)
    return _sipd(kind, sipd_list.COLUMNS, lines, f"{batch}, sidik {batch.digest[:16]}")


def _sipd(
    kind: str, columns: Sequence[Column], lines: Iterable[list[Cell]], title: str
) -> FileResponse | StreamingHttpResponse:
    if kind == "csv":
        response = StreamingHttpResponse(csv_lines(columns, lines), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="usulan-sipd.csv"'
        return response
    file = xlsx("Usulan SIPD", columns, lines, note=f"{title}, tanggal cetak {say(timezone.now())}")
    return FileResponse(file, as_attachment=True, filename="usulan-sipd.xlsx", content_type=XLSX)


@require_POST
def ask_export(request: HttpRequest, shape: str, kind: str) -> HttpResponse:
    """Let a worker write a long list; leads to the page that tells how far it is."""
    if shape not in export_jobs.SHAPES:
        raise Http404
    holding, now = must(request, export_jobs.SHAPES[shape][0]), timezone.now()
    form = ListFilter(request.GET, holding=holding)
    try:
        job = export_jobs.ask(form, shape, kind, total=form.proposals().count(), by=holding, at=now)
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("antrean")
    write_export.enqueue(job.pk)
    return redirect(job.get_absolute_url())
