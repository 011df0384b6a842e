"""Pemilik suara of a counted round: mandates while it is a draft; who is here, codes and blanks while it collects."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.doors import acting
from accounts.qr import qr
from accounts.secret_codes import spoken
from proposals.forms.refusal import put, sentences
from rounds import actions
from rounds.counting.rule import has_ballots
from rounds.forms.ballot import MandateForm
from rounds.models import Round, Voter

from .doors import counted_door, whole

Act = Callable[[HttpRequest, Round], HttpResponse | None]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def voters(request: HttpRequest, code: str) -> HttpResponse:
    """One page for the table at the door; a refusal keeps what was ticked and typed."""
    round_ = counted_door(request, code, "rounds.run_round")
    act = request.POST.get("aksi", "")
    form = MandateForm(request.POST if act == "tambah" else None)
    if request.method != "POST":
        return _page(request, round_, form)
    if act not in ACTS:
        raise Http404
    if act == "tambah" and not form.is_valid():
        return _page(request, round_, form)
    try:
        answer = ACTS[act](request, round_)
    except ValidationError as refusal:
        put(form, refusal) if act == "tambah" else messages.error(request, sentences(refusal))
        return _page(request, round_, form, _keys(request, "hadir") if "semula" in request.POST else None)
    return answer or redirect("putaran-suara", round_.code)


def _take_over(request: HttpRequest, round_: Round) -> None:
    new = actions.mandates.take_over_elected(round_, by=acting(request), at=timezone.now())
    said = f"{new} delegasi terpilih diambil." if new else "Tidak ada delegasi terpilih yang belum ada di daftar."
    messages.success(request, said)


def _add(request: HttpRequest, round_: Round) -> None:
    form = MandateForm(request.POST)
    form.is_valid()
    mandate = form.said()
    actions.mandates.add_mandate(round_, mandate, by=acting(request), at=timezone.now())
    messages.success(request, f"{mandate.name} ditambahkan.")


def _remove(request: HttpRequest, round_: Round) -> None:
    number = whole(request.POST.get("nomor")) or 0
    gone = actions.mandates.remove_mandate(round_, number, by=acting(request), at=timezone.now())
    messages.success(request, f"{gone} dihapus dari daftar." if gone else "Mandat itu sudah tidak ada di daftar.")


def _mark(request: HttpRequest, round_: Round) -> None:
    """Apply what was ticked or unticked since the page was shown, so that two tables do not undo each other."""
    before, ticked = _keys(request, "semula"), _keys(request, "hadir")
    is_giving = bool({"kode", "kertas"} & request.POST.keys())
    if is_giving and before == ticked:
        return
    here = set(round_.voters.filter(is_present=True).order_by("number").values_list("pk", flat=True))
    here = (here - (before - ticked)) | (ticked - before)
    present = list(round_.voters.filter(pk__in=here).order_by("number"))
    total = actions.balloting.mark_present(round_, present, by=acting(request), at=timezone.now())
    if not is_giving:
        messages.success(request, f"{total} pemilik suara hadir.")


def _mark_and_give(request: HttpRequest, round_: Round) -> HttpResponse | None:
    """Save who is here; then the code or the blank that was asked for in the row of one delegate."""
    _mark(request, round_)
    frame: dict[str, Any] = {"by": acting(request), "at": timezone.now()}
    if "kode" in request.POST:
        voter = _voter(round_, request.POST["kode"])
        return _cards(request, round_, [(voter, actions.balloting.give_code(voter, **frame))])
    if "kertas" in request.POST:
        voter = _voter(round_, request.POST["kertas"])
        actions.balloting.give_paper(voter, **frame)
        messages.success(request, f"{voter.name} menerima satu lembar kertas.")
    return None


def _give_all(request: HttpRequest, round_: Round) -> HttpResponse | None:
    given = actions.balloting.give_codes(round_, by=acting(request), at=timezone.now())
    if not given:
        messages.info(request, "Semua yang hadir sudah menerima kode atau kertas.")
        return None
    return _cards(request, round_, given)


ACTS: dict[str, Act] = {
    "ambil": _take_over,
    "tambah": _add,
    "hapus": _remove,
    "hadir": _mark_and_give,
    "kode-semua": _give_all,
}


def _voter(round_: Round, key: str) -> Voter:
    return get_object_or_404(round_.voters.select_related("round"), pk=whole(key) or 0)


def _keys(request: HttpRequest, name: str) -> set[int]:
    return {key for said in request.POST.getlist(name) if (key := whole(said)) is not None}


def _cards(request: HttpRequest, round_: Round, given: list[tuple[Voter, str]]) -> HttpResponse:
    """What is handed over. The QR carries the code behind `#`, which no browser sends and no log keeps."""
    door = request.build_absolute_uri(reverse("suara"))
    shown = {
        "round": round_,
        "door": door.partition("://")[2],
        "rows": [(voter, spoken(code), qr(f"{door}#{code}")) for voter, code in given],
        "count": len(given),
    }
    response = render(request, "rounds/kartu_suara.html", shown)
    response["Cache-Control"] = "private, no-store"
    return response


def _page(
    request: HttpRequest, round_: Round, form: MandateForm, ticked: Collection[int] | None = None
) -> HttpResponse:
    people = list(round_.voters.order_by("number"))
    here = {voter.pk for voter in people if voter.is_present}
    used = [voter.channel for voter in people if voter.is_used]
    shown = {
        "round": round_,
        "forum": round_.forum,
        "form": form,
        "people": [(voter, voter.pk in (here if ticked is None else ticked)) for voter in people],
        "present": len(here),
        "coded": sum(bool(voter.digest) and not voter.is_used for voter in people),
        "waiting": sum(voter.is_present and not voter.is_used and not voter.digest for voter in people),
        "by_phone": used.count(Voter.Channel.PHONE),
        "by_paper": used.count(Voter.Channel.PAPER),
        "has_ballots": has_ballots(round_),
        "is_draft": round_.is_draft,
        "may_mark": round_.status in actions.balloting.OPEN,
        "may_give": round_.status == Round.Status.COLLECTING and has_ballots(round_),
    }
    return render(request, "rounds/putaran_suara.html", shown)
