"""Bappeda's pages of the calendar: stages with their windows, and a new cycle from the last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from proposals.actions import stages as verbs
from proposals.calendar import calendar
from proposals.forms.refusal import put
from proposals.forms.stages import CycleForm, ExtendForm, ReasonForm, ScheduleForm
from proposals.models import Cycle, Stage
from proposals.windows import say

Do = Callable[[Stage, dict[str, Any], OfficeHolding, datetime], object]


@dataclass(frozen=True)
class Act:
    """One thing Bappeda may do to a stage: its form, its verb, and the words around it."""

    form: type[forms.Form]
    do: Do
    title: str
    lead: str
    button: str
    done: str


ACTS = {
    "buka": Act(
        ReasonForm,
        lambda stage, data, by, at: verbs.open_stage(stage, by=by, at=at, reason=data["reason"]),
        "Buka sekarang",
        "Tahap dibuka untuk seluruh kota dan ditutup menurut jadwalnya.",
        "Buka tahap sekarang",
        "{stage} dibuka.",
    ),
    "tutup": Act(
        ReasonForm,
        lambda stage, data, by, at: verbs.close_stage(stage, by=by, at=at, reason=data["reason"]),
        "Tutup sekarang",
        "Tahap ditutup untuk seluruh kota, juga untuk wilayah dengan jadwal sendiri.",
        "Tutup tahap sekarang",
        "{stage} ditutup.",
    ),
    "perpanjang": Act(
        ExtendForm,
        lambda stage, data, by, at: verbs.extend_stage(stage, by=by, at=at, **data),
        "Perpanjang",
        "Wilayah yang dipilih dapat bekerja sampai waktu tutup yang baru. Tahap yang sudah ditutup dibuka lagi.",
        "Perpanjang tahap",
        "{stage} diperpanjang.",
    ),
    "jadwal": Act(
        ScheduleForm,
        lambda stage, data, by, at: verbs.schedule_stage(stage, by=by, at=at, **data),
        "Ubah jadwal",
        "Jadwal ini berlaku untuk seluruh kota. Wilayah dengan jadwal sendiri tetap memakai jadwalnya.",
        "Simpan jadwal",
        "Jadwal {stage} disimpan.",
    ),
}


def chosen_cycle(request: HttpRequest, holding: OfficeHolding) -> Cycle | None:
    """The cycle of the plan year asked for (`?siklus=2027`), else the newest; None where the city has none."""
    cycles, year = Cycle.objects.of_city(holding.city_code), request.GET.get("siklus", "")
    if not year:
        return cycles.first()
    return get_object_or_404(cycles, plan_year=int(year) if year.isascii() and year.isdigit() else 0)


@require_safe
def stage_list(request: HttpRequest) -> HttpResponse:
    """Jadwal tahapan: each stage with its state now, its windows, and what may be done to it."""
    holding, now = must(request, "proposals.manage_stage"), timezone.now()
    cycle = chosen_cycle(request, holding)
    context = {
        "title": "Jadwal tahapan",
        "cycle": cycle,
        "cycles": Cycle.objects.of_city(holding.city_code),
        "stages": calendar(cycle, now) if cycle else [],
        "now": now,
    }
    return render(request, "proposals/tahapan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def stage_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Open, close, extend or reschedule one stage; the verb refuses what the calendar does not allow."""
    holding, chosen = must(request, "proposals.manage_stage"), ACTS.get(act)
    stage = get_object_or_404(Stage.objects.select_related("cycle__city"), pk=pk, cycle__city__code=holding.city_code)
    if chosen is None:
        raise Http404
    form = chosen.form(request.POST or None, stage=stage)  # type: ignore[call-arg]
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(stage, form.cleaned_data, holding, timezone.now())
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, chosen.done.format(stage=stage))
            return redirect(f"{reverse('tahapan')}?siklus={stage.cycle.plan_year}")
    context = {"title": f"{chosen.title}: {stage}", "stage": stage, "act": chosen, "form": form, "say": say}
    return render(request, "proposals/tahapan_ubah.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_cycle(request: HttpRequest) -> HttpResponse:
    """Siklus baru: copy last year's stages, quotas, pagu, priorities and themes."""
    holding = must(request, "proposals.add_cycle")
    previous = Cycle.objects.of_city(holding.city_code).first()
    if previous is None:
        return render(request, "proposals/siklus_baru.html", {"title": "Siklus baru", "previous": None})
    form = CycleForm(request.POST or None, previous=previous)
    if request.method == "POST" and form.is_valid():
        try:
            cycle = verbs.copy_cycle(previous, by=holding, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"{cycle.title} dibuat. Periksa jadwalnya, lalu pagu dan kuotanya.")
            return redirect(f"{reverse('tahapan')}?siklus={cycle.plan_year}")
    context = {"title": "Siklus baru", "previous": previous, "form": form, "copied": _copied(previous)}
    return render(request, "proposals/siklus_baru.html", context)


def _copied(cycle: Cycle) -> list[tuple[str, int]]:
    """What a copy takes along, counted."""
    return [
        ("tahap dengan jadwalnya, bergeser ke tahun yang baru", cycle.stages.count()),
        ("pagu", cycle.ceilings.count()),
        ("kuota", cycle.quotas.count()),
        ("prioritas daerah dengan sasarannya", cycle.priorities.count()),
        ("tema", cycle.themes.count()),
    ]
