"""Notulen: the points of decision of a forum, and what it did not meet."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import put
from rounds import actions, blockers
from rounds.forms import MinutesForm

from .doors import forum_door


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: HttpRequest, number: str) -> HttpResponse:
    """Read or write the points of decision."""
    perm = "rounds.write_minutes" if request.method == "POST" else "rounds.view_forum"
    forum = forum_door(request, number, perm)
    points = list(forum.resolutions.order_by("place"))
    written = "\n".join(point.text for point in points if not point.is_condition)
    form = MinutesForm(request.POST or None, initial={"lines": written})
    if form.is_valid():
        decisions = form.cleaned_data["lines"]
        try:
            actions.minutes.write_minutes(forum, decisions, by=acting(request), at=timezone.now())
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"{len(decisions)} keputusan tersimpan.")
            return redirect("forum-notulen", forum.number)
    is_over = forum.is_over
    unmet = [] if is_over else blockers.unmet(forum, blockers.present(forum), blockers.elected(forum))
    may_write = allows(acting(request), "rounds.write_minutes", forum) and not is_over
    shown = {"forum": forum, "form": form, "points": points, "unmet": unmet, "may_write": may_write}
    return render(request, "rounds/forum_notulen.html", shown)
