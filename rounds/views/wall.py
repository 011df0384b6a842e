"""Layar: the page for the projector. It follows the hall by asking every two seconds whether anything changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import condition, require_POST, require_safe

from accounts.doors import acting
from proposals.forms.refusal import sentences
from rounds import actions, blockers, screen, sheet
from rounds.models import Candidate, Forum, Round

from .doors import candidate_door, forum_door, round_of


def _stand(request: HttpRequest, number: str) -> str | None:
    """What the wall shows, as one word; it changes whenever the wall would."""
    forum = forum_door(request, number, "rounds.view_forum")
    round_ = round_of(forum)
    came = forum.attendances.count()
    last = f"{round_.pk}.{round_.revision}.{round_.discussing_id or 0}" if round_ else "0"
    return f'"{forum.pk}.{forum.status}.{came}.{last}"'


@require_safe
def wall(request: HttpRequest, number: str) -> HttpResponse:
    """The whole page, with what stands now."""
    forum = forum_door(request, number, "rounds.view_forum")
    return render(request, "rounds/layar.html", _shown(forum))


@require_safe
@condition(etag_func=_stand)
def wall_part(request: HttpRequest, number: str) -> HttpResponse:
    """The part that changes; 304 while nothing has changed."""
    forum = forum_door(request, number, "rounds.view_forum")
    return render(request, "rounds/_layar.html", _shown(forum))


def _shown(forum: Forum) -> dict[str, Any]:
    round_ = round_of(forum)
    found = sheet.read(round_) if round_ else None
    key = _in_hand(round_) if round_ else ""
    return {
        "forum": forum,
        "round": round_,
        "came": blockers.present(forum),
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
