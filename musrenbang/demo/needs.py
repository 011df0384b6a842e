"""What residents tell: some needs wait for an RW, some became usulan, some were answered or kept for the kamus."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.land import LandStatus
from proposals.actions import drafting, needs, sending
from proposals.models import Need, Proposal
from regions.models import Boundary, Region

from . import scenes
from .kamus import Entry
from .town import Year


@dataclass(frozen=True)
class Told:
    """A need as a resident writes it: where, on which day, what for, and what became of it."""

    place: str
    day: int
    problem: str
    address: str
    item: str = ""
    wish: str = ""
    scene: str = ""
    teller: str = ""
    fate: str = ""
    also: tuple[str, ...] = ()
    """The RT, where there are several in the RW of `place`; then a pin is set in their middle."""


TOLD = (
    Told(
        "35.73.05.1010.002.001", -2, "Tiap hujan air dari jalan masuk ke gang kami sampai sandal hanyut. Gotnya kecil.",
        "Gang 3, sebelah musala", "Gorong-gorong diameter 40 cm", scene="banjir", teller="Warga RT 01",
    ),
    Told(
        "35.73.05.1010.002", -2, "Gang gelap sekali kalau malam, anak saya pulang mengaji takut lewat sini.",
        "Gang 5, tikungan dekat pos kamling", "Lampu penerangan gang", scene="gelap", teller="Ibu di Gang 5",
        also=("35.73.05.1010.002.002", "35.73.05.1010.002.003"),
    ),
    Told(
        "35.73.05.1010.002.003", -1, "Pavingnya sudah pecah dan bergelombang, kemarin tetangga jatuh dari motor.",
        "Gang 2, depan rumah nomor 14", scene="jalan", wish="Paving diganti sepanjang gang",
    ),
    Told(
        "35.73.05.1010.002", -1, "Ibu-ibu di RW kami ingin belajar membuat kue yang bisa dijual lewat internet.",
        "Balai RW 02", "Pelatihan olahan makanan rumahan", teller="Kader PKK RW 02",
    ),
    Told(
        "35.73.05.1010.001.002", -3, "Sampah baru diangkut seminggu sekali karena gerobaknya tinggal satu.",
        "Gang 1, dekat makam", "Gerobak sampah tiga roda",
    ),
    Told(
        "35.73.05.1005.002.001", -4, "Selokan depan sekolah buntu, anak-anak masuk kelas dengan sepatu basah.",
        "Depan sekolah dasar, jalan masuk kampung", "Pengerukan dan normalisasi saluran", scene="banjir",
    ),
    Told(
        "35.73.05.1009.003.001", -6, "Warga minta bus kota lewat perumahan kami karena jauh dari jalan besar.",
        "Pintu masuk perumahan", fate="Trayek angkutan diatur Dinas Perhubungan dan tidak lewat usulan musrenbang. "
        "Permintaan Anda kami teruskan.",
    ),
    Told(
        "35.73.05.1002.002.001", -7, "Kami perlu alat pencacah ranting untuk pupuk, kampus sebelah bisa melatih.",
        "Kebun warga di tepi sungai", wish="Alat pencacah ranting",
        fate="bank:Belum ada di kamus tahun ini. Disimpan di bank usulan untuk kamus tahun depan.",
    ),
    Told(
        "35.73.05.1003.001.001", -8, "Lampu jalan di tanjakan mati sejak lama, motor sering terperosok.",
        "Tanjakan dekat jembatan kecil", "Lampu penerangan gang", scene="gelap", fate="usulan",
    ),
    Told(
        "35.73.02.1007.005.003", -46, "Air got meluap ke Gang 4 tiap hujan dan masuk ke dapur rumah kami.",
        "Gang 4, depan balai RW", "Gorong-gorong diameter 40 cm", scene="banjir", teller="Keluarga di RT 03",
        fate="usulan",
    ),
    Told(
        "35.73.02.1007.005.001", -44, "Jalan setapak ke mata air licin berlumut, nenek saya sudah dua kali jatuh.",
        "Gang 7, ujung barat dekat sungai", "Rabat beton jalan setapak", scene="jalan", fate="usulan",
    ),
    Told(
        "35.73.02.1009.004.001", -40, "Mohon penutup got di depan warung, sudah tiga kali orang terperosok.",
        "Pertigaan warung, Gang 9", "Tutup saluran dari jeruji besi",
        fate="Tutup saluran di titik ini sudah dipasang lewat kerja bakti kelurahan pekan lalu. Terima kasih.",
    ),
)  # fmt: skip


def tell_all(year: Year) -> None:
    """Put every need and what follows from it on the agenda."""
    for number, told in enumerate(TOLD):
        hour, minute = 7 + number % 12, 5 + number * 4
        year.town.agenda.add(year.calendar.at(told.day, hour, minute), _act(year, told))


def _act(year: Year, told: Told) -> Callable[[datetime], None]:
    town = year.town
    region = town.places[told.place]
    item = next((entry.item for entry in year.entries if entry.item.name == told.item), None)

    def tell(at: datetime) -> None:
        need = needs.tell(
            year.cycle,
            region=region,
            problem=told.problem,
            address=told.address,
            item=item,
            wish=told.wish,
            teller_name=told.teller,
            places=[town.places[code] for code in told.also],
            **_pin(region if told.also else None),
            submission_key=uuid5(NAMESPACE_URL, told.problem),
            at=at,
            photos=[scenes.file(told.scene)] if told.scene else [],
        )
        if told.fate:
            town.agenda.add(at + timedelta(hours=26), lambda moment: _follow(year, told, need, moment))

    return tell


def _pin(region: Region | None) -> dict[str, Any]:
    """The middle of a region as a pin; none without an outline."""
    outline = Boundary.objects.filter(region=region).first() if region else None
    return {"lat": outline.lat, "lng": outline.lng} if outline else {}


def _follow(year: Year, told: Told, need: Need, at: datetime) -> None:
    """Take the need over as a usulan of its RW and send it, or answer it."""
    people = year.town.people
    kelurahan = ".".join(told.place.split(".")[:4])
    if told.fate != "usulan":
        to_bank = told.fate.startswith("bank:")
        answer = told.fate.removeprefix("bank:")
        needs.answer(need, answer=answer, to_bank=to_bank, by=people.operator(kelurahan), at=at)
        return
    rw = ".".join(told.place.split(".")[:5])
    group = next(group for group in people.of_kelurahan(kelurahan, ProposerGroup.Kind.RW) if group.region.code == rw)
    by = people.speaker(group)
    draft = needs.take_over(need, group=group, by=by, at=at)
    year.town.agenda.add(at + timedelta(minutes=12), lambda moment: _send(year, told, draft, by, moment))


def _send(year: Year, told: Told, draft: Proposal, by: OfficeHolding, at: datetime) -> None:
    drafting.change(
        draft,
        by=by,
        at=at,
        volume=_volume(year, told),
        target_group="Warga di sekitar lokasi",
        households=38,
        land_status=LandStatus.CITY,
    )
    sending.submit(year.cycle, draft.group, [draft.public_id], by=by, at=at)


def _volume(year: Year, told: Told) -> Decimal:
    entry: Entry = next(entry for entry in year.entries if entry.item.name == told.item)
    return entry.volumes[len(entry.volumes) // 2]
