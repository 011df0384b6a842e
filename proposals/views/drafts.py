"""The page on which one usulan is written and repaired."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import acting, must
from accounts.models import ProposerGroup
from accounts.permissions import allows
from catalogue.models import KamusItem
from proposals import actions
from proposals.forms.proposal import ProposalForm
from proposals.forms.refusal import put, sentences
from proposals.models import Cycle, Document, Photo, Proposal
from proposals.statuses import Status

from .entry import NOT_YOURS, group_door, proposal_door, running_cycle
from .group import frame
from .kamus_check import asked_part, kamus_answers, kept
from .similar import of_form, seen_in


@require_safe
def kamus_choice(request: HttpRequest) -> HttpResponse:
    """The radio list alone, for the search while typing."""
    holding = must(request, "proposals.add_proposal")
    cycle = running_cycle(holding, timezone.now())
    pk = request.GET.get("item", "")
    items = KamusItem.objects.filter(version_id=cycle.kamus_id).select_related("agency")
    chosen = items.filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    group = request.GET.get("kelompok", "")
    known = int(group) if group.isascii() and group.isdigit() and len(group) < 19 else None
    answers = kamus_answers(cycle, request.GET.get("cari", ""), chosen, known)
    return render(request, "proposals/_pilihan_kamus.html", answers)


def _page(
    request: HttpRequest, form: ProposalForm, group: ProposerGroup, cycle: Cycle, proposal: Proposal | None
) -> HttpResponse:
    answers = kamus_answers(cycle, request.POST.get("cari", ""), form.chosen_item(), group.pk)
    context = frame(request, group, cycle) | answers
    return render(
        request,
        "proposals/draf.html",
        context
        | {
            **asked_part(form, proposal),
            "proposal": proposal,
            "missing": [] if proposal is None or form.is_bound else proposal.blockers(),
            "photos": list(proposal.photos.all()) if proposal else [],
            "evidence_field": form.evidence_field(),
            "evidence": [one for one in proposal.documents.all() if one.rule_id is None] if proposal else [],
            "is_returned": proposal is not None and proposal.status == Status.RETURNED,
            "mirip": of_form(form, seen_in(request)),
        },
    )


def _other(request: HttpRequest, form: ProposalForm) -> dict[str, Any] | None:
    """What was typed, as initial values, where the button asks for something else than to keep it; else None.

    `cari` and `periksa` only draw the page again; `ganti` names the item to change to.
    """
    wanted = request.POST.get("ganti", "")
    if not wanted and request.POST.get("aksi") not in {"cari", "periksa"}:
        return None
    return kept(form) | ({"item": wanted} if wanted else {})


@require_http_methods(["GET", "HEAD", "POST"])
def new_draft(request: HttpRequest, group: int) -> HttpResponse:
    """Write a new usulan of a group; the same form sent twice makes one."""
    found = group_door(request, group, "proposals.add_proposal")
    cycle = running_cycle(acting(request), timezone.now())
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ProposalForm(*typed, cycle=cycle, group=found, initial={"submission_key": uuid4()})
    if (other := _other(request, form)) is not None:
        form = ProposalForm(cycle=cycle, group=found, initial=other)
    elif form.is_valid():
        fields, at = form.fields_for_verb() | {"submission_key": form.cleaned_data["submission_key"]}, timezone.now()
        try:
            draft = actions.drafting.start(cycle, found, by=acting(request), at=at, **fields)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            return _saved(request, form, draft, fresh=draft.entered_at == at)
    return _page(request, form, found, cycle, None)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a draft or a returned usulan; what was sent and not returned is read on its public page."""
    proposal = proposal_door(request, public_id, "proposals.view_proposal")
    holding = acting(request)
    if not allows(holding, "proposals.rank_proposal", proposal):
        raise PermissionDenied(NOT_YOURS)
    if proposal.status not in {Status.DRAFT, Status.RETURNED}:
        return redirect(proposal) if proposal.is_public else redirect("kelompok-satu", proposal.group_id)
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ProposalForm(*typed, cycle=proposal.cycle, group=proposal.group, proposal=proposal)
    if (other := _other(request, form)) is not None:
        form = ProposalForm(cycle=proposal.cycle, group=proposal.group, proposal=proposal, initial=other)
    elif form.is_valid():
        expected = request.POST.get("versi", "")
        try:
            saved = actions.drafting.change(
                proposal,
                by=holding,
                at=timezone.now(),
                expected=int(expected) if expected.isascii() and expected.isdigit() else None,
                **form.fields_for_verb(),
            )
        except ValidationError as refusal:
            put(form, refusal)
        else:
            return _saved(request, form, saved)
    return _page(request, form, proposal.group, proposal.cycle, proposal)


