"""What the circular (SE Walikota Malang 66/2021) asks of each kind of forum. One row a kind; nothing of it blocks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Custom:
    """How many come at least, how many are sent on, who is invited at least, what is on the agenda.

    `tasks` are what the circular asks of those who are sent on.
    """

    head: str
    least_present: int
    delegates: int
    invited: tuple[str, ...]
    agenda: tuple[str, ...]
    tasks: tuple[str, ...]


ANNOUNCED_DAYS = 7
"""A forum is announced so many days before it, at least."""

CUSTOMS: dict[str, Custom] = {
    "kelurahan": Custom(
        head="Lurah",
        least_present=30,
        delegates=5,
        invited=(
            "Anggota DPRD dari daerah pemilihan setempat",
            "Ketua RT",
            "Ketua RW",
            "Ketua LPMK",
            "Ketua BKM",
            "Babinsa",
            "Bhabinkamtibmas",
            "Ketua PKK atau kelompok perempuan",
            "Ketua Karang Taruna atau kelompok pemuda",
            "Tokoh agama",
            "Tokoh masyarakat",
            "Perwakilan Bappeda",
            "Perwakilan organisasi masyarakat",
            "Perwakilan pengusaha",
            "Perwakilan Musrenbang Tematik",
            "Perwakilan komite sekolah",
            "Perwakilan kelompok tani",
        ),
        agenda=(
            "Pendaftaran peserta",
            "Lagu Kebangsaan Indonesia Raya",
            "Doa",
            "Pemaparan camat: prioritas kecamatan dan hasil tahun sebelumnya",
            "Pemaparan lurah: prioritas tahun rencana dan perkiraan alokasi dana",
            "Pemaparan perwakilan masyarakat: masalah utama",
            "Pembahasan dan penetapan kegiatan prioritas",
            "Pemilihan delegasi ke kecamatan",
            "Penandatanganan berita acara",
        ),
        tasks=(
            "Membantu menyusun daftar prioritas kelurahan.",
            "Menyampaikan daftar itu dalam musrenbang kecamatan.",
            "Mencatat usulan yang diterima, lalu mengabarkannya kepada warga.",
        ),
    ),
    "kecamatan": Custom(
        head="Camat",
        least_present=75,
        delegates=5,
        invited=(
            "Anggota DPRD dari daerah pemilihan setempat",
            "Delegasi kelurahan",
            "Forum koordinasi pimpinan di kecamatan",
            "Perwakilan Musrenbang Tematik",
            "Ketua PKK kecamatan",
            "Perangkat daerah pengampu usulan",
            "Kelompok tani dan gapoktan",
        ),
        agenda=(
            "Pendaftaran peserta",
            "Lagu Kebangsaan Indonesia Raya",
            "Doa",
            "Pemaparan camat: masalah utama kecamatan",
            "Pemaparan Bappeda: mekanisme dan prioritas daerah",
            "Pemaparan kepala perangkat daerah: rencana kerja di kecamatan dan plafon dana",
            "Pemaparan tim penyelenggara: masalah dan prioritas tiap kelurahan",
            "Verifikasi delegasi kelurahan: setiap prioritas di perangkat daerah yang benar",
            "Kesepakatan kriteria tiap perangkat daerah",
            "Pembagian kelompok pembahasan",
            "Kegiatan tambahan yang belum diusulkan kelurahan",
            "Kesepakatan prioritas tiap perangkat daerah",
            "Pemaparan hasil tiap kelompok",
            "Pemilihan delegasi ke kota",
            "Penandatanganan berita acara",
        ),
        tasks=(
            "Menyampaikan daftar prioritas kecamatan dalam musrenbang kota.",
            "Mencatat usulan yang diterima, lalu mengabarkannya kepada kelurahan dan warga.",
        ),
    ),
}
