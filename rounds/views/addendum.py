"""An addendum of a closed round: written, shown as the engine works it out, then signed by the head."""

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
from rounds.counting.addenda import Now, Proposed
from rounds.forms.addendum import AddendumForm
from rounds.models import Round

from .doors import counted_door


@require_http_methods(["GET", "HEAD", "POST"])
def addendum(request: HttpRequest, code: str) -> HttpResponse:
    """Adendum: the form, the proposal (langkah=periksa), the signature (langkah=tanda)."""
    round_ = counted_door(request, code, "rounds.open_forum")
    if not round_.is_over:
        return _page(request, round_, None, None)
    now, posted = addenda.now(round_), request.method == "POST"
    form = AddendumForm(request.POST if posted else None, entries=now.entries, rooms=now.rooms)
    step = request.POST.get("langkah", "")
    if not posted or not form.is_valid() or step not in {"periksa", "tanda"}:
        return _page(request, round_, now, form, failed=posted and bool(form.errors))
    by, at = acting(request), timezone.now()
    try:
        if step == "periksa":
            return _page(request, round_, now, form, addenda.propose(round_, form.draft(), by=by, at=at))
        seen = request.POST.get("sebelum", "")[:64]
        row = actions.amending.sign_addendum(round_, form.draft(), by=by, at=at, expected=seen)
    except ValidationError as refusal:
        put(form, refusal)
        return _page(request, round_, now, form, failed=True)
    messages.success(request, f"Adendum {row.number} ditandatangani.")
    return redirect(round_)


def _page(
    request: HttpRequest,
    round_: Round,
    now: Now | None,
    form: AddendumForm | None,
    proposed: Proposed | None = None,
    *,
    failed: bool = False,
) -> HttpResponse:
    context = {
        "title": f"Adendum {round_.terms.title}",
        "round": round_,
        "forum": round_.forum,
        "now": now,
        "form": form,
        "proposed": proposed,
        "signed": addenda.signed(round_),
    }
    return render(request, "rounds/putaran_adendum.html", context, status=422 if failed else 200)
