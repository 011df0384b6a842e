"""Papan pengumuman: what each RW and RT asked for and where it stands, and last year's list, as A4 to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from proposals.models import Cycle
from regions import codes
from regions.models import Region
from regions.querysets import RegionQuerySet

from . import answers
from .documents import pdf, prints
from .documents.board import boards

PERMISSION = "reports.print_board"
LEVELS = (codes.KELURAHAN, codes.RW, codes.RT)


@require_safe
def board_page(request: HttpRequest) -> HttpResponse:
    """The places of the office, each with this year's board and last year's list."""
    holding = must(request, PERMISSION)
    context = {"title": "Papan pengumuman", "places": _places(holding), "cycles": _cycles(holding)}
    return render(request, "reports/papan.html", context)


@require_safe
def board_file(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """The board of one place for one plan year; of a kelurahan one sheet for itself and each RW and RT in it."""
    holding = must(request, PERMISSION)
    place = get_object_or_404(_places(holding), code=code)
    cycle = next((one for one in _cycles(holding) if str(one.plan_year) == year), None)
    if cycle is None:
        raise Http404
    below = Region.objects.current().filter(code__within=place.code, level__in=LEVELS).in_order()
    is_past = cycle != _cycles(holding)[0]
    paper = boards(cycle, list(below) if place.level == codes.KELURAHAN else [place], is_past=is_past)
    one = prints.of_place(paper, timezone.now())
    return answers.pdf(pdf.render([one])[0], f"papan-{place.code}-{year}.pdf")


def _places(holding: OfficeHolding) -> RegionQuerySet:
    known = Region.objects.current().visible_to(holding.scope)
    return known.filter(level__in=LEVELS if holding.office.group_id else LEVELS[:2]).in_order()


def _cycles(holding: OfficeHolding) -> list[Cycle]:
    """The newest and the one before it."""
    return list(Cycle.objects.of_city(holding.city_code)[:2])
