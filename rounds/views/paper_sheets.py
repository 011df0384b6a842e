"""One sheet of paper: typed without a sight of the other reading, and read again where the two differ."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting, must
from accounts.models import ProposerGroup
from proposals.forms.refusal import sentences
from rounds import actions, piles
from rounds.actions.from_paper import groups_of
from rounds.forms.paper_choice import Comparison
from rounds.forms.paper_sheets import SheetForm, sheet_form
from rounds.models import Blank, Forum
from rounds.models.blanks import ASIDE, HANDS

from .doors import whole
from .paper_piles import SAID, paper_door, sheet_of

State = Blank.State


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Type one sheet; a meeting of many groups asks first whose usulan it is."""
    blank = _blank(paper_door(request, number), code)
    group = _group(blank, whole(request.GET.get("kelompok")))
    form, act = sheet_form(blank, group, request.POST or None), request.POST.get("aksi", "")
    try:
        if act in ASIDE:
            return _typed(request, blank, {}, mark=act)
        if form is not None and form.is_valid():
            return _typed(request, blank, form.values())
    except ValidationError as refusal:
        messages.error(request, f"Lembar {blank.code} belum tersimpan. {sentences(refusal)}")
    return _page(request, blank, group, form)


def _blank(forum: Forum, code: str) -> Blank:
    blank = sheet_of(forum, code)
    if blank is None:
        raise Http404("Lembar ini belum pernah dicetak.")
    return blank


def _group(blank: Blank, asked: int | None) -> ProposerGroup | None:
    """Whose usulan a sheet holds: of a rembuk its own group, else the one asked for; None where it is not said."""
    if blank.kind == Blank.Kind.PRESENT:
        return None
    return groups_of(blank.forum).filter(pk=blank.forum.group_id or asked or 0).first()


def _typed(request: HttpRequest, blank: Blank, values: dict[str, Any], mark: str = "") -> HttpResponse:
    """Keep a reading and go on to the next sheet of the pile, of the same group."""
    by = acting(request)
    blank = actions.transcribing.type_sheet(blank, values, mark=mark, by=by, at=timezone.now())
    say = messages.warning if blank.state == State.DIFFERS else messages.success
    say(request, f"Lembar {blank.code} {SAID[blank.state]}")
    pile = next(one for one in piles.read(blank.forum, by.user_id) if one.kind == blank.kind)
    following = piles.after(pile.sheets, blank.number)
    if following is None:
        return redirect("forum-kertas", blank.forum.number)
    page = redirect("forum-kertas-satu", blank.forum.number, following.code)
    if "group" in values and blank.forum.group_id is None:
        page["Location"] += f"?kelompok={values['group']}"
    return page


def _page(request: HttpRequest, blank: Blank, group: ProposerGroup | None, form: SheetForm | None) -> HttpResponse:
    asks = blank.kind == Blank.Kind.USULAN and blank.forum.group_id is None
    is_mine = blank.readings.filter(by__user=acting(request).user_id).exists()
    shown = {
        "forum": blank.forum,
        "blank": blank,
        "form": form,
        "group": group,
        "groups": groups_of(blank.forum) if asks else [],
        "is_mine": is_mine,
        "may_type": not is_mine and blank.state not in {State.USED, State.DIFFERS},
    }
    return render(request, "rounds/forum_kertas_satu.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def differs(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Two readings beside each other, and what the paper says. Names are for those who may read the list."""
    blank = _blank(paper_door(request, number), code)
    if blank.kind == Blank.Kind.PRESENT:
        must(request, "rounds.view_attendance", blank.forum)
    if blank.state != State.DIFFERS:
        messages.error(request, f"Lembar {blank.code} tidak menunggu pilihan.")
        return redirect("forum-kertas", blank.forum.number)
    found = list(blank.readings.filter(hand__lte=HANDS).select_related("by__office").order_by("hand"))
    both = {one.values["group"] for one in found if "group" in one.values}
    asked = whole(request.GET.get("kelompok"))
    group = _group(blank, asked if asked in both else next(iter(both)) if len(both) == 1 else None)
    compared = Comparison(blank, found, group, request.POST or None)
    try:
        if (said := compared.said()) is not None:
            return _settled(request, blank, *said)
    except ValidationError as refusal:
        messages.error(request, f"Lembar {blank.code} belum tersimpan. {sentences(refusal)}")
    groups = groups_of(blank.forum).filter(pk__in=both) if len(both) > 1 else []
    shown = {"forum": blank.forum, "blank": blank, "compared": compared, "group": group, "groups": groups}
    return render(request, "rounds/forum_kertas_beda.html", shown)


def _settled(request: HttpRequest, blank: Blank, values: dict[str, Any], mark: str) -> HttpResponse:
    blank = actions.transcribing.settle(blank, values, mark=mark, by=acting(request), at=timezone.now())
    said = "sudah dicatat seperti yang Anda pilih." if blank.state == State.USED else SAID[blank.state]
    messages.success(request, f"Lembar {blank.code} {said}")
    return redirect("forum-kertas", blank.forum.number)
