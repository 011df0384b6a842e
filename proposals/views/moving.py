"""Pindah perangkat daerah: the list of what waits, and the page on which one usulan is moved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import acting, must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals import move_list as moves
from proposals.actions import moving
from proposals.forms.moving import MoveAnswerForm, MoveForm
from proposals.forms.refusal import put
from proposals.models import AgencyMove, Proposal
from proposals.statuses import OPEN

from .entry import NOT_YOURS, running_cycle

VIEW, PROPOSE, MOVE = "proposals.view_agencymove", "proposals.propose_move", "proposals.move_agency"


@require_safe
def move_list(request: HttpRequest) -> HttpResponse:
    """What waits for mitra or Bappeda, and what was decided; others follow their own."""
    holding = must(request, VIEW)
    cycle = running_cycle(holding, timezone.now())
    page = Paginator(moves.decided(holding, cycle), 40).get_page(request.GET.get("page"))
    context = {
        "waiting": list(moves.waiting(holding, cycle)[:200]),
        "page_obj": page,
        "may_decide": allows(holding, MOVE),
    }
    return render(request, "proposals/pindah.html", context)


def public_usulan(request: HttpRequest, number: str) -> Proposal:
    """A public usulan of the running cycle, by its number, with what these pages show."""
    cycle = running_cycle(acting(request), timezone.now())
    known = Proposal.objects.public().for_list().select_related("cycle__city", "cycle__kamus", "group__region", "item")
    return get_object_or_404(known, cycle=cycle, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def move_page(request: HttpRequest, number: str) -> HttpResponse:
    """One usulan: ask for another agency, answer who asked, or move it at once."""
    holding = must(request, VIEW)
    proposal = public_usulan(request, number)
    decides = allows(holding, MOVE, proposal)
    if not (decides or allows(holding, PROPOSE, proposal)):
        raise PermissionDenied(NOT_YOURS)
    history = list(moves.known_to(holding, proposal.cycle).filter(proposal=proposal).order_by("-proposed_at", "-pk"))
    waiting = next((move for move in history if move.status == AgencyMove.Status.PROPOSED), None)
    answers = decides and waiting is not None
    if "decision" in request.POST and not answers:
        who = history[0].decided_by.label if history and history[0].decided_by else "petugas lain"
        messages.error(request, f"Usul pindah ini baru saja diputuskan {who}. Jawaban Anda tidak disimpan.")
        return redirect("pindah-satu", proposal.number)
    form: MoveForm | MoveAnswerForm = (
        MoveAnswerForm(request.POST or None) if answers else MoveForm(request.POST or None, proposal=proposal)
    )
    if request.method == "POST" and form.is_valid():
        try:
            said = _act(form, proposal, waiting, decides=decides, by=holding)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, said)
            return redirect("pindah")
    context = {
        "proposal": proposal,
        "form": form,
        "waiting": waiting,
        "answers": answers,
        "decides": decides,
        "history": history,
        "is_open": proposal.status in OPEN,
    }
    return render(request, "proposals/pindah_satu.html", context)


def _act(
    form: MoveForm | MoveAnswerForm,
    proposal: Proposal,
    waiting: AgencyMove | None,
    *,
    decides: bool,
    by: OfficeHolding,
) -> str:
    """Call the verb; return the sentence that says what was done."""
    data: dict[str, Any] = form.cleaned_data
    at = timezone.now()
    if isinstance(form, MoveAnswerForm):
        assert waiting is not None
        approve = data["decision"] == AgencyMove.Status.MOVED
        moving.decide_move(waiting, approve=approve, answer=data["answer"], by=by, at=at)
        return f"{proposal.number} pindah ke {waiting.agency_to}." if approve else f"{proposal.number} tetap di tempat."
    verb = moving.move_agency if decides else moving.propose_move
    move = verb(proposal, agency=data["agency"], reason=data["reason"], by=by, at=at)
    if decides:
        return f"{proposal.number} pindah ke {move.agency_to}."
    return f"Usul pindah {proposal.number} menunggu mitra Bappeda."
