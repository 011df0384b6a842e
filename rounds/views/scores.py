"""Nilai: the sheet of an assessor, saved page by page; how far all have come, for the office that runs the round."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import sentences
from rounds import actions
from rounds.counting import score_sheet
from rounds.counting.rule import has_scores
from rounds.counting.score_sheet import Row
from rounds.engine.scoring import WIDE_SPREAD
from rounds.models import Assessor, Round

from .doors import score_door, whole

A_PAGE = 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: HttpRequest, code: str) -> HttpResponse:
    """An assessor's own sheet; `?lihat=kemajuan` and offices that do not score see how far all have come."""
    round_, assessor = score_door(request, code)
    runs = allows(acting(request), "rounds.run_round", round_.forum)
    if assessor is None or (runs and request.GET.get("lihat") == "kemajuan"):
        return _overview(request, round_, is_assessor=assessor is not None)
    rows = score_sheet.sheet(round_, assessor) if round_.rule and has_scores(round_) else []
    page = _paged(rows, request.GET.get("hal"))
    if request.method != "POST":
        return _page(request, round_, assessor, rows, page, runs=runs)
    try:
        _save(request, round_, list(page))
    except ValidationError as refusal:
        return _page(request, round_, assessor, rows, page, runs=runs, error=sentences(refusal))
    done = sum(row.is_done for row in score_sheet.sheet(round_, assessor))
    messages.success(request, f"Tersimpan. {done} dari {len(rows)} usulan dinilai.")
    to = whole(request.POST.get("ke"), least=1) or page.number
    return redirect(f"{reverse('putaran-nilai', args=[round_.code])}?hal={to}")


def _paged(rows: list[Row], asked: str | None) -> Page[Row]:
    """The page asked for; else the first with something left to score."""
    first = next((n for n, row in enumerate(rows) if not row.is_done), 0) // A_PAGE + 1
    return Paginator(rows, A_PAGE).get_page(whole(asked, least=1) or first)


def _save(request: HttpRequest, round_: Round, rows: list[Row]) -> None:
    """Store the levels of a page; then the interest that was declared in one of its rows."""
    leaves = request.POST.get("mundur", "")
    given = {row.number: _given(request, row) for row in rows if not row.recusal and row.number != leaves}
    actions.assessing.fill_page(
        round_,
        {number: some for number, some in given.items() if some},
        leaves=get_object_or_404(round_.candidates.all(), proposal__number=leaves[:24]) if leaves else None,
        reason=request.POST.get(f"alasan-{leaves}", "")[:300],
        by=acting(request),
        at=timezone.now(),
    )


def _given(request: HttpRequest, row: Row) -> dict[str, int]:
    """The levels chosen in one row; what is no number is refused by the verb as no level of the rubric."""
    typed = {cell.criterion.code: request.POST.get(cell.name, "").strip() for cell in row.cells}
    found = {code: whole(text) for code, text in typed.items() if text}
    return {code: -1 if points is None else points for code, points in found.items()}


def _page(
    request: HttpRequest,
    round_: Round,
    assessor: Assessor,
    rows: list[Row],
    page: Page[Row],
    *,
    runs: bool,
    **more: Any,
) -> HttpResponse:
    at, typed = timezone.now(), request.POST
    done = sum(row.is_done for row in rows)
    is_open = round_.status == Round.Status.COLLECTING and not (round_.closes_at and at >= round_.closes_at)
    shown = {
        "round": round_,
        "forum": round_.forum,
        "assessor": assessor,
        "page": page,
        "rows": [
            (
                row,
                [(cell, typed.get(cell.name, cell.given)) for cell in row.cells],
                typed.get(f"alasan-{row.number}", ""),
            )
            for row in page
        ],
        "done": done,
        "total": len(rows),
        "said": f"{done} dari {len(rows)} dinilai",
        "is_open": is_open,
        "runs": runs,
        "error": more.get("error", ""),
        "leaves": typed.get("mundur", ""),
    }
    return render(request, "rounds/putaran_nilai.html", shown)


def _overview(request: HttpRequest, round_: Round, *, is_assessor: bool) -> HttpResponse:
    """Numbers per assessor; how far they are apart is told after the count alone."""
    is_counted = round_.runs.exists()
    shown = {
        "round": round_,
        "forum": round_.forum,
        "progress": score_sheet.progress(round_) if has_scores(round_) else [],
        "spreads": score_sheet.spreads(round_) if is_counted else [],
        "wide": WIDE_SPREAD,
        "is_counted": is_counted,
        "is_assessor": is_assessor,
        "door": request.build_absolute_uri(reverse("putaran-nilai", args=[round_.code])),
    }
    return render(request, "rounds/putaran_kemajuan.html", shown)
