"""Usulan mirip: before a round is frozen somebody says of each pair whether both may be funded."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting
from proposals.forms.refusal import sentences
from proposals.twins import Pair, Twins
from rounds import actions
from rounds.models import Round

from .doors import counted_door

DIFFERENT, ONLY_ONE = "berbeda", "satu"
REASON = 300


@require_http_methods(["GET", "HEAD", "POST"])
def twins(request: HttpRequest, code: str) -> HttpResponse:
    """All pairs that wait, answered together with one reason; a refusal keeps what was chosen and typed."""
    round_ = counted_door(request, code, "rounds.run_round")
    waiting = actions.freezing.likenesses(round_) if round_.is_draft else []
    if request.method != "POST":
        return _page(request, round_, waiting)
    chosen = {two.pair: request.POST.get(field(two), "") for two in waiting}
    try:
        count = actions.twinning.decide_twins(
            round_,
            different=_pairs(chosen, DIFFERENT),
            only_one=_pairs(chosen, ONLY_ONE),
            reason=request.POST.get("reason", "")[:REASON],
            by=acting(request),
            at=timezone.now(),
        )
    except ValidationError as refusal:
        return _page(request, round_, waiting, chosen, sentences(refusal))
    messages.success(request, f"{count} pasang diputuskan.")
    return redirect(round_ if count == len(waiting) else request.path)


def field(two: Twins) -> str:
    """What the answer to a pair is called in the form."""
    return f"pasang-{two.pair[0]}-{two.pair[1]}"


def _pairs(chosen: dict[Pair, str], answer: str) -> list[Pair]:
    return [pair for pair, said in chosen.items() if said == answer]


def _page(
    request: HttpRequest,
    round_: Round,
    waiting: list[Twins],
    chosen: dict[Pair, str] | None = None,
    error: str = "",
) -> HttpResponse:
    shown = {
        "round": round_,
        "forum": round_.forum,
        "rows": [(two, field(two), (chosen or {}).get(two.pair, "")) for two in waiting],
        "error": error,
        "reason": request.POST.get("reason", "")[:REASON],
    }
    return render(request, "rounds/putaran_kembar.html", shown, status=422 if error else 200)
