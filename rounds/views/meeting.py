"""The meeting: one forum with its data, its opening."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import put, sentences
from proposals.models import Event
from rounds import actions, blockers, pool, sheet
from rounds.forms import MeetingForm, ReasonForm
from rounds.forms.counting import PrepareForm
from rounds.models import Forum

from . import scans
from .doors import before_of, forum_door, round_of, why_closed


@require_http_methods(["GET", "HEAD", "POST"])
def forum_page(request: HttpRequest, number: str) -> HttpResponse:
    """One forum, from its data to its closing; POST writes the data."""
    forum = forum_door(request, number, "rounds.prepare_forum" if request.method == "POST" else "rounds.view_forum")
    form = MeetingForm.of(forum, request.POST or None)
    if form.is_valid():
        try:
            actions.meeting.update_forum(forum, by=acting(request), at=timezone.now(), **form.fields_for_verb())
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, "Data rapat tersimpan.")
            return redirect("forum-satu", forum.number)
    return _forum_page(request, forum, form=form)


def _forum_page(request: HttpRequest, forum: Forum, **more: Any) -> HttpResponse:
    holding = acting(request)

    def may(perm: str) -> bool:
        return allows(holding, f"rounds.{perm}", forum)

    round_, came, elected = round_of(forum), blockers.present(forum), blockers.elected(forum)
    found = sheet.read(round_) if round_ else None
    is_over = forum.is_over
    planned, is_open = forum.status == Forum.Status.PLANNED, forum.status == Forum.Status.OPEN
    frame = {
        "forum": forum,
        "sheet": found,
        "came": came,
        "elected": elected,
        "may_see_delegates": may("view_delegate") and forum.custom.sends is not None,
        "points": list(forum.resolutions.order_by("place")),
        "parts": list(forum.parts.with_attendance().for_list()) if forum.kind == Forum.Kind.IN_PARTS else [],
        "last_year": before_of(forum),
        "form": more.get("form") or MeetingForm.of(forum),
        "go_on_form": ReasonForm(prefix="lanjut"),
        "nil_form": ReasonForm(prefix="nihil"),
        "warnings": [] if is_over else blockers.warnings(forum, found, came, elected),
        "blockers": blockers.close_blockers(forum, round_, found, came) if is_open else [],
        "missing": pool.missing_kelurahan(forum) if planned else [],
        "waiting": pool.pool(forum).count() if planned else 0,
        "undecided": pool.undecided(forum).count() if planned else 0,
        "events": Event.objects.on_subject(forum.cycle, f"forum:{forum.number}").reverse()[:8],
        "may_prepare": may("prepare_forum") and (planned or is_open),
        "may_attend": forum.kind != Forum.Kind.IN_PARTS and (may("record_attendance") or may("view_attendance")),
        "may_type": forum.kind != Forum.Kind.IN_PARTS and may("type_blank"),
        "may_open": may("open_forum") and planned,
        "may_nil": may("close_forum") and planned and forum.custom.may_be_nil,
        "may_close": may("close_forum") and is_open,
        "counted": list(forum.rounds.counted().in_force().select_related("terms").order_by("code")),
        "prepare_form": PrepareForm(),
        "may_run": may("run_round") and (planned or is_open),
        "may_print": forum.kind != Forum.Kind.IN_PARTS and allows(holding, "reports.print_document", forum),
        "is_open": is_open,
        "why_closed": why_closed(forum, timezone.now()),
        "is_over": is_over,
        "papers": scans.part(request, forum) if is_over else None,
    }
    return render(request, "rounds/forum_satu.html", frame | more)


@require_POST
def open_forum(request: HttpRequest, number: str) -> HttpResponse:
    """Buka forum; a kecamatan that goes on without some kelurahan says why."""
    forum = forum_door(request, number, "rounds.open_forum")
    form = ReasonForm(request.POST, prefix="lanjut")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.opening.open_forum(forum, by=acting(request), at=timezone.now(), go_on_reason=reason)
    except ValidationError as refusal:
        if hasattr(refusal, "error_dict"):
            form.errors.clear()
            form.add_error("reason", refusal.messages[0])
            return _forum_page(request, forum, go_on_form=form)
        messages.error(request, sentences(refusal))
        return redirect("forum-satu", forum.number)
    if not forum.custom.ranks:
        messages.success(request, "Forum dibuka. Catat yang hadir dan keputusannya.")
        return redirect("forum-satu", forum.number)
    messages.success(request, "Forum dibuka. Kuota dan pagu berlaku seperti saat ini.")
    return redirect("forum-urutan", forum.number)


@require_POST
def nil_forum(request: HttpRequest, number: str) -> HttpResponse:
    """Catat nihil: nobody came or nothing was asked for."""
    forum = forum_door(request, number, "rounds.close_forum")
    form = ReasonForm(request.POST, prefix="nihil")
    if form.is_valid():
        try:
            actions.closing.nil_forum(forum, reason=form.cleaned_data["reason"], by=acting(request), at=timezone.now())
        except ValidationError as refusal:
            form.add_error("reason", refusal.messages[0])
        else:
            more = " Kecamatan tidak menunggu daftar kelurahan ini." if forum.ranks_kelurahan else ""
            messages.success(request, f"Forum dicatat nihil.{more}")
            return redirect("forum-satu", forum.number)
    return _forum_page(request, forum, nil_form=form)
