"""Checking in by oneself: the poster with the code in the hall, and the page it leads to."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import acting
from accounts.qr import qr
from accounts.secret_codes import typed
from accounts.throttle import too_often
from proposals.forms.refusal import put, sentences
from proposals.windows import say_date
from rounds import actions
from rounds.forms import ELEMENTS, PersonForm
from rounds.models import Forum

from .doors import forum_door

A_MINUTE = 120
"""So many may check in a minute from one address: a hall shares one."""


@require_POST
def open_checkin(request: HttpRequest, number: str) -> HttpResponse:
    """Make the code, then show its poster."""
    forum = forum_door(request, number, "rounds.prepare_forum")
    try:
        actions.inviting.open_checkin(forum, by=acting(request), at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("forum-hadir", forum.number)
    return redirect("forum-poster", forum.number)


@require_safe
def poster(request: HttpRequest, number: str) -> HttpResponse:
    """What hangs at the door of the hall."""
    forum = forum_door(request, number, "rounds.record_attendance")
    if not forum.checkin_code:
        raise Http404
    address = request.build_absolute_uri(reverse("hadir", args=[forum.checkin_code]))
    return render(request, "rounds/poster_hadir.html", {"forum": forum, "address": address, "picture": qr(address)})


def why_not_yet(forum: Forum, at: datetime) -> str:
    """Why nobody checks in now, as a sentence; empty where people may."""
    if forum.is_over:
        return "Forum ini sudah selesai. Daftar hadirnya sudah ditutup."
    day = timezone.localdate(forum.starts_at) if forum.starts_at else None
    if forum.status == Forum.Status.OPEN or day == timezone.localdate(at):
        return ""
    when = f"pada hari rapat, {say_date(day)}" if day else "pada hari rapat"
    return f"Daftar hadir dibuka {when}."


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def checkin(request: HttpRequest, code: str) -> HttpResponse:
    """One person writes down that they are here; nobody else's name is shown."""
    forum = Forum.objects.select_related("region", "cycle__city").filter(checkin_code=typed(code)[:8]).first()
    if forum is None:
        raise Http404
    at = timezone.now()
    closed, form = why_not_yet(forum, at), PersonForm(request.POST or None)
    if request.method == "POST" and too_often(request, "hadir", most=A_MINUTE):
        form.add_error(None, "Terlalu banyak yang mencatat sekaligus. Tunggu satu menit, lalu tekan lagi.")
    elif form.is_valid() and not closed:
        try:
            new, _ = actions.attendance.record_attendance(forum, [form.person()], by=None, at=at)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            shown = {"forum": forum, "is_new": new > 0}
            return render(request, "rounds/hadir_tercatat.html", shown)
    shown = {"forum": forum, "form": form, "closed": closed, "elements": ELEMENTS}
    return render(request, "rounds/hadir.html", shown)
