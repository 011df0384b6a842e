"""Pages on which a group writes, orders and sends its usulan; staff use the same pages on its behalf."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import acting, must
from accounts.models import OfficeHolding, ProposerGroup
from accounts.permissions import allows
from proposals import actions, objection_rules, past_list
from proposals.forms.decision import WithdrawForm
from proposals.forms.refusal import put, sentences
from proposals.group_list import area_code, destination, group_list, rank_rows, window_for
from proposals.models import Cycle, Need, Notice
from proposals.statuses import Status
from regions.models import Region

from .entry import group_door, proposal_door, running_cycle


@require_safe
def own_group(request: HttpRequest) -> HttpResponse:
    """Lead an office to the page of its group; staff to the choice of one."""
    holding = must(request, "proposals.add_proposal")
    if holding.office.group_id is None:
        return redirect("usulan-atas-nama")
    return redirect("kelompok-satu", holding.office.group_id)


def frame(request: HttpRequest, group: ProposerGroup, cycle: Cycle) -> dict[str, Any]:
    """What every page of a group says: which group, where, on whose behalf, until when."""
    holding, at = acting(request), timezone.now()
    window = window_for(cycle, actions.drafting.act_of(holding, group), group.region.code, at)
    area = Region.objects.current().filter(code=area_code(group)).first()
    return {
        "group": group,
        "area": area,
        "cycle": cycle,
        "window": window,
        "is_open": window is not None and window.is_open(at),
        "why_closed": window.why_closed(at) if window else "Tahap ini belum dijadwalkan. Hubungi Bappeda.",
        "on_behalf": holding.office.group_id != group.pk,
        "may_send": allows(holding, "proposals.submit_proposal", group),
        "destination": destination(group),
    }


@require_safe
def group_page(request: HttpRequest, group: int) -> HttpResponse:
    """What the group has written, with what each usulan lacks or what was answered."""
    found = group_door(request, group)
    holding = acting(request)
    cycle = running_cycle(holding, timezone.now())
    waiting = Need.objects.visible_to(holding).filter(cycle=cycle).waiting()
    listed = group_list(cycle, found)
    may_object = [one for one in listed.sent if allows(holding, "proposals.object_proposal", one)]
    return render(
        request,
        "proposals/kelompok.html",
        frame(request, found, cycle)
        | {
            "list": listed,
            "objectable": objection_rules.open_among(may_object, timezone.now()),
            "past_waiting": past_list.waiting(cycle, found),
            "needs_waiting": waiting.count() if allows(holding, "proposals.take_need") else 0,
            "notices_new": _unread(holding, found),
        },
    )


def _unread(holding: OfficeHolding, group: ProposerGroup) -> int:
    """How many notices the office has not read, on the page of its own group; one query."""
    if holding.office.group_id != group.pk or not allows(holding, "proposals.read_notice"):
        return 0
    return Notice.objects.unread_by(holding).left_by(timezone.now()).count()


@require_http_methods(["GET", "HEAD", "POST"])
def rank_page(request: HttpRequest, group: int) -> HttpResponse:
    """Order the drafts: arrows and drag post here, each move is kept at once and can be taken back."""
    found = group_door(request, group)
    cycle = running_cycle(acting(request), timezone.now())
    if request.method == "POST":
        return _move(request, cycle, found)
    listed = group_list(cycle, found)
    moved = next((d.proposal for d in listed.drafts if str(d.proposal.public_id) == request.GET.get("pindah")), None)
    before = request.GET.get("dari", "")
    told = moved is not None and before.isascii() and before.isdigit() and int(before[:4]) > 0
    return render(
        request,
        "proposals/urutkan.html",
        frame(request, found, cycle)
        | {
            "list": listed,
            "rows": rank_rows(listed, moved if told else None),
            "moved": moved if told else None,
            "before": int(before[:4]) if told else 0,
        },
    )


def _move(request: HttpRequest, cycle: Cycle, group: ProposerGroup) -> HttpResponse:
    listed = group_list(cycle, group)
    old = [str(draft.proposal.public_id) for draft in listed.drafts]
    new, key = moved_order(old, request.POST, first=listed.first_rank)
    try:
        if new != old:
            actions.drafting.rank(cycle, group, [UUID(k) for k in new], by=acting(request), at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("urutkan", group.pk)
    except ValueError:
        messages.error(request, "Daftar usulan berubah sejak halaman dibuka. Muat ulang, lalu urutkan lagi.")
        return redirect("urutkan", group.pk)
    page = redirect("urutkan", group.pk)
    if key in old and new != old:
        page["Location"] += f"?pindah={key}&dari={old.index(key) + listed.first_rank}#urutan-{key}"
    return page


def moved_order(old: list[str], said: Any, *, first: int) -> tuple[list[str], str]:
    """Read a move: `naik` or `turun` one place, `pindah` to place `ke`, or the whole `urutan`; and which row moved."""
    whole = said.getlist("urutan")
    if whole:
        keys = [key for part in whole for key in part.split(",") if key]
        return keys, said.get("pindah", "")
    key = said.get("naik") or said.get("turun") or said.get("pindah", "")
    if key not in old:
        return old, ""
    place = old.index(key)
    target = said.get("ke", "")
    if said.get("naik"):
        place -= 1
    elif said.get("turun"):
        place += 1
    elif target.isascii() and target.isdigit():
        place = int(target[:4]) - first
    rest = [other for other in old if other != key]
    place = min(max(place, 0), len(rest))
    return [*rest[:place], key, *rest[place:]], key


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, group: int) -> HttpResponse:
    """Kirim: show what goes and what the lock means; then send what was ticked."""
    found = group_door(request, group, "proposals.submit_proposal")
    holding = acting(request)
    cycle = running_cycle(holding, timezone.now())
    refused: list[str] = []
    if request.method == "POST":
        try:
            sent = actions.sending.submit(cycle, found, _ids(request), by=holding, at=timezone.now())
        except ValidationError as refusal:
            refused = refusal.messages
        else:
            numbers = ", ".join(proposal.number for proposal in sent[:5])
            more = f" dan {len(sent) - 5} lainnya" if len(sent) > 5 else ""
            messages.success(request, f"{len(sent)} usulan terkirim. Nomor usulan: {numbers}{more}.")
            return redirect("kelompok-satu", found.pk)
    context = frame(request, found, cycle) | {"list": group_list(cycle, found), "refused": refused}
    return render(request, "proposals/kelompok_kirim.html", context)


def _ids(request: HttpRequest) -> list[UUID]:
    """Read the ticked usulan; what is not an id names nothing of this group."""
    found = []
    for text in request.POST.getlist("usulan")[:500]:
        try:
            found.append(UUID(text))
        except ValueError:
            found.append(uuid4())
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tarik: take a sent usulan back, with a reason, before any level has decided."""
    proposal = proposal_door(request, public_id, "proposals.submit_proposal")
    if proposal.status in {Status.WITHDRAWN, Status.DRAFT}:  # sent twice, or nothing to take back
        return redirect("kelompok-satu", proposal.group_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.sending.withdraw(
                proposal, reason=form.cleaned_data["reason"], by=acting(request), at=timezone.now()
            )
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"Usulan {proposal.number} ditarik.")
            return redirect("kelompok-satu", proposal.group_id)
    return render(request, "proposals/kelompok_tarik.html", {"proposal": proposal, "form": form})


@require_POST
def resubmit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a repaired usulan back to the level that returned it; sent twice, the second changes nothing."""
    proposal = proposal_door(request, public_id, "proposals.submit_proposal")
    if proposal.status == Status.RETURNED:
        try:
            actions.sending.resubmit(proposal, by=acting(request), at=timezone.now())
        except ValidationError as refusal:
            messages.error(request, f"Belum dapat dikirim lagi. {sentences(refusal)}")
            return redirect("draf", proposal.public_id)
        messages.success(request, f"Usulan {proposal.number} dikirim lagi ke {destination(proposal.group)}.")
    return redirect("kelompok-satu", proposal.group_id)
