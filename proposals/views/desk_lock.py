"""BA Desk: what stands on a kecamatan's desk, what is missing, and the camat's lock."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from accounts.roles import Role
from proposals import desk_lock as desk
from proposals.actions.locking import lock_desk
from proposals.forms.moving import LockForm
from proposals.forms.refusal import put
from proposals.group_list import window_for
from proposals.models import Cycle
from regions import codes
from regions.models import Region

from .entry import NOT_YOURS, running_cycle

PAGE = 60
VIEW, LOCK = "proposals.view_desk_lock", "proposals.lock_desk"


@require_http_methods(["GET", "HEAD", "POST"])
def desk_lock_page(request: HttpRequest) -> HttpResponse:
    """The list with verdicts and blockers; a POST by the camat locks it."""
    holding, at = must(request, VIEW), timezone.now()
    cycle = running_cycle(holding, at)
    district = _district(request, holding)
    form = LockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if district is None or not allows(holding, LOCK, district):
            raise PermissionDenied(NOT_YOURS)
        if form.is_valid():
            try:
                locked = lock_desk(cycle, district, **form.cleaned_data, by=holding, at=at)
            except ValidationError as refusal:
                put(form, refusal)
            else:
                messages.success(request, f"BA Desk terkunci: {len(locked)} usulan." if locked else "Sudah terkunci.")
                return redirect("ba-desk")
    return render(request, "proposals/ba_desk.html", _context(request, holding, cycle, district, form))


def _district(request: HttpRequest, holding: OfficeHolding) -> Region | None:
    """The kecamatan of the office; Bappeda chooses one, the first where it has not."""
    if holding.role == Role.KEC:
        return holding.office.region
    found = Region.objects.current().visible_to(holding.scope).at(codes.DISTRICT).in_order()
    code = request.GET.get("kecamatan", "")
    if not code:
        return found.first()
    chosen = found.filter(code=code).first()
    if chosen is None:
        raise Http404
    return chosen


def _context(
    request: HttpRequest, holding: OfficeHolding, cycle: Cycle, district: Region | None, form: LockForm
) -> dict[str, Any]:
    if district is None:
        raise Http404
    rows = desk.on_desk(cycle, district).order_by("kelurahan__code", "kelurahan_rank", "number")
    page = Paginator(desk.with_verdict(rows), PAGE).get_page(request.GET.get("page"))
    window = window_for(cycle, "lock_desk", district.code, timezone.now())
    districts = Region.objects.current().visible_to(holding.scope).at(codes.DISTRICT).in_order()
    still = desk.still_open(cycle, district)
    waiting = rows.filter(desk_locked_at=None).count()
    return {
        "district": district,
        "districts": list(districts) if holding.role == Role.BAP else [],
        "page_obj": page,
        "rows": [desk.row_of(proposal, still) for proposal in page],
        "total": page.paginator.count,
        "waiting": waiting,
        "locked": page.paginator.count - waiting,
        "still": still,
        "warnings": desk.warnings(cycle, district),
        "form": form,
        "may_lock": allows(holding, LOCK, district),
        "window": window,
        "is_open": window is not None and window.is_open(timezone.now()),
        "why_closed": window.why_closed(timezone.now()) if window else "Tahap ini belum dijadwalkan. Hubungi Bappeda.",
    }
