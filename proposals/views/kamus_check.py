"""The kamus answering while somebody types: parts of the pages of groups and of residents."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import acting
from catalogue.models import KamusItem
from catalogue.money import decimal_text
from proposals import kamus_facts
from proposals.forms.proposal import ProposalForm, VolumeField
from proposals.kamus_panel import Panel, need_panel, panel_of
from proposals.models import Cycle, Proposal

from .entry import group_door, running_cycle

SHOWN = 8
"""How many answers of the kamus a search shows."""


def kamus_answers(cycle: Cycle, search: str, chosen: KamusItem | None, group: int | None) -> dict[str, Any]:
    """The radio list under the search field: what was chosen first, then what the words find.

    Below stands the way to the bank usulan of the `group`, with the words that were searched.
    """
    found: list[KamusItem] = []
    if search.strip():
        items = KamusItem.objects.active().filter(version_id=cycle.kamus_id).select_related("agency")
        found = list(items.search(search).in_order()[: 100 + 1])
    shown = [item for item in found if chosen is None or item.pk != chosen.pk][:SHOWN]
    return {
        "search": search[:100],
        "answers": [chosen, *shown] if chosen else shown,
        "chosen_id": chosen.pk if chosen else None,
        "count": len(found),
        "more": max(len(found) - SHOWN, 0),
        "bank_group": group,
    }


def panel_for(form: ProposalForm) -> Panel:
    """What the kamus answers to a form as it stands now, typed or stored."""
    typed = form.typed()
    area = form.area()
    words = f"Panjang × lebar = {decimal_text(area)} m²." if area is not None else ""
    return panel_of(
        kamus_facts.answers_of(typed), typed, form.amount_of(typed), area=words, difference=form.difference()
    )


def kept(form: ProposalForm) -> dict[str, Any]:
    """What was typed, as initial values: a search in the kamus refuses nothing and loses nothing."""
    return {bound.name: bound.value() for bound in form if not bound.field.widget.needs_multipart_form}


def asked_part(form: ProposalForm, proposal: Proposal | None) -> dict[str, Any]:
    """What `_isian_kamus.html` shows: the fields of the item and the answer of the kamus."""
    documents = {document.rule_id: document for document in proposal.documents.all()} if proposal else {}
    return {
        "form": form,
        "panel": panel_for(form),
        "check_url": reverse("kelompok-periksa", args=[form.group.pk]),
        "swaps_choice": False,
        "price_label": f"Harga kamus {form.cycle.plan_year}",
        "asks_receiver": form.asks_receiver(),
        "papers": [
            (field, documents.get(rule.pk)) for rule, field in zip(form.papers, form.paper_fields(), strict=True)
        ],
    }


@require_POST
def check_draft(request: HttpRequest, group: int) -> HttpResponse:
    """The fields of the chosen item and the answer to what is typed; `bagian=panel` gives the answer alone."""
    found = group_door(request, group, "proposals.add_proposal")
    cycle = running_cycle(acting(request), timezone.now())
    proposal = _draft_of(request, cycle, found.pk)
    form = ProposalForm(request.POST, cycle=cycle, group=found, proposal=proposal)
    if wanted := request.POST.get("ganti"):
        form = ProposalForm(cycle=cycle, group=found, proposal=proposal, initial=kept(form) | {"item": wanted})
    context = asked_part(form, proposal)
    if request.POST.get("bagian") == "panel":
        return render(request, "proposals/_periksa_kamus.html", context)
    choice = kamus_answers(cycle, request.POST.get("cari", ""), form.chosen_item(), found.pk) if wanted else {}
    return render(request, "proposals/_isian_kamus.html", context | choice | {"swaps_choice": bool(choice)})


def _draft_of(request: HttpRequest, cycle: Cycle, group: int) -> Proposal | None:
    """The stored draft behind the form, for its files; None for a new one and for what is no id."""
    try:
        public_id = UUID(request.POST.get("draf", ""))
    except ValueError:
        return None
    known = Proposal.objects.filter(cycle=cycle, group_id=group, public_id=public_id)
    return known.select_related("item", "group", "variant").prefetch_related("documents", "locations").first()


@login_not_required
@require_safe
def check_need(request: HttpRequest) -> HttpResponse:
    """What the kamus answers to a resident's item and volume (`?item=7&volume=118,5`); nothing is asked besides."""
    cycle = Cycle.objects.running(timezone.now()).first()
    pk = request.GET.get("item", "")
    item = None
    if cycle is not None and pk.isascii() and pk.isdigit() and len(pk) < 19:
        items = KamusItem.objects.active().filter(version_id=cycle.kamus_id, pk=pk).select_related("agency")
        item = items.with_rules().first()
    try:
        volume = VolumeField(required=False).clean(request.GET.get("volume", ""))
    except ValidationError:
        volume = None
    panel = need_panel(item, volume) if item else None
    return render(request, "proposals/_periksa_warga.html", {"panel": panel})
