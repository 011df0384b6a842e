"""Pokok pikiran DPRD: the list of a year, and the next state of one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import must
from accounts.permissions import allows
from proposals import actions
from proposals.actions.pokir import NEXT
from proposals.forms.pokir import PokirFilterForm, PokirForm
from proposals.forms.refusal import put
from proposals.models import Pokir

from .entry import running_cycle

PAGE = 30


@require_safe
def pokir_list(request: HttpRequest) -> HttpResponse:
    """The pokir of the running year that concern an office."""
    holding = must(request, "proposals.view_pokir")
    cycle = running_cycle(holding, timezone.now())
    form = PokirFilterForm(request.GET or None)
    found = Pokir.objects.visible_to(holding).filter(cycle=cycle)
    if form.is_valid():
        said, status = form.cleaned_data["cari"], form.cleaned_data["status"]
        for word in said.split()[:8]:
            found = found.filter(Q(title__icontains=word) | Q(address__icontains=word) | Q(number__icontains=word))
        found = found.filter(status=status) if status else found
    sums = found.order_by().aggregate(amount=Sum("amount", default=0), granted=Sum("amount_granted", default=0))
    listed = found.select_related("region", "agency", "related").order_by("number", "pk")
    page = Paginator(listed, PAGE).get_page(request.GET.get("halaman"))
    shown = {"title": "Pokok pikiran DPRD", "cycle": cycle, "form": form, "page_obj": page, "sums": sums}
    shown["may_import"] = allows(holding, "proposals.import_pokir")
    return render(request, "proposals/pokir.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def pokir_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One pokir; mitra and Bappeda decide its next state."""
    holding = must(request, "proposals.view_pokir")
    known = Pokir.objects.visible_to(holding).select_related("cycle__city", "region", "agency", "item", "related")
    pokir = get_object_or_404(known, pk=pk)
    may = allows(holding, "proposals.decide_pokir", pokir) and bool(NEXT[pokir.status])
    form = PokirForm(request.POST or None, pokir=pokir)
    if request.method == "POST":
        must(request, "proposals.decide_pokir", pokir)
        if form.is_valid():
            try:
                actions.pokir.decide(pokir, by=holding, at=timezone.now(), **form.cleaned_data)
            except ValidationError as refusal:
                put(form, refusal)
            else:
                messages.success(request, f"Status pokir {pokir.number} tersimpan.")
                return redirect("pokir-satu", pokir.pk)
    return render(request, "proposals/pokir_satu.html", {"pokir": pokir, "form": form, "may": may})
