"""The troubles of the demo city: sentences by the kind of trouble, to be put together so that no two read alike."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One kind of trouble: what is seen, what follows from it, for whom; `{gang}` and `{n}` are filled in."""

    seen: tuple[str, ...]
    follows: tuple[str, ...]
    people: tuple[str, ...]
    theme: str


FLOOD, RECOVERY, CLEAN, HEALTH, SAFE = (
    "Penanganan banjir",
    "Pemulihan ekonomi",
    "Lingkungan bersih dan hijau",
    "Kesehatan keluarga",
    "Kampung aman dan rukun",
)

STORIES: dict[str, Story] = {
    "drainase": Story(
        (
            "Air got meluap ke {gang} setinggi mata kaki setiap hujan lebih dari satu jam.",
            "Saluran di {gang} penuh endapan dan akar pohon, sehingga air tidak mengalir.",
            "Pertemuan dua saluran di {gang} terlalu sempit dan air balik ke rumah warga.",
            "{gang} belum mempunyai saluran, jadi air hujan mengalir di badan jalan.",
            "Dinding saluran lama di {gang} runtuh dan menyumbat aliran.",
            "Saluran di {gang} lebih tinggi dari jalan, sehingga air menggenang berhari-hari.",
        ),
        (
            "Pada hujan terakhir {n} rumah kemasukan air.",
            "Anak sekolah dan warga lanjut usia memutar lewat gang sebelah.",
            "Warung di tepi jalan tutup setiap kali air naik.",
            "Warga sudah dua kali kerja bakti mengeruk, tetapi endapan segera kembali.",
            "Genangan baru surut keesokan harinya dan menjadi sarang nyamuk.",
        ),
        ("Warga di sepanjang saluran", "Keluarga di daerah genangan", "Warga dan pedagang di tepi jalan"),
        FLOOD,
    ),
    "jalan": Story(
        (
            "Paving di {gang} amblas dan bergelombang sejak pipa air diganti.",
            "Permukaan jalan di {gang} berlubang di lebih dari separuh panjangnya.",
            "Jalan di {gang} masih tanah dan menjadi lumpur pada musim hujan.",
            "Sambungan jalan di {gang} pecah dan tidak rata dengan tutup saluran.",
        ),
        (
            "Dalam setahun {n} pengendara sepeda motor terjatuh di tempat ini.",
            "Gerobak sampah dan kursi roda tidak dapat lewat.",
            "Ambulans berhenti di mulut gang karena tidak berani masuk.",
            "Jalan ini dipakai anak ke sekolah setiap pagi.",
        ),
        ("Warga pemakai jalan", "Anak sekolah dan warga sekitar", "Pedagang dan warga gang"),
        SAFE,
    ),
    "lampu": Story(
        (
            "{gang} gelap sepanjang malam karena belum ada lampu.",
            "Lampu di {gang} mati dan kabelnya sudah tua.",
            "Jarak lampu di {gang} terlalu jauh, sehingga tikungan tidak terlihat.",
        ),
        (
            "Warga yang pulang kerja malam merasa tidak aman.",
            "Dalam setahun terjadi {n} kehilangan di tempat ini.",
            "Anak-anak yang pulang mengaji memakai senter.",
        ),
        ("Warga yang lewat malam hari", "Pekerja sif malam dan anak mengaji"),
        SAFE,
    ),
    "tebing": Story(
        (
            "Tepi sungai di {gang} tergerus dan tinggal {n} meter dari dinding rumah.",
            "Tembok penahan di {gang} retak memanjang dan miring ke arah jalan.",
            "Pagar dan lantai jembatan di {gang} keropos.",
        ),
        (
            "Warga meronda setiap hujan deras karena takut longsor.",
            "Tanah sudah turun pada musim hujan lalu.",
            "Kendaraan roda empat sudah dilarang lewat oleh warga.",
        ),
        ("Keluarga di bantaran sungai", "Warga di bawah tebing"),
        FLOOD,
    ),
    "sanitasi": Story(
        (
            "Sebagian rumah di {gang} masih membuang air limbah langsung ke sungai.",
            "Sumur warga di {gang} berdekatan dengan jamban dan airnya berbau.",
            "Tangki septik lama di {gang} tidak kedap dan meluap saat hujan.",
        ),
        (
            "Dalam setahun {n} anak dirawat karena diare.",
            "Warga membeli air galon untuk minum dan memasak.",
            "Baunya tercium sampai ke jalan pada musim kemarau.",
        ),
        ("Keluarga tanpa jamban sehat", "Warga pemakai sumur"),
        HEALTH,
    ),
    "rumah": Story(
        (
            "Beberapa rumah di {gang} beratap bocor dan berdinding bambu yang lapuk.",
            "Rumah warga lanjut usia di {gang} hampir roboh di bagian dapur.",
        ),
        (
            "Penghuninya bekerja harian dan tidak sanggup memperbaiki sendiri.",
            "Ada {n} keluarga yang tinggal di rumah seperti ini.",
        ),
        ("Keluarga berpenghasilan rendah",),
        HEALTH,
    ),
    "aman": Story(
        (
            "Warga {gang} belum mempunyai tempat berjaga dan ronda berhenti sejak tahun lalu.",
            "Jalan masuk {gang} ramai orang luar dan sulit diawasi.",
            "Pos kamling di {gang} bocor dan tidak dapat dipakai saat hujan.",
        ),
        (
            "Dalam setahun {n} sepeda motor hilang.",
            "Warga sepakat menjaga bergiliran bila tempatnya ada.",
            "Rumah kos bertambah banyak dan penghuninya sering berganti.",
        ),
        ("Warga satu RW", "Warga dan penghuni kos"),
        SAFE,
    ),
    "balai": Story(
        (
            "Balai RW di {gang} bocor dan plafonnya runtuh sebagian.",
            "Pertemuan warga di {gang} meminjam kursi dan pengeras suara dari masjid.",
            "Balai warga di {gang} tidak muat untuk posyandu dan rapat pada hari yang sama.",
        ),
        (
            "Posyandu dan rapat warga sering dipindah mendadak.",
            "Setiap bulan balai ini dipakai {n} kegiatan.",
            "Kas warga hanya cukup untuk perawatan kecil.",
        ),
        ("Warga satu RW", "Pengurus dan peserta posyandu"),
        SAFE,
    ),
    "sampah": Story(
        (
            "Sampah di {gang} menumpuk karena gerobak rusak dan hanya ada satu.",
            "Warga {gang} sudah memilah sampah, tetapi tidak ada tempat mengolahnya.",
            "Saluran di {gang} tersumbat sampah dapur setiap pekan.",
            "Timbangan bank sampah di {gang} rusak dan pencatatan berhenti.",
        ),
        (
            "Petugas mengangkut {n} kali dengan gerobak pinjaman.",
            "Sebagian warga membakar sampah dan asapnya mengganggu tetangga.",
            "Nasabah bank sampah berkurang separuh.",
        ),
        ("Warga dan petugas kebersihan", "Nasabah bank sampah"),
        CLEAN,
    ),
    "taman": Story(
        (
            "Lahan kosong di {gang} menjadi tempat buang puing.",
            "Anak-anak {gang} bermain di jalan karena tidak ada ruang terbuka.",
            "Pohon tua di {gang} condong ke atap rumah dan kabel listrik.",
        ),
        (
            "Warga siap merawat bila tempatnya ditata.",
            "Dahan besar sudah {n} kali jatuh pada musim angin.",
            "Warga lanjut usia tidak mempunyai tempat berjalan pagi.",
        ),
        ("Anak dan warga lanjut usia", "Warga sekitar"),
        CLEAN,
    ),
    "posyandu": Story(
        (
            "Timbangan dan alat ukur tinggi posyandu di {gang} sudah tidak tepat.",
            "Kader posyandu {gang} banyak yang baru dan belum pernah dilatih.",
            "Masih ada balita dengan berat badan kurang di sekitar {gang}.",
        ),
        (
            "Hasil timbang berbeda dengan puskesmas.",
            "Ada {n} balita yang perlu dipantau setiap bulan.",
            "Kader ingin dapat menjelaskan gizi kepada ibu muda.",
        ),
        ("Balita dan ibu hamil", "Kader posyandu"),
        HEALTH,
    ),
    "paud": Story(
        (
            "Alat bermain di PAUD {gang} sudah rusak dan dipakai bergantian.",
            "Anak-anak {gang} tidak mempunyai tempat membaca sepulang sekolah.",
        ),
        (
            "Murid tahun ini {n} anak, alatnya cukup untuk separuhnya.",
            "Pengelola dan ruangnya sudah ada, bukunya belum.",
        ),
        ("Anak usia dini dan orang tua", "Anak usia sekolah"),
        HEALTH,
    ),
    "seni": Story(
        ("Sanggar di {gang} berlatih dengan alat pinjaman dari sekolah.",),
        ("Pesertanya {n} anak dan terus bertambah.", "Sanggar sering diundang tampil di kecamatan."),
        ("Anak dan pemuda sanggar",),
        RECOVERY,
    ),
    "sosial": Story(
        (
            "Di sekitar {gang} ada warga disabilitas yang belum mempunyai alat bantu.",
            "Warga lanjut usia di {gang} banyak yang tinggal sendiri.",
        ),
        ("Tercatat {n} orang di data kelurahan.", "Kader mengunjungi mereka sebulan sekali."),
        ("Warga disabilitas", "Warga lanjut usia"),
        HEALTH,
    ),
    "lembaga": Story(
        (
            "Separuh pengurus di wilayah {gang} baru terpilih dan belum mengenal administrasi.",
            "Laporan kegiatan dari {gang} sering terlambat karena belum seragam.",
        ),
        ("Pengurus meminta contoh berkas dan pendampingan.", "Ada {n} pengurus yang siap ikut."),
        ("Pengurus RT, RW dan lembaga", "Kader PKK"),
        SAFE,
    ),
    "pemuda": Story(
        (
            "Pemuda di {gang} belum mempunyai kegiatan rutin di luar sekolah.",
            "Karang Taruna {gang} aktif, tetapi anggotanya belum pernah dilatih.",
            "Lapangan di {gang} ada, peralatannya tidak.",
        ),
        (
            "Orang tua khawatir anaknya terpengaruh pergaulan malam.",
            "Dari pertemuan terakhir {n} pemuda bersedia ikut.",
            "Pemuda ingin mengelola acara kampung sendiri.",
        ),
        ("Pemuda dan remaja", "Anggota Karang Taruna"),
        SAFE,
    ),
    "usaha": Story(
        (
            "Pembeli usaha rumahan di {gang} turun sejak pandemi dan belum pulih.",
            "Usaha makanan warga {gang} belum mempunyai izin dan kemasan yang baik.",
            "Banyak ibu di {gang} berhenti bekerja dan ingin membuka usaha dari rumah.",
            "Produk warga {gang} baru dijual ke tetangga sendiri.",
        ),
        (
            "Ada {n} usaha yang sudah mendaftar untuk ikut.",
            "Penghasilan mereka turun sampai separuh.",
            "Mereka ingin menjual lewat internet, tetapi belum tahu caranya.",
        ),
        ("Pelaku usaha mikro", "Perempuan kepala keluarga", "Ibu rumah tangga"),
        RECOVERY,
    ),
    "koperasi": Story(
        ("Koperasi wanita di {gang} masih mencatat simpan pinjam dengan buku tulis.",),
        (
            "Anggotanya {n} orang dan laporan tahunan selalu terlambat.",
            "Pengurus sulit memenuhi syarat tambahan modal.",
        ),
        ("Anggota koperasi wanita",),
        RECOVERY,
    ),
    "kerja": Story(
        (
            "Lulusan SMA di {gang} banyak yang belum bekerja.",
            "Warga {gang} yang dirumahkan belum mendapat pekerjaan baru.",
            "Kampung di {gang} mulai didatangi tamu, tetapi pemandunya belum ada.",
        ),
        (
            "Bengkel dan kedai di sekitar kampung mencari tenaga terampil.",
            "Tercatat {n} pencari kerja yang bersedia ikut sampai selesai.",
        ),
        ("Pencari kerja", "Pemuda putus kuliah"),
        RECOVERY,
    ),
    "tani": Story(
        (
            "Pekarangan di {gang} kosong, sedangkan harga sayur naik.",
            "Warga {gang} ingin menambah penghasilan dari kolam.",
        ),
        ("Kelompok {n} orang sudah terbentuk.", "Air dan lahannya tersedia di belakang balai RW."),
        ("Kelompok wanita tani", "Kelompok pembudi daya ikan"),
        RECOVERY,
    ),
    "lalin": Story(
        (
            "Simpang di {gang} tertutup tembok, sehingga kendaraan dari kiri tidak terlihat.",
            "Kendaraan di depan {gang} melaju cepat pada jam masuk sekolah.",
        ),
        ("Dalam setahun terjadi {n} tabrakan kecil.", "Orang tua bergantian menyeberangkan anak."),
        ("Anak sekolah", "Pengguna jalan"),
        SAFE,
    ),
    "digital": Story(
        (
            "Pengurus di {gang} belum terbiasa mengisi data lewat internet.",
            "Anak-anak {gang} belajar di warung kopi karena butuh internet.",
        ),
        ("Ada {n} orang yang mendaftar.", "Balai RW terbuka sampai malam dan ada penjaganya."),
        ("Pengurus dan pelajar", "Pelaku usaha dan pengurus"),
        RECOVERY,
    ),
    "bencana": Story(
        (
            "Air sungai di {gang} naik cepat tanpa ada tanda lebih dulu.",
            "{gang} padat dan tidak dapat dimasuki mobil pemadam.",
            "Warga {gang} belum pernah berlatih menyelamatkan diri.",
        ),
        (
            "Tahun lalu {n} keluarga mengungsi ke balai RW.",
            "Warga hanya mengandalkan kabar dari grup percakapan.",
            "Kebakaran kecil di dapur hampir merambat ke tetangga.",
        ),
        ("Warga di tepi sungai", "Warga gang padat"),
        FLOOD,
    ),
}
