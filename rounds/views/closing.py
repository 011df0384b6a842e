"""Tutup forum: what the lock closes, and the lock."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting
from rounds import actions, blockers, sheet
from rounds.models import Forum

from .doors import forum_door, round_of, whole


@require_http_methods(["GET", "HEAD", "POST"])
def close_forum(request: HttpRequest, number: str) -> HttpResponse:
    """Tutup forum: show what the lock closes; POST closes."""
    forum = forum_door(request, number, "rounds.close_forum")
    if request.method == "POST":
        seen = whole(request.POST.get("revisi"))
        try:
            if forum.custom.ranks:
                actions.closing.close_forum(forum, by=acting(request), at=timezone.now(), expected=seen)
            else:
                actions.minutes.close_meeting(forum, by=acting(request), at=timezone.now())
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(request, sentence)
            return redirect("forum-tutup", forum.number)
        messages.success(request, f"{forum.title} ditutup. Hasilnya dapat dibaca semua orang.")
        return redirect("forum-satu", forum.number)
    return _page(request, forum)


def _page(request: HttpRequest, forum: Forum) -> HttpResponse:
    round_, came = round_of(forum), blockers.present(forum)
    is_over = forum.is_over
    found = sheet.read(round_) if round_ else None
    return render(
        request,
        "rounds/forum_tutup.html",
        {
            "title": "Tutup forum",
            "forum": forum,
            "round": round_,
            "sheet": found,
            "came": came,
            "points": list(forum.resolutions.order_by("place")),
            "blockers": blockers.close_blockers(forum, round_, found, came),
            "warnings": [] if is_over else blockers.warnings(forum, found, came, blockers.elected(forum)),
            "is_over": is_over,
        },
    )
