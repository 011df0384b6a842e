"""Pages of reports: the index, each report, and the lists behind its figures."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from proposals.windows import say

from .answers import XLSX
from .models import SavedFilter
from .tables import behind, delivery, drawing, groups, meetings, shape, waiting
from .tables.ask import Ask
from .tables.filter import FIELDS, ReportFilter
from .tables.shape import Table
from .tables.shelf import REPORTS, Report, shelves
from .tables.workbook import workbook


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Laporan: every report with the question that it answers."""
    holding = must(request, "reports.view_recap")
    context = {"title": "Laporan", "shelves": shelves(), "saved": _saved(holding)}
    return render(request, "reports/tables/laporan.html", context)


def _saved(holding: OfficeHolding, slug: str = "") -> list[tuple[SavedFilter, str]]:
    """The filters that the office keeps, of one report or of all, each with the title of its report."""
    found = SavedFilter.objects.filter(office=holding.office_id, report__in=[slug] if slug else list(REPORTS))
    return [(one, REPORTS[one.report].title) for one in found.order_by("name", "pk")]


def report_of(slug: str) -> Report:
    """The report of that name; 404 where there is none."""
    if slug not in REPORTS:
        raise Http404
    return REPORTS[slug]


@dataclass(frozen=True)
class Opened:
    """A report as somebody asked for it: by whom, when, with which filter."""

    report: Report
    holding: OfficeHolding
    now: datetime
    form: ReportFilter
    ask: Ask

    @property
    def words(self) -> str:
        """The filter as a print says it, with the stage where it counts."""
        said, stage = self.form.in_words(), self.ask.upto.label
        return said if "tahap" not in self.report.reads or stage in said else f"{said} · {stage}"


def open_report(request: HttpRequest, slug: str) -> Opened:
    """The report of that name with the filter of the address: the same on page, sheet and paper."""
    report, now = report_of(slug), timezone.now()
    holding = must(request, "reports.view_recap")
    form = ReportFilter(request.GET, holding=holding, now=now, reads=report.reads)
    return Opened(report, holding, now, form, form.ask())


@require_safe
def report_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One report: the filter, the drawing, the table with each figure's list."""
    opened = open_report(request, slug)
    report, table = opened.report, opened.report.build(opened.ask)
    context = {
        "title": report.title,
        "report": report,
        "form": opened.form,
        "ask": opened.ask,
        "table": drawing.shown(table, lambda found: _behind(request.GET, found, report.reads)),
        "drawing": drawing.drawn(table),
        "words": opened.words,
        "saved": _saved(opened.holding, slug),
    }
    return render(request, "reports/tables/laporan_satu.html", context)


def _behind(query: QueryDict, found: shape.Behind, reads: Collection[str]) -> str:
    """The address of the list behind a figure: what the page reads of its filter, then the figure's own cut."""
    said = QueryDict(mutable=True)
    for name in reads:
        if value := query.get(name):
            said[name] = value
    for name, value in found.cut:
        said[name] = value
    return f"{reverse('laporan-daftar', args=[found.page])}?{said.urlencode()}"


@require_safe
def report_sheet(request: HttpRequest, slug: str) -> FileResponse:
    """One report as XLSX, with the same filter."""
    opened = open_report(request, slug)
    report = opened.report
    note = f"{opened.words} · tanggal cetak {say(opened.now)}"
    return _file(workbook(report.build(opened.ask), title=report.title, note=note), f"laporan-{slug}.xlsx")


@dataclass(frozen=True)
class Listed:
    """A list behind figures, or the part of it that a page shows: its table, totals, what cuts it in words."""

    table: Table
    totals: dict[str, int]
    words: list[str]
    count: int


def _usulan(ask: Ask, query: QueryDict, start: int, stop: int | None) -> Listed:
    source, words = behind.cut(ask, query)
    table, totals = behind.list_of_usulan(ask, source, start, stop)
    return Listed(table, totals, words, totals["count"])


def _works(ask: Ask, query: QueryDict, start: int, stop: int | None) -> Listed:
    source, words = behind.cut(ask, query)
    table, totals = delivery.list_of_works(ask, source, start, stop)
    return Listed(table, totals, words, totals["count"])


def _groups(ask: Ask, query: QueryDict, start: int, stop: int | None) -> Listed:
    cut = groups.GroupCut(
        *(query.get(name, "") for name in ("di", "milik", "pengusul", "kirim", "kelompok", "mendapat"))
    )
    table, totals = groups.list_of_groups(ask, cut, start, stop)
    return Listed(table, totals, groups.said(ask, cut), totals["groups"])


def _people(ask: Ask, query: QueryDict, start: int, stop: int | None) -> Listed:
    cut = [query.get(name, "") for name in ("forum", "jk", "unsur", "cara")]
    table, totals = meetings.list_of_people(ask, *cut, start=start, stop=stop)
    return Listed(table, totals, [one for one in cut if one], totals["people"])


def _stays(ask: Ask, query: QueryDict, start: int, stop: int | None) -> Listed:
    desk, still = query.get("meja", ""), query.get("masih", "")
    table, totals = waiting.list_of_stays(ask, desk, still, start, stop)
    words = [waiting.DESKS.get(desk, ""), {"ya": "masih menunggu", "tidak": "sudah selesai"}.get(still, "")]
    return Listed(table, totals, [one for one in words if one], totals["stays"])


LISTS: dict[str, tuple[str, Callable[[Ask, QueryDict, int, int | None], Listed]]] = {
    shape.USULAN: ("Daftar usulan di balik angka", _usulan),
    shape.WORKS: ("Daftar pekerjaan di balik angka", _works),
    shape.GROUPS: ("Daftar kelompok di balik angka", _groups),
    shape.PEOPLE: ("Daftar hadir di balik angka", _people),
    shape.STAYS: ("Lama menunggu di balik angka", _stays),
}
"""The lists behind figures: title, and what it holds from one row to another."""


@require_safe
def list_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The list behind a figure, fifty to a page, with the total of all."""
    holding, now = must(request, "reports.view_recap"), timezone.now()
    title, listed = LISTS[kind]
    form = ReportFilter(request.GET, holding=holding, now=now)
    ask, number = form.ask(), _number(request.GET.get("page", ""))
    found = listed(ask, request.GET, (number - 1) * behind.PER_PAGE, number * behind.PER_PAGE)
    page = Paginator(range(found.count), behind.PER_PAGE).get_page(number)
    context = {
        "title": title,
        "kind": kind,
        "ask": ask,
        "table": drawing.shown(found.table, lambda one: _behind(request.GET, one, FIELDS)),
        "totals": found.totals,
        "cuts": found.words,
        "words": form.in_words(),
        "page_obj": page,
    }
    return render(request, "reports/tables/daftar.html", context)


def _number(text: str) -> int:
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 8 else 1


@require_safe
def list_sheet(request: HttpRequest, kind: str) -> FileResponse:
    """The list behind a figure as XLSX."""
    holding, now = must(request, "reports.view_recap"), timezone.now()
    title, listed = LISTS[kind]
    form = ReportFilter(request.GET, holding=holding, now=now)
    ask = form.ask()
    found = listed(ask, request.GET, 0, None)
    note = " · ".join([form.in_words(), *found.words, f"tanggal cetak {say(now)}"])
    return _file(workbook(found.table, title=title, note=note), f"daftar-{kind}.xlsx")


def _file(file: IO[bytes], name: str) -> FileResponse:
    """Hand out a temporary file; it vanishes when the answer is sent."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
