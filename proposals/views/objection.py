"""Keberatan: the page on which a proposer objects, the list of what waits for an answer, and the answer."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals import objection_rules as rules
from proposals.actions.documents import add_document
from proposals.actions.objecting import answer_objection, object_to
from proposals.forms.objection import ObjectionAnswerForm, ObjectionForm
from proposals.forms.refusal import put
from proposals.group_list import window_for
from proposals.models import Document, Objection, Proposal
from proposals.why import reason_of

from .entry import NOT_YOURS, running_cycle
from .moving import public_usulan

OBJECT, VIEW, ANSWER = "proposals.object_proposal", "proposals.view_objection", "proposals.answer_objection"


@require_safe
def objection_list(request: HttpRequest) -> HttpResponse:
    """What this office must answer, the late ones first; then what others answer, and what was answered."""
    holding, at = must(request, VIEW), timezone.now()
    cycle = running_cycle(holding, at)
    own = rules.to_answer(holding, cycle.pk)
    known = rules.on_list(holding, cycle.pk)
    others = known.filter(status=Objection.Status.WAITING).exclude(pk__in=own.order_by().values("pk"))
    answered = known.exclude(status=Objection.Status.WAITING).order_by("-answered_at", "-pk")
    context = {
        "own": _rows(own[:200], at),
        "others": _rows(others[:200], at),
        "may_answer": allows(holding, ANSWER),
        "page_obj": Paginator(answered, 40).get_page(request.GET.get("page")),
    }
    return render(request, "proposals/keberatan.html", context)


def _rows(objections: Any, at: datetime) -> list[tuple[Objection, rules.Due, str]]:
    return [(one, rules.due(one.due_on, at), rules.answerer(one)) for one in objections]


@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, number: str) -> HttpResponse:
    """One objection with the decision it is about; the level above answers."""
    holding = must(request, VIEW)
    proposal = public_usulan(request, number)
    loaded = Objection.objects.select_related("by__office", "answered_by__office", "letter")
    objection = get_object_or_404(loaded, proposal=proposal)
    objection.proposal = proposal
    if not allows(holding, VIEW, objection):
        raise PermissionDenied(NOT_YOURS)
    may = allows(holding, ANSWER, objection)
    form = ObjectionAnswerForm(request.POST or None)
    if request.method == "POST":
        if not may:
            raise PermissionDenied(NOT_YOURS)
        if form.is_valid():
            granted = form.cleaned_data["decision"] == Objection.Status.GRANTED
            try:
                answer_objection(
                    objection, granted=granted, answer=form.cleaned_data["answer"], by=holding, at=timezone.now()
                )
            except ValidationError as refusal:
                put(form, refusal)
            else:
                said = "dikabulkan. Usulan kembali ke meja yang memutuskan." if granted else "dijawab: keputusan tetap."
                messages.success(request, f"Keberatan {proposal.number} {said}")
                return redirect("keberatan")
    return render(request, "proposals/keberatan_jawab.html", _answer_context(objection, form, may=may))


def _answer_context(objection: Objection, form: ObjectionAnswerForm, *, may: bool) -> dict[str, Any]:
    at, proposal = timezone.now(), objection.proposal
    decision = rules.refusal_of(proposal)
    act = "survey" if objection.level == "desk" else "verify"
    window = window_for(proposal.cycle, act, proposal.region.code, at)
    return {
        "objection": objection,
        "proposal": proposal,
        "form": form,
        "decision": decision,
        "reason": reason_of(decision.reason_code, decision.reason) if decision else "",
        "due": rules.due(objection.due_on, at),
        "answerer": rules.answerer(objection),
        "may_answer": may and objection.status == Objection.Status.WAITING,
        "desk_closed": "" if window and window.is_open(at) else (window.why_closed(at) if window else ""),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def object_page(request: HttpRequest, number: str) -> HttpResponse:
    """The group objects to a refusal, once; the kelurahan writes down what came on paper."""
    holding, at = must(request, OBJECT), timezone.now()
    proposal = public_usulan(request, number)
    if not allows(holding, OBJECT, proposal):
        raise PermissionDenied(NOT_YOURS)
    form = ObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _object(proposal, form, holding, at)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, "Keberatan tersampaikan. Jawabannya tampil di halaman usulan ini.")
            return redirect("usulan", proposal.number)
    context = {
        "proposal": proposal,
        "form": form,
        "why_not": rules.why_not(proposal, at),
        "reason": reason_of(proposal.reason_code, proposal.reason),
        "due": rules.due(proposal.objection_last_day, at),
        "on_paper": _on_paper(proposal, holding),
        "back": reverse("kelompok-satu", args=[proposal.group_id]),
    }
    return render(request, "proposals/keberatan_sampaikan.html", context)


def _on_paper(proposal: Proposal, holding: OfficeHolding) -> bool:
    """Staff who write for a group write down its paper."""
    return holding.office.group_id != proposal.group_id


def _object(proposal: Proposal, form: ObjectionForm, by: OfficeHolding, at: datetime) -> Objection:
    data: dict[str, Any] = form.cleaned_data
    with transaction.atomic():
        letter = None
        if data["letter"] and not Objection.objects.filter(proposal=proposal).exists():
            kind = Document.Kind.OBJECTION
            letter = add_document(proposal, data["letter"][0], label="Surat keberatan", kind=kind, by=by, at=at)
        on_paper = _on_paper(proposal, by)
        return object_to(proposal, text=data["text"], on_paper=on_paper, letter=letter, by=by, at=at)
