"""Survei lapangan: the list of visits, and the sheet that is filled in on a phone at the place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import acting, must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from catalogue.money import decimal_text, rupiah
from proposals import desks
from proposals import survey_list as visits
from proposals.actions import planning, surveying
from proposals.forms.refusal import put, sentences
from proposals.forms.survey import PlanForm, PlanManyForm, SurveyForm
from proposals.models import Cycle, Photo, Survey
from proposals.windows import say

from .entry import NOT_YOURS, running_cycle

PAGE = 60
VIEW, ACT = "proposals.view_survey", "proposals.survey_proposal"


@require_http_methods(["GET", "HEAD", "POST"])
def survey_list(request: HttpRequest) -> HttpResponse:
    """Visits to plan, planned and done; an OPD or kecamatan puts many on one day."""
    holding, at = must(request, VIEW), timezone.now()
    cycle = running_cycle(holding, at)
    may_plan = allows(holding, ACT)
    if request.method == "POST" and not may_plan:
        raise PermissionDenied(NOT_YOURS)
    form = _plan_form(request, holding, cycle)
    if form.is_valid():
        data = form.cleaned_data
        chosen = {"planned_on": data["planned_on"], "surveyor": data["surveyor"]}
        try:
            made = planning.plan(list(data["usulan"]), **chosen, by=holding, at=at)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"{len(made)} survei dijadwalkan.")
            return redirect("survei")
    return render(request, "proposals/survei.html", _list_context(request, holding, cycle, form))


def _plan_form(request: HttpRequest, holding: OfficeHolding, cycle: Cycle) -> PlanManyForm:
    return PlanManyForm(
        request.POST if request.method == "POST" else None,
        waiting=visits.to_plan(holding, cycle),
        colleagues=desks.colleagues(holding, timezone.localdate()),
        initial={"planned_on": timezone.localdate()},
    )


def _list_context(request: HttpRequest, holding: OfficeHolding, cycle: Cycle, form: PlanManyForm) -> dict[str, Any]:
    may_plan, at = allows(holding, ACT), timezone.now()
    tabs = visits.TABS if may_plan else visits.TABS[1:]
    tab = "jadwalkan" if form.is_bound else request.GET.get("tab", "")
    tab = tab if tab in dict(tabs) else "terjadwal"
    counted = visits.counts(holding, cycle)
    found = visits.known_to(holding, cycle)
    own_only = "saya" in request.GET and may_plan
    if own_only:
        found = found.filter(surveyor=holding)
    rows: Any = visits.to_plan(holding, cycle)
    if tab == "terjadwal":
        rows = visits.in_visit_order(found.filter(status=Survey.Status.PLANNED), at)
    elif tab == "selesai":
        rows = visits.with_row(found.filter(status=Survey.Status.DONE)).order_by("-done_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return {
        "tab": tab,
        "tabs": [(key, label, counted[key]) for key, label in tabs],
        "page_obj": page,
        "days": visits.by_day(page.object_list, at) if tab == "terjadwal" else [],
        "form": form,
        "ticked": form["usulan"].value() or [],
        "may_plan": may_plan,
        "own_only": own_only,
    }


def _door(request: HttpRequest, pk: int) -> Survey:
    """A visit that the office may read; to others it does not exist."""
    holding = must(request, VIEW)
    loaded = visits.with_row(Survey.objects.all()).select_related(
        "proposal__cycle", "proposal__region", "proposal__item", "done_by__office", "surveyor__user"
    )
    survey = get_object_or_404(loaded.prefetch_related("photos", "proposal__photos").order_by("pk"), pk=pk)
    if not allows(holding, VIEW, survey.proposal):
        raise Http404
    return survey


@require_http_methods(["GET", "HEAD", "POST"])
def survey_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: its place, its sheet, its photos; read only where it is done or another office's."""
    survey, holding = _door(request, pk), acting(request)
    may = allows(holding, ACT, survey.proposal)
    if request.method == "POST":
        if not may:
            raise PermissionDenied(NOT_YOURS)
        return _act(request, survey, holding)
    if not may or survey.status == Survey.Status.DONE:
        return render(request, "proposals/survei_hasil.html", _result(survey))
    return _sheet(request, survey, SurveyForm(survey=survey), _replan_form(survey, holding))


