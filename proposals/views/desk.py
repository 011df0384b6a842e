"""Meja verifikasi: the list of what came in, and the page on which one usulan is decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import acting, must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from catalogue.money import grouped, rupiah
from proposals import actions, desk_list, similar
from proposals.checks import checks
from proposals.forms.decision import Choice, DecisionForm, choices_for, parents_for, possible_parents
from proposals.forms.desk_filter import DeskFilter
from proposals.forms.refusal import put
from proposals.group_list import window_for
from proposals.merge_choices import merge_choices
from proposals.models import Cycle, LevelDecision, Need, Proposal
from proposals.querysets import ProposalQuerySet

from .desk_side import side
from .entry import NOT_YOURS, running_cycle

PAGE = 40
deciding = actions.deciding


def _filter(request: HttpRequest, on_desk: ProposalQuerySet) -> DeskFilter:
    groups, agencies = desk_list.filter_choices(on_desk)
    return DeskFilter(request.GET, groups=groups, agencies=agencies)


def _frame(request: HttpRequest, holding: OfficeHolding, cycle: Cycle, tab: str) -> dict[str, Any]:
    """The list at the left with its tabs and counts, the filter, the progress and the closing time."""
    on_desk = desk_list.on_desk(holding, cycle)
    chosen = _filter(request, on_desk)
    cut = desk_list.filtered(on_desk, chosen.wanted())
    at = timezone.now()
    tabs = desk_list.conditions(holding, cycle, at)
    counted = desk_list.counts(cut, tabs)
    page = Paginator(desk_list.with_row(desk_list.in_tab(cut, tabs[tab])), PAGE).get_page(request.GET.get("page"))
    window = window_for(cycle, "verify", holding.office.region.code, at)
    return {
        "filter": chosen,
        "query": chosen.query(),
        "tab": tab,
        "tabs": [(key, label, counted.of(key)) for key, label in desk_list.TABS],
        "counts": desk_list.counts(on_desk, tabs) if chosen.wanted() else counted,
        "page_obj": page,
        "rows": desk_list.rows(page),
        "progress": f"{counted.selesai} dari {counted.total} usulan selesai.",
        "window": window,
        "is_open": window is not None and window.is_open(at),
        "why_closed": window.why_closed(at) if window else "Tahap ini belum dijadwalkan. Hubungi Bappeda.",
        "cut": cut,
    }


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Usulan masuk: what waits for a decision, what was sent back, what is done."""
    holding = must(request, "proposals.verify_proposal")
    cycle = running_cycle(holding, timezone.now())
    tab = request.GET.get("tab", "")
    tab = tab if tab in dict(desk_list.TABS) else "belum"
    return render(request, "proposals/usulan_masuk.html", _frame(request, holding, cycle, tab))


def _door(request: HttpRequest, number: str) -> Proposal:
    holding = must(request, "proposals.verify_proposal")
    cycle = running_cycle(holding, timezone.now())
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
    proposal = get_object_or_404(known, cycle=cycle, number=number)
    if not allows(holding, "proposals.verify_proposal", proposal):
        raise PermissionDenied(NOT_YOURS)
    return proposal


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """One usulan with all that a decision needs; saved, the next one follows."""
    proposal = _door(request, number)
    search = request.POST.get("cari_induk", "")
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
            return redirect(_next(request, proposal))
    return _decision_page(request, proposal, form, search)


def _first(request: HttpRequest) -> dict[str, Any]:
    return {"outcome": request.GET.get("keputusan", ""), "may_repeat": True}


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


def _next(request: HttpRequest, proposal: Proposal) -> str:
    holding = acting(request)
    on_desk = desk_list.on_desk(holding, proposal.cycle)
    chosen = _filter(request, on_desk)
    pending = desk_list.conditions(holding, proposal.cycle, timezone.now())["belum"]
    following = desk_list.after(desk_list.filtered(on_desk, chosen.wanted()), pending, proposal)
    url = reverse("putuskan", args=[following.number]) if following else reverse("usulan-masuk")
    return f"{url}?{chosen.query()}" if chosen.query() else url


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


def _decision_page(request: HttpRequest, proposal: Proposal, form: DecisionForm, search: str) -> HttpResponse:
    holding = acting(request)
    frame = _frame(request, holding, proposal.cycle, desk_list.tab_of(proposal, timezone.localdate()))
    alike, hits = similar.seen_from_desk(proposal)
    named = parents_for(proposal, search)
    parents = merge_choices(possible_parents(proposal), named, [] if search.strip() else hits)
    numbers = [row.proposal.number for row in frame["rows"]]
    place = numbers.index(proposal.number) if proposal.number in numbers else -1
    return render(
        request,
        "proposals/putuskan.html",
        frame
        | {
            "proposal": proposal,
            "form": form,
            "choices": choices_for(proposal),
            "figures": _figures(proposal),
            "chosen": form["outcome"].value() or "",
            "checks": checks(proposal),
            "photos": list(proposal.photos.all()),
            "decisions": list(proposal.decisions.all()),
            "needs": list(proposal.needs.all()),
            "alike": alike,
            "parents": parents,
            "search": search,
            "parent_chosen": str(form["parent"].value() or ""),
            **side(request, proposal),
            "previous": numbers[place - 1] if place > 0 else "",
            "following": numbers[place + 1] if 0 <= place < len(numbers) - 1 else "",
        },
    )
