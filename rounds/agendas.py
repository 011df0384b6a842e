"""Who is invited at least and what is on the agenda, kind by kind: words of SE Walikota Malang 66/2021 where it has
them, else a short agenda that the place writes anew.
"""

INVITED_REMBUK = (
    "Warga RT, RW, atau kelompok",
    "Pengurus RT dan RW",
    "PKK dan kader",
    "Karang Taruna",
    "Tokoh agama dan tokoh masyarakat",
    "Tim fasilitator kelurahan",
    "Tenaga pendamping",
)
REMBUK = (
    "Pembukaan",
    "Hasil usulan tahun lalu",
    "Daftar masalah dan kebutuhan",
    "Pembahasan usulan menurut kamus",
    "Penetapan urutan usulan",
    "Pemilihan wakil ke forum kelurahan",
    "Penutup",
)
INVITED_THEMATIC = (
    "Perwakilan klaster: difabel, perempuan, lanjut usia, anak, atau pemuda",
    "Organisasi dan pendamping klaster",
    "Perangkat daerah pengampu",
    "Bappeda",
    "Perwakilan kecamatan",
)
THEMATIC = (
    "Pendaftaran peserta",
    "Pemaparan Bappeda: prioritas daerah dan kamus usulan",
    "Daftar panjang: masalah dan kebutuhan klaster",
    "Pembahasan bersama perangkat daerah: daftar pendek",
    "Pemilihan wakil ke forum kelurahan, kecamatan, dan kota",
    "Penandatanganan berita acara",
)
INVITED_KELURAHAN = (
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
)
KELURAHAN = (
    "Pendaftaran peserta",
    "Lagu Kebangsaan Indonesia Raya",
    "Doa",
    "Pemaparan camat: prioritas kecamatan dan hasil tahun sebelumnya",
    "Pemaparan lurah: prioritas tahun rencana dan perkiraan alokasi dana",
    "Pemaparan perwakilan masyarakat: masalah utama",
    "Pembahasan dan penetapan kegiatan prioritas",
    "Pemilihan delegasi ke kecamatan",
    "Penandatanganan berita acara",
)
INVITED_DESK = (
    "Lurah dan operator kelurahan",
    "Perangkat daerah pengampu usulan",
    "Mitra Bappeda",
    "Tenaga pendamping",
)
DESK = (
    "Pemaparan camat: daftar prioritas tiap kelurahan",
    "Pembahasan kelayakan tiap usulan bersama perangkat daerah",
    "Usulan yang perlu disurvei atau dilengkapi",
    "Penandatanganan BA Desk",
)
INVITED_DISTRICT = (
    "Anggota DPRD dari daerah pemilihan setempat",
    "Delegasi kelurahan",
    "Forum koordinasi pimpinan di kecamatan",
    "Perwakilan Musrenbang Tematik",
    "Ketua PKK kecamatan",
    "Perangkat daerah pengampu usulan",
    "Kelompok tani dan gapoktan",
)
DISTRICT = (
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
)
INVITED_AGENCY = (
    "Bappeda dan mitra Bappeda",
    "Kecamatan",
    "Perangkat daerah terkait",
    "Delegasi kecamatan",
    "Anggota DPRD dari komisi terkait",
    "Kelompok sasaran program",
)
AGENCY = (
    "Pemaparan kepala perangkat daerah: rancangan rencana kerja dan pagu",
    "Pembahasan usulan kecamatan, usulan langsung, dan pokok pikiran DPRD",
    "Usulan yang diterima, masing-masing dengan sub kegiatannya",
    "Kesepakatan lintas perangkat daerah",
    "Penandatanganan berita acara",
)
INVITED_CITY = (
    "Walikota dan Wakil Walikota",
    "Sekretaris Daerah",
    "DPRD",
    "Forum koordinasi pimpinan daerah",
    "Pemerintah provinsi",
    "Kabupaten dan kota sekitar",
    "Perangkat daerah",
    "PKK kota",
    "Delegasi kecamatan",
    "Lembaga swadaya masyarakat",
    "Perguruan tinggi",
    "Dunia usaha",
    "Organisasi profesi",
    "Delegasi Musrenbang Tematik",
)
CITY = (
    "Pendaftaran peserta",
    "Lagu Kebangsaan Indonesia Raya",
    "Doa",
    "Sambutan walikota",
    "Pemaparan Bappeda provinsi",
    "Pemaparan Bappeda: rancangan RKPD, prioritas, dan pagu",
    "Pembahasan prioritas menurut sumber pendanaan",
    "Kebijakan dan peraturan yang diperlukan",
    "Penandatanganan berita acara",
)
INVITED_PLENARY = (
    "Unit kerja perangkat daerah",
    "Danramil",
    "Kapolsek",
    "Dewan Kota",
    "Camat",
    "Lurah",
    "Kepala puskesmas",
    "TP PKK",
    "Ketua RW",
    "Tokoh agama",
    "Tokoh masyarakat",
    "Karang Taruna",
    "Forum Anak",
    "Perwakilan difabel",
    "Organisasi masyarakat",
)
OPENING = (
    "Pendaftaran peserta, di tempat dan daring",
    "Lagu Kebangsaan Indonesia Raya",
    "Doa",
    "Pembukaan untuk semua kecamatan sekaligus",
    "Arah pembangunan dan rekapitulasi usulan rembuk RW",
    "Jadwal survei, sidang kelompok, dan penutupan",
)
GROUP = (
    "Pendaftaran peserta",
    "Hasil survei perangkat daerah atas usulan fisik",
    "Pembahasan tiap usulan: diteruskan, diakomodir tahun berjalan, atau ditolak",
    "Penetapan prioritas kelurahan",
    "Pemilihan delegasi ke musrenbang kecamatan",
    "Penandatanganan berita acara",
)
ENDING = (
    "Pendaftaran peserta",
    "Pembacaan hasil sidang kelompok tiap kelurahan",
    "Pembacaan hasil musrenbang kecamatan",
    "Penandatanganan berita acara",
    "Penutup",
)
