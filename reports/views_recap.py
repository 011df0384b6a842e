"""The recap: its page with drawings, its workbook. Every figure leads to the list behind it."""

from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import must
from catalogue.money import NBSP, rupiah_short
from proposals.models import Cycle
from proposals.windows import say

from .answers import XLSX
from .charts import drawings
from .progress import progress
from .recap import Line, Recap, recap, years
from .recap_sheets import recap_workbook
from .tables.ask import Ask
from .tables.filter import FIELDS, ReportFilter

BREAKDOWNS = {
    "kecamatan": "Kecamatan",
    "kelurahan": "Kelurahan",
    "opd": "Perangkat daerah",
    "jenis": "Jenis",
    "daftar": "Jenis daftar",
}


def _address(kind: str, query: QueryDict, ask: Ask) -> str:
    """The list behind the page's figures, cut by the page's filter; what a figure cuts further comes after it."""
    said = QueryDict(mutable=True)
    said["tahap"] = ask.upto.value
    for name in FIELDS:
        if value := query.get(name):
            said[name] = value
    return f"{reverse('laporan-daftar', args=[kind])}?{said.urlencode()}"


@require_safe
def recap_page(request: HttpRequest) -> HttpResponse:
    """Rekapitulasi: figures, drawings, and one table by the breakdown asked for."""
    holding, now = must(request, "reports.view_recap"), timezone.now()
    form = ReportFilter(request.GET, holding=holding, now=now)
    ask = form.ask()
    found = recap(ask.source, ask.upto, ask.names)
    breakdowns = _breakdowns(found)
    shown = request.GET.get("menurut", "")
    shown = shown if shown in breakdowns else next(iter(breakdowns))
    first = next(iter(breakdowns))
    plan_years = dict(Cycle.objects.of_city(holding.city_code).values_list("pk", "plan_year"))
    context = {
        "title": "",
        "form": form,
        "cycle": form.cycle,
        "upto": ask.upto,
        "at": ask.at,
        "behind": _address("usulan", request.GET, ask),
        "behind_groups": _address("kelompok", request.GET, ask),
        "recap": found,
        "accepted": _two_parts(found.total.accepted.amount),
        "drawn_by": BREAKDOWNS[first],
        "progress": progress(form.cycle, form.scope(), ask.upto),
        "tabs": [(key, BREAKDOWNS[key], key == shown) for key in breakdowns],
        "shown": BREAKDOWNS[shown],
        "has_senders": shown in {"kecamatan", "kelurahan"},
        "lines": breakdowns[shown],
        "now": now,
        **drawings(
            found, breakdowns[first], years(ask.years, plan_years), plan_years.get(ask.cycle.pk, 0) if ask.cycle else 0
        ),
    }
    return render(request, "reports/rekap.html", context)


def _two_parts(amount: int) -> tuple[str, str]:
    """`Rp 96,4` and `miliar`; small amounts stay whole."""
    text = rupiah_short(amount)
    return (text, "") if text[-1].isdigit() else (text[: text.rindex(NBSP)], text[text.rindex(NBSP) + 1 :])


def _breakdowns(found: Recap) -> dict[str, list[Line]]:
    """The breakdowns worth showing: places only where there is more than one; the first is drawn."""
    lists = {
        "kecamatan": found.districts,
        "kelurahan": found.kelurahan,
        "opd": found.agencies,
        "jenis": found.kinds,
        "daftar": found.list_kinds,
    }
    kept = {key: lines for key, lines in lists.items() if len(lines) > 1 or key in {"opd", "jenis"}}
    return dict(sorted(kept.items(), key=lambda item: list(lists).index(item[0])))


@require_safe
def recap_sheet(request: HttpRequest) -> FileResponse:
    """The recap as XLSX, with the same filter."""
    holding, now = must(request, "reports.view_recap"), timezone.now()
    form = ReportFilter(request.GET, holding=holding, now=now)
    ask = form.ask()
    note = f"{form.in_words()} · {ask.upto.label} · tanggal cetak {say(now)}"
    title = f"Rekapitulasi usulan {form.cycle.title}" if form.cycle else "Rekapitulasi usulan"
    file = recap_workbook(recap(ask.source, ask.upto, ask.names), title=title, note=note)
    return FileResponse(file, as_attachment=True, filename="rekapitulasi-usulan.xlsx", content_type=XLSX)
