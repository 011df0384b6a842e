"""Usulan mirip: before a round is frozen somebody says of what is alike whether all of it may be funded."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting
from proposals.forms.refusal import sentences
from proposals.twins import Alike, Pair
from rounds import actions
from rounds.models import Round

from .doors import counted_door

DIFFERENT, ONLY_ONE = "berbeda", "satu"
REASON = 300


@require_http_methods(["GET", "HEAD", "POST"])
def twins(request: HttpRequest, code: str) -> HttpResponse:
    """All that is alike and waits, answered together with one reason; a refusal keeps what was chosen and typed."""
    round_ = counted_door(request, code, "rounds.run_round")
    waiting = actions.freezing.likenesses(round_) if round_.is_draft else []
    if request.method != "POST":
        return _page(request, round_, waiting)
    chosen = {some.key: request.POST.get(f"mirip-{some.key}", "") for some in waiting}
    try:
        actions.twinning.decide_twins(
            round_,
            different=_pairs(waiting, chosen, DIFFERENT),
            only_one=_pairs(waiting, chosen, ONLY_ONE),
            reason=request.POST.get("reason", "")[:REASON],
            by=acting(request),
            at=timezone.now(),
        )
    except ValidationError as refusal:
        return _page(request, round_, waiting, chosen, sentences(refusal))
    messages.success(request, "Jawaban tersimpan.")
    return redirect(round_ if all(chosen.values()) else request.path)


def _pairs(waiting: list[Alike], chosen: dict[str, str], answer: str) -> list[Pair]:
    return [two.pair for some in waiting if chosen[some.key] == answer for two in some.pairs]


def _page(
    request: HttpRequest,
    round_: Round,
    waiting: list[Alike],
    chosen: dict[str, str] | None = None,
    error: str = "",
) -> HttpResponse:
    shown = {
        "round": round_,
        "forum": round_.forum,
        "rows": [(some, (chosen or {}).get(some.key, "")) for some in waiting],
        "error": error,
        "reason": request.POST.get("reason", "")[:REASON],
    }
    return render(request, "rounds/putaran_kembar.html", shown, status=422 if error else 200)
