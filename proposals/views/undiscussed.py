"""Tidak dibahas: what stages left undecided, listed by area; Bappeda confirms it in one act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import must
from proposals import undiscussed
from proposals.actions.undiscussed import confirm
from proposals.forms.refusal import put
from proposals.forms.undiscussed import UndiscussedForm
from proposals.models import Cycle

from .stages import chosen_cycle

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def undiscussed_list(request: HttpRequest) -> HttpResponse:
    """Each area whose stage is over with usulan undecided; a POST makes those of the chosen ones tidak dibahas."""
    holding, now = must(request, "proposals.manage_stage"), timezone.now()
    cycle = chosen_cycle(request, holding)
    rows = undiscussed.missed(cycle, now) if cycle else []
    form = UndiscussedForm(request.POST or None, rows=rows)
    if cycle and request.method == "POST" and form.is_valid():
        try:
            count = confirm(cycle, form.seen(), reason=form.cleaned_data["reason"], by=holding, at=now)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"{count} usulan ditetapkan tidak dibahas. Pengusulnya diberi tahu.")
            return redirect(f"{reverse('tidak-dibahas')}?siklus={cycle.plan_year}")
    context = {"title": "Tidak dibahas", "cycle": cycle, "form": form, "count": sum(one.count for one in rows)}
    return render(request, "proposals/tidak_dibahas.html", context | _opened(request, cycle, rows))


def _opened(request: HttpRequest, cycle: Cycle | None, rows: list[undiscussed.Missed]) -> dict[str, object]:
    """The usulan of the area that the page was asked to open (`?lihat=kelurahan:35.73.02.1007`), by number."""
    one = next((row for row in rows if row.key == request.GET.get("lihat")), None)
    if cycle is None or one is None:
        return {"opened": None}
    found = undiscussed.waiting(cycle, one.stage, timezone.now(), [one.area.code])
    listed = found.select_related("group").order_by("number")
    return {"opened": one, "page_obj": Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))}
