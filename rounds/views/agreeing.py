"""The list of a counted round: computed beside agreed, the ties, and the changes of the forum."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import put
from rounds import actions
from rounds.counting import lists
from rounds.forms.counting import ChangeForm
from rounds.models import Candidate, Round

from .doors import counted_door, whole


@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, code: str) -> HttpResponse:
    """Hasil hitungan: both lists side by side; POST changes the agreed one for one usulan."""
    round_ = counted_door(request, code, "rounds.run_round" if request.method == "POST" else "rounds.view_forum")
    if request.method != "POST":
        return _page(request, round_, None, "")
    number = request.POST.get("usulan", "")[:24]
    row = get_object_or_404(Candidate.objects.filter(round=round_), proposal__number=number)
    form = ChangeForm(request.POST)
    if form.is_valid():
        seen = whole(request.POST.get("revisi"))
        try:
            actions.agreeing.change(round_, row, by=acting(request), at=timezone.now(), expected=seen, **form.said())
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"Daftar diubah: {form.cleaned_data['reason']}")
            return redirect("putaran-hasil", round_.code)
    return _page(request, round_, form, number)


def _page(request: HttpRequest, round_: Round, form: ChangeForm | None, number: str) -> HttpResponse:
    found = lists.both(round_)
    may_change = round_.status == Round.Status.AGREED and allows(acting(request), "rounds.run_round", round_.forum)
    context: dict[str, Any] = {
        "title": f"Hasil {round_.terms.title}",
        "round": round_,
        "forum": round_.forum,
        "found": found,
        "may_change": may_change,
        "form": form or ChangeForm(),
        "typed": number if form else "",
        "chosen": number or request.GET.get("ubah", "")[:24],
    }
    return render(request, "rounds/putaran_hasil.html", context, status=422 if form else 200)
