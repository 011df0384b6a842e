"""Tindak lanjut: what waits after the kecamatan forum, and the word of a level on one usulan or on many."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from catalogue.money import grouped, rupiah
from proposals import after_forum as chain
from proposals.actions import entering, following
from proposals.forms.following import PAPERS, CancelForm, PaperForm, WordForm
from proposals.forms.refusal import put
from proposals.forms.ticked import TickedForm
from proposals.models import Cycle, LevelDecision, Proposal
from proposals.models.decision import Outcome
from proposals.statuses import CANCELLABLE, STARTABLE, Status

from .entry import NOT_YOURS

FOLLOW, ENTER = "proposals.follow_proposal", "proposals.enter_plan"
PAGE = 60
SAID = {"rekomendasi": "direkomendasikan", "mitra": "direkomendasikan mitra", "forum-pd": "disepakati diakomodir",
        "tapd": "diakomodir", "rkpd": "masuk RKPD", "apbd": "masuk APBD"}  # fmt: skip


def chosen_cycle(request: HttpRequest, holding: OfficeHolding) -> tuple[Cycle, list[Cycle]]:
    """The cycle of `?tahun=`, else the newest that has begun; and those to choose from. 404 without any."""
    known = list(Cycle.objects.of_city(holding.city_code).running(timezone.now()))
    if not known:
        raise Http404("Belum ada tahapan yang berjalan. Hubungi Bappeda.")
    wanted = request.GET.get("tahun", "")
    return next((one for one in known if str(one.plan_year) == wanted), known[0]), known


@require_http_methods(["GET", "HEAD", "POST"])
def follow_list(request: HttpRequest) -> HttpResponse:
    """The tabs of an office with what waits; ticked usulan go on as they stand, or into a paper."""
    holding = must(request, FOLLOW)
    cycle, cycles = chosen_cycle(request, holding)
    queues = chain.queues_of(holding)
    queue = next((one for one in queues if one.key == request.GET.get("tab")), queues[0])
    mine = chain.in_charge(holding, cycle)
    waiting = queue.rows(mine)
    form = _form(queue.key, waiting, request.POST if request.method == "POST" else None)
    if form is None and request.method == "POST":
        raise PermissionDenied(NOT_YOURS)
    if form is not None and form.is_valid() and _done(request, queue.key, form, holding):
        return redirect(f"{reverse('tindak-lanjut')}?tab={queue.key}&tahun={cycle.plan_year}")
    page = Paginator(waiting.for_list().order_by("agency__name", "kecamatan_rank", "number"), PAGE)
    context = {
        "cycle": cycle,
        "cycles": cycles,
        "queue": queue,
        "tabs": [(one.key, one.label, grouped(one.rows(mine).count())) for one in queues],
        "page_obj": page.get_page(request.GET.get("page")),
        "form": form,
        "ticked": set(form["usulan"].value() or []) if form is not None else set(),
        "is_paper": queue.key in PAPERS,
        "act": _ACTS.get(queue.key, ""),
        "room": _room(holding, cycle),
        "query": f"?tahun={cycle.plan_year}&tab={queue.key}",
    }
    return render(request, "proposals/tindak_lanjut.html", context)


_ACTS = {
    "rekomendasi": "Rekomendasikan yang dicentang",
    "mitra": "Setujui yang dicentang",
    "forum-pd": "Sepakati yang dicentang",
    "tapd": "Akomodir yang dicentang",
    "rkpd": "Masukkan yang dicentang ke RKPD",
    "apbd": "Masukkan yang dicentang ke APBD",
}


def _form(key: str, waiting: Any, data: Any) -> forms.Form | None:
    """What the tab asks for; None where nothing is done to many at once."""
    if key in PAPERS:
        return PaperForm(data, waiting=waiting)
    return TickedForm(data, waiting=waiting) if key in chain.STEPS else None


def _done(request: HttpRequest, key: str, form: forms.Form, by: OfficeHolding) -> bool:
    """Let the ticked ones go on; where the verb refuses, its sentence stands above the list."""
    found, at = list(form.cleaned_data["usulan"].select_related("cycle__city")), timezone.now()
    try:
        _act(key, found, form.cleaned_data, by=by, at=at)
    except ValidationError as refusal:
        put(form, refusal)
        return False
    messages.success(request, f"{len(found)} usulan {SAID[key]}.")
    return True


def _act(key: str, found: list[Proposal], data: dict[str, Any], *, by: OfficeHolding, at: datetime) -> None:
    if key in PAPERS:
        if not allows(by, ENTER):
            raise PermissionDenied(NOT_YOURS)
        paper = {"number": data["number"], "dated": data["dated"]}
        entering.enter(PAPERS[key], [(one, None) for one in found], **paper, by=by, at=at)
        return
    step = chain.STEPS[key]
    if not all(chain.may_do(by, key, one) for one in found):
        raise PermissionDenied(NOT_YOURS)
    outcome = Outcome.ACCOMMODATED if Outcome.ACCOMMODATED in step.leads else Outcome.ACCEPTED
    following.say(step, [following.Word(one, outcome) for one in found], by=by, at=at)


def _room(holding: OfficeHolding, cycle: Cycle) -> dict[str, Any] | None:
    """The bar of an agency's own pagu: terpakai, sisa."""
    room = chain.room_of(cycle, holding.office.agency_id, agreed_in_forum=True)
    if room is None:
        return None
    sentence = f"Terpakai {rupiah(room.used)} dari pagu {rupiah(room.ceiling)}, sisa {rupiah(room.left)}."
    inside = min(room.used, room.ceiling)
    return {"room": room, "inside": inside, "whole": max(room.used, room.ceiling), "sentence": sentence}


