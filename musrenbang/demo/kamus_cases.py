"""What the kamus answers, on the desk of Tulusrejo: one usulan that fits, one that owes papers, one sent with a reason.

RW 03 asks for them with items of `kamus_rules`; the kelurahan sets another price for the first.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from catalogue.land import LandStatus
from catalogue.models import KamusItem
from proposals.actions import drafting, pricing, sending
from proposals.models import Proposal

from .town import TULUSREJO, Year
from .usulan import add_photo

RW = f"{TULUSREJO}.003"
NOT_FITTING = "Saluran menyambung ke kolektor sepanjang 250 m; kecamatan menyanggupi dalam dua tahap."
DEARER = "Truk aspal tidak dapat masuk gang, jadi perlu angkutan kecil dua kali."

CASES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "Pembangunan jalan lingkungan overlay HOTMIX (AC - WC)",
        "jalan",
        {
            "problem": "Aspal Jalan Cengger Ayam terkelupas di banyak titik dan sering ada pengendara jatuh.",
            "address": "Jalan Cengger Ayam, dari balai RW sampai gapura",
            "volume": Decimal(1050),
            "length_m": Decimal(420),
            "width_m": Decimal("2.5"),
            "households": 96,
            "land_status": LandStatus.CITY,
        },
    ),
    (
        "Pengadaan Laptop (pendidikan nonformal)",
        "",
        {
            "problem": "Kelompok belajar RW 03 meminjam laptop warga setiap kali ujian kejar paket.",
            "address": "Balai RW 03",
            "volume": Decimal(3),
            "people": 42,
        },
    ),
    (
        "Gorong-gorong Diameter 40 cm: Pembangunan (Kecamatan)",
        "drainase",
        {
            "problem": "Air dari dua gang berkumpul di ujung jalan karena belum ada gorong-gorong sampai kolektor.",
            "address": "Jalan Cengger Ayam Dalam, sisi timur",
            "volume": Decimal(250),
            "households": 70,
            "land_status": LandStatus.CITY,
            "override_reason": NOT_FITTING,
        },
    ),
)
"""Item, story of the photo (empty: none) and what RW 03 wrote."""


def tell(year: Year) -> None:
    """Put the three usulan and the price on the agenda of the running year."""
    group = year.town.people.groups[RW, "RW 03"]
    by, operator = year.town.people.speaker(group), year.town.people.operator(TULUSREJO)
    written: list[Proposal] = []

    def send(at: datetime) -> None:
        for name, story, fields in CASES:
            item = KamusItem.objects.get(version=year.cycle.kamus, name=name)
            draft = drafting.start(year.cycle, group, by=by, at=at, item=item, target_group="Warga RW 03", **fields)
            if story:
                add_photo(draft, story, at=at)
            written.append(draft)
        sending.submit(year.cycle, group, [draft.public_id for draft in written], by=by, at=at)

    def price(at: datetime) -> None:
        pricing.set_price(written[0], unit_price=262_000, reason=DEARER, by=operator, at=at, expected=None)

    year.town.agenda.add(year.calendar.at(-1, 20), send)
    year.town.agenda.add(year.calendar.at(-1, 20, 45), price)
