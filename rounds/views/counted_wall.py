"""Layar of a counted round: how many have voted while it collects, then the list around the line as the forum moves it.

It never shows who voted, nor any score or ballot before the count.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rounds import screen
from rounds.counting import lists, overview
from rounds.models import Round

from .doors import counted_door
from .wall import part

ROWS = 7
"""So many rows fit a wall that is read from twenty metres."""


@require_safe
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """The whole page, with what stands now."""
    round_ = counted_door(request, code, "rounds.view_forum")
    return render(request, "rounds/layar_putaran.html", _shown(round_, overview.turnout(round_)))


@require_safe
def wall_part(request: HttpRequest, code: str) -> HttpResponse:
    """The part that changes; 304 while nothing has changed."""
    round_ = counted_door(request, code, "rounds.view_forum")
    seen = overview.turnout(round_)
    said = (round_.pk, round_.status, round_.revision, seen.voters, seen.present, seen.used, round_.closes_at)
    return part(request, said, "rounds/_layar_putaran.html", lambda: _shown(round_, seen))


def _shown(round_: Round, seen: overview.Turnout) -> dict[str, Any]:
    found = lists.both(round_)
    last = round_.moves.order_by("at", "pk").last()
    moved = next((line.number for line in found.lines if last and line.candidate.pk == last.candidate_id), "")
    numbers = [line.number for line in found.lines]
    place = numbers.index(moved) if moved else len(found.chosen)
    start = screen.first_shown(place, len(numbers), ROWS)
    return {
        "round": round_,
        "forum": round_.forum,
        "found": found,
        "lines": found.lines[start : start + ROWS],
        "above": start,
        "below": max(0, len(numbers) - start - ROWS),
        "moved": moved,
        "cut": found.others[0].number if found.others and found.chosen else "",
        "seen": seen,
    }
