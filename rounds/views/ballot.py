"""Suara: with a one-time code a delegate casts a ballot, once. Nothing of it is kept in a session, an address or a log.

The code and the choices travel in the forms of the page alone, from the ballot over the check to the cast.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.activation import CodeForm
from accounts.secret_codes import spoken
from accounts.throttle import spent, too_often
from proposals.forms.refusal import sentences
from rounds import actions
from rounds.counting import blank, stack
from rounds.forms.ballot import Chosen, read_choices
from rounds.models import Round, Voter

GUESSES = 20
TOO_MANY = "Terlalu banyak kode yang salah dari jaringan ini. Tunggu satu menit, lalu coba lagi."


@login_not_required
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then the ballot. Only wrong codes count as tries: a hall shares one address."""
    asked = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and spent(request, "suara", most=GUESSES):
        asked.add_error("kode", TOO_MANY) if asked.is_valid() else None
        return render(request, "rounds/suara.html", {"form": asked}, status=429)
    if not asked.is_valid():
        return render(request, "rounds/suara.html", {"form": asked})
    voter = actions.balloting.voter_of(asked.cleaned_data["kode"])
    if voter is None:
        too_often(request, "suara", most=GUESSES)
    said = actions.balloting.why_not(voter, voter.round, timezone.now()) if voter else actions.balloting.UNKNOWN
    if voter is None or said:
        asked.add_error("kode", said)
        return render(request, "rounds/suara.html", {"form": asked})
    return _booth(request, voter, asked)


@sensitive_variables()
def _booth(request: HttpRequest, voter: Voter, asked: CodeForm) -> HttpResponse:
    """The ballot, the check of it, the cast; back from the check the choices are still there."""
    step, sheet, code = request.POST.get("langkah", ""), blank.read(voter.round), asked.cleaned_data["kode"]
    chosen = read_choices(sheet, request.POST)
    if step not in {"periksa", "kirim"}:
        return _show(request, voter.round, sheet, code, Chosen(chosen.marks, ()))
    if chosen.error:
        return _show(request, voter.round, sheet, code, chosen)
    if step == "periksa":
        return _check(request, voter.round, sheet, code, chosen)
    try:
        receipt = actions.balloting.cast(code, chosen.choices, at=timezone.now())
    except ValidationError as refusal:
        return _show(request, voter.round, sheet, code, Chosen(chosen.marks, (), sentences(refusal)))
    shown = {"round": voter.round, "receipt": spoken(receipt), "published": sheet.published, "at": timezone.now()}
    return render(request, "rounds/suara_terkirim.html", shown)


@sensitive_variables()
def _show(request: HttpRequest, round_: Round, sheet: blank.Blank, code: str, chosen: Chosen) -> HttpResponse:
    rows = [(line, chosen.marks[line.number]) for line in sheet.lines]
    shown = {
        "round": round_,
        "blank": sheet,
        "code": code,
        "rows": rows,
        "places": [str(place) for place in sheet.places],
        "error": chosen.error,
    }
    return render(request, "rounds/suara_pilih.html", shown)


@sensitive_variables()
def _check(request: HttpRequest, round_: Round, sheet: blank.Blank, code: str, chosen: Chosen) -> HttpResponse:
    lines = {line.number: line for line in sheet.lines}
    shown = {
        "round": round_,
        "blank": sheet,
        "code": code,
        "rows": [(lines[number], chosen.marks[number]) for number in chosen.choices],
    }
    return render(request, "rounds/suara_periksa.html", shown)


@login_not_required
@require_safe
def receipts(request: HttpRequest, code: str) -> HttpResponse:
    """The receipts of a round, sorted: each proves that its ballot is in the count, none what is on it."""
    found = Round.objects.counted().in_force().exclude(status=Round.Status.DRAFT).for_page().filter(code=code).first()
    if found is None:
        raise Http404
    if not found.is_counted:
        return render(request, "rounds/bukti.html", {"round": found, "codes": [], "is_counted": False})
    codes = [spoken(code) for code in found.receipts.order_by("code").values_list("code", flat=True)]
    paper = stack.read(found)
    shown = {
        "round": found,
        "codes": codes,
        "is_counted": True,
        "paper": paper,
        "used": found.voters.filter(is_used=True).count(),
    }
    return render(request, "rounds/bukti.html", shown)
