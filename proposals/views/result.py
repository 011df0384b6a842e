"""Hasil pekerjaan: the proposing group says whether finished work is what it asked for."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import must
from accounts.permissions import allows
from proposals.actions import working
from proposals.aftermath import reports_of
from proposals.forms.following import ResultForm
from proposals.forms.refusal import put
from proposals.models import Confirmation, Proposal
from proposals.statuses import Status

from .entry import NOT_YOURS

CONFIRM = "proposals.confirm_result"


@require_http_methods(["GET", "HEAD", "POST"])
def result_page(request: HttpRequest, number: str) -> HttpResponse:
    """Once for each group, after the hand-over; the kelurahan writes it down for groups without a phone."""
    holding = must(request, CONFIRM)
    known = Proposal.objects.public().filter(cycle__city__code=holding.city_code).for_list()
    proposal = get_object_or_404(known.select_related("group__region").order_by("-cycle__plan_year"), number=number)
    if not allows(holding, CONFIRM, proposal):
        raise PermissionDenied(NOT_YOURS)
    said = Confirmation.objects.filter(proposal=proposal, group=proposal.group_id).first()
    form = ResultForm(request.POST or None)
    if form.is_valid():
        try:
            working.confirm(proposal, **form.cleaned_data, by=holding, at=timezone.now())
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, "Pendapat kelompok tersimpan. Warga membacanya di halaman usulan.")
            return redirect("usulan", proposal.number)
    is_open = proposal.status == Status.DONE and said is None
    context = {"proposal": proposal, "form": form, "said": said, "is_open": is_open}
    context["done"] = [row for row in reports_of(proposal) if row[0].is_done]
    return render(request, "proposals/hasil_pekerjaan.html", context)
