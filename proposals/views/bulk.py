"""Putuskan sekaligus: many small repeat items of one kamus item, decided together, one record each."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import must
from catalogue.models import KamusItem
from proposals import desk_list, desk_work
from proposals.actions import bulk
from proposals.forms.bulk import BulkForm
from proposals.forms.refusal import put
from proposals.models import Proposal

from .entry import running_cycle

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def decide_many(request: HttpRequest) -> HttpResponse:
    """Choose an item, then the usulan of it; what changed meanwhile is named and nothing is written."""
    holding, at = must(request, "proposals.verify_proposal"), timezone.now()
    cycle = running_cycle(holding, at)
    pending = desk_work.Desk.of(holding, cycle, at).pending
    counted = pending.exclude(item=None).order_by().values("item", "item__name").annotate(count=Count("pk"))
    items = list(counted.filter(count__gte=2).order_by("-count", "item__name", "item"))
    asked = request.POST.get("item") or request.GET.get("item", "")
    item = KamusItem.objects.filter(pk__in=[row["item"] for row in items]).filter(pk=_number(asked)).first()
    listed = (
        list(desk_list.with_check(pending.filter(item=item)).order_by("submitted_at", "number")[:MOST]) if item else []
    )
    form = BulkForm(request.POST if request.method == "POST" else None, proposals=listed)
    if item and form.is_valid():
        chosen, seen = form.chosen()
        try:
            done = bulk.decide_many(chosen, expected=seen, by=holding, at=at, **_why(form))
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"{len(done)} usulan {item.name} diputuskan.")
            return redirect("putuskan-sekaligus")
    return render(request, "proposals/sekaligus.html", _shown(items, item, listed, form))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _why(form: BulkForm) -> dict[str, str]:
    data = form.cleaned_data
    accepts = data["outcome"] == "terima"
    return {
        "outcome": data["outcome"],
        "reason_code": "" if accepts else data["reason_code"],
        "reason": "" if accepts else data["reason"],
    }


def _shown(items: Sequence[Any], item: KamusItem | None, listed: list[Proposal], form: BulkForm) -> dict[str, object]:
    said = set(form["usulan"].value() or []) if form.is_bound else {f"{one.pk}:{one.version}" for one in listed}
    return {
        "title": "Putuskan sekaligus",
        "items": items,
        "item": item,
        "form": form,
        "rows": [(row, f"{row.proposal.pk}:{row.proposal.version}") for row in desk_list.rows(listed)],
        "said": said,
        "count": len(listed),
        "amount": sum(one.amount for one in listed),
        "volume": sum(one.volume for one in listed if one.volume is not None),
    }
