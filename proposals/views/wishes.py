"""Bank usulan: groups ask, OPD advise, Bappeda answers; every asker is told."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import acting, must
from accounts.permissions import allows
from proposals import actions
from proposals.forms.refusal import put
from proposals.forms.wish import AdviceForm, AnswerForm, HandForm, WishForm
from proposals.models import Wish, WishAsk
from regions.models import Region

from .entry import NOT_YOURS, group_door, running_cycle

PAGE = 30
TABS = (("baru", "Menunggu"), ("dijawab", "Sudah dijawab"))


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, group: int) -> HttpResponse:
    """A group keeps in the bank what the kamus does not know."""
    found = group_door(request, group)
    holding, at = acting(request), timezone.now()
    cycle = running_cycle(holding, at)
    places = Region.objects.current().within(found.kelurahan_code).in_order()
    if found.kind in {found.Kind.RW, found.Kind.RT}:
        places = Region.objects.current().within(found.region.code).in_order()
    initial = {"text": request.GET.get("cari", "")[:200], "region": found.region_id}
    form = WishForm(request.POST or None, places=places, initial=initial)
    if form.is_valid():
        try:
            actions.wishing.ask(cycle, group=found, by=holding, at=at, **form.cleaned_data)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, "Tersimpan di bank usulan. Jawaban Bappeda masuk ke kotak masuk kelompok.")
            return redirect("kelompok-satu", found.pk)
    asked = WishAsk.objects.filter(group=found, wish__cycle=cycle).select_related("wish").order_by("-at", "pk")
    return render(request, "proposals/bank_tulis.html", {"form": form, "group": found, "asked": list(asked[:20])})


@require_safe
def bank(request: HttpRequest) -> HttpResponse:
    """What the kamus of this year does not know, the most asked for first."""
    holding = must(request, "proposals.view_wish")
    cycle = running_cycle(holding, timezone.now())
    tab = request.GET.get("tab", "baru")
    wishes = Wish.objects.visible_to(holding).filter(cycle=cycle)
    wishes = wishes.exclude(status="baru") if tab == "dijawab" else wishes.filter(status="baru")
    page = Paginator(wishes.with_askers().select_related("agency", "item"), PAGE).get_page(request.GET.get("halaman"))
    context = {"title": "Bank usulan", "cycle": cycle, "tab": tab, "tabs": TABS, "page_obj": page}
    return render(request, "proposals/bank.html", context)


def _door(request: HttpRequest, public_id: UUID) -> Wish:
    holding = must(request, "proposals.view_wish")
    known = Wish.objects.visible_to(holding).select_related("cycle__city", "agency", "item", "joined", "advised_by")
    return get_object_or_404(known, public_id=public_id)


_ACTS: dict[str, tuple[str, Any]] = {
    "saran": ("proposals.advise_wish", actions.wishing.advise),
    "serahkan": ("proposals.answer_wish", actions.wishing.hand_to),
    "jawab": ("proposals.answer_wish", actions.wishing.answer),
}


@require_http_methods(["GET", "HEAD", "POST"])
def wish_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One wish with its askers and nearest items; an OPD advises, Bappeda hands it on or answers."""
    wish = _door(request, public_id)
    holding, act = acting(request), request.POST.get("aksi", "")
    forms_of = _forms(request, wish, act)
    if act in _ACTS:
        perm, verb = _ACTS[act]
        if not allows(holding, perm, wish):
            raise PermissionDenied(NOT_YOURS)
        form = forms_of[act]
        if form.is_valid():
            try:
                verb(wish, by=holding, at=timezone.now(), **form.cleaned_data)
            except ValidationError as refusal:
                put(form, refusal)
            else:
                messages.success(request, "Tersimpan. Peminta membaca jawabannya." if act == "jawab" else "Tersimpan.")
                return redirect("bank-satu", wish.public_id)
    may = {name: wish.status == Wish.Status.NEW and allows(holding, perm, wish) for name, (perm, _) in _ACTS.items()}
    asks = wish.asks.select_related("region", "group").order_by("at", "pk")
    shown = {"title": "Bank usulan", "wish": wish, "asks": list(asks[:100]), "count": asks.count()}
    shown |= {"nearest": list(wish.nearest.select_related("agency").in_order()), "may": may}
    shown |= {"saran": forms_of["saran"], "serahkan": forms_of["serahkan"], "jawab": forms_of["jawab"]}
    return render(request, "proposals/bank_satu.html", shown)


def _forms(request: HttpRequest, wish: Wish, act: str) -> dict[str, forms.Form]:
    data = {name: request.POST if act == name else None for name in _ACTS}
    return {
        "saran": AdviceForm(data["saran"], initial={"advice": wish.advice}),
        "serahkan": HandForm(data["serahkan"], city=wish.cycle.city, initial={"agency": wish.agency_id}),
        "jawab": AnswerForm(data["jawab"], wish=wish),
    }