def follow_door(request: HttpRequest, number: str) -> tuple[OfficeHolding, Proposal]:
    """A public usulan of the office's city that it follows; 404 for others."""
    holding = must(request, FOLLOW)
    known = Proposal.objects.public().filter(cycle__city__code=holding.city_code)
    loaded = known.for_list().select_related("cycle__city", "item__subactivity", "group__region")
    proposal = get_object_or_404(loaded.order_by("-cycle__plan_year"), number=number)
    if not allows(holding, FOLLOW, proposal):
        raise Http404
    return holding, proposal


@dataclass(frozen=True)
class Turn:
    """What an office may do with one usulan now: say its word, or take it out; None where it may not."""

    step: chain.Step | None
    form: WordForm | None
    out: CancelForm | None


def _turn(request: HttpRequest, proposal: Proposal, holding: OfficeHolding) -> Turn:
    """The forms that are open, one of them filled with what was sent; 403 for what is not this office's turn."""
    step = chain.turn_of(holding, proposal, following.latest([proposal.pk]))
    may_cancel = allows(holding, ENTER, proposal) and proposal.status in CANCELLABLE
    cancels = request.POST.get("aksi") == "batal"
    if request.method == "POST" and not (may_cancel if cancels else step):
        raise PermissionDenied(NOT_YOURS)
    data = request.POST if request.method == "POST" else None
    form = WordForm(None if cancels else data, step=step, proposal=proposal) if step else None
    return Turn(step, form, CancelForm(data if cancels else None, prefix="batal") if may_cancel else None)


@require_http_methods(["GET", "HEAD", "POST"])
def follow_page(request: HttpRequest, number: str) -> HttpResponse:
    """One usulan: what each level said, the word of this office, and Bappeda's way out."""
    holding, proposal = follow_door(request, number)
    turn = _turn(request, proposal, holding)
    if _said(request, turn, proposal, holding):
        return redirect("tindak-lanjut-satu", proposal.number)
    decisions = LevelDecision.objects.filter(proposal=proposal).with_maker().select_related("subactivity")
    context = {
        "proposal": proposal,
        "step": turn.step,
        "form": turn.form,
        "out": turn.out,
        "decisions": list(decisions.order_by("decided_at", "pk")),
        "papers": list(proposal.plan_lines.select_related("document").order_by("document__dated", "pk")),
        "works": allows(holding, "proposals.report_work", proposal)
        and proposal.status in STARTABLE | {Status.UNDERWAY, Status.DONE},
    }
    return render(request, "proposals/tindak_lanjut_satu.html", context)


def _said(request: HttpRequest, turn: Turn, proposal: Proposal, by: OfficeHolding) -> bool:
    """Carry out what was sent and is complete; a refusal comes back on its form."""
    bound = next((one for one in (turn.form, turn.out) if one is not None and one.is_bound), None)
    if bound is None or not bound.is_valid():
        return False
    at = timezone.now()
    try:
        if isinstance(bound, WordForm) and turn.step is not None:
            following.say(turn.step, [bound.word()], by=by, at=at, expected=bound.cleaned_data["version"])
        else:
            entering.cancel(proposal, **bound.cleaned_data, by=by, at=at)
    except ValidationError as refusal:
        put(bound, refusal)
        return False
    messages.success(request, "Keputusan tersimpan." if bound is turn.form else "Pekerjaan ini dibatalkan.")
    return True
