"""The doors of the house for tests/test_doors.py: how to knock at each, and who is let in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.door_things import Things
from tests.world import TODAY


def nothing(found: Things) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Door:
    """One address: its arguments from the things of a place, and whether one knocks by sending a form."""

    name: str
    kwargs: Callable[[Things], dict[str, Any]] = nothing
    post: bool = False
    data: dict[str, Any] = field(default_factory=dict)


def number(found: Things) -> dict[str, Any]:
    return {"number": found["number"]}


def forum(found: Things) -> dict[str, Any]:
    return {"number": found["forum"]}


def counted(found: Things) -> dict[str, Any]:
    return {"code": found["round"]}


def group(found: Things) -> dict[str, Any]:
    return {"group": found["group"]}


def draft(found: Things) -> dict[str, Any]:
    return {"public_id": found["draft"]}


def need(found: Things) -> dict[str, Any]:
    return {"public_id": found["need"].public_id}


_DOORS = [
    Door("beranda"),
    Door("jadwal"),
    Door("masuk"),
    Door("keluar", post=True),
    Door("ganti-jabatan", post=True),
    Door("account_login"),
    Door("mfa_authenticate"),
    Door("mfa_login_webauthn"),
    Door("mfa_index"),
    Door("ganti-sandi"),
    Door("account_reauthenticate"),
    Door("mfa_reauthenticate"),
    Door("mfa_reauthenticate_webauthn"),
    Door("mfa_activate_totp"),
    Door("mfa_deactivate_totp"),
    Door("mfa_add_webauthn"),
    Door("mfa_remove_webauthn", lambda _: {"pk": 0}),
    Door("mfa_view_recovery_codes"),
    Door("mfa_generate_recovery_codes"),
    Door("lepas-pengamanan", lambda found: {"pk": found["person"]}),
    Door("peran"),
    Door("aktivasi"),
    Door("pengurus"),
    Door("pengurus-wilayah", lambda found: {"code": found["code"]}),
    Door("pengurus-kartu", lambda found: {"code": found["code"]}, post=True),
    Door("jabatan", lambda found: {"pk": found["office"]}),
    Door("jabatan-ganti", lambda found: {"pk": found["office"]}),
    Door("jabatan-kartu", lambda found: {"pk": found["office"]}, post=True),
    Door("pengumuman"),
    Door("pengumuman-baru"),
    Door("pengumuman-satu", lambda found: {"pk": found["announcement"]}),
    Door("pengumuman-tarik", lambda found: {"pk": found["announcement"]}, post=True),
    Door("kantor"),
    Door("kamus"),
    Door("kamus-cari"),
    Door("kamus-versi"),
    Door("kamus-banding"),
    Door("kamus-langkah", lambda found: {"pk": found["kamus"]}, post=True),
    Door("daftar-usulan"),
    Door("usulan-csv"),
    Door("usulan", number),
    Door("lacak"),
    Door("kebutuhan-mulai"),
    Door("kebutuhan-baru", lambda _: {"step": 1}),
    Door("kebutuhan-kamus"),
    Door("kebutuhan-simpan", post=True, data={"langkah": "1", "problem": "Got buntu"}),
    Door("kebutuhan-titik"),
    Door("kebutuhan-lanjut", lambda _: {"code": "tidak-ada"}),
    Door("peta-batas", lambda found: {"code": found["code"]}),
    Door("kebutuhan-foto", lambda _: {"name": "tidak-ada"}),
    Door("tanda-terima", lambda found: {"code": found["need"].code}),
    Door("foto", lambda found: {"public_id": found["photo"]}),
    Door("berkas", lambda found: {"public_id": found["paper"]}),
    Door("berkas-hapus", lambda f: {"public_id": f["draft"], "document": f["public_photo"]}, post=True),
    Door("kelompok-periksa", group, post=True),
    Door("kebutuhan-periksa"),
    Door("kelompok"),
    Door("pilihan-kamus"),
    Door("kelompok-satu", group),
    Door("kelompok-baru", group),
    Door("urutkan", group),
    Door("kirim", group),
    Door("draf", draft),
    Door("draf-hapus", draft),
    Door("tarik", draft),
    Door("kirim-lagi", draft, post=True),
    Door("foto-hapus", lambda f: {"public_id": f["draft"], "photo": f["public_photo"]}, post=True),
    Door("kebutuhan-masuk"),
    Door("kebutuhan-ambil", need, post=True, data={"kelompok": "0"}),
    Door("kebutuhan-jawab", need),
    Door("usulan-masuk"),
    Door("bagikan"),
    Door("tombol"),
    Door("putuskan", number),
    Door("putuskan-sekaligus"),
    Door("urungkan", number, post=True),
    Door("meja-sisi", lambda found: {"number": found["number"], "act": "catat"}),
    Door("kesiapan"),
    Door("kesiapan-selesai", lambda found: {"pk": found["obstacle"]}),
    Door("harga", number),
    Door("usulan-atas-nama"),
    Door("pokir"),
    Door("pokir-satu", lambda found: {"pk": found["pokir"]}),
    Door("bank-tulis", group),
    Door("bank"),
    Door("bank-satu", lambda found: {"public_id": found["wish"]}),
    Door("kotak-masuk"),
    Door("kotak-masuk-dibaca", post=True),
    Door("kabar-harian"),
    Door("belum-mengirim"),
    Door("tahapan"),
    Door("tidak-dibahas"),
    Door("siklus-baru"),
    Door("tahapan-ubah", lambda found: {"pk": found["stage"], "act": "perpanjang"}),
    Door("batas"),
    Door("hasil-forum"),
    Door("hasil-forum-satu", forum),
    Door("forum"),
    Door("forum-siapkan", post=True),
    Door("forum-satu", forum),
    Door("forum-buka", forum, post=True),
    Door("forum-nihil", forum, post=True),
    Door("forum-hadir", forum),
    Door("forum-hadir-hapus", forum, post=True),
    Door("hadir", lambda found: {"code": found["checkin"]}),
    Door("forum-kode-hadir", forum, post=True),
    Door("forum-poster", forum),
    Door("forum-undangan", forum),
    Door("forum-undangan-cetak", forum),
    Door("forum-kertas", forum),
    Door("forum-kertas-satu", lambda found: forum(found) | {"code": "U-001"}),
    Door("forum-kertas-beda", lambda found: forum(found) | {"code": "H-001"}),
    Door("forum-delegasi", forum),
    Door("forum-delegasi-cetak", forum),
    Door("forum-pindaian", forum),
    Door("forum-pindaian-berkas", lambda found: {"number": found["forum"], "public_id": found["scan"]}),
    Door("forum-notulen", forum),
    Door("forum-tutup", forum),
    Door("forum-sidang", forum),
    Door("forum-urutan", forum),
    Door("forum-pindah", forum, post=True),
    Door("forum-tandai", forum, post=True),
    Door("forum-urungkan", forum, post=True),
    Door("forum-perbarui", forum, post=True),
    Door("forum-bahas", forum, post=True),
    Door("forum-lembar", forum),
    Door("forum-ketik", forum),
    Door("forum-layar", forum),
    Door("forum-layar-isi", forum),
    Door("putaran-siapkan", forum, post=True, data={"putaran-title": "Fisik", "putaran-method": "GABUNGAN"}),
    Door("putaran", counted),
    Door("putaran-umum", counted),
    Door("putaran-berkas", counted),
    Door("putaran-hasil", counted),
    Door("putaran-layar", counted),
    Door("putaran-layar-isi", counted),
    Door("putaran-adendum", counted),
    Door("putaran-langkah", lambda found: counted(found) | {"name": "catatan"}, post=True),
    Door("kiriman-kelurahan"),
    Door("kiriman-banding"),
    Door("rekap"),
    Door("rekap-xlsx"),
    Door("unduhan"),
    Door("unduh-daftar", lambda _: {"kind": "csv"}),
    Door("data-terbuka", lambda _: {"code": "99.01", "year": TODAY.year + 1, "name": "README.md"}),
    Door("unduh-siapkan", lambda _: {"shape": "sipd", "kind": "csv"}, post=True),
    Door("antrean"),
    Door("antrean-satu", lambda _: {"public_id": uuid4()}),
    Door("antrean-batal", lambda _: {"public_id": uuid4()}, post=True),
    Door("antrean-berkas", lambda _: {"public_id": uuid4()}),
    Door("unduh-sipd", lambda _: {"kind": "csv"}),
    Door("formulir", lambda found: {"number": "1.5", "code": found["code"], "kind": "xlsx"}),
    Door("papan"),
    Door("papan-berkas", lambda found: {"code": f"{found['code']}", "year": TODAY.year + 1}),
    Door("forum-blanko", lambda found: forum(found) | {"kind": "hadir"}),
    Door("dokumen", lambda _: {"digest": "0" * 64}),
    Door("forum-dokumen", forum),
    Door("forum-dokumen-zip", forum),
    Door("forum-dokumen-berkas", lambda found: forum(found) | {"code": "1.2", "kind": "xlsx"}),
    Door("impor"),
    Door("impor-contoh", lambda _: {"kind": "usulan"}),
    Door("impor-periksa", lambda _: {"token": uuid4()}),
    Door("impor-kolom", lambda _: {"token": uuid4()}),
    Door("impor-ejaan", lambda _: {"token": uuid4()}, post=True),
    Door("impor-batal", lambda _: {"token": uuid4()}, post=True),
    Door("impor-ditolak", lambda _: {"token": uuid4()}),
    Door("api"),
    Door("api-skema"),
    Door("api-wilayah-list"),
    Door("api-wilayah-detail", lambda found: {"kode": found["code"]}),
    Door("api-kamus-list"),
    Door("api-kamus-detail", lambda found: {"pk": found["item"]}),
    Door("api-usulan-list"),
    Door("api-usulan-detail", lambda found: {"nomor": found["number"]}),
]
_DOORS += [
    Door("survei"),
    Door("survei-satu", lambda found: {"pk": found["survey"]}),
    Door("survei-foto-hapus", lambda found: {"pk": found["survey"], "photo": uuid4()}, post=True),
    Door("pindah"),
    Door("pindah-satu", number),
    Door("ba-desk"),
    Door("ba-perubahan"),
    Door("ba-perubahan-satu", number),
    Door("ba-perubahan-berkas", lambda found: {"pk": found["amendment"], "kind": "xlsx"}),
    Door("keberatan"),
    Door("keberatan-jawab", lambda found: {"number": found["objected"]}),
    Door("keberatan-sampaikan", lambda found: {"number": found["refused"]}),
    Door("tindak-lanjut"),
    Door("tindak-lanjut-satu", lambda found: {"number": found["paving"]}),
    Door("pekerjaan", lambda found: {"number": found["paving"]}),
    Door("hasil-pekerjaan", number),
]
_DOORS += [
    Door("kebutuhan-mirip", post=True),
    Door("mirip", group, post=True),
    Door("dukung", lambda found: {"group": found["group"], "number": found["number"]}, post=True),
    Door("usulkan-lagi", lambda found: {"group": found["group"], "public_id": found["draft"]}, post=True),
    Door("kelompok-lama", group),
]
_DOORS += [
    Door("suara"),
    Door("putaran-bukti", counted),
    Door("putaran-suara", counted),
    Door("putaran-kertas", counted),
    Door("putaran-kertas-cetak", counted),
    Door("putaran-kembar", counted),
    Door("putaran-nilai", counted),
]
_DOORS += [
    Door("laporan"),
    Door("laporan-satu", lambda _: {"slug": "wilayah"}),
    Door("laporan-xlsx", lambda _: {"slug": "wilayah"}),
    Door("laporan-pdf", lambda _: {"slug": "unsur"}),
    Door("saringan-simpan", lambda _: {"slug": "wilayah"}),
    Door("saringan-hapus", lambda _: {"pk": 0}, post=True),
    Door("laporan-daftar", lambda _: {"kind": "usulan"}),
    Door("laporan-daftar-xlsx", lambda _: {"kind": "usulan"}),
]
_DOORS += [
    Door("serah-terima"),
    Door("serah-terima-kirim", post=True),
    Door("serah-terima-satu", lambda found: {"pk": found["batch"]}),
    Door("serah-terima-berkas", lambda found: {"pk": found["batch"], "kind": "csv"}),
]
SAMPLES = {door.name: door for door in _DOORS}
