"""Layar of a counted round: how many have voted while it collects, then the list around the line as the forum moves it.

It never shows who voted, nor any score or ballot before the count.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from rounds.counting import lists
from rounds.models import Round

from .doors import counted_door

ROWS = 7
"""So many rows fit a wall that is read from twenty metres."""


@require_safe
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """The whole page, with what stands now."""
    round_ = counted_door(request, code, "rounds.view_forum")
    return render(request, "rounds/layar_putaran.html", _shown(round_, _voted(round_)))


@require_safe
def wall_part(request: HttpRequest, code: str) -> HttpResponse:
    """The part that changes; 304 while nothing has changed."""
    round_ = counted_door(request, code, "rounds.view_forum")
    voted = _voted(round_)
    said = (round_.pk, round_.status, round_.revision, *voted.values(), round_.closes_at)
    stand = quote_etag(".".join(str(part) for part in said))
    if unchanged := get_conditional_response(request, etag=stand):
        return unchanged
    response = render(request, "rounds/_layar_putaran.html", _shown(round_, voted))
    response["ETag"] = stand
    return response


def _voted(round_: Round) -> dict[str, int]:
    people = list(round_.voters.order_by("number").values_list("is_present", "is_used"))
    return {
        "voters": len(people),
        "present": sum(is_present for is_present, _ in people),
        "used": sum(is_used for _, is_used in people),
    }


def _shown(round_: Round, voted: dict[str, int]) -> dict[str, Any]:
    found = lists.both(round_)
    last = round_.moves.order_by("at", "pk").last()
    moved = next((line.number for line in found.lines if last and line.candidate.pk == last.candidate_id), "")
    numbers = [line.number for line in found.lines]
    place = numbers.index(moved) if moved else len(found.chosen)
    start = max(0, min(place - ROWS // 2, len(numbers) - ROWS))
    return {
        "round": round_,
        "forum": round_.forum,
        "found": found,
        "lines": found.lines[start : start + ROWS],
        "above": start,
        "below": max(0, len(numbers) - start - ROWS),
        "moved": moved,
        "cut": found.others[0].number if found.others and found.chosen else "",
        **voted,
    }
