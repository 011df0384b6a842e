"""The public pages of usulan: list, CSV, one usulan, and finding one by its number."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import allows
from accounts.qr import qr
from accounts.throttle import too_often
from proposals import public_list
from proposals.aftermath import aftermath, realisation
from proposals.filters import UsulanFilter
from proposals.forms.track import TrackForm
from proposals.joined import children, supporters
from proposals.lifeline import Step, events_of, holder, lifeline
from proposals.models import Cycle, Event, LevelDecision, Proposal
from proposals.models.decision import Outcome
from proposals.past_list import times
from proposals.statuses import LATER, OPEN, Status
from proposals.texts import mask_private
from proposals.why import reason_of, why
from proposals.windows import say_day

from .similar import may_take_back


def _asked(request: HttpRequest) -> QueryDict:
    """The filter of the address; without a word about the year it is the running one."""
    query = request.GET.copy()
    if "tahun" not in query:
        year = Cycle.objects.running_year(timezone.now())
        query.setlist("tahun", [str(year)] if year else [])
    query.setlist("tahun", [year for year in query.getlist("tahun") if year])
    return query


@login_not_required
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """All public usulan, cut by the filter in the address, with count and sum."""
    query = _asked(request)
    filters = UsulanFilter(query)
    understood = filters.form.is_valid()
    context: dict[str, Any] = {"filters": filters, "form": filters.form, "is_filter_page": "saring" in request.GET}
    if not understood:
        return render(request, "proposals/daftar.html", context | {"understood": False, "boxes": []}, status=400)
    facets = filters.facets()
    try:
        page = public_list.KnownCount(public_list.loaded(filters.qs), facets.count).page(request.GET.get("page", 1))
    except InvalidPage as missing:
        raise Http404("Halaman ini tidak ada.") from missing
    return render(
        request,
        "proposals/daftar.html",
        context
        | {
            "understood": True,
            "facets": facets,
            "boxes": public_list.boxes(filters, facets),
            "tags": public_list.tags(filters, query),
            "page_obj": page,
            "rows": public_list.rows(page.object_list, filters),
            "query": public_list.address(query),
        },
    )


@login_not_required
@require_safe
def proposal_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The filtered list as CSV, streamed."""
    filters = UsulanFilter(_asked(request))
    if not filters.form.is_valid():
        said = " ".join(str(error) for errors in filters.form.errors.values() for error in errors)
        return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
    response = StreamingHttpResponse(public_list.csv_lines(filters.qs), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="usulan.csv"'
    return response


@login_not_required
@require_safe
def proposal_page(request: HttpRequest, number: str) -> HttpResponse:
    """One usulan: status and reason, who holds it, decisions per level, life-line, facts, photos."""
    found = Proposal.objects.public().for_list().select_related("item", "parent", "previous__cycle", "region")
    proposal = get_object_or_404(found.order_by("-cycle__plan_year"), number=number)
    return render(request, "proposals/usulan.html", usulan_context(request, proposal))


def usulan_context(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    """What the page of a usulan shows: four queries, and what `_beside` reads; private things are covered."""
    decisions = list(LevelDecision.objects.filter(proposal=proposal).with_maker().order_by("decided_at", "pk"))
    address = request.build_absolute_uri(proposal.get_absolute_url())
    latest = {decision.level: decision for decision in decisions}
    events = events_of(proposal)
    return {
        "proposal": proposal,
        "title": mask_private(proposal.title),
        "problem": mask_private(proposal.problem),
        "place": mask_private(", ".join(part for part in (proposal.address, proposal.where) if part)),
        "target_group": mask_private(proposal.target_group),
        "receiver": mask_private(proposal.receiver),
        "price_reason": mask_private(proposal.price_reason),
        "may_price": allows(getattr(request.user, "holding", None), "proposals.price_proposal", proposal),
        "why": why(proposal, decisions),
        "holder": holder(proposal) if proposal.status in OPEN else None,
        "is_open": proposal.status in OPEN,
        "may_repeat": proposal.status in LATER or (proposal.status == Status.REJECTED and _may_repeat(decisions)),
        "decisions": [(one, reason_of(one.reason_code, one.reason) or one.round_sentence) for one in latest.values()],
        "times": times(proposal),
        "steps": told(lifeline(proposal, events)),
        **_beside(request, proposal, {Event.Kind(event.kind) for event in events}),
        "photos": list(proposal.photos.all()),
        "number_parts": proposal.number.split("-"),
        "qr": qr(address),
        "address": address,
    }


K = Event.Kind
_PLANNED = frozenset({K.ADVANCED, K.WORK_REPORTED})
_LATER = frozenset({K.SURVEYED, K.AMENDED, K.OBJECTED, K.OBJECTION_ANSWERED})


def _beside(request: HttpRequest, proposal: Proposal, happened: set[Event.Kind]) -> dict[str, Any]:
    """What few usulan have; looked for only where the log says that there is something."""
    joined = None if happened.isdisjoint({K.SUPPORTED, K.ABSORBED}) else supporters(proposal)
    later: dict[str, Any] = {"surveys": [], "amendments": [], "objection": None}
    planned: dict[str, Any] = {"papers": [], "reports": [], "results": []}
    holding = getattr(request.user, "holding", None)
    return {
        "merged": children(proposal) if K.ABSORBED in happened else [],
        "supporters": joined,
        "may_take_back": may_take_back(request, proposal, joined.all_groups) if joined else [],
        **(later if happened.isdisjoint(_LATER) else aftermath(proposal)),
        **(planned if happened.isdisjoint(_PLANNED) else realisation(proposal)),
        "may_print_change": K.AMENDED in happened and allows(holding, "proposals.use_desk", proposal),
        "may_confirm": proposal.status == Status.DONE and allows(holding, "proposals.confirm_result", proposal),
    }


def told(steps: list[Step]) -> list[Step]:
    """The life-line as the public reads it: with clock times, and private things covered."""
    return [
        replace(step, reason=mask_private(step.reason), when=clock(step.at) if step.at else step.when) for step in steps
    ]


def clock(at: datetime) -> str:
    """A moment on a life-line: `Kamis, 8 Januari 2026, 19.12 WIB`."""
    return f"{say_day(at)}, {timezone.localtime(at):%H.%M} WIB"


def _may_repeat(decisions: list[LevelDecision]) -> bool:
    said = [decision for decision in decisions if decision.outcome != Outcome.MOVED]
    return bool(said) and said[-1].may_repeat


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Find a usulan by its number, or a receipt by its secret code."""
    form = TrackForm(request.POST or None)
    if request.method == "POST" and too_often(request, "lacak", most=20):
        form.is_valid()
        form.add_error(None, "Terlalu banyak percobaan. Coba lagi satu menit lagi.")
        return render(request, "proposals/lacak.html", {"form": form}, status=429)
    if form.is_valid():
        return redirect(form.found)
    return render(request, "proposals/lacak.html", {"form": form})
