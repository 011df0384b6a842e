"""Pengurus: who never came in, per place and per office."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import board
from accounts.doors import must
from accounts.forms.holders import CardsForm
from accounts.models import OfficeHolding
from accounts.roles import Role
from regions.models import Region

PER_PAGE = 50


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All places with their counts; a kelurahan goes straight to its own list."""
    holding = must(request, "accounts.manage_office")
    if holding.role == Role.KEL:
        return redirect("pengurus-wilayah", holding.office.region.code)
    areas = board.areas(holding, timezone.localdate())
    context = {
        "areas": areas,
        "total": sum(area.total for area in areas),
        "inside": sum(area.inside for area in areas),
        "never": sum(area.never for area in areas),
        "empty": sum(area.empty for area in areas),
    }
    return render(request, "accounts/pengurus.html", context)


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """The offices of one place, each with its holder and access."""
    holding = must(request, "accounts.manage_office")
    place = place_or_404(holding, code)
    on, at = timezone.localdate(), timezone.now()
    offices = board.offices_at(holding, code, on)
    counted = board.totals(offices)
    state, words = request.GET.get("keadaan", ""), request.GET.get("cari", "")[:80].replace("\x00", "")
    shown = board.chosen(offices, state, words).in_order()
    page = Paginator(board.with_codes(shown), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "counted": counted,
        "tabs": [(slug, label, counted[slug.replace("-", "_")]) for slug, label, _ in board.STATES],
        "state": state,
        "words": words,
        "page_obj": page,
        "lines": [board.line(office, at, on) for office in page],
        "form": CardsForm(),
        "is_own": holding.role == Role.KEL,
    }
    return render(request, "accounts/pengurus_wilayah.html", context)


def place_or_404(holding: OfficeHolding, code: str) -> Region:
    """The place of a list, or 404 for one outside the office's own."""
    place = board.place_of(holding, code)
    if place is None:
        raise Http404
    return place
