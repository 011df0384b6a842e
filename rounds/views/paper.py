"""The order of a hall without power: a sheet to print, and the page on which it is typed in afterwards."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import acting
from rounds import actions, sheet
from rounds.forms.paper import Typed, read_places
from rounds.models import Forum, Round

from .doors import forum_door, round_of, whole


def _round(forum: Forum) -> Round:
    round_ = round_of(forum)
    if round_ is None:
        raise Http404("Forum belum dibuka.")
    return round_


@require_safe
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """Lembar urutan: every list with an empty box beside each usulan."""
    forum = forum_door(request, number, "rounds.view_forum")
    shown = {"forum": forum, "sheet": sheet.read(_round(forum)), "at": timezone.now()}
    return render(request, "rounds/lembar_urutan.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request: HttpRequest, number: str) -> HttpResponse:
    """Type the places of one list; they are saved all together or not at all."""
    forum = forum_door(request, number, "rounds.order_forum")
    round_ = _round(forum)
    found = sheet.read(round_)
    asked = request.POST.get("daftar") or request.GET.get("daftar", "")
    lane = next((lane for lane in found.lanes if lane.lane == asked), found.lanes[0] if found.lanes else None)
    if lane is None:
        raise Http404("Tidak ada usulan di daftar.")
    rows = [(row.key, row.title) for row in lane.rows]
    now = Typed({row.key: str(row.number) for row in lane.rows}, (), ())
    typed = read_places(rows, request.POST) if request.method == "POST" else now
    if typed.order:
        seen = whole(request.POST.get("revisi"))
        frame: dict[str, Any] = {"by": acting(request), "at": timezone.now(), "expected": seen}
        try:
            actions.ordering.set_order(round_, lane=lane.lane, numbers=typed.order, **frame)
        except ValidationError as refusal:
            typed = Typed(typed.places, (), tuple(refusal.messages))
        else:
            messages.success(request, f"Urutan {lane.name} tersimpan.")
            return redirect(f"{reverse('forum-ketik', args=[forum.number])}?{urlencode({'daftar': lane.lane})}")
    shown = {
        "forum": forum,
        "round": round_,
        "lanes": found.lanes,
        "lane": lane,
        "rows": [(row, typed.places[row.key]) for row in lane.rows],
        "errors": typed.errors,
    }
    return render(request, "rounds/forum_ketik.html", shown)
