"""Meja kerja: the list of what waits for an office, tab by tab, with its filter."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.doors import must
from proposals.undo_rules import last_of

from .desk_board import Board, board_of, just_decided


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Usulan masuk: what waits, what is mine, late, with others, done."""
    must(request, "proposals.use_desk")
    board = board_of(request)
    tab = board.asked_tab or "belum"
    page = board.page(tab, request.GET.get("page"))
    shown: dict[str, Any] = {
        "page_obj": page,
        "rows": board.rows(tab, list(page)),
        "progress": f"{board.counts.done_of_all} usulan selesai.",
        "asks_filter": "saring" in request.GET,
        **_after_a_decision(request, board),
    }
    return render(request, "proposals/usulan_masuk.html", board.frame(tab) | shown)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The keys of the desk, and the switch that turns the single ones off."""
    must(request, "proposals.use_desk")
    return render(request, "proposals/tombol.html", {"title": "Tombol papan ketik"})


def _after_a_decision(request: HttpRequest, board: Board) -> dict[str, Any]:
    """Only who comes from a decision is offered to undo it here."""
    last = last_of(board.holding, board.at) if len(get_messages(request)) else None
    return just_decided(last, board.holding, board.at)
