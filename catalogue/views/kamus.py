"""The kamus usulan for everybody: searched in everyday words, grouped by agency."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.forms import KamusSearch
from catalogue.models import KamusItem
from catalogue.search import Answer, marked, published

PER_PAGE = 30


def _answers(request: HttpRequest) -> dict[str, Any]:
    version = published()
    form = KamusSearch(request.GET, version=version)
    form.is_valid()
    search = form.cleaned_data.get("q", "")
    items = KamusItem.objects.active().filter(version=version).select_related("agency").with_rules()
    if search:
        items = items.search(search)
    if agency := form.cleaned_data.get("opd"):
        items = items.filter(agency=agency)
    page = Paginator(items.in_order(), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "version": version,
        "form": form,
        "search": search,
        "page_obj": page,
        "found": [Answer(item, marked(item.name, search)) for item in page.object_list],
    }


@login_not_required
@require_safe
def kamus(request: HttpRequest) -> HttpResponse:
    """The page: what may be asked for this year, its unit, price and note."""
    return render(request, "catalogue/kamus.html", _answers(request))


@login_not_required
@require_safe
def kamus_answers(request: HttpRequest) -> HttpResponse:
    """The answers alone, for the search while typing."""
    return render(request, "catalogue/_kamus_hasil.html", _answers(request))
