"""The page of one usulan on the desk: all that a decision needs, and the decision itself."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting, must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from catalogue.money import grouped, rupiah
from proposals import actions, desk_list, desk_work, similar
from proposals.checks import checks
from proposals.forms.decision import Choice, DecisionForm, choices_for, parents_for, possible_parents
from proposals.forms.refusal import put
from proposals.merge_choices import merge_choices
from proposals.models import Document, LevelDecision, Need, Proposal
from proposals.undo_rules import last_of

from .desk_board import Board, board_of, just_decided
from .desk_side import side
from .entry import usulan_door

deciding = actions.deciding


def _door(request: HttpRequest, number: str) -> Proposal:
    """One usulan that the desk may look at; deciding asks for more."""
    must(request, "proposals.use_desk")
    perm = "proposals.verify_proposal" if request.method == "POST" else "proposals.use_desk"
    known = (
        Proposal.objects.public()
        .for_list()
        .select_related("cycle__city", "group__region", "item__agency", "parent", "submitted_by__office")
        .prefetch_related(
            "photos",
            "locations",
            Prefetch("needs", Need.objects.order_by("told_at", "pk")),
            Prefetch("decisions", LevelDecision.objects.with_maker().order_by("decided_at", "pk")),
        )
    )
    return usulan_door(request, number, perm, known)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """One usulan with all that a decision needs; saved, the next one follows."""
    proposal, board = _door(request, number), board_of(request)
    tab, search = _tab(board, proposal), request.POST.get("cari_induk", "")
    candidates = possible_parents(proposal)
    form = DecisionForm(request.POST or None, proposal=proposal, candidates=candidates, initial=_first(request))
    if request.POST.get("aksi") == "cari-induk":
        kept = {bound.name: bound.value() for bound in form}
        form = DecisionForm(proposal=proposal, candidates=candidates, initial=kept)
    elif form.is_valid():
        try:
            said = _say(form, proposal, acting(request))
        except ValidationError as refusal:
            put(form, refusal)
            proposal = _door(request, number)
        else:
            messages.success(request, said)
            return redirect(_next(board, proposal, tab))
    return _decision_page(request, board, proposal, form, search)


def _first(request: HttpRequest) -> dict[str, Any]:
    return {"outcome": request.GET.get("keputusan", ""), "may_repeat": True}


def _tab(board: Board, proposal: Proposal) -> str:
    """The tab in which the person works: that of the address, else where the usulan stands."""
    return board.asked_tab or (desk_work.tab_of(proposal, board.at) if board.decides else "belum")


def _say(form: DecisionForm, proposal: Proposal, by: OfficeHolding) -> str:
    """Call the verb of the choice; return the sentence that says what was done."""
    data: dict[str, Any] = form.cleaned_data
    frame: dict[str, Any] = {"by": by, "at": timezone.now(), "expected": data["version"]}
    why = {"reason_code": data["reason_code"], "reason": data["reason"]}
    verbs: dict[str, Callable[[], Proposal]] = {
        Choice.ACCEPT: lambda: deciding.accept(proposal, **frame),
        Choice.CHANGE: lambda: deciding.accept_changed(proposal, volume=data["volume"], reason=data["reason"], **frame),
        Choice.SEND_BACK: lambda: deciding.send_back(proposal, due_at=data["due_at"], **why, **frame),
        Choice.MERGE: lambda: deciding.merge(proposal, parent=data["parent"], add_volume=data["add_volume"], **frame),
        Choice.REJECT: lambda: deciding.reject(proposal, may_repeat=data["may_repeat"], **why, **frame),
    }
    verbs[data["outcome"]]()
    done = {
        Choice.ACCEPT: "diterima",
        Choice.CHANGE: "diterima dengan perubahan",
        Choice.SEND_BACK: "dikembalikan kepada pengusul",
        Choice.MERGE: "digabung",
        Choice.REJECT: "tidak diterima",
    }[data["outcome"]]
    return f"{proposal.group.name}: {proposal.title} {done}."


def _next(board: Board, proposal: Proposal, tab: str) -> str:
    following = board.next_after(proposal, tab)
    url = reverse("putuskan", args=[following.number]) if following else reverse("usulan-masuk")
    return f"{url}{board.query(tab)}"


def _figures(proposal: Proposal) -> dict[str, str]:
    """The three sums in words: what was asked; below it what a level made of it."""
    changed = proposal.current_volume is not None and proposal.current_volume != proposal.volume
    said = (proposal.households, "KK"), (proposal.people, "jiwa")
    people = ", ".join(f"{grouped(number)} {unit}" for number, unit in said if number)
    return {
        "volume": proposal.coefficient or "belum diisi",
        "volume_below": f"diterima {proposal.current_coefficient}" if changed else "",
        "price": "belum diisi" if proposal.unit_price is None else rupiah(proposal.unit_price),
        "amount": rupiah(proposal.amount),
        "people": people or "penerima belum diisi",
    }


def _documents(holding: OfficeHolding, proposal: Proposal) -> list[Document]:
    """The papers of a usulan, where the office may read them."""
    return list(proposal.documents.all()) if allows(holding, "proposals.view_document", proposal) else []


def _decision_page(
    request: HttpRequest, board: Board, proposal: Proposal, form: DecisionForm, search: str
) -> HttpResponse:
    tab, came = _tab(board, proposal), len(get_messages(request)) > 0
    near = desk_list.around(board.rows_of(tab), proposal)
    alike, hits = similar.seen_from_desk(proposal)
    parents = merge_choices(possible_parents(proposal), parents_for(proposal, search), [] if search.strip() else hits)
    may_decide = allows(board.holding, "proposals.verify_proposal", proposal)
    last = last_of(board.holding, board.at)
    shown = {
        "proposal": proposal,
        "form": form,
        "rows": board.rows(tab, near.proposals),
        "choices": choices_for(proposal) if may_decide else [],
        "may_decide": may_decide,
        "came": came,
        "figures": _figures(proposal),
        "chosen": form["outcome"].value() or "",
        "checks": checks(proposal),
        "photos": list(proposal.photos.all()),
        "documents": _documents(board.holding, proposal),
        "may_price": allows(board.holding, "proposals.price_proposal", proposal),
        "may_propose_move": allows(board.holding, "proposals.propose_move", proposal),
        "decisions": list(proposal.decisions.all()),
        "needs": list(proposal.needs.all()),
        "alike": alike,
        "parents": parents,
        "search": search,
        "parent_chosen": str(form["parent"].value() or ""),
        "previous": near.previous,
        "following": near.following,
        **just_decided(last if last and last.proposal_id != proposal.pk else None, board.holding, board.at),
        **side(request, proposal),
    }
    return render(request, "proposals/putuskan.html", board.frame(tab) | shown)
