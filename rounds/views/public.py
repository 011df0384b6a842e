"""Hasil forum for everybody: what was agreed, in which order, and why the rest was not. No person is named."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from proposals.models import Cycle
from rounds import lanes
from rounds.allocation import ALL
from rounds.board import agreed
from rounds.engine.values import RUPIAH
from rounds.models import Candidate, Forum
from rounds.models.round import SETTLED

from .doors import round_of, whole

PAGE = 100


@login_not_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Forums of one year, the kecamatan before its kelurahan; rembuk, of which there are hundreds, when asked for."""
    cycles = list(Cycle.objects.running(timezone.now()))
    year = whole(request.GET.get("tahun"))
    cycle = next((c for c in cycles if c.held_year == year), cycles[0] if cycles else None)
    forums = Forum.objects.announced().filter(cycle=cycle).for_list() if cycle else Forum.objects.none()
    kind = request.GET.get("jenis", "")
    kind = kind if kind in Forum.Kind.values else ""
    forums = forums.filter(kind=kind) if kind else forums.exclude(kind=Forum.Kind.REMBUK)
    page = Paginator(forums, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "rounds/hasil.html",
        {"cycle": cycle, "cycles": cycles, "page_obj": page, "kinds": Forum.Kind.choices, "kind": kind},
    )


@login_not_required
@require_safe
def result(request: HttpRequest, number: str) -> HttpResponse:
    """The agreed list of one forum; before its closing only when and where it meets."""
    known = Forum.objects.announced().select_related("region", "parent__region", "cycle__city").with_attendance()
    forum = get_object_or_404(known, number=number)
    round_ = round_of(forum) if forum.status == Forum.Status.CLOSED else None
    found = list(round_.candidates.select_related("decision").for_sheet()) if round_ else []
    lists = agreed(found, lanes.in_order(candidate.lane for candidate in found))
    limits = list(round_.limits.order_by("code")) if round_ else []
    spent = sum(lane.amount for lane in lists)
    pagu = next((limit.maximum for limit in limits if limit.unit == RUPIAH and limit.per == ALL), None)
    return render(
        request,
        "rounds/hasil_satu.html",
        {
            "forum": forum,
            "lists": lists,
            "counted": list(forum.rounds.counted().filter(status__in=SETTLED).select_related("terms").order_by("code")),
            "chosen": sum(len(lane.chosen) for lane in lists),
            "others": sum(lane.waiting for lane in lists),
            "this_year": sum(candidate.verdict == Candidate.Verdict.THIS_YEAR for candidate in found),
            "refused": sum(candidate.verdict == Candidate.Verdict.REFUSED for candidate in found),
            "spent": spent,
            "pagu": pagu,
            "left": pagu - spent if pagu is not None else None,
            "is_district": forum.ranks_district,
            "points": list(forum.resolutions.order_by("place")) if forum.status == Forum.Status.CLOSED else [],
            "parts": list(forum.parts.announced().for_list()) if forum.kind == Forum.Kind.IN_PARTS else [],
            "is_over": forum.is_over,
        },
    )
