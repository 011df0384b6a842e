"""BACA.txt: what the files of a bundle are, and how anyone checks them."""

from rounds.engine.record import Record

from .elections import plain_name

NAME = "BACA.txt"

_TEXT = """\
Putaran {code}, versi {version}
{line}

Bundel ini memuat semua yang menentukan hasil putaran prioritas, dan hasilnya. Siapa pun dapat menghitung ulang.

Cara memeriksa
1. Pasang Python 3.11 atau lebih baru; tidak perlu paket lain dan tidak perlu jaringan.
2. Ambil kode sumber Musrenbang, lalu jalankan dari foldernya:
       python -m rounds.verify {name}
   Folder hasil ekstrak juga dapat diperiksa.
3. Jawaban "Sama" (kode keluar 0) berarti semua berkas cocok. Bila berbeda (1), berkas dan baris pertama yang berbeda
   disebut. Kode 2 berarti bundel tidak lengkap atau tidak terbaca.
4. Cocokkan sidik hasil yang dicetak dengan yang tertulis di berita acara.

Isi
aturan.json          aturan yang dibekukan sebelum ada nilai dan suara; SHA-256 berkas ini adalah sidik aturan
kandidat.csv         usulan peserta saat dibekukan; kolom gugur: keluar sesudahnya, dengan alasan
nilai.csv            nilai per penilai (nomor, bukan nama) dan pengunduran diri penilai
suara.csv            surat suara tanpa identitas; atau suara_jumlah.csv: jumlah poin saja; tidak ada bila tanpa suara
undian.json          benih, saksi, dan posisi undian; posisi = urutan SHA-256 dari benih|nomor
hasil.csv            daftar hitungan; SHA-256 berkas ini adalah sidik hasil
alasan.csv           alasan tiap usulan: kode, angka, kalimat, dan perubahan yang akan mengubah hasilnya
kesepakatan.csv      daftar kesepakatan forum, perubahan dengan alasannya, dan selisih dengan daftar hitungan
adendum/             perubahan sesudah ditutup; tiap adendum menyebut sidik dokumen sebelumnya
*.pb                 surat suara per sumber dana dalam format Pabulib; hanya bila suara.csv ada
ringkasan.json       sidik semua berkas, jumlah, dan sisa tiap batas

Semua nilai berupa pecahan tepat pembilang/penyebut; uang dalam rupiah utuh. Sel yang diawali tanda petik tunggal
berisi teks yang tanpa tanda itu akan dibaca aplikasi lembar kerja sebagai rumus.
"""


def bundle_name(record: Record) -> str:
    """`putaran-<kode>-v<n>.zip`, the code in letters, digits and hyphens."""
    return f"putaran-{plain_name(record.code)}-v{record.version}.zip"


def readme_file(record: Record) -> bytes:
    """The text for one round, in UTF-8."""
    title = f"Putaran {record.code}, versi {record.version}"
    text = _TEXT.format(code=record.code, version=record.version, line="=" * len(title), name=bundle_name(record))
    return text.encode()
