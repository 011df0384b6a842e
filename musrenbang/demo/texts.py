"""What people write in the demo city: problems, addresses, and the reasons of those who decide."""

from random import Random

from proposals.texts import MIN_PROBLEM

from .stories import Story

LANDMARKS = (
    "depan balai RW",
    "belakang musala",
    "dekat jembatan kecil",
    "samping lapangan voli",
    "sebelah sekolah dasar",
    "dekat pos kamling",
    "depan posyandu",
    "sisi timur makam",
    "belakang pasar warga",
    "ujung barat dekat sungai",
    "pertigaan warung",
    "depan rumah ketua RT",
)


def tell(story: Story, rng: Random) -> tuple[str, str, str]:
    """Return problem, address and target group of one usulan."""
    gang = f"Gang {rng.randint(1, 14)}"
    seen = rng.choice(story.seen).format(gang=gang, n=rng.randint(2, 9))
    problem = f"{seen} {rng.choice(story.follows).format(n=rng.randint(3, 24))}"
    assert len(problem) >= MIN_PROBLEM
    return problem, f"{gang}, {rng.choice(LANDMARKS)}", rng.choice(story.people)


REJECTIONS = (
    ("lahan", "Lahannya milik perorangan dan belum ada izin tertulis dari pemilik.", True),
    ("sudah_ditangani", "Lokasi ini sudah masuk pekerjaan pemeliharaan tahun ini.", False),
    ("kewenangan", "Jalan ini jalan provinsi, jadi usulannya ke pemerintah provinsi.", False),
    ("pernah_menerima", "Lembaga yang sama sudah menerima barang serupa dua tahun lalu.", True),
    ("teknis", "Lebar jalan kurang dari 3 m, sehingga tiang lampu tidak dapat berdiri.", True),
    ("ganda", "Titik yang sama sudah dikirim RT sebelah pada tahun ini.", False),
)
RETURNED = ("lokasi", "Alamatnya belum jelas. Sebutkan nama gang dan rumah terdekat, lalu kirim lagi.")
CHANGES = (
    "Hasil ukur ulang bersama ketua RT lebih pendek dari usulan.",
    "Bagian yang rusak sebagian saja, sisanya masih baik.",
    "Peserta disesuaikan dengan jumlah kader yang aktif.",
)
HELD_BY_FORUM = (
    ("prioritas", "Forum mendahulukan titik yang tergenang setiap hujan."),
    ("urutan", "Kelompok ini sudah mendapat tempat dengan prioritas pertamanya."),
)
PILOT_YEAR = "Tahun percontohan: baru dua kelurahan tiap kecamatan memakai aplikasi ini."
LATE_KELURAHAN = "Delapan kelurahan meminta jadwal susulan, forum sepakat tetap berjalan."
UNFUNDED = ("pagu", "Anggaran perangkat daerah tahun rencana tidak cukup. Dapat diusulkan lagi.")
NIL = "Ketua RW dan lembaga diundang dua kali. Tidak ada yang mengajukan usulan tahun ini."
DISPUTE = "Jumlahnya kurang dari yang diusulkan."
DISPUTE_ANSWER = "Sisanya diselesaikan pelaksana bulan ini, masih dalam masa pemeliharaan."
