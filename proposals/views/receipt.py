"""The receipt of a need: the resident's own page, opened by a secret code."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.qr import qr
from accounts.throttle import spent, too_often
from proposals.lifeline import Step
from proposals.models import Need

from .public import clock, usulan_context
from .throttle import keep_receipt

GUESSES = 20


@login_not_required
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Number, secret link and QR; what became of the need; the usulan's life-line once there is one."""
    if spent(request, "tanda-terima", most=GUESSES):
        raise PermissionDenied("Terlalu banyak percobaan. Coba lagi satu menit lagi.")
    found = Need.objects.select_related(
        "cycle", "region", "kelurahan", "item", "answered_by__office", *(f"proposal__{name}" for name in _OF_PROPOSAL)
    )
    need = found.filter(code=code).first()
    if need is None:
        too_often(request, "tanda-terima", most=GUESSES)
        raise Http404("Tanda terima tidak ditemukan. Periksa lagi kodenya.")
    keep_receipt(request, need.code)
    proposal = need.proposal if need.proposal and need.proposal.is_public else None
    address = request.build_absolute_uri(need.get_absolute_url())
    context = usulan_context(request, proposal) if proposal else {"proposal": None}
    response = render(
        request,
        "proposals/tanda_terima.html",
        context
        | {
            "need": need,
            "place_told": f"{need.where} {need.kelurahan.label}".strip(),
            "link": address,
            "link_qr": qr(address),
            "need_steps": _steps(need) if proposal is None else [],
            "need_photos": list(need.photos.all()),
        },
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


_OF_PROPOSAL = ("group", "kelurahan", "kecamatan", "region", "agency", "cycle", "item", "parent", "previous__cycle")


def _steps(need: Need) -> list[Step]:
    """The short life of a need that is no public usulan yet."""
    who = need.answered_by.office.name if need.answered_by else ""
    told = Step("Kebutuhan disampaikan", need.told_at, "Anda", "", "done", clock(need.told_at))
    if need.answered_at is None:
        waiting = f"Ketua RW dan Kelurahan {need.kelurahan.name}"
        return [told, Step("Menunggu dibaca", None, waiting, "", "now", ""), Step("Dijawab", None, "", "", "todo", "")]
    answered = Step(need.get_status_display(), need.answered_at, who, need.answer, "done", clock(need.answered_at))
    if need.status != Need.Status.TAKEN:
        return [told, answered]
    group = need.proposal.group.name if need.proposal else ""
    sent = Step("Dikirim ke kelurahan", None, group, "Nomor usulan muncul di sini sesudah dikirim.", "now", "")
    return [told, replace(answered, title="Diambil menjadi usulan"), sent]
