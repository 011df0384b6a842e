"""What waits beside the usulan of Tulusrejo: an open question, one usulan that is held, the bank, and pokir."""

from datetime import timedelta

from accounts.models import ProposerGroup
from proposals.actions import assigning, pokir, readiness, wishing
from proposals.models import Proposal
from proposals.statuses import Status

from .town import TULUSREJO, Year

WISHES = (
    ("RW 02", "Gorong-gorong diameter 50 cm sepanjang 250 m", "Air dari tiga gang bertemu di satu saluran kecil."),
    ("RW 05", "Taman baca anak di balai RW", "Anak-anak belum punya tempat membaca setelah sekolah."),
    ("PKK", "Pelatihan mengolah limbah minyak jelantah", "Jelantah dibuang ke saluran dan menyumbatnya."),
)
POKIR = (
    ("P-011", "Dapil Lowokwaru", "Normalisasi saluran Jalan Bunga Cengkeh", 120_000_000, "dikirim", ""),
    ("P-017", "Dapil Lowokwaru", "Lampu jalan Kelurahan Tulusrejo", 63_000_000, "dipending", "Menunggu serah aset."),
    ("P-023", "Dapil Lowokwaru", "Pelatihan usaha mikro", 40_000_000, "verifikasi_mitra", ""),
)


def tell(year: Year) -> None:
    """By the verbs, now, so that the log runs by the clock; nothing where the year has not reached Tulusrejo's desk."""
    at, town = year.town.now, year.town
    kelurahan = town.places[TULUSREJO]
    desk, lurah = town.people.operator(TULUSREJO), town.people.head(TULUSREJO)
    waiting = list(
        Proposal.objects.filter(cycle=year.cycle, kelurahan=kelurahan, status=Status.SUBMITTED)
        .exclude(group__name__in=["RW 02", "RW 03"])
        .order_by("submitted_at", "number")[:3]
    )
    day = at.date() + timedelta(days=4)
    for number, proposal in enumerate(waiting[:2]):
        readiness.open_obstacle(
            proposal,
            kind="lahan" if number else "tumpang_tindih",
            text="Batas tanah dengan sekolah belum jelas." if number else "Ada pekerjaan PDAM di jalan yang sama.",
            due_on=day,
            by=desk,
            at=at,
        )
    if waiting:
        readiness.hold(
            waiting[0],
            reason="Menunggu jadwal galian PDAM, supaya jalan tidak dibongkar dua kali.",
            review_on=day,
            by=desk,
            at=at,
            expected=None,
        )
        assigning.assign(waiting[1:], to=desk, by=lurah, at=at)
    for name, text, problem in WISHES:
        group = ProposerGroup.objects.filter(name=name, region__code__within=TULUSREJO).in_order().first()
        if group is not None:
            wishing.ask(year.cycle, text=text, region=group.region, problem=problem, group=group, by=desk, at=at)
    rows = [
        pokir.ListedPokir(
            number,
            {"dapil": dapil, "title": title, "amount": amount, "status": status, "note": note, "region": kelurahan},
        )
        for number, dapil, title, amount, status, note in POKIR
    ]
    if waiting:  # what a member heard at the same gang: the report of twins shows the pair
        known = {name: getattr(waiting[0], name) for name in ("title", "problem", "address", "amount", "region")}
        rows.append(pokir.ListedPokir("P-029", known | {"dapil": "Dapil Lowokwaru", "status": "dikirim", "note": ""}))
    pokir.take_list(town.city, year.cycle.plan_year, rows, by=town.people.holdings["dprd"], at=at)
