"""Delegasi: whom the forum elected, and the page that each of them takes along."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import sentences
from rounds import actions
from rounds.forms import DelegateSet
from rounds.models import Forum

from .doors import forum_door

FIELDS = ("name", "sex", "age", "institution", "contact", "occupation")
ROWS = 3
"""Rows to begin with, and one more than are filled, where the place decides how many are sent on."""


@require_http_methods(["GET", "HEAD", "POST"])
def delegates(request: HttpRequest, number: str) -> HttpResponse:
    """The rows of the delegates, written all at once."""
    perm = "rounds.elect_delegate" if request.method == "POST" else "rounds.view_delegate"
    forum = _door(request, number, perm)
    rows = _rows(forum, request.POST if request.method == "POST" else None)
    if rows.is_valid():
        people = [person for row in rows.forms if (person := row.person())]
        try:
            actions.delegating.elect(forum, people, by=acting(request), at=timezone.now())
        except ValidationError as refusal:
            messages.error(request, sentences(refusal))
        else:
            messages.success(request, f"{len(people)} delegasi tersimpan.")
            return redirect("forum-delegasi", forum.number)
    may_write = allows(acting(request), "rounds.elect_delegate", forum) and not forum.is_over
    shown = {"forum": forum, "rows": rows, "may_write": may_write, "people": list(forum.delegates.order_by("place"))}
    return render(request, "rounds/forum_delegasi.html", shown)


def _door(request: HttpRequest, number: str, perm: str) -> Forum:
    """The forum, if its kind sends anybody on."""
    forum = forum_door(request, number, perm)
    if forum.custom.sends is None:
        raise Http404("Forum ini tidak memilih delegasi.")
    return forum


def _rows(forum: Forum, data: Any) -> Any:
    known = list(forum.delegates.order_by("place").values(*FIELDS))
    asked = forum.custom.sends.count if forum.custom.sends else None
    wanted = asked if asked is not None else max(ROWS, len(known) + 1)
    empty = [dict.fromkeys(FIELDS, "") for _ in range(wanted - len(known))]
    return DelegateSet(data, initial=[*known, *empty], prefix="delegasi")


@require_safe
def mandate(request: HttpRequest, number: str) -> HttpResponse:
    """The printable page of the delegates: who they are, what they are asked to do."""
    forum = _door(request, number, "rounds.view_delegate")
    shown = {"forum": forum, "people": list(forum.delegates.order_by("place"))}
    return render(request, "rounds/delegasi_cetak.html", shown)
