"""Putusan sidang: the surveyed usulan of a sidang kelompok, one after the other."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import put
from rounds import actions, sitting
from rounds.forms.sitting import VerdictForm
from rounds.models import Candidate, Forum, Round

from .doors import candidate_door, forum_door, round_of, whole, why_closed


@require_http_methods(["GET", "HEAD", "POST"])
def sidang(request: HttpRequest, number: str) -> HttpResponse:
    """The list with what was found and what was said; `?usulan=` opens the form of one, POST says it."""
    forum = forum_door(request, number, "rounds.order_forum" if request.method == "POST" else "rounds.view_forum")
    if not forum.custom.decides:
        raise Http404
    round_ = round_of(forum)
    if round_ is None:
        messages.info(request, "Sidang belum dibuka, jadi belum ada usulan yang diputus.")
        return redirect("forum-satu", forum.number)
    if request.method != "POST":
        return _page(request, forum, round_, None, request.GET.get("usulan", "")[:24])
    candidate = candidate_door(round_, request.POST.get("usulan", ""))
    form = VerdictForm(request.POST)
    if form.is_valid():
        by, at, seen = acting(request), timezone.now(), whole(request.POST.get("revisi"))
        try:
            actions.sitting.decide(candidate, **form.cleaned_data, by=by, at=at, expected=seen)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            return redirect(f"{reverse('forum-sidang', args=[forum.number])}#u-{candidate.proposal.number}")
    return _page(request, forum, round_, form, candidate.proposal.number)


def _page(request: HttpRequest, forum: Forum, round_: Round, form: VerdictForm | None, key: str) -> HttpResponse:
    found = sitting.cases(round_)
    may = allows(acting(request), "rounds.order_forum", forum) and forum.status == Forum.Status.OPEN
    chosen = next((case.candidate for case in found if case.candidate.proposal.number == key), None) if may else None
    context = {
        "forum": forum,
        "round": round_,
        "cases": found,
        "left": sum(not case.candidate.verdict for case in found),
        "may_decide": may,
        "why_closed": why_closed(forum, timezone.now()) if may else "",
        "chosen": key if chosen else "",
        "form": form or (_form(chosen) if chosen else None),
    }
    return render(request, "rounds/forum_sidang.html", context, status=422 if form else 200)


def _form(candidate: Candidate) -> VerdictForm:
    said = {"reason_code": candidate.reason_code, "reason": candidate.reason} if candidate.is_ended else {}
    return VerdictForm(initial={"verdict": candidate.verdict, **said})