def _replan_form(survey: Survey, holding: OfficeHolding, data: Any = None) -> PlanForm:
    first = {"planned_on": survey.planned_on, "surveyor": survey.surveyor_id}
    today = timezone.localdate()
    return PlanForm(data, colleagues=desks.colleagues(holding, today), initial=first, prefix="jadwal")


def _act(request: HttpRequest, survey: Survey, holding: OfficeHolding) -> HttpResponse:
    if request.POST.get("aksi") == "jadwal":
        return _replan(request, survey, holding)
    form = SurveyForm(request.POST, request.FILES, survey=survey)
    quiet = request.headers.get("Accept") == "application/json"
    if form.is_valid():
        finish = request.POST.get("aksi") == "selesai"
        more: dict[str, Any] = {"reason_code": form.cleaned_data["reason_code"]} if finish else {}
        verb = surveying.finish if finish else surveying.save
        photos, at = form.cleaned_data["photos"], timezone.now()
        try:
            verb(survey, form.findings(), photos=photos, by=holding, at=at, **more)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            said = "Survei selesai dan terkunci." if finish else f"Tersimpan {say(at)}."
            if quiet:
                return JsonResponse({"mark": int(at.timestamp()), "said": said})
            messages.success(request, said)
            return redirect("survei-satu", survey.pk)
    if quiet:
        wrong = {name: [str(one) for one in errors] for name, errors in form.errors.items()}
        return JsonResponse({"salah": wrong}, status=422)
    fresh = _door(request, survey.pk)
    if fresh.status == Survey.Status.DONE:
        messages.error(request, " ".join(str(one) for one in form.non_field_errors()) or planning.DONE)
        return redirect("survei-satu", survey.pk)
    return _sheet(request, fresh, form, _replan_form(fresh, holding))


def _replan(request: HttpRequest, survey: Survey, holding: OfficeHolding) -> HttpResponse:
    form = _replan_form(survey, holding, request.POST)
    if form.is_valid():
        try:
            planning.replan(survey, **form.cleaned_data, by=holding, at=timezone.now())
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, "Jadwal survei diubah.")
            return redirect("survei-satu", survey.pk)
    return _sheet(request, survey, SurveyForm(survey=survey), form)


def _place(survey: Survey) -> dict[str, Any]:
    """Where it is, and where a phone finds it on a map."""
    proposal, pin = survey.proposal, ""
    if proposal.lat is not None and proposal.lng is not None:
        at = f"{proposal.lat:f}/{proposal.lng:f}"
        pin = f"https://www.openstreetmap.org/?mlat={proposal.lat:f}&mlon={proposal.lng:f}#map=19/{at}"
    return {"survey": survey, "proposal": proposal, "pin": pin, "asked": list(proposal.photos.all())}


def _sheet(request: HttpRequest, survey: Survey, form: SurveyForm, replan: PlanForm) -> HttpResponse:
    proposal, taken = survey.proposal, list(survey.photos.all())
    price = proposal.unit_price
    total = rupiah(survey.amount) if survey.volume is not None else ""
    return render(
        request,
        "proposals/survei_isi.html",
        _place(survey)
        | {
            "form": form,
            "replan": replan,
            "taken": taken,
            "room": surveying.MAX_PHOTOS - len(taken),
            "price": price,
            "sum": {
                "volume": f"{decimal_text(survey.volume)} {proposal.unit}" if survey.volume is not None else "",
                "price": rupiah(price) if price is not None else "",
                "total": total,
            },
        },
    )


def _result(survey: Survey) -> dict[str, Any]:
    return _place(survey) | {"taken": list(survey.photos.all()), "done": survey.status == Survey.Status.DONE}


@require_POST
def remove_photo(request: HttpRequest, pk: int, photo: UUID) -> HttpResponse:
    """Take a photo off a visit that is not finished."""
    survey, holding = _door(request, pk), acting(request)
    if not allows(holding, ACT, survey.proposal):
        raise PermissionDenied(NOT_YOURS)
    found = get_object_or_404(Photo.objects.select_related("survey"), survey=survey, public_id=photo)
    try:
        surveying.remove_photo(found, by=holding, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    return redirect("survei-satu", survey.pk)
