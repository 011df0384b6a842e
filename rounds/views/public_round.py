"""A counted round for everybody, once it is closed: both lists with their reasons, other rules beside, the bundle."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from rounds.actions.publishing import bundle
from rounds.counting import addenda, lists, overview
from rounds.counting.rule import has_ballots
from rounds.models import Round, Scan
from rounds.models.round import SETTLED


def _closed(code: str, *statuses: str) -> Round:
    return get_object_or_404(Round.objects.counted().for_page().filter(status__in=statuses), code=code)


@login_not_required
@require_safe
def result(request: HttpRequest, code: str) -> HttpResponse:
    """Hasil putaran: what was computed, what the forum agreed, why, and what other rules would have said."""
    round_ = _closed(code, *SETTLED)
    found = lists.both(round_)
    advice: dict[str, Any] = found.run.advice if found.run else {}
    return render(
        request,
        "rounds/hasil_putaran.html",
        {
            "round": round_,
            "forum": round_.forum,
            "found": found,
            "signed": addenda.signed(round_),
            "terms": overview.terms(round_),
            "opinions": advice.get("daftar", []),
            "areas": lists.by_area(found, advice),
            "sensitive": advice.get("peka", []),
            "trials": advice.get("percobaan", 0),
            "only_weights": advice.get("hanya_bobot", False),
            "shifts": advice.get("uji", [])[:20],
            "has_ballots": has_ballots(round_),
            "scans": list(Scan.objects.signed_minutes(round_.forum).order_by("added_at", "pk")),
            "is_published": round_.status == Round.Status.PUBLISHED,
            **overview.records_of(round_),
        },
    )


@login_not_required
@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    """Berkas putaran: the bundle from which anybody computes the round again."""
    round_ = _closed(code, Round.Status.PUBLISHED)
    archive, _ = bundle(round_)
    name = f"putaran-{round_.code}-v{round_.version}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(archive, content_type="application/zip", headers=headers)
