"""The hint of what is alike, and what may be done with it: support it, or take up an old usulan again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import acting
from accounts.models import ProposerGroup
from accounts.permissions import allows
from accounts.throttle import too_often
from catalogue.models import KamusItem
from proposals import actions, hints, past_list
from proposals.forms.proposal import ProposalForm
from proposals.forms.refusal import sentences
from proposals.models import Cycle, Proposal, Stage
from proposals.need_draft import OpenNeed
from proposals.statuses import OPEN
from proposals.windows import ALLOWS

from .entry import group_door, running_cycle
from .group import frame
from .need_door import open_need, running_anywhere

HINTS_A_MINUTE = 120


def of_form(form: ProposalForm, seen: list[str]) -> hints.Shown:
    """What is like the usulan in a form, as it stands there now, checked or not."""
    places: Any = form["locations"].value() or []
    return hints.of_group(
        form.cycle,
        form.group,
        item=form.chosen_item(),
        problem=str(form["problem"].value() or ""),
        address=str(form["address"].value() or ""),
        locations=[str(place) for place in places],
        lat=form.proposal.lat if form.proposal else None,
        lng=form.proposal.lng if form.proposal else None,
        proposal=form.proposal,
        seen=seen,
    )


def seen_in(request: HttpRequest) -> list[str]:
    """Which of the hints the person has called another usulan."""
    return [key[:40] for key in request.POST.getlist("berbeda")[:20]]


@require_POST
def group_hint(request: HttpRequest, group: int) -> HttpResponse:
    """The hint alone, while a group types; it refuses nothing and is no condition of sending."""
    found = group_door(request, group, "proposals.add_proposal")
    cycle = running_cycle(acting(request), timezone.now())
    proposal = _own(request.POST.get("usulan", ""), found, cycle)
    form = ProposalForm(request.POST, cycle=cycle, group=found, proposal=proposal)
    return render(request, "proposals/_mirip.html", {"mirip": of_form(form, seen_in(request)), "group": found})


def _own(key: str, group: ProposerGroup, cycle: Cycle) -> Proposal | None:
    """The stored usulan that is being written, so that it is not like itself."""
    try:
        return Proposal.objects.filter(public_id=UUID(key), group=group, cycle=cycle).first()
    except ValueError:
        return None


def of_need(told: OpenNeed, typed: dict[str, str] | None = None) -> hints.Shown:
    """What is like the need that a resident tells; what is `typed` counts before what was kept."""
    said = typed or {}
    item = told.item
    if "item" in said:
        pk = said["item"]
        known = KamusItem.objects.active().filter(version_id=told.cycle.kamus_id)
        item = known.filter(pk=pk).first() if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    lat, lng = told.pin or (None, None)
    return hints.of_resident(
        told.cycle,
        places=told.places,
        item=item,
        wish=said.get("wish", told["wish"]),
        problem=told["problem"],
        address=said.get("address", told["address"]),
        lat=lat,
        lng=lng,
    )


@login_not_required
@require_POST
def resident_hint(request: HttpRequest) -> HttpResponse:
    """The hint alone, while a resident types; 204, and the page stays as it is, where one address asks very often."""
    at = timezone.now()
    told = open_need(request, running_anywhere(at), at)
    if too_often(request, "mirip", most=HINTS_A_MINUTE):
        return HttpResponse(status=204)
    typed = {name: request.POST[name] for name in ("item", "wish", "address") if name in request.POST}
    context = {"mirip": of_need(told, typed), "choose": False, "dukung": ""}
    return render(request, "proposals/_mirip_warga.html", context)


def supported(told: OpenNeed, number: str) -> Proposal | None:
    """The usulan that a resident wants to join; None where the number names none of this cycle."""
    return Proposal.objects.public().filter(cycle=told.cycle, number=number).first() if number else None


def may_take_back(request: HttpRequest, proposal: Proposal, supporters: Sequence[ProposerGroup]) -> list[ProposerGroup]:
    """The supporters that the office writes for, while a support could still be given. Needs their regions loaded."""
    holding, at = getattr(request.user, "holding", None), timezone.now()
    own = [group for group in supporters if allows(holding, "proposals.add_proposal", group)]
    if holding is None or not own or proposal.status not in OPEN:
        return []
    allowing = {group.pk: ALLOWS[actions.drafting.act_of(holding, group)] for group in own}
    windows = Stage.objects.by_area(proposal.cycle, sorted(frozenset().union(*allowing.values())))
    open_at = {
        group.pk: {kind for kind, window in windows.items() if window.at(group.region.code).is_open(at)}
        for group in own
    }
    return [group for group in own if open_at[group.pk] & allowing[group.pk]]


@require_POST
def support(request: HttpRequest, group: int, number: str) -> HttpResponse:
    """Dukung: join a usulan of this year instead of writing its twin; with `aksi=tarik` leave it again."""
    found = group_door(request, group, "proposals.add_proposal")
    holding, at = acting(request), timezone.now()
    cycle = running_cycle(holding, at)
    proposal = get_object_or_404(Proposal.objects.public().filter(cycle=cycle), number=number)
    if request.POST.get("aksi") == "tarik":
        return _take_back(request, proposal, found)
    try:
        made = actions.supporting.support(proposal, group=found, by=holding, at=at)
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("kelompok-satu", found.pk)
    messages.success(request, f"{found.name} mendukung usulan {made.proposal.number}. Tidak perlu menulis yang baru.")
    return redirect(made.proposal)


def _take_back(request: HttpRequest, proposal: Proposal, group: ProposerGroup) -> HttpResponse:
    try:
        taken = actions.supporting.take_back(proposal, group=group, by=acting(request), at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect(proposal)
    said = f"Dukungan {group.name} ditarik." if taken else f"{group.name} tidak mendukung usulan ini."
    messages.success(request, said)
    return redirect(proposal)


@require_POST
def again(request: HttpRequest, group: int, public_id: UUID) -> HttpResponse:
    """Usulkan lagi: make a draft of an old usulan and open it."""
    found = group_door(request, group, "proposals.add_proposal")
    holding, at = acting(request), timezone.now()
    old = get_object_or_404(_within(found), public_id=public_id)
    try:
        draft = actions.supporting.propose_again(old, running_cycle(holding, at), group=found, by=holding, at=at)
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("kelompok-satu", found.pk)
    messages.success(request, f"Usulan {old.number} menjadi draf, {past_list.times(draft)}. Periksa sebelum dikirim.")
    return redirect("draf", draft.public_id)


def _within(group: ProposerGroup) -> Any:
    """Public usulan of the kelurahan (for the kecamatan's own group, of the kecamatan) of a group."""
    return Proposal.objects.public().filter(region__code__within=group.kelurahan_code)


@require_http_methods(["GET", "HEAD", "POST"])
def past(request: HttpRequest, group: int) -> HttpResponse:
    """What the group asked for in past years and may take up again, one by one or several at once."""
    found = group_door(request, group, "proposals.add_proposal")
    cycle = running_cycle(acting(request), timezone.now())
    if request.method == "POST":
        return _take_up(request, found, cycle)
    context = frame(request, found, cycle) | {"rows": past_list.past(cycle, found)}
    return render(request, "proposals/lama.html", context)


def _take_up(request: HttpRequest, group: ProposerGroup, cycle: Cycle) -> HttpResponse:
    keys = set(request.POST.getlist("usulan")[:200])
    chosen = [row.proposal for row in past_list.past(cycle, group) if str(row.proposal.public_id) in keys]
    taken, refused = [], []
    for old in chosen:
        try:
            draft = actions.supporting.propose_again(old, cycle, group=group, by=acting(request), at=timezone.now())
        except ValidationError as refusal:
            refused.append(f"{old.title}: {sentences(refusal)}")
        else:
            taken.append(draft)
    for sentence in dict.fromkeys(refused):
        messages.error(request, sentence)
    if not chosen:
        messages.error(request, "Pilih paling sedikit satu usulan lama.")
    if not taken:
        return redirect("kelompok-lama", group.pk)
    messages.success(request, f"{len(taken)} usulan lama menjadi draf. Periksa, urutkan, lalu kirim.")
    return redirect("draf", taken[0].public_id) if len(taken) == 1 else redirect("kelompok-satu", group.pk)
