"""What stands beside a decision on the desk's page: undo, readiness, Ditunda, colleagues and their notes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import acting, must
from accounts.models import OfficeHolding
from accounts.roles import Role
from proposals import survey_list
from proposals.actions import assigning, readiness, undoing
from proposals.desks import colleagues, desk_key
from proposals.forms.desk_side import AssignForm, ClearForm, HoldForm, NoteForm, ObstacleForm
from proposals.forms.refusal import put, sentences
from proposals.models import AgencyMove, DeskNote, DeskTask, Obstacle, Proposal, Survey
from proposals.readiness import owned_by, owns, readiness_of
from proposals.undo_rules import last_event, minutes_left
from proposals.windows import say_date

from .entry import running_cycle, usulan_door

DECIDE = "proposals.verify_proposal"


def side(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    """What the desk's page shows beside the decision; seven queries."""
    holding, at = acting(request), timezone.now()
    ready = readiness_of(proposal)
    for obstacle in ready.obstacles:
        obstacle.proposal = proposal
    notes = DeskNote.objects.filter(proposal=proposal, desk=desk_key(holding)).select_related("by__office")
    return {
        "undo_minutes": minutes_left(last_event(proposal), holding, at),
        "ready": ready,
        "own": [obstacle for obstacle in ready.open if owns(holding, obstacle)],
        "today": timezone.localdate(at),
        "tasks": _tasks(holding, proposal),
        "notes": list(notes.order_by("at", "pk")),
        "assign_form": _assign_form(holding, proposal),
        "note_form": NoteForm(auto_id="catat_%s"),
        "obstacle_form": ObstacleForm(auto_id="tanya_%s"),
        "hold_form": HoldForm(initial={"version": proposal.version}, auto_id="tunda_%s"),
    }


def _tasks(holding: OfficeHolding, proposal: Proposal) -> list[tuple[str, str]]:
    """What else waits for a desk that decides nothing: (sentence, address)."""
    if holding.role == Role.OPD:
        visit = Survey.objects.filter(proposal=proposal, status=Survey.Status.PLANNED).first()
        if visit is not None:
            return [(f"Buka survei {say_date(visit.planned_on)}", reverse("survei-satu", args=[visit.pk]))]
        waits = survey_list.to_plan(holding, proposal.cycle).filter(pk=proposal.pk).exists()
        return [("Jadwalkan survei", reverse("survei") + "?tab=jadwalkan")] if waits else []
    if holding.role == Role.MB:
        move = AgencyMove.objects.filter(proposal=proposal, status=AgencyMove.Status.PROPOSED).first()
        return [("Putuskan usul pindah", reverse("pindah-satu", args=[proposal.number]))] if move else []
    return []


def _assign_form(holding: OfficeHolding, proposal: Proposal, data: Any = None) -> AssignForm:
    mine = colleagues(holding, timezone.localdate())
    given = DeskTask.objects.filter(proposal=proposal, desk=desk_key(holding)).values("office")
    taker = mine.filter(office__in=given).first()
    return AssignForm(data, colleagues=mine, initial={"to": taker and taker.pk}, auto_id="bagi_%s")


def _door(request: HttpRequest, number: str, perm: str) -> tuple[OfficeHolding, Proposal]:
    return must(request, perm), usulan_door(request, number, perm, Proposal.objects.public().for_list())


@require_POST
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Urungkan the last decision of this desk."""
    holding, proposal = _door(request, number, DECIDE)
    try:
        undoing.undo(proposal, by=holding, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    else:
        messages.success(request, f"Keputusan atas {proposal.title} dibatalkan. Putuskan lagi.")
    back = request.POST.get("kembali", "")
    return redirect(reverse("putuskan", args=[proposal.number]) + (back if back.startswith("?") else ""))


_Act = Callable[[Proposal, OfficeHolding, dict[str, Any]], object]
_ACTS: dict[str, tuple[str, _Act, str]] = {
    "tugaskan": (
        "Petugasnya belum tersimpan",
        lambda one, by, data: assigning.assign([one], by=by, at=timezone.now(), **data),
        "Petugas tersimpan.",
    ),
    "catat": (
        "Catatan belum tersimpan",
        lambda one, by, data: assigning.write_note(one, by=by, at=timezone.now(), **data),
        "Catatan tersimpan.",
    ),
    "tanyakan": (
        "Belum tersimpan",
        lambda one, by, data: readiness.open_obstacle(one, by=by, at=timezone.now(), **data),
        "Tersimpan. Yang bertugas melihatnya di halaman Kesiapan.",
    ),
    "tunda": (
        "Belum ditunda",
        lambda one, by, data: readiness.hold(
            one, by=by, at=timezone.now(), expected=data["version"], reason=data["reason"], review_on=data["review_on"]
        ),
        "Ditunda. Usulan kembali ke daftar pada tanggal peninjauan.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def beside(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """One small form beside a decision; a refusal comes back on a page of its own with what was typed."""
    if act not in _ACTS:
        raise Http404
    holding, proposal = _door(request, number, DECIDE if act == "tunda" else "proposals.use_desk")
    title, verb, done = _ACTS[act]
    form = _form(act, holding, proposal, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verb(proposal, holding, form.cleaned_data)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, done)
            return redirect("putuskan", proposal.number)
    return render(request, "proposals/meja_sisi.html", {"title": title, "proposal": proposal, "form": form})


def _form(act: str, holding: OfficeHolding, proposal: Proposal, data: Any) -> forms.Form:
    if act == "tugaskan":
        return _assign_form(holding, proposal, data)
    if act == "tunda":
        return HoldForm(data, initial={"version": proposal.version})
    return NoteForm(data) if act == "catat" else ObstacleForm(data)


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Kesiapan: the open questions that this office clears, the soonest due first."""
    holding = must(request, "proposals.clear_obstacle")
    cycle = running_cycle(holding, timezone.now())
    found = owned_by(holding, cycle).select_related("proposal__group", "proposal__kelurahan", "proposal__kecamatan")
    shown = {"title": "Kesiapan", "obstacles": list(found[:200]), "count": found.count(), "today": timezone.localdate()}
    return render(request, "proposals/kesiapan.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how one of the own open questions was cleared."""
    holding = must(request, "proposals.clear_obstacle")
    known = Obstacle.objects.select_related("proposal__group", "proposal__kelurahan", "proposal__kecamatan")
    obstacle = get_object_or_404(known.select_related("proposal__region"), pk=pk, cleared_at=None)
    if not owns(holding, obstacle):
        raise Http404
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ClearForm(*typed)
    if obstacle.kind != Obstacle.Kind.LAND:
        del form.fields["land_status"]
    if form.is_valid():
        try:
            readiness.clear_obstacle(obstacle, by=holding, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, "Tersimpan. Meja verifikasi melihat hasilnya.")
            return redirect("kesiapan")
    shown = {"title": "Kesiapan", "obstacle": obstacle, "form": form}
    return render(request, "proposals/kesiapan_selesai.html", shown)
