"""Serah terima daftar: what went from level to level, what had arrived, and the differences by name."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals import handover
from proposals.actions import batching
from proposals.forms.batch import ReturnedListForm
from proposals.forms.refusal import sentences
from proposals.models import Batch

from .entry import NOT_YOURS, running_cycle

PAGE = 50
VIEW, RECEIVE, SEND = "proposals.view_batch", "proposals.receive_batch", "proposals.send_batch"


@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    """The hand-overs of this year that the office reads: those that wait for it first."""
    holding = must(request, VIEW)
    cycle = running_cycle(holding, timezone.now())
    known = handover.known_to(holding).filter(cycle=cycle)
    waiting = handover.received_by(holding).filter(cycle=cycle, received_at=None)
    context = {
        "cycle": cycle,
        "waiting": list(waiting[:PAGE]),
        "waiting_count": waiting.count(),
        "page_obj": Paginator(known, PAGE).get_page(request.GET.get("page")),
        "may_send": allows(holding, SEND),
    }
    return render(request, "proposals/serah_terima.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One hand-over with its lines and differences; a POST by the receiver signs for it."""
    holding = must(request, VIEW)
    batch = get_object_or_404(handover.known_to(holding), pk=pk)
    may = allows(holding, RECEIVE, batch)
    form = None
    if batch.hop == Batch.Hop.SIPD and batch.received_at is None:
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = ReturnedListForm(*sent, batch=batch)
    if request.method == "POST":
        if not may:
            raise PermissionDenied(NOT_YOURS)
        if form is None or form.is_valid():
            return _received(request, batch, form.items if form else None, holding)
    return render(request, "proposals/serah_terima_satu.html", _context(request, batch, form, may=may))


def _received(request: HttpRequest, batch: Batch, found: Any, holding: OfficeHolding) -> HttpResponse:
    batch = batching.receive(batch, found=found, by=holding, at=timezone.now())
    said = f"Dikirim {batch.count}, diterima {batch.received_count}."
    if batch.differences:
        messages.warning(request, f"{said} {len(batch.differences)} selisih dicatat.")
    else:
        messages.success(request, f"{said} Cocok.")
    return redirect(batch)


def _context(request: HttpRequest, batch: Batch, form: ReturnedListForm | None, *, may: bool) -> dict[str, Any]:
    lines = batch.lines.select_related("proposal").order_by("number")
    is_open = batch.received_at is None
    now = handover.standing(batch) if is_open and batch.hop != Batch.Hop.SIPD else None
    return {
        "batch": batch,
        "form": form if may else None,
        "may_receive": may and is_open,
        "now": now,
        "differences": now.differences if now else batch.differences,
        "page_obj": Paginator(lines, PAGE).get_page(request.GET.get("page")),
    }


@require_POST
def send_to_sipd(request: HttpRequest) -> HttpResponse:
    """Bappeda hands the list of the city to SIPD; leads to the batch, where the file waits."""
    holding, at = must(request, SEND), timezone.now()
    try:
        batch = batching.send_to_sipd(running_cycle(holding, at), by=holding, at=at)
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("serah-terima")
    messages.success(request, f"{batch.count} usulan dicatat sebagai kiriman ke SIPD. Unduh berkasnya di halaman ini.")
    return redirect(batch)
