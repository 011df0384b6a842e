"""Open data for everybody: the usulan of a cycle as CSV and JSON, and the README beside them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from proposals.models import Cycle

from . import listing, open_data
from .sheets import csv_lines

HOUR = 60 * 60


@login_not_required
@require_safe
@cache_control(public=True, max_age=HOUR)
def open_file(request: HttpRequest, code: str, year: int, name: str) -> HttpResponseBase:
    """`usulan.csv`, `usulan.json` or `README.md` of one city and plan year."""
    cycle = get_object_or_404(Cycle.objects.of_city(code), plan_year=year)
    if name == "README.md":
        return HttpResponse(open_data.readme(cycle), content_type="text/markdown; charset=utf-8")
    if name == "usulan.json":
        return StreamingHttpResponse(open_data.json_parts(cycle), content_type="application/json")
    lines = csv_lines(listing.COLUMNS, listing.rows(open_data.usulan(cycle)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="usulan-{code}-{year}.csv"'
    return response
