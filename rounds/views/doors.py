"""How the pages of forums find their forum: 403 for roles without part in it, 404 outside one's places."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.doors import acting, must
from accounts.permissions import allows
from proposals.actions import stages
from rounds import last_year
from rounds.models import Assessor, Candidate, Forum, Round


def forum_door(request: HttpRequest, number: str, perm: str) -> Forum:
    """The forum of that number, if the acting office may do what `perm` names there."""
    holding = must(request, perm)
    known = Forum.objects.visible_to(holding).select_related(
        "region", "cycle__city", "parent__region", "opened_by__office", "closed_by__office"
    )
    forum = get_object_or_404(known, number=number)
    must(request, perm, forum)
    return forum


def before_of(forum: Forum) -> last_year.LastYear | None:
    """Last year at the kelurahan whose list the forum puts in order; None for others, and in a city's first year."""
    return last_year.of(forum.cycle, [forum.region]).get(forum.region_id) if forum.ranks_kelurahan else None


def round_of(forum: Forum) -> Round | None:
    """The round of a forum, with the forum as loaded; None before it opened."""
    found = forum.rounds.of_hall().in_force().order_by("-version").first()
    if found:
        found.forum = forum
    return found


def why_closed(forum: Forum, at: datetime) -> str:
    """Why nothing can be done in a forum now although it is not over; empty while its stage is open. One query."""
    if forum.is_over:
        return ""
    return stages.why_closed(forum.cycle, forum.custom.act, forum.region, at=at)


def counted_door(request: HttpRequest, code: str, perm: str) -> Round:
    """The counted round of that code, if the acting office may do what `perm` names in its forum."""
    holding = must(request, perm)
    known = Round.objects.counted().visible_to(holding).for_page()
    round_ = get_object_or_404(known, code=code)
    must(request, perm, round_.forum)
    return round_


def score_door(request: HttpRequest, code: str) -> tuple[Round, Assessor | None]:
    """The round of that code for one who scores in it, or for the office that runs it; others may not."""
    holding = acting(request)
    known = Round.objects.counted().in_force().for_page().filter(code=code)
    round_ = known.visible_to(holding).first() or known.scored_by(holding).first()
    if round_ is None:
        raise Http404
    if not allows(holding, "rounds.score_round", round_):
        must(request, "rounds.run_round", round_.forum)
        return round_, None
    return round_, round_.assessors.filter(holding__office=holding.office_id).order_by("number").first()


def candidate_door(round_: Round, number: str) -> Candidate:
    """The candidate that a usulan's number names; 404 where it does not stand in the round."""
    return get_object_or_404(round_.candidates.select_related("proposal"), proposal__number=number[:24])


def whole(said: str | None, *, least: int = 0) -> int | None:
    """Read a small whole number out of a request; None where it is not one."""
    text = (said or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 and int(text) >= least else None
