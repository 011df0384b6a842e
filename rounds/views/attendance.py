"""Daftar hadir: personal data, shown to the forum's own office and Bappeda only."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import sentences
from rounds import actions, blockers
from rounds.actions.attendance import Person
from rounds.forms import ELEMENTS, PasteForm, PersonForm
from rounds.models import Forum

from .doors import forum_door, whole


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, number: str) -> HttpResponse:
    """Add one, or paste many. Who may write but not read (pendamping) sees counts, no names."""
    writing = request.method == "POST" or not allows(acting(request), "rounds.view_attendance")
    forum = forum_door(request, number, "rounds.record_attendance" if writing else "rounds.view_attendance")
    act = request.POST.get("aksi", "")
    person = PersonForm(request.POST if act == "satu" else None)
    paste = PasteForm(request.POST if act == "tempel" else None)
    if person.is_valid():
        return _record(request, forum, [person.person()])
    if paste.is_valid():
        return _record(request, forum, paste.cleaned_data["lines"])
    return _page(request, forum, person, paste)


def _record(request: HttpRequest, forum: Forum, people: list[Person]) -> HttpResponse:
    try:
        new, known = actions.attendance.record_attendance(forum, people, by=acting(request), at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    else:
        messages.success(request, f"{new} orang dicatat." + (f" {known} sudah ada di daftar." if known else ""))
    return redirect("forum-hadir", forum.number)


def _page(request: HttpRequest, forum: Forum, person: PersonForm, paste: PasteForm) -> HttpResponse:
    holding = acting(request)
    may_see = allows(holding, "rounds.view_attendance", forum)
    may_write = allows(holding, "rounds.record_attendance", forum)
    return render(
        request,
        "rounds/forum_hadir.html",
        {
            "forum": forum,
            "came": blockers.present(forum),
            "person": person,
            "paste": paste,
            "elements": ELEMENTS,
            "came_from": Forum.objects.elements(forum),
            "people": forum.attendances.order_by("pk") if may_see else [],
            "may_see": may_see,
            "may_prepare": allows(holding, "rounds.prepare_forum", forum),
            "may_write": may_write and not forum.is_over,
        },
    )


@require_POST
def remove(request: HttpRequest, number: str) -> HttpResponse:
    """Take one name off the list."""
    forum = forum_door(request, number, "rounds.record_attendance")
    try:
        gone = actions.attendance.remove_attendance(
            forum, whole(request.POST.get("orang")) or 0, by=acting(request), at=timezone.now()
        )
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    else:
        messages.success(request, "Satu nama dihapus." if gone else "Nama itu sudah tidak ada di daftar.")
    return redirect("forum-hadir", forum.number)