def _saved(request: HttpRequest, form: ProposalForm, proposal: Proposal, *, fresh: bool = True) -> HttpResponse:
    """Say that it is kept and what to mind, then show the draft; files of a form sent twice are added once."""
    by, at = acting(request), timezone.now()
    for photo in form.cleaned_data["photos"] if fresh else ():
        actions.photos.add_photo(proposal, photo, by=by, at=at)
    for rule, paper, label in form.new_papers() if fresh else ():
        actions.documents.add_document(proposal, paper, label=label, rule=rule, by=by, at=at)
    if evidence := form.new_evidence():
        actions.documents.add_document(proposal, evidence[0], label=evidence[1], by=by, at=at)
    for warning in form.warnings():
        messages.warning(request, warning)
    if request.POST.get("aksi") == "kirim-lagi" and proposal.status == Status.RETURNED:
        return _send_again(request, proposal)
    now = timezone.localtime()
    messages.success(request, f"Tersimpan pukul {now:%H.%M} WIB.")
    return redirect("draf", proposal.public_id)


def _send_again(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    holding = acting(request)
    if not allows(holding, "proposals.submit_proposal", proposal):
        raise PermissionDenied(NOT_YOURS)
    try:
        actions.sending.resubmit(proposal, by=holding, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, f"Tersimpan, tetapi belum dapat dikirim lagi. {sentences(refusal)}")
        return redirect("draf", proposal.public_id)
    messages.success(request, f"Usulan {proposal.number} diperbaiki dan dikirim lagi.")
    return redirect("kelompok-satu", proposal.group_id)


@require_http_methods(["GET", "HEAD", "POST"])
def discard_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give up a draft, after one question."""
    proposal = proposal_door(request, public_id, "proposals.rank_proposal")
    if proposal.status == Status.WITHDRAWN:
        return redirect("kelompok-satu", proposal.group_id)
    if request.method == "POST":
        try:
            actions.drafting.discard(proposal, by=acting(request), at=timezone.now())
        except ValidationError as refusal:
            messages.error(request, sentences(refusal))
            return redirect("draf", proposal.public_id)
        messages.success(request, f"Draf “{proposal.title}” dihapus.")
        return redirect("kelompok-satu", proposal.group_id)
    return render(request, "proposals/draf_hapus.html", {"proposal": proposal})


@require_POST
def remove_photo(request: HttpRequest, public_id: UUID, photo: UUID) -> HttpResponse:
    """Take one photo off a draft or returned usulan."""
    proposal = proposal_door(request, public_id, "proposals.change_proposal")
    found = get_object_or_404(Photo.objects.select_related("proposal"), proposal=proposal, public_id=photo)
    try:
        actions.photos.remove_photo(found, by=acting(request), at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    else:
        messages.success(request, "Foto dihapus.")
    return redirect("draf", proposal.public_id)


@require_POST
def remove_document(request: HttpRequest, public_id: UUID, document: UUID) -> HttpResponse:
    """Take one file off a draft or returned usulan."""
    proposal = proposal_door(request, public_id, "proposals.change_proposal")
    found = get_object_or_404(Document.objects.select_related("proposal"), proposal=proposal, public_id=document)
    try:
        actions.documents.remove_document(found, by=acting(request), at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    else:
        messages.success(request, "Berkas dihapus.")
    return redirect("draf", proposal.public_id)
