"""Entry on behalf: staff choose the RT, RW, lembaga or kelurahan for which they write."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actions import ensure_group
from accounts.doors import must
from accounts.models import OfficeHolding, ProposerGroup
from accounts.roles import Role
from proposals.forms.body import BodyForm
from proposals.forms.refusal import put
from proposals.models import Cycle
from proposals.statuses import HIDDEN, Status
from regions import codes
from regions.models import Region

from .entry import running_cycle

Kind = ProposerGroup.Kind
STAFF = frozenset({Role.KEL, Role.PDP, Role.KEC})


@require_http_methods(["GET", "HEAD", "POST"])
def choose_group(request: HttpRequest) -> HttpResponse:
    """List the groups of the office's places with how far each is; a kelurahan may add a lembaga."""
    holding = must(request, "proposals.add_proposal")
    if holding.role not in STAFF:
        return redirect("kelompok")
    cycle = running_cycle(holding, timezone.now())
    may_add = holding.role == Role.KEL
    form = BodyForm(request.POST or None) if may_add else None
    if form is not None and form.is_valid():
        try:
            group = ensure_group(holding.office.city, region=holding.office.region, **form.cleaned_data)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"{group.name} siap. Tulis usulannya di sini.")
            return redirect("kelompok-satu", group.pk)
    return render(request, "proposals/atas_nama.html", _listing(request, holding, cycle) | {"form": form})


def _listing(request: HttpRequest, holding: OfficeHolding, cycle: Cycle) -> dict[str, Any]:
    kelurahan = list(Region.objects.current().children_of(holding.office.region.code).in_order())
    kelurahan = kelurahan if holding.office.region.level == codes.DISTRICT else []
    wanted = next((region for region in kelurahan if region.code == request.GET.get("kelurahan")), None)
    kind = request.GET.get("jenis", "")
    groups = ProposerGroup.objects.active().visible_to(holding.scope).select_related("region")
    if wanted is not None:
        groups = groups.filter(region__code__within=wanted.code)
    if kind in Kind.values:
        groups = groups.filter(kind=kind)
    of_cycle = Q(proposals__cycle=cycle)
    counted = groups.annotate(
        drafts=Count("proposals", filter=of_cycle & Q(proposals__status=Status.DRAFT)),
        returned=Count("proposals", filter=of_cycle & Q(proposals__status=Status.RETURNED)),
        sent=Count("proposals", filter=of_cycle & ~Q(proposals__status__in=HIDDEN)),
    ).in_order()
    page = Paginator(counted, 40).get_page(request.GET.get("page"))
    areas = {region.code: region.label for region in kelurahan}
    return {
        "page_obj": page,
        "rows": [(group, areas.get(group.kelurahan_code, "")) for group in page],
        "kelurahan": kelurahan,
        "wanted": wanted,
        "kind": kind,
        "kinds": Kind.choices,
        "may_send": holding.role in {Role.KEL, Role.KEC},
    }
