"""Blanko kertas of a forum: how many sheets became what, printing more, and what was left over."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting, must
from accounts.permissions import allows
from proposals.forms.refusal import put
from rounds import actions, piles
from rounds.forms.paper_piles import AsideForm, PrintForm
from rounds.models import Blank, Forum
from rounds.models.blanks import MARKS

from .doors import forum_door

PERM = "rounds.type_blank"
SAID: dict[str, str] = {
    Blank.State.ONCE: "tersimpan. Menunggu orang lain mengetiknya juga.",
    Blank.State.USED: "diketik sama oleh dua orang dan sudah dicatat.",
    Blank.State.DIFFERS: "diketik berbeda. Baca lagi kertasnya di Beda ketikan.",
    Blank.State.UNUSED: "dicatat tidak terpakai.",
    Blank.State.SPOILED: "dicatat rusak.",
}
"""What is said of a sheet that has just come into a state."""


@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, number: str) -> HttpResponse:
    """The piles; `?lembar=u7` leads to one sheet."""
    forum = paper_door(request, number)
    if wanted := request.GET.get("lembar", "").strip():
        return _go_to(request, forum, wanted)
    act = request.POST.get("aksi", "")
    more = PrintForm(request.POST if act == "cetak" else None, forum=forum)
    aside = AsideForm(request.POST if act == "sisih" else None, forum=forum)
    try:
        if more.is_valid():
            return _print(request, forum, more)
        if aside.is_valid():
            return _set_aside(request, forum, aside)
    except ValidationError as refusal:
        put(more if act == "cetak" else aside, refusal)
    shown = {
        "forum": forum,
        "piles": piles.read(forum, acting(request).user_id),
        "more": more,
        "aside": aside,
        "may_print": allows(acting(request), "rounds.prepare_forum", forum) and not forum.is_over,
        "may_see": allows(acting(request), "rounds.view_attendance", forum),
    }
    return render(request, "rounds/forum_kertas.html", shown)


def paper_door(request: HttpRequest, number: str) -> Forum:
    """The forum, if paper is handed out at it."""
    forum = forum_door(request, number, PERM)
    if forum.kind == Forum.Kind.IN_PARTS:
        raise Http404("Forum ini tidak mempunyai blanko kertas.")
    return forum


def sheet_of(forum: Forum, code: str) -> Blank | None:
    """The sheet that people name: `U-007`, `u7`; None where it was never printed."""
    found = re.fullmatch(r"([uh])-?0{0,2}([1-9][0-9]{0,2})", code.strip(), re.IGNORECASE | re.ASCII)
    if found is None:
        return None
    kind = next(kind for kind, mark in MARKS.items() if mark == found[1].upper())
    blank = forum.blanks.select_related("proposal").filter(kind=kind, number=int(found[2])).first()
    if blank is not None:
        blank.forum = forum
    return blank


def _go_to(request: HttpRequest, forum: Forum, wanted: str) -> HttpResponse:
    blank = sheet_of(forum, wanted)
    if blank is not None:
        return redirect("forum-kertas-satu", forum.number, blank.code)
    messages.error(request, "Lembar itu belum pernah dicetak untuk rapat ini. Tulis nomornya seperti U-007.")
    return redirect("forum-kertas", forum.number)


def _print(request: HttpRequest, forum: Forum, form: PrintForm) -> HttpResponse:
    by = must(request, "rounds.prepare_forum", forum)
    new = actions.transcribing.print_blanks(forum, **form.cleaned_data, by=by, at=timezone.now())
    messages.success(request, f"Lembar {new[0].code} sampai {new[-1].code} sudah bernomor. Buka PDF-nya, lalu cetak.")
    return redirect("forum-kertas", forum.number)


def _set_aside(request: HttpRequest, forum: Forum, form: AsideForm) -> HttpResponse:
    done = actions.transcribing.set_aside(forum, **form.cleaned_data, by=acting(request), at=timezone.now())
    messages.success(request, f"{len(done)} lembar {SAID[done[0].state]}")
    return redirect("forum-kertas", forum.number)
