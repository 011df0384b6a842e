"""Pekerjaan: how far the work of one usulan is, its hand-over, and the answer to a group that disputes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals.actions import working
from proposals.actions.documents import add_document
from proposals.aftermath import reports_of
from proposals.forms.following import DisputeAnswerForm, HandOverForm, ReportForm
from proposals.forms.refusal import put
from proposals.models import Confirmation, Document, Proposal
from proposals.statuses import STARTABLE, Status

from .entry import NOT_YOURS
from .following import follow_door

WORK = "proposals.report_work"
FORMS: dict[str, type[forms.Form]] = {"lapor": ReportForm, "serah": HandOverForm, "jawab": DisputeAnswerForm}
SAID = {"lapor": "Kemajuan tersimpan.", "serah": "Pekerjaan diserahterimakan.", "jawab": "Jawaban tersimpan."}


@require_http_methods(["GET", "HEAD", "POST"])
def work_page(request: HttpRequest, number: str) -> HttpResponse:
    """The reports so far, and the form of what comes next; read only for others who follow the usulan."""
    holding, proposal = follow_door(request, number)
    may = allows(holding, WORK, proposal)
    reports = reports_of(proposal)
    dispute = Confirmation.objects.filter(proposal=proposal).select_related("group").order_by("pk").first()
    offered = _offered(proposal, dispute) if may else []
    act = request.POST.get("aksi", "")
    if request.method == "POST" and act not in offered:
        raise PermissionDenied(NOT_YOURS)
    made = {key: FORMS[key](*_sent(request, key == act), prefix=key) for key in offered}
    if act in made and made[act].is_valid() and _done(act, made[act], proposal, dispute, holding):
        messages.success(request, SAID[act])
        return redirect("pekerjaan", proposal.number)
    context = {"proposal": proposal, "reports": reports, "dispute": dispute, "forms": made, "may": may}
    return render(request, "proposals/pekerjaan.html", context | {f"form_{key}": form for key, form in made.items()})


def _sent(request: HttpRequest, bound: bool) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if bound else (None, None)


def _offered(proposal: Proposal, dispute: Confirmation | None) -> list[str]:
    """What the agency can say now."""
    if proposal.status in STARTABLE:
        return ["lapor"]
    if proposal.status == Status.UNDERWAY:
        return ["lapor", "serah"]
    waits = dispute is not None and dispute.verdict == Confirmation.Verdict.WRONG and not dispute.answer
    return ["jawab"] if waits else []


def _done(act: str, form: forms.Form, proposal: Proposal, dispute: Confirmation | None, by: OfficeHolding) -> bool:
    """Carry out one act; a refusal comes back on its form, and no file of it stays."""
    data, at = dict(form.cleaned_data), timezone.now()
    try:
        with transaction.atomic():
            if act == "lapor":
                working.report(proposal, **data, by=by, at=at)
            elif act == "jawab" and dispute is not None:
                working.answer_dispute(dispute, answer=data["answer"], by=by, at=at)
            else:
                if (paper := data.pop("paper")) is not None:
                    kind = Document.Kind.HANDOVER
                    paper = add_document(proposal, paper[0], label=paper[1], kind=kind, by=by, at=at)
                working.hand_over(proposal, **data, paper=paper, by=by, at=at)
    except ValidationError as refusal:
        put(form, refusal)
        return False
    return True
