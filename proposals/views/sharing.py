"""Bagikan: give many usulan of a tab to one colleague of the same desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import must
from proposals.actions import assigning
from proposals.desks import colleagues, desk_key
from proposals.forms.assigning import AssignManyForm
from proposals.forms.refusal import put
from proposals.models import DeskTask

from .desk_board import board_of


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Choose usulan of the page and a colleague; none of them changes where one is refused."""
    holding = must(request, "proposals.use_desk")
    board = board_of(request)
    tab = board.asked_tab or "belum"
    data = request.POST if request.method == "POST" else None
    mine = colleagues(holding, timezone.localdate(board.at))
    form = AssignManyForm(data, proposals=board.rows_of(tab), colleagues=mine)
    if form.is_valid():
        to, chosen = form.cleaned_data["to"], list(form.cleaned_data["usulan"])
        try:
            assigning.assign(chosen, to=to, by=holding, at=board.at)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            taker = to.office.name if to else "semua rekan"
            messages.success(request, f"{len(chosen)} usulan dibagikan kepada {taker}.")
            return redirect(reverse("usulan-masuk") + board.query(tab))
    page = board.page(tab, request.GET.get("page"))
    tasks = DeskTask.objects.filter(desk=desk_key(holding)).select_related("office")
    prefetch_related_objects(page.object_list, Prefetch("desk_tasks", tasks))
    shown = {
        "title": "Bagikan ke rekan",
        "form": form,
        "page_obj": page,
        "rows": board.rows(tab, list(page)),
        "said": set(form["usulan"].value() or []),
    }
    return render(request, "proposals/bagikan.html", board.frame(tab) | shown)
