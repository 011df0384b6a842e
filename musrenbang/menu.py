"""The menus: of the public, and of an office by what it may do."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from accounts.models import OfficeHolding
from accounts.permissions import allows


@dataclass(frozen=True)
class Link:
    """One entry: what it says, where it leads, whether we stand on it."""

    label: str
    url: str
    icon: str = ""
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Section:
    """Entries under one heading."""

    label: str
    links: list[Link]


PUBLIC = (
    ("Beranda", "beranda"),
    ("Usulan", "daftar-usulan"),
    ("Jadwal", "jadwal"),
    ("Hasil forum", "hasil-forum"),
    ("Kamus usulan", "kamus"),
)

OFFICE: tuple[tuple[str, tuple[tuple[str, str, str, str], ...]], ...] = (
    (
        "Kelompok",
        (
            ("Usulan kelompok", "kelompok", "list", "proposals.add_proposal"),
            ("Kebutuhan warga", "kebutuhan-masuk", "users", "proposals.answer_need"),
            ("Kotak masuk", "kotak-masuk", "bell", "proposals.read_notice"),
        ),
    ),
    (
        "Usulan",
        (
            ("Usulan masuk", "usulan-masuk", "eye", "proposals.use_desk"),
            ("Survei lapangan", "survei", "pin", "proposals.view_survey"),
            ("BA Desk", "ba-desk", "lock", "proposals.view_desk_lock"),
            ("BA perubahan", "ba-perubahan", "edit", "proposals.amend_proposal"),
            ("Pindah perangkat daerah", "pindah", "arrow-right", "proposals.view_agencymove"),
            ("Keberatan", "keberatan", "return", "proposals.view_objection"),
            ("Tindak lanjut", "tindak-lanjut", "flag", "proposals.follow_proposal"),
            ("Pokok pikiran DPRD", "pokir", "list", "proposals.view_pokir"),
            ("Bank usulan", "bank", "book", "proposals.view_wish"),
            ("Kesiapan", "kesiapan", "check", "proposals.clear_obstacle"),
            ("Belum mengirim", "belum-mengirim", "clock", "proposals.view_not_sent"),
            ("Serah terima daftar", "serah-terima", "arrow-right", "proposals.view_batch"),
            ("Kabar harian", "kabar-harian", "bell", "proposals.hand_notice"),
            (
                "Semua usulan",
                "admin:proposals_proposal_changelist",
                "list",
                "proposals.view_proposal",
            ),
            (
                "Kamus usulan",
                "admin:catalogue_kamusitem_changelist",
                "book",
                "catalogue.view_kamusitem",
            ),
            ("Versi kamus", "kamus-versi", "book", "catalogue.view_kamusversion"),
        ),
    ),
    (
        "Forum",
        (
            ("Forum", "forum", "users", "rounds.view_forum"),
            ("Kelurahan mengirim", "kiriman-kelurahan", "check", "rounds.view_board"),
        ),
    ),
    (
        "Hasil",
        (
            ("Rekapitulasi", "rekap", "chart", "reports.view_recap"),
            ("Laporan", "laporan", "file", "reports.view_recap"),
            ("Unduh daftar", "unduhan", "download", "reports.export_list"),
            ("Papan pengumuman", "papan", "print", "reports.print_board"),
            ("Antrean", "antrean", "clock", "proposals.view_job"),
        ),
    ),
    (
        "Pengurus",
        (
            ("Pengumuman", "pengumuman", "bell", "accounts.view_announcement"),
            ("Jabatan dan kartu masuk", "pengurus", "users", "accounts.manage_office"),
        ),
    ),
    (
        "Pengaturan",
        (
            ("Jadwal tahapan", "tahapan", "calendar", "proposals.manage_stage"),
            ("Tidak dibahas", "tidak-dibahas", "clock-off", "proposals.manage_stage"),
            ("Pagu dan kuota", "batas", "lock", "proposals.manage_limit"),
            ("Cetakan dokumen", "admin:reports_documentsetting_changelist", "print", "reports.view_documentsetting"),
            ("Impor", "impor", "file", "proposals.use_import"),
            ("Data induk", "admin:index", "menu", "accounts.view_office"),
            ("Peran", "peran", "info", "catalogue.view_agency"),
        ),
    ),
)


def public_menu(path: str) -> list[Link]:
    """The public menu with the entry of this path marked."""
    links = [(label, _url(name)) for label, name in PUBLIC]
    current = max(
        (url for _, url in links if path.startswith(url) and (url != "/" or path == "/")),
        key=len,
        default="",
    )
    return [Link(label, url, is_current=url == current) for label, url in links if url]


def office_menu(request: HttpRequest) -> list[Section]:
    """The sections an office may use, by its permissions."""
    holding: OfficeHolding | None = getattr(request.user, "holding", None)
    may: Callable[[str], bool] = lambda perm: allows(holding, perm)  # noqa: E731
    return [
        Section(label, links)
        for label, entries in OFFICE
        if (
            links := [
                Link(text, url, icon, is_current=request.path == url)
                for text, name, icon, perm in entries
                if may(perm) and (url := _url(name))
            ]
        )
    ]


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # a page that this installation does not serve stands in no menu
        return ""
