"""Undangan: the agenda and who is invited, and the letter that is printed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import put, sentences
from rounds import actions, invitation
from rounds.customs import ANNOUNCED_DAYS
from rounds.forms import GuestForm, PointSet
from rounds.invitation import Guest, Point
from rounds.models import Forum

from .doors import forum_door


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Both lists on one page, each saved by itself."""
    forum = forum_door(request, number, "rounds.prepare_forum" if request.method == "POST" else "rounds.view_forum")
    act = request.POST.get("aksi", "")
    known = _lists(forum)
    points = _points(known["agenda"], request.POST if act == "acara" else None)
    guests = _guests(known["invited"], request.POST if act == "undang" else None)
    frame: dict[str, Any] = {"by": acting(request), "at": timezone.now()}
    try:
        if act == "acara" and points.is_valid():
            found = [point for row in points.forms if (point := row.point())]
            actions.inviting.set_agenda(forum, found, **frame)
            messages.success(request, "Susunan acara tersimpan.")
            return redirect("forum-undangan", forum.number)
        if act == "undang" and guests.is_valid():
            actions.inviting.set_guests(forum, guests.cleaned_data["lines"], **frame)
            messages.success(request, "Daftar undangan tersimpan.")
            return redirect("forum-undangan", forum.number)
    except ValidationError as refusal:
        if act == "undang":
            put(guests, refusal)
        else:
            messages.error(request, sentences(refusal))
    may_write = allows(frame["by"], "rounds.prepare_forum", forum) and not forum.is_over
    shown = {"forum": forum, "points": points, "guests": guests, "may_write": may_write, **known}
    return render(request, "rounds/forum_undangan.html", shown)


def _points(agenda: list[Point], data: Any) -> Any:
    return PointSet(data, initial=[vars(point) for point in agenda], prefix="acara")


def _guests(invited: list[Guest], data: Any) -> GuestForm:
    return GuestForm(data, initial={"lines": "\n".join(str(guest) for guest in invited)})


def _lists(forum: Forum) -> dict[str, Any]:
    return {"agenda": invitation.agenda_of(forum), "invited": invitation.guests_of(forum), "days": ANNOUNCED_DAYS}


@require_safe
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The letter of invitation, as it is printed or sent on."""
    forum = forum_door(request, number, "rounds.view_forum")
    return render(
        request, "rounds/undangan_cetak.html", {"forum": forum, "today": timezone.localdate(), **_lists(forum)}
    )
