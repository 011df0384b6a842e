"""All reports: what each is called, what question it answers, which fields of the filter mean something to it."""

from collections.abc import Callable
from dataclasses import dataclass

from . import balance, by_outcome, by_place, by_subject, delivery, meetings, twins, waiting
from .ask import Ask
from .filter import FIELDS
from .shape import Table

PLACES = ("tahun", "kecamatan", "kelurahan")


@dataclass(frozen=True)
class Report:
    """One report. `reads` are the fields of the filter; `wide` prints on a folio laid across."""

    slug: str
    title: str
    answers: str
    shelf: str
    build: Callable[[Ask], Table]
    reads: tuple[str, ...] = FIELDS
    wide: bool = False


WHERE, WHAT, BECAME, MEETINGS = "Menurut wilayah", "Menurut isi usulan", "Hasil dan waktu", "Forum"

_ALL = (
    Report(
        "wilayah",
        "Rekap per wilayah",
        "Berapa usulan tiap wilayah dibanding kuotanya, berapa nilainya, berapa yang diterima dan tidak.",
        WHERE,
        by_place.by_place,
        wide=True,
    ),
    Report(
        "jenis",
        "Sebaran jenis",
        "Berapa persen usulan fisik, barang, dan non-fisik di tiap wilayah.",
        WHERE,
        by_place.by_kind,
    ),
    Report(
        "kuota",
        "Progres terhadap kuota",
        "Berapa kuota yang sudah terpakai, dan kelompok mana yang belum mengirim.",
        WHERE,
        by_place.by_quota,
        reads=(*PLACES, "per"),
        wide=True,
    ),
    Report(
        "perangkat-daerah",
        "Per perangkat daerah",
        "Berapa usulan yang dijawab tiap perangkat daerah, dan hasilnya.",
        WHAT,
        by_subject.by_agency,
        wide=True,
    ),
    Report(
        "program", "Per program", "Berapa usulan tiap program, dan hasilnya.", WHAT, by_subject.by_program, wide=True
    ),
    Report(
        "prioritas",
        "Per prioritas daerah",
        "Berapa usulan yang mendukung tiap prioritas daerah.",
        WHAT,
        by_subject.by_priority,
        wide=True,
    ),
    Report(
        "tema", "Per tema", "Berapa usulan tiap tema, seperti penanganan banjir.", WHAT, by_subject.by_theme, wide=True
    ),
    Report(
        "akomodasi",
        "Akomodasi per tahun",
        "Bagian usulan yang masuk RKPD tiap tahun rencana, jumlah dan nilainya.",
        BECAME,
        by_outcome.by_year,
        reads=tuple(name for name in FIELDS if name not in {"tahun", "tahap"}),
    ),
    Report(
        "tidak-diakomodir",
        "Usulan tidak diakomodir",
        "Mengapa usulan tidak diterima atau belum diprioritaskan.",
        BECAME,
        by_outcome.by_reason,
    ),
    Report(
        "berulang",
        "Usulan berulang",
        "Usulan mana yang diajukan lagi, sudah berapa kali, dan apa hasilnya.",
        BECAME,
        by_outcome.by_repeat,
        wide=True,
    ),
    Report(
        "realisasi",
        "Realisasi",
        "Usulan mana yang masuk RKPD dan APBD, sedang dikerjakan, selesai, atau batal, dan biaya akhirnya.",
        BECAME,
        delivery.by_delivery,
        reads=tuple(name for name in FIELDS if name != "tahap"),
        wide=True,
    ),
    Report(
        "waktu",
        "Lama di tiap meja",
        "Berapa hari usulan menunggu di tiap meja, dan berapa yang masih menunggu.",
        BECAME,
        waiting.by_desk,
        reads=tuple(name for name in FIELDS if name != "tahap"),
        wide=True,
    ),
    Report(
        "imbang",
        "Keberimbangan",
        "Apakah usulan yang diterima tersebar merata antarkelurahan, atau antar-RW di satu kelurahan.",
        WHERE,
        balance.by_balance,
        wide=True,
    ),
    Report(
        "ganda-pokir",
        "Ganda dengan pokir",
        "Usulan musrenbang dan pokok pikiran DPRD yang sama atau mirip, dan keputusannya.",
        WHAT,
        twins.by_twin,
        reads=PLACES,
        wide=True,
    ),
    Report(
        "kehadiran",
        "Kehadiran forum",
        "Berapa orang hadir di tiap forum, laki-laki dan perempuan, dan apakah memenuhi syarat.",
        MEETINGS,
        meetings.by_forum,
        reads=PLACES,
        wide=True,
    ),
    Report(
        "unsur",
        "Kehadiran menurut unsur",
        "Unsur masyarakat mana yang hadir, laki-laki dan perempuan.",
        MEETINGS,
        meetings.by_element,
        reads=PLACES,
    ),
)

REPORTS = {report.slug: report for report in _ALL}


def shelves() -> list[tuple[str, list[Report]]]:
    """The reports under their headings, as the index shows them."""
    return [(name, [one for one in _ALL if one.shelf == name]) for name in dict.fromkeys(one.shelf for one in _ALL)]
