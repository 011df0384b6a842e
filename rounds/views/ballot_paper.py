"""Surat suara kertas: numbered blanks to print, the count of the stack, and what two people read on each."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import acting
from proposals.forms.refusal import put
from rounds import actions
from rounds.counting import blank, stack
from rounds.counting.rule import has_ballots
from rounds.forms.ballot import ReadingForm, StackForm
from rounds.models import Round

from .doors import counted_door


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Count the stack, type in a blank, see which wait for another reader; never what the first one read."""
    round_ = counted_door(request, code, "rounds.run_round")
    act, sheet = request.POST.get("aksi", ""), _sheet(round_)
    known = getattr(round_, "stack", None)
    count = StackForm(
        request.POST if act == "hitung" else None,
        initial={"issued": known.issued, "unused": known.unused} if known else None,
    )
    reading = ReadingForm(request.POST if act == "baca" else None, blank=sheet) if sheet else None
    try:
        if act == "hitung" and count.is_valid():
            return _count(request, round_, count)
        if reading and act == "baca" and reading.is_valid():
            return _read(request, round_, reading)
    except ValidationError as refusal:
        put(reading if reading and act == "baca" else count, refusal)
    return _page(request, round_, sheet, count, reading)


def _sheet(round_: Round) -> blank.Blank | None:
    """The ballot; None while the round is a draft or asks for no ballots."""
    return blank.read(round_) if round_.rule and has_ballots(round_) else None


def _count(request: HttpRequest, round_: Round, form: StackForm) -> HttpResponse:
    actions.balloting.count_stack(round_, **form.cleaned_data, by=acting(request), at=timezone.now())
    messages.success(request, "Jumlah kertas tersimpan.")
    return redirect("putaran-kertas", round_.code)


@sensitive_variables()
def _read(request: HttpRequest, round_: Round, form: ReadingForm) -> HttpResponse:
    data = form.cleaned_data
    said = {name: data[name] for name in ("serial", "choices", "is_spoiled")}
    entry = actions.balloting.read_paper(round_, **said, by=acting(request), at=timezone.now())
    messages.success(request, f"Lembar {entry.serial} tercatat, pembacaan ke-{entry.hand}.")
    return redirect("putaran-kertas", round_.code)


def _page(
    request: HttpRequest, round_: Round, sheet: blank.Blank | None, count: StackForm, reading: ReadingForm | None
) -> HttpResponse:
    shown = {
        "round": round_,
        "forum": round_.forum,
        "blank": sheet,
        "count": count,
        "reading": reading,
        "stack": stack.read(round_, acting(request).user_id),
        "may_count": sheet is not None and round_.status in actions.balloting.OPEN,
        "may_read": sheet is not None and round_.status == Round.Status.COLLECTING,
    }
    return render(request, "rounds/putaran_kertas.html", shown)


@require_safe
def blanks(request: HttpRequest, code: str) -> HttpResponse:
    """Every numbered blank, one to a sheet."""
    round_ = counted_door(request, code, "rounds.run_round")
    sheet, known = _sheet(round_), getattr(round_, "stack", None)
    shown = {
        "round": round_,
        "forum": round_.forum,
        "blank": sheet,
        "serials": range(1, known.issued + 1) if known and sheet else range(0),
    }
    return render(request, "rounds/kertas_cetak.html", shown)
