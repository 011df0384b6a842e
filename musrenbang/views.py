"""The pages that compose all apps for the public: home and calendar."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from proposals.calendar import calendar, state_of
from proposals.models import Cycle
from regions import codes
from regions.models import Region

from . import home

WHAT_HAPPENS = {
    "persiapan": "Bappeda menetapkan jadwal, kamus usulan, dan pagu.",
    "rembuk": "Warga menyampaikan kebutuhan. Ketua RT, RW, dan lembaga menulis, mengurutkan, lalu mengirim usulan.",
    "kelurahan": "Kelurahan memeriksa usulan. Forum warga menetapkan urutan prioritas kelurahan.",
    "desk": "Kecamatan dan perangkat daerah memeriksa lokasi dan biayanya.",
    "kecamatan": "Wakil semua kelurahan menetapkan urutan prioritas kecamatan.",
    "forum_pd": "Perangkat daerah mencocokkan usulan dengan rencana kerja dan pagunya.",
    "kota": "Hasil semua tingkat dibahas bersama.",
    "rkpd": "Wali kota menetapkan rencana kerja. Usulan yang masuk anggaran dikerjakan tahun berikutnya.",
}


@login_not_required
@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """Home: where the year stands, what comes next, what was decided lately and why."""
    at = timezone.now()
    cycles = list(Cycle.objects.select_related("city").order_by("-held_year", "pk"))
    cycle = Cycle.objects.running(at).first() or (cycles[0] if cycles else None)
    if cycle is None:
        return render(request, "musrenbang/kosong.html")
    previous = next((one for one in cycles if one.plan_year < cycle.plan_year and one.city_id == cycle.city_id), None)
    stages = list(cycle.stages.in_order())
    return render(
        request,
        "musrenbang/beranda.html",
        {
            "cycle": cycle,
            "previous": previous,
            "next": home.next_date(stages, at),
            "areas": home.open_areas(cycle, at),
            "stages": home.nodes(stages, at),
            "figures": home.figures(cycle, previous, at),
            "decisions": home.latest_decisions(cycle),
            "kelurahan": Region.objects.current().within(cycle.city.code).at(codes.KELURAHAN).order_by("name", "pk"),
        },
    )


@login_not_required
@require_safe
def jadwal(request: HttpRequest) -> HttpResponse:
    """All stages with their windows, areas with windows of their own and why, and what Musrenbang is."""
    at = timezone.now()
    cycle = Cycle.objects.running(at).first() or Cycle.objects.select_related("city").order_by("-held_year").first()
    states = [
        (
            state,
            WHAT_HAPPENS.get(state.stage.kind, ""),
            any(state_of(area.window, at) == "buka" for area in state.areas),
        )
        for state in (calendar(cycle, at) if cycle else [])
    ]
    return render(request, "musrenbang/jadwal.html", {"cycle": cycle, "states": states})
