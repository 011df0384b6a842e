"""Who is let in at each door of one's own, and which doors stand in which grid. Next door: door_grids_away.py."""

CITY_WIDE = {
    "mfa_remove_webauthn",
    "kebutuhan-baru",
    "kebutuhan-foto",
    "kebutuhan-lanjut",
    "tahapan-ubah",
    "unduh-daftar",
    "unduh-sipd",
    "unduh-siapkan",
    "serah-terima-berkas",
    "data-terbuka",
    "antrean-satu",
    "antrean-batal",
    "antrean-berkas",
    "laporan-satu",
    "laporan-xlsx",
    "laporan-pdf",
    "laporan-daftar",
    "saringan-simpan",
    "saringan-hapus",
    "laporan-daftar-xlsx",
    "dokumen",
    "impor-contoh",
    "impor-periksa",
    "impor-kolom",
    "impor-ejaan",
    "impor-batal",
    "impor-ditolak",
    "api-kamus-detail",
}
"""Doors with arguments that name no place; all others with arguments stand in the second grid too."""

OF_A_CITY = {"tahapan-ubah", "api-kamus-detail"}
"""City-wide doors whose argument names a thing of one city: they stand in the third grid, beside all of the second."""

OWN = """
# publik, rt rw lembaga pendamping, kelurahan lurah kecamatan camat,
# opd kepala_opd mitra bappeda, tapd dprd pimpinan
beranda              + ++++ ++++ ++++ +++
jadwal               + ++++ ++++ ++++ +++
masuk                + ++++ ++++ ++++ +++
keluar               . ++++ ++++ ++++ +++
ganti-jabatan        . 0000 0000 0000 000
account_login        + ++++ ++++ ++++ +++
mfa_authenticate     . ++++ ++++ ++++ +++
mfa_login_webauthn   . ++++ ++++ ++++ +++
mfa_index            . ++++ ++++ ++++ +++
ganti-sandi          . ++++ ++++ ++++ +++
account_reauthenticate . ++++ ++++ ++++ +++
mfa_reauthenticate   . ++++ ++++ ++++ +++
mfa_reauthenticate_webauthn . ++++ ++++ ++++ +++
mfa_activate_totp    . ++++ ++++ ++++ +++
mfa_deactivate_totp  . 0000 0000 0000 000
mfa_add_webauthn     . ++++ ++++ ++++ +++
mfa_remove_webauthn  . ++++ ++++ ++++ +++
mfa_view_recovery_codes . 0000 0000 0000 000
mfa_generate_recovery_codes . ++++ ++++ ++++ +++
lepas-pengamanan     . ---- ---- ---+ ---
peran                . ++++ ++++ ++++ +++
aktivasi             + ++++ ++++ ++++ +++
pengurus             . ---- ++++ ---+ ---
pengurus-wilayah     . ---- ++++ ---+ ---
pengurus-kartu       . ---- ++++ ---+ ---
jabatan              . ---- ++++ ---+ ---
jabatan-ganti        . ---- ++++ ---+ ---
jabatan-kartu        . ---- ++++ ---+ ---
pengumuman           . ++++ ++++ ++++ +++
pengumuman-baru      . ---- ++++ ---+ ---
pengumuman-satu      . ++++ ++00 0000 000
pengumuman-tarik     . ---- -+00 ---0 ---
kantor               . ++++ ++++ ++++ +++
kamus                + ++++ ++++ ++++ +++
kamus-cari           + ++++ ++++ ++++ +++
daftar-usulan        + ++++ ++++ ++++ +++
usulan-csv           + ++++ ++++ ++++ +++
usulan               + ++++ ++++ ++++ +++
lacak                + ++++ ++++ ++++ +++
kebutuhan-mulai      + ++++ ++++ ++++ +++
kebutuhan-baru       + ++++ ++++ ++++ +++
kebutuhan-kamus      + ++++ ++++ ++++ +++
kebutuhan-simpan     + ++++ ++++ ++++ +++
kebutuhan-titik      + ++++ ++++ ++++ +++
kebutuhan-lanjut     0 0000 0000 0000 000
peta-batas           + ++++ ++++ ++++ +++
kebutuhan-foto       0 0000 0000 0000 000
tanda-terima         + ++++ ++++ ++++ +++
foto                 0 0+0+ ++++ 000+ 000
berkas               . 0+0+ ++++ 000+ 000
berkas-hapus         . 0000 0000 000- 000
kelompok-periksa     . 0+0+ ++++ ---- ---
kebutuhan-periksa    + ++++ ++++ ++++ +++
kelompok             . ++++ ++++ ---- ---
pilihan-kamus        . ++++ ++++ ---- ---
kelompok-satu        . 0+0+ ++++ ---- ---
kebutuhan-mirip      + ++++ ++++ ++++ +++
mirip                . 0+0+ ++++ ---- ---
dukung               . 0+0+ ++++ ---- ---
usulkan-lagi         . 0000 0000 ---- ---
kelompok-lama        . 0+0+ ++++ ---- ---
kelompok-baru        . 0+0+ ++++ ---- ---
urutkan              . 0+0+ ++++ ---- ---
kirim                . 0+0- ++++ ---- ---
draf                 . 0+0+ ++++ 000- 000
draf-hapus           . 0+0+ ++++ 000- 000
tarik                . 0+0- ++++ 000- 000
kirim-lagi           . 0+0- ++++ 000- 000
foto-hapus           . 0000 0000 000- 000
kebutuhan-masuk      . ++-+ ++++ ---+ ---
kebutuhan-ambil      . ++-+ ++-- ---- ---
kebutuhan-jawab      . ++-- ++-- ---- ---
usulan-masuk         . ---- ++++ ++++ ---
bagikan              . ---- ++++ ++++ ---
tombol               . ---- ++++ ++++ ---
putuskan             . ---- ++++ --++ ---
harga                . ---- ++-- ---- ---
putuskan-sekaligus   . ---- ++++ ---+ ---
urungkan             . ---- ++-- ---- ---
meja-sisi            . ---- ++++ --++ ---
kesiapan             . +++- ++++ +++- ---
kesiapan-selesai     . 000- ++00 000- ---
usulan-atas-nama     . ++++ ++++ ---- ---
pokir                . ---+ ++++ ++++ +++
kamus-versi          . ++++ ++++ ++++ +++
kamus-banding        . ++++ ++++ ++++ +++
kamus-langkah        . ---- ---- ---+ ---
pokir-satu           . ---+ ++++ ++++ +++
bank-tulis           . 0+0+ ++++ ---- ---
bank                 . ---+ ++++ ++++ ---
bank-satu            . ---+ ++++ ++++ ---
kotak-masuk          . +++- ---- ++-- ---
kotak-masuk-dibaca   . +++- ---- ++-- ---
kabar-harian         . ---- ++++ ---+ ---
belum-mengirim       . ---+ ++++ ---+ ---
serah-terima         . +++- ++++ ---+ ---
serah-terima-kirim   . ---- ---- ---+ ---
serah-terima-satu    . 0+0- ++00 ---0 ---
serah-terima-berkas  . 000- 0000 ---0 ---
tahapan              . ---- ---- ---+ ---
tidak-dibahas        . ---- ---- ---+ ---
siklus-baru          . ---- ---- ---+ ---
tahapan-ubah         . ---- ---- ---+ ---
batas                . ---- ---- ---+ ---
hasil-forum          + ++++ ++++ ++++ +++
hasil-forum-satu     + ++++ ++++ ++++ +++
forum                . ++++ ++++ ++++ +-+
forum-siapkan        . +++- ++++ ++-+ ---
forum-satu           . 000+ ++++ 00++ +-+
forum-buka           . 000- -+-- -0-- ---
forum-nihil          . 000- -+-- -0-- ---
forum-hadir          . 000+ ++-- 00-+ ---
forum-hadir-hapus    . 000+ ++-- 00-- ---
hadir                + ++++ ++++ ++++ +++
forum-kode-hadir     . 000- ++-- 00-- ---
forum-poster         . 000+ ++-- 00-- ---
forum-undangan       . 000+ ++++ 00++ +-+
forum-undangan-cetak . 000+ ++++ 00++ +-+
forum-kertas         . 000+ ++-- 00-- ---
forum-kertas-satu    . 000+ ++-- 00-- ---
forum-kertas-beda    . 000- ++-- 00-- ---
forum-delegasi       . 000- ++++ 00-+ ---
forum-pindaian       . 000- ++++ 00-+ ---
forum-pindaian-berkas . 000- ++++ 00-+ ---
forum-delegasi-cetak . 000- ++++ 00-+ ---
forum-notulen        . 000+ ++++ 00++ +-+
forum-tutup          . 000- -+-- -0-- ---
forum-sidang         . 0000 0000 0000 0-0
forum-urutan         . 000+ ++++ 00++ +-+
forum-pindah         . ---- 00-- ---- ---
forum-tandai         . ---- 00-- ---- ---
forum-urungkan       . ---- ++-- ---- ---
forum-perbarui       . ---- ++-- ---- ---
forum-bahas          . ---- 00-- ---- ---
forum-lembar         . 000+ ++++ 00++ +-+
forum-ketik          . ---- ++-- ---- ---
forum-layar          . 000+ ++++ 00++ +-+
forum-layar-isi      . 000+ ++++ 00++ +-+
putaran-siapkan      . ---- ++-- ---- ---
putaran-umum         0 0000 0000 0000 000
putaran              . 000+ ++++ 00++ +-+
putaran-berkas       0 0000 0000 0000 000
putaran-hasil        . 000+ ++++ 00++ +-+
putaran-layar        . 000+ ++++ 00++ +-+
putaran-layar-isi    . 000+ ++++ 00++ +-+
putaran-langkah      . ---- ++-- ---- ---
putaran-adendum      . 000- -+-- -0-- ---
kiriman-kelurahan    . ---- --++ ---+ --+
kiriman-banding      . ---- --++ ---+ --+
rekap                . ---- ++++ ++++ +++
rekap-xlsx           . ---- ++++ ++++ +++
laporan              . ---- ++++ ++++ +++
laporan-satu         . ---- ++++ ++++ +++
laporan-xlsx         . ---- ++++ ++++ +++
laporan-pdf          . ---- ++++ ++++ +++
saringan-simpan      . ---- ++++ ++++ +++
saringan-hapus       . ---- 0000 0000 000
laporan-daftar       . ---- ++++ ++++ +++
laporan-daftar-xlsx  . ---- ++++ ++++ +++
unduhan              . ++++ ++++ ++++ +++
unduh-daftar         . ++++ ++++ ++++ +++
data-terbuka         + ++++ ++++ ++++ +++
unduh-siapkan        . ---- ++++ --++ ---
antrean              . ++++ ++++ ++++ +++
antrean-satu         . 0000 0000 0000 000
antrean-batal        . 0000 0000 0000 000
antrean-berkas       . 0000 0000 0000 000
unduh-sipd           . ---- ++++ --++ ---
formulir             . ---- ++++ ---+ ---
dokumen              0 0000 0000 0000 000
papan                . ++++ ++-- ---- ---
papan-berkas         . 00++ ++-- ---- ---
forum-blanko         . 000- ++-- 00-+ ---
forum-dokumen        . 000- ++-- 00-+ ---
forum-dokumen-zip    . 000- ++-- 00-+ ---
forum-dokumen-berkas . 000- ++-- 00-+ ---
impor                . ---- ++++ ++++ ++-
impor-contoh         . ---- ++-- ---+ ---
impor-periksa        . ---- ++++ ++++ ++-
impor-kolom          . ---- ++-- ---+ ---
impor-ejaan          . ---- ++-- ---+ ---
impor-batal          . ---- ++++ ++++ ++-
impor-ditolak        . ---- 0000 0000 00-
api                  + ++++ ++++ ++++ +++
api-skema            + ++++ ++++ ++++ +++
api-wilayah-list     + ++++ ++++ ++++ +++
api-wilayah-detail   + ++++ ++++ ++++ +++
api-kamus-list       + ++++ ++++ ++++ +++
api-kamus-detail     + ++++ ++++ ++++ +++
api-usulan-list      + ++++ ++++ ++++ +++
api-usulan-detail    + ++++ ++++ ++++ +++
survei               . ---+ ++++ ++++ +-+
survei-satu          . ---+ ++++ ++++ +-+
survei-foto-hapus    . ---- ---- 00-- ---
pindah               . ---- ++++ ++++ ---
pindah-satu          . ---- ++++ --++ ---
ba-desk              . ---- --++ ---+ ---
ba-perubahan         . ---- ---- ---+ ---
ba-perubahan-satu    . ---- ---- ---+ ---
ba-perubahan-berkas  . ---- ++++ ++++ ---
keberatan            . ---- ++++ ---+ ---
keberatan-jawab      . ---- ++++ ---+ ---
keberatan-sampaikan  . -+-- ++-- ---- ---
tindak-lanjut        . ---- --++ ++++ +--
tindak-lanjut-satu   . ---- --00 ++++ +--
pekerjaan            . ---- --00 ++++ +--
hasil-pekerjaan      . -+-- ++-- ---- ---
suara                + ++++ ++++ ++++ +++
putaran-bukti        0 0000 0000 0000 000
putaran-suara        . ---- ++-- ---- ---
putaran-kertas       . ---- ++-- ---- ---
putaran-kertas-cetak . ---- ++-- ---- ---
putaran-kembar       . ---- ++-- ---- ---
putaran-nilai        . 0+0- ++-- 00-- ---
"""
