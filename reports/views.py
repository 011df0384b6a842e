"""Pages of recaps and downloads; every list is cut to the office's own work."""

from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from proposals.models import Cycle
from proposals.windows import say
from regions import codes
from regions.models import Region

from . import answers, export_jobs
from .documents import by_place, pdf, prints
from .documents.workbook import workbook
from .forms import ListFilter
from .listing import COLUMNS, rows
from .sheets import csv_lines, xlsx

FORM_LEVELS = {"1.4": codes.KELURAHAN, "1.5": codes.KELURAHAN, "2.3": codes.DISTRICT, "2.4": codes.DISTRICT}


@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    """Unduh daftar: the filter, what it leaves, and the buttons; for forums' offices also the official forms."""
    holding = must(request, "reports.export_list")
    form = ListFilter(request.GET, holding=holding)
    context = {
        "title": "Unduh daftar",
        "form": form,
        "totals": form.proposals().totals(),
        "words": form.in_words(),
        "columns": COLUMNS,
        "long": export_jobs.LONG,
        "may_export_sipd": request.user.has_perm("reports.export_sipd"),
        "may_send_sipd": request.user.has_perm("proposals.send_batch"),
        "places": _form_places(request, holding),
        "cycle": form.cycle,
    }
    return render(request, "reports/unduhan.html", context)


def _form_places(request: HttpRequest, holding: OfficeHolding) -> list[dict[str, Any]]:
    """The kecamatan and kelurahan of the office, each with the numbers of its forms; empty for other offices."""
    if not request.user.has_perm("reports.export_form"):
        return []
    places = Region.objects.current().visible_to(holding.scope).in_order()
    return [
        {"region": place, "forms": [form for form, level in FORM_LEVELS.items() if level == place.level]}
        for place in places.filter(level__in=set(FORM_LEVELS.values()))
    ]


@require_safe
def list_file(request: HttpRequest, kind: str) -> FileResponse | StreamingHttpResponse:
    """The filtered list as XLSX or CSV, row by row from one query."""
    form = ListFilter(request.GET, holding=must(request, "reports.export_list"))
    lines = rows(form.proposals())
    if kind == "csv":
        response = StreamingHttpResponse(csv_lines(COLUMNS, lines), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="usulan.csv"'
        return response
    note = f"Usulan {form.in_words()}, tanggal cetak {say(timezone.now())}"
    return _file(xlsx("Usulan", COLUMNS, lines, note=note), "usulan.xlsx")


@require_safe
def official_form(request: HttpRequest, number: str, code: str, kind: str) -> HttpResponse:
    """Form 1.4 or 1.5 of a kelurahan, 2.3 or 2.4 of a kecamatan; 404 outside the office's places."""
    holding = must(request, "reports.export_form")
    places = Region.objects.current().visible_to(holding.scope)
    region = get_object_or_404(places, code=code, level=FORM_LEVELS.get(number, 0))
    cycle = _cycle(request, holding)
    paper = by_place.paper(number, cycle, region, timezone.localdate())
    name = f"form-{number}-{region.name.lower().replace(' ', '-')}-{cycle.plan_year}.{kind}"
    if kind == "pdf":
        return answers.pdf(pdf.render([prints.of_place(paper, timezone.now())])[0], name)
    return answers.xlsx(workbook(paper), name)


def _cycle(request: HttpRequest, holding: OfficeHolding) -> Cycle:
    """The cycle of the plan year asked for (`?tahun=2027`), else the newest."""
    found, year = Cycle.objects.of_city(holding.city_code), request.GET.get("tahun", "")
    if year:
        return get_object_or_404(found, plan_year=int(year) if year.isascii() and year.isdigit() else 0)
    cycle = found.first()
    if cycle is None:
        raise Http404
    return cycle


def _file(file: IO[bytes], name: str) -> FileResponse:
    """Hand out a temporary file; it vanishes when the answer is sent."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=answers.XLSX)
