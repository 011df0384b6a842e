"""Harga lain dari kamus: the page on which a level sets another price, with its reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting, must
from accounts.permissions import allows
from catalogue.money import grouped, rupiah
from proposals import actions
from proposals.forms.pricing import PriceForm
from proposals.forms.refusal import put
from proposals.models import Proposal

from .entry import running_cycle


def _door(request: HttpRequest, number: str) -> Proposal:
    """The public usulan whose price the acting office may set now; 403 at the wrong level, place or time."""
    holding = must(request, "proposals.price_proposal")
    cycle = running_cycle(holding, timezone.now())
    known = Proposal.objects.public().for_list().select_related("item", "variant", "price_by__office", "group__region")
    proposal = get_object_or_404(known, cycle=cycle, number=number)
    if not allows(holding, "proposals.price_proposal", proposal):
        raise PermissionDenied(actions.pricing.NOT_NOW)
    return proposal


@require_http_methods(["GET", "HEAD", "POST"])
def price_page(request: HttpRequest, number: str) -> HttpResponse:
    """Set another price; costs of the usulan follow, and the reason is read by everybody."""
    proposal = _door(request, number)
    now = grouped(proposal.unit_price) if proposal.unit_price is not None else ""
    form = PriceForm(request.POST or None, initial={"unit_price": now, "version": proposal.version})
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.pricing.set_price(
                proposal,
                unit_price=data["unit_price"],
                reason=data["reason"],
                by=acting(request),
                at=timezone.now(),
                expected=data["version"],
            )
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"Harga usulan {number} menjadi {rupiah(data['unit_price'])}.")
            return redirect("usulan", number)
    kamus = actions.pricing.kamus_price(proposal)
    return render(request, "proposals/harga.html", {"proposal": proposal, "form": form, "kamus_price": kamus})
