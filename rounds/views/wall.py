"""Layar: the page for the projector. It follows the hall by asking every two seconds whether anything changed."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import acting
from proposals.forms.refusal import sentences
from rounds import actions, blockers, screen, sheet
from rounds.models import Candidate, Forum, Round

from .doors import candidate_door, forum_door, round_of


@require_safe
def wall(request: HttpRequest, number: str) -> HttpResponse:
    """The whole page, with what stands now."""
    forum = forum_door(request, number, "rounds.view_forum")
    return render(request, "rounds/layar.html", _shown(forum, round_of(forum), blockers.present(forum)))


@require_safe
def wall_part(request: HttpRequest, number: str) -> HttpResponse:
    """The part that changes; 304 while nothing has changed."""
    forum = forum_door(request, number, "rounds.view_forum")
    round_, came = round_of(forum), blockers.present(forum)
    said = _stand(forum, round_, came)
    return part(request, said, "rounds/_layar.html", lambda: _shown(forum, round_, came))


def part(
    request: HttpRequest, said: Iterable[object], template: str, shown: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """What changes on a wall; 304, without working it out, where `said` is what the browser has."""
    stand = quote_etag(".".join(str(one) for one in said))
    if unchanged := get_conditional_response(request, etag=stand):
        return unchanged
    response = render(request, template, shown())
    response["ETag"] = stand
    return response


def _stand(forum: Forum, round_: Round | None, came: blockers.Present) -> list[object]:
    """What the wall shows, in few words; they change whenever the wall would, also when a desk takes a usulan back."""
    said: list[object] = [forum.pk, forum.status, came.men, came.women]
    if round_:
        desks = round_.candidates.aggregate(versions=Sum("proposal__version"))
        said += [round_.pk, round_.revision, round_.discussing_id or 0, desks["versions"] or 0]
    return said


def _shown(forum: Forum, round_: Round | None, came: blockers.Present) -> dict[str, Any]:
    found = sheet.read(round_) if round_ else None
    key = _in_hand(round_) if round_ else ""
    return {
        "forum": forum,
        "round": round_,
        "came": came,
        "sheet": found,
        "screen": screen.screen(found, key) if found else None,
        "key": key,
    }


def _in_hand(round_: Round) -> str:
    """The number of the usulan that is discussed, else of the one moved last; empty before the first."""
    if round_.discussing_id:
        return Candidate.objects.values_list("proposal__number", flat=True).get(pk=round_.discussing_id)
    last = round_.moves.select_related("candidate__proposal").order_by("at", "pk").last()
    return last.candidate.proposal.number if last else ""


@require_POST
def discuss(request: HttpRequest, number: str) -> HttpResponse:
    """Put one usulan on the wall."""
    forum = forum_door(request, number, "rounds.order_forum")
    round_ = round_of(forum)
    if round_ is None:
        return redirect("forum-satu", forum.number)
    candidate = candidate_door(round_, request.POST.get("calon", ""))
    try:
        actions.ordering.discuss(candidate, by=acting(request), at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    response = redirect("forum-urutan", forum.number)
    response["Location"] += f"?pilih={candidate.proposal.number}#u-{candidate.proposal.number}"
    return response
