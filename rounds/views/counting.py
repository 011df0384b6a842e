"""A counted round: begin it, see where it stands, take its next step."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import acting
from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals.models import Event
from rounds import actions
from rounds.counting import overview
from rounds.counting.rule import has_ballots, has_scores
from rounds.forms.counting import ExtendForm, LotForm, PrepareForm
from rounds.models import Lot, Round

from . import scans
from .doors import counted_door, forum_door


@require_POST
def prepare(request: HttpRequest, number: str) -> HttpResponse:
    """Siapkan putaran: begin a counted round of a forum."""
    forum = forum_door(request, number, "rounds.run_round")
    form = PrepareForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("forum-satu", forum.number)
    try:
        found = actions.preparing.prepare_round(forum, by=acting(request), at=timezone.now(), **form.cleaned_data)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("forum-satu", forum.number)
    return redirect(found)


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The round: its life, its next step, what stands in the way, its rule."""
    round_ = counted_door(request, code, "rounds.view_forum")
    return render(request, "rounds/putaran.html", _context(request, round_, timezone.now()))


def _context(request: HttpRequest, round_: Round, at: datetime, refused: str = "") -> dict[str, Any]:
    """`refused` is the step that was not taken: what was typed for it stands in its form again."""
    holding = acting(request)
    rows = actions.freezing.drafted(round_) if round_.is_draft else []
    freezing = actions.freezing.standing(round_, rows) if round_.is_draft else []
    subject = f"putaran:{round_.code}:"
    return {
        "title": round_.terms.title,
        "round": round_,
        "forum": round_.forum,
        "life": overview.life(round_),
        "act": overview.NEXT_ACT.get(Round.Status(round_.status)),
        "blockers": overview.standing(round_, at, freezing),
        "figures": overview.figures(round_),
        "terms": overview.terms(round_),
        "waiting": len(rows),
        "may_run": allows(holding, "rounds.run_round", round_.forum),
        "is_head": allows(holding, "rounds.open_forum", round_.forum),
        "lot": Lot.objects.filter(round=round_).select_related("drawn_by__office").first(),
        "lot_form": LotForm(request.POST if refused == "undi" else None),
        "extend_form": ExtendForm(request.POST if refused == "perpanjang" else None),
        "refused": refused,
        "typed": request.POST,
        "has_ballots": has_ballots(round_),
        "has_scores": has_scores(round_),
        "admin_url": reverse("admin:rounds_round_change", args=[round_.pk]),
        "events": Event.objects.filter(cycle=round_.cycle, subject__startswith=subject)
        .select_related("holding__office")
        .order_by("-seq")[:12],
        "papers": scans.part(request, round_.forum) if round_.is_over else None,
        **overview.records_of(round_),
    }


Taken = Callable[[Round, OfficeHolding, datetime, HttpRequest], str]


def _freeze(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.freezing.freeze(round_, by=by, at=at)
    return "Aturan dibekukan. Calon dan pemilik suaranya tetap sejak sekarang."


def _thaw(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.freezing.thaw(round_, reason=request.POST.get("reason", ""), by=by, at=at)
    return "Aturan kembali menjadi draf, versi baru."


def _collect(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.freezing.start_collecting(round_, by=by, at=at)
    return "Pengumpulan dibuka."


def _extend(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    form = ExtendForm(request.POST)
    if not form.is_valid():
        raise ValidationError(next(iter(form.errors.values()))[0])
    said = form.cleaned_data
    actions.freezing.extend(round_, until=said["until"], reason=said["reason"], by=by, at=at)
    return "Waktu pengumpulan diperpanjang."


def _note(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.freezing.write_note(round_, note=request.POST.get("note", "")[:500], by=by, at=at)
    return "Catatan kuorum tersimpan untuk berita acara."


def _count(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    run = actions.computing.count_round(round_, by=by, at=at)
    return "Ada seri yang menentukan. Adakan undian." if run.ties else "Selesai dihitung."


def _draw(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    form = LotForm(request.POST)
    form.is_valid()
    said = form.cleaned_data
    witnesses = said.get("witnesses", "").splitlines()
    actions.computing.draw_lot(round_, seed=said.get("seed", ""), witnesses=witnesses, by=by, at=at)
    return "Undian tercatat. Orang kedua membenarkannya."


def _confirm(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.computing.confirm_lot(round_, by=by, at=at)
    return "Undian dibenarkan dan dihitung."


def _confirm_addendum(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.amending.confirm_addendum_lot(round_, by=by, at=at)
    return "Undian adendum dibenarkan. Adendumnya dapat ditandatangani."


def _bring(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.computing.bring_to_forum(round_, by=by, at=at)
    return "Hasil hitungan dibawa ke forum."


def _close(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.settling.close_round(round_, by=by, at=at)
    return "Putaran ditutup. Hasil dan alasannya dapat dibaca semua orang."


def _publish(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.publishing.publish(round_, by=by, at=at)
    return "Berkas putaran terbit. Siapa pun dapat mengunduhnya dan menghitung ulang."


def _annul(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.freezing.annul(round_, reason=request.POST.get("reason", ""), by=by, at=at)
    return "Putaran dibatalkan. Usulannya kembali ke daftar forum."


def _rank(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    placed = actions.preparing.rank_rest(round_, by=by, at=at)
    return f"{placed} usulan mendapat urutan sesudah yang terakhir di kelompoknya."


def _discard(round_: Round, by: OfficeHolding, at: datetime, request: HttpRequest) -> str:
    actions.preparing.discard_round(round_, by=by, at=at)
    return "Draf putaran dibuang."


STEPS: dict[str, Taken] = {
    "beku": _freeze,
    "draf": _thaw,
    "kumpul": _collect,
    "perpanjang": _extend,
    "catatan": _note,
    "hitung": _count,
    "undi": _draw,
    "benar": _confirm,
    "benar-adendum": _confirm_addendum,
    "sepakat": _bring,
    "tutup": _close,
    "terbit": _publish,
    "batal": _annul,
    "urutan": _rank,
    "buang": _discard,
}


@require_POST
def take_step(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step in the life of a round; a refusal names all that stands in its way and keeps what was typed."""
    round_ = counted_door(request, code, "rounds.run_round")
    if name not in STEPS:
        raise Http404
    at = timezone.now()
    try:
        messages.success(request, STEPS[name](round_, acting(request), at, request))
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
        return render(request, "rounds/putaran.html", _context(request, round_, at, name))
    return redirect("forum-satu", round_.forum.number) if name == "buang" else redirect(round_)
