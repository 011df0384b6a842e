"""Penetapan urutan: the page on which a forum puts its usulan in order, and the acts that it sends."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import put, sentences
from rounds import actions, blockers, sheet
from rounds.forms import MarkForm
from rounds.models import Candidate, Forum, Move, Round

from .doors import before_of, candidate_door, forum_door, round_of, whole, why_closed

UNDO_WITHIN = timedelta(minutes=10)
ordering = actions.ordering


@require_safe
def hall(request: HttpRequest, number: str) -> HttpResponse:
    """The order of a forum; `?pilih=` opens the controls of one row."""
    return _hall(request, forum_door(request, number, "rounds.view_forum"))


def _hall(request: HttpRequest, forum: Forum, form: MarkForm | None = None) -> HttpResponse:
    round_ = round_of(forum)
    if round_ is None:
        ranks = bool(forum.custom.ranks)
        messages.info(request, f"Forum {'belum dibuka, jadi belum ada' if ranks else 'ini tidak menetapkan'} urutan.")
        return redirect("forum-satu", forum.number)
    found, came = sheet.read(round_), blockers.present(forum)
    may_order = allows(acting(request), "rounds.order_forum", forum) and forum.status == Forum.Status.OPEN
    chosen = found.row(form.data.get("calon", "") if form else request.GET.get("pilih", "")) if may_order else None
    last = round_.moves.select_related("candidate__proposal", "by__office").order_by("at", "pk").last()
    return render(
        request,
        "rounds/forum_urutan.html",
        {
            "forum": forum,
            "round": round_,
            "sheet": found,
            "came": came,
            "chosen": chosen,
            "moved": request.GET.get("pindah", ""),
            "form": form or (_mark_form(chosen, round_) if chosen else None),
            "last": last,
            "may_undo": may_order and last is not None and _is_fresh(last),
            "may_order": may_order,
            "why_closed": why_closed(forum, timezone.now()) if may_order else "",
            "may_close": allows(acting(request), "rounds.close_forum", forum) and forum.status == Forum.Status.OPEN,
            "blockers": blockers.close_blockers(forum, round_, found, came) if may_order else [],
            "last_year": before_of(forum),
        },
    )


def _is_fresh(move: Move) -> bool:
    return move.kind == Move.Kind.ORDER and timezone.now() - move.at < UNDO_WITHIN


def _mark_form(row: sheet.Row, round_: Round) -> MarkForm:
    candidate = row.candidate
    return MarkForm(
        initial={
            "calon": row.key,
            "revisi": round_.revision,
            "reason_code": candidate.reason_code,
            "reason": candidate.reason,
        }
    )


def _door(request: HttpRequest, number: str) -> tuple[Forum, Round]:
    forum = forum_door(request, number, "rounds.order_forum")
    round_ = round_of(forum)
    if round_ is None:
        raise Http404("Forum belum dibuka.")
    return forum, round_


def _back(forum: Forum, **query: str) -> HttpResponse:
    """Return to the hall, at the row that was touched."""
    key = query.get("pilih") or query.get("pindah", "")
    return redirect(f"{reverse('forum-urutan', args=[forum.number])}?{urlencode(query)}#u-{key}")


@require_POST
def move(request: HttpRequest, number: str) -> HttpResponse:
    """Move one usulan: by arrow (`ke=NOMOR:3`), by place (`pindah`, `tempat`), or by drag (`pindah`, `urutan`)."""
    forum, round_ = _door(request, number)
    said = request.POST
    key, _, target = said.get("ke", "").partition(":")
    key = key or said.get("pindah", "")
    candidate = candidate_door(round_, key)
    to = whole(target or said.get("tempat"), least=1)
    order = [part for part in said.get("urutan", "").split(",") if part]
    if key in order:
        to = order.index(key) + 1
    if to is None:
        messages.error(request, "Isi nomor urut yang dituju, misalnya 3.")
        return _back(forum, pilih=key)
    try:
        ordering.move(candidate, to=to, by=acting(request), at=timezone.now(), expected=whole(said.get("revisi")))
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    return _back(forum, **{"pilih" if said.get("pilih") == key else "pindah": key})


@require_POST
def mark(request: HttpRequest, number: str) -> HttpResponse:
    """Hold a usulan back, let it in above a quota, or leave it to the order; with the forum's reason."""
    forum, round_ = _door(request, number)
    form = MarkForm(request.POST)
    candidate = candidate_door(round_, request.POST.get("calon", ""))
    if form.is_valid():
        try:
            _say(form.cleaned_data, candidate, request)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            return _back(forum, pindah=candidate.proposal.number)
    return _hall(request, forum, form)


def _say(data: dict[str, Any], candidate: Candidate, request: HttpRequest) -> None:
    """Call the verb of the button that was pressed."""
    frame = {"by": acting(request), "at": timezone.now(), "expected": data["revisi"]}
    if data["aksi"] == "tahan":
        ordering.hold(candidate, reason_code=data["reason_code"], reason=data["reason"], **frame)
    elif data["aksi"] == "masuk":
        ordering.insist(candidate, reason=data["reason"], **frame)
    else:
        ordering.clear(candidate, **frame)


@require_POST
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Urungkan: take the last move back."""
    forum, round_ = _door(request, number)
    try:
        ordering.undo(round_, by=acting(request), at=timezone.now(), expected=whole(request.POST.get("revisi")))
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    return redirect("forum-urutan", forum.number)


@require_POST
def refresh(request: HttpRequest, number: str) -> HttpResponse:
    """Perbarui daftar: take in what was accepted since, let go what was sent back."""
    forum, round_ = _door(request, number)
    standing = ordering.let_in(round_)
    try:
        came, left = actions.opening.take_in(forum, by=acting(request), at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    else:
        messages.success(request, f"Daftar diperbarui: {came} usulan masuk, {left} keluar.")
        for one in ordering.pushed_out(round_, standing):
            said = f"{one} yang dimasukkan forum tidak termuat lagi karena biayanya naik."
            messages.warning(request, f"{said} Bahas lagi: turunkan usulan lain, atau lepas tandanya.")
    return redirect("forum-urutan", forum.number)
