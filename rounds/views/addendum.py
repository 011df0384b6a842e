"""An addendum of a closed round: written, shown as the engine works it out, its lot drawn, then signed by the head."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting
from proposals.forms.refusal import put
from rounds import actions
from rounds.counting import addenda
from rounds.counting.addenda import Proposed
from rounds.forms.addendum import AddendumForms
from rounds.forms.counting import LotForm
from rounds.models import Lot, Round

from .doors import counted_door

LOOK, DRAW, SIGN = "periksa", "undi", "tanda"


@require_http_methods(["GET", "HEAD", "POST"])
def addendum(request: HttpRequest, code: str) -> HttpResponse:
    """Adendum: the forms, the proposal (langkah=periksa), its lot (langkah=undi), the signature (langkah=tanda)."""
    round_ = counted_door(request, code, "rounds.open_forum")
    if not round_.is_over:
        return _page(request, round_)
    now, posted = addenda.now(round_), request.method == "POST"
    data = request.POST if posted else None
    forms = AddendumForms.of(data, now.entries, now.rooms, addenda.all_entries(round_))
    step = request.POST.get("langkah", "")
    if not posted or step not in {LOOK, DRAW, SIGN} or not forms.is_valid():
        return _page(request, round_, forms, failed=posted and step in {LOOK, DRAW, SIGN})
    try:
        return _take(request, round_, forms, step)
    except ValidationError as refusal:
        put(forms.main, refusal)
        return _page(request, round_, forms, failed=True)


def _take(request: HttpRequest, round_: Round, forms: AddendumForms, step: str) -> HttpResponse:
    draft, by, at = forms.draft(), acting(request), timezone.now()
    if step == SIGN:
        seen = request.POST.get("sebelum", "")[:64]
        row = actions.amending.sign_addendum(round_, draft, by=by, at=at, expected=seen)
        messages.success(request, f"Adendum {row.number} ditandatangani.")
        return redirect(round_)
    if step == DRAW:
        lot = LotForm(request.POST)
        lot.is_valid()
        witnesses = lot.cleaned_data.get("witnesses", "").splitlines()
        seed = lot.cleaned_data.get("seed", "")
        try:
            actions.amending.draw_addendum_lot(round_, draft, seed=seed, witnesses=witnesses, by=by, at=at)
        except ValidationError as refusal:
            put(lot, refusal)
            proposed = addenda.propose(round_, draft, by=by, at=at)
            return _page(request, round_, forms, proposed, failed=True, lot_form=lot)
    return _page(request, round_, forms, addenda.propose(round_, draft, by=by, at=at))


def _page(
    request: HttpRequest,
    round_: Round,
    forms: AddendumForms | None = None,
    proposed: Proposed | None = None,
    *,
    failed: bool = False,
    lot_form: LotForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "title": f"Adendum {round_.terms.title}",
        "round": round_,
        "forum": round_.forum,
        "forms": forms,
        "proposed": proposed,
        "lot": Lot.objects.filter(round=round_, after_closing=True).select_related("drawn_by__office").first(),
        "lot_form": lot_form or LotForm(),
        "signed": addenda.signed(round_),
    }
    return render(request, "rounds/putaran_adendum.html", context, status=422 if failed else 200)
