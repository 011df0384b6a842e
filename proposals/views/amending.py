"""BA perubahan: Bappeda's page for what changes after BA Desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals.actions.amending import amend
from proposals.actions.documents import add_document
from proposals.forms.moving import AmendForm
from proposals.forms.refusal import put
from proposals.models import Amendment, Document, Proposal
from proposals.querysets import ProposalQuerySet
from regions import codes
from regions.models import Region

from .entry import NOT_YOURS, running_cycle
from .moving import public_usulan

AMEND = "proposals.amend_proposal"


@require_safe
def amendment_list(request: HttpRequest) -> HttpResponse:
    """What was changed by letter, the newest first; and the search for a usulan to change."""
    holding = must(request, AMEND)
    cycle = running_cycle(holding, timezone.now())
    search = request.GET.get("cari", "").strip()
    locked: ProposalQuerySet = Proposal.objects.filter(cycle=cycle).exclude(desk_locked_at=None)
    found = list(locked.for_list().search(search).order_by("number")[:20]) if search else []
    changed = Amendment.objects.filter(proposal__cycle=cycle).select_related(
        "proposal__kelurahan", "proposal__kecamatan", "by__office", "letter"
    )
    context = {
        "search": search,
        "found": found,
        "page_obj": Paginator(changed.order_by("-at", "-pk"), 40).get_page(request.GET.get("page")),
    }
    return render(request, "proposals/ba_perubahan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def amend_page(request: HttpRequest, number: str) -> HttpResponse:
    """One locked usulan: what is changed, by which letter, why."""
    holding = must(request, AMEND)
    proposal = public_usulan(request, number)
    if not allows(holding, AMEND, proposal):
        raise PermissionDenied(NOT_YOURS)
    own = proposal.kelurahan or proposal.kecamatan
    below = Region.objects.current().within(own.code).in_order()
    places = below.filter(level__in=[codes.RW, codes.RT])
    form = AmendForm(request.POST or None, request.FILES or None, proposal=proposal, places=places)
    if request.method == "POST" and form.is_valid():
        try:
            said = _amend(proposal, form, holding)
        except ValidationError as refusal:
            put(form, _beside(refusal, form))
        else:
            messages.success(request, said)
            return redirect("ba-perubahan")
    history = Amendment.objects.filter(proposal=proposal).select_related("by__office").order_by("at", "pk")
    context = {"proposal": proposal, "form": form, "amendments": list(history), "is_locked": proposal.desk_locked_at}
    return render(request, "proposals/ba_perubahan_satu.html", context)


def _amend(proposal: Proposal, form: AmendForm, by: OfficeHolding) -> str:
    data: dict[str, Any] = form.cleaned_data
    at = timezone.now()
    with transaction.atomic():
        letter = None
        if data["letter"]:
            label = f"BA perubahan {data['number']}"
            kind = Document.Kind.AMENDMENT
            letter = add_document(proposal, data["letter"][0], label=label, kind=kind, by=by, at=at)
        done = amend(
            proposal,
            field=data["field"],
            value=form.value,
            number=data["number"],
            reason=data["reason"],
            letter=letter,
            by=by,
            at=at,
        )
    return f"{proposal.number}: {done.get_field_display().lower()} berubah dari {done.old} menjadi {done.new}."


def _beside(refusal: ValidationError, form: AmendForm) -> ValidationError:
    """Put a sentence about the value beside the control that was filled in."""
    if not hasattr(refusal, "error_dict") or "value" not in refusal.error_dict:
        return refusal
    errors = dict(refusal.error_dict)
    errors[form.cleaned_data["field"]] = errors.pop("value")
    return ValidationError(errors)
