"""The list of forums, and what an office may still prepare."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from accounts.roles import Role
from proposals.forms.refusal import sentences
from proposals.models import Cycle
from proposals.views.entry import running_cycle
from rounds import actions
from rounds.forms import PlanForm
from rounds.models import Forum
from rounds.offers import is_in_parts, offers

PAGE = 50
PREPARE = "rounds.prepare_forum"


@require_safe
def forum_list(request: HttpRequest) -> HttpResponse:
    """Forums of this year that the office may know of."""
    holding = must(request, "rounds.view_forum")
    cycle = running_cycle(holding, timezone.now())
    found = Forum.objects.of_cycle(cycle).visible_to(holding).with_attendance().for_list()
    kind, status = request.GET.get("jenis", ""), request.GET.get("status", "")
    shown = found.filter(kind=kind) if kind in Forum.Kind.values else found
    shown = shown.filter(status=status) if status in Forum.Status.values else shown
    return render(
        request,
        "rounds/forum.html",
        {
            "title": "Forum",
            "cycle": cycle,
            "page_obj": Paginator(shown, PAGE).get_page(request.GET.get("page")),
            "kinds": Forum.Kind.choices,
            "statuses": Forum.Status.choices,
            "kind": kind,
            "status": status,
        }
        | (_to_plan(holding, cycle) if allows(holding, PREPARE) else {"offers": [], "form": None}),
    )


def _to_plan(holding: OfficeHolding, cycle: Cycle) -> dict[str, Any]:
    """What stands above the list: the office's own missing forums, and what it may choose."""
    form = PlanForm(holding, cycle)
    is_city = holding.role == Role.BAP
    groups = form.fields["kelompok"].queryset if holding.role == Role.KEL else None  # type: ignore[attr-defined]
    return {
        "offers": offers(holding, cycle),
        "form": form,
        "may_choose_group": groups is not None and groups.exists(),
        "may_choose_cluster": is_city,
        "may_hold_in_parts": is_city
        and not is_in_parts(cycle)
        and not Forum.objects.filter(cycle=cycle, kind=Forum.Kind.KELURAHAN).exists(),
    }


@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Siapkan forum: note it, then fill in its data."""
    holding = must(request, PREPARE)
    at = timezone.now()
    cycle = running_cycle(holding, at)
    form = PlanForm(holding, cycle, request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("forum")
    wanted = form.fields_for_verb()
    must(request, PREPARE, Forum(cycle=cycle, **wanted))
    try:
        forum = _plan(cycle, wanted, by=holding)
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("forum")
    return redirect("forum-satu", forum.number)


def _plan(cycle: Cycle, wanted: dict[str, Any], *, by: OfficeHolding) -> Forum:
    """Call the verb that the kind asks for."""
    frame: dict[str, Any] = {"by": by, "at": timezone.now()}
    if wanted["kind"] == Forum.Kind.IN_PARTS:
        return actions.founding.plan_in_parts(cycle, **frame)
    forum = actions.founding.plan_forum(cycle, **wanted, **frame)
    if forum.custom.may_repeat and forum.is_over:
        return actions.founding.plan_again(forum, **frame)
    return forum
