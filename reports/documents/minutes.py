"""Forms 1.1 and 2.1, the berita acara of kelurahan and kecamatan, word for word as the circular prints them."""

from rounds.models import Forum
from rounds.models.meeting import MOST_SPEAKERS

from .meeting import Meeting, clock, or_dots, said_day
from .paper import DOTS, Block, Column, Leaders, Lines, Paper, Points, Sheet, Signature, Signatures, Table, Text
from .signing import signature

LINE = "……………………………………………………………………………"
WITNESSES = 9
"""So many elements sign at least (Lurah, kecamatan, RT, RW, LPMK, BKM, PKK, Karang Taruna, tokoh masyarakat)."""
BOTH_METHODS = "Musyawarah Mufakat/Aklamasi dan/atau Pemungutan Suara/Voting"
METHODS = {Forum.Method.CONSENSUS: "Musyawarah Mufakat/Aklamasi", Forum.Method.VOTING: "Pemungutan Suara/Voting"}
END = (
    "Demikian Berita Acara ini dibuat dan disahkan dengan penuh tanggung jawab agar dapat dipergunakan sebagaimana "
    "mestinya."
)
TOPICS = (
    "Materi atau topik yang dibahas dalam musyawarah ini serta yang bertindak selaku unsur Pimpinan Rapat dan "
    "Narasumber adalah:"
)


def kelurahan_minutes(data: Meeting) -> Paper:
    """Form 1.1."""
    n, n1, place, kecamatan, words = data.held_year, data.plan_year, data.place, data.kecamatan, data.wording
    titles = (
        f"BERITA ACARA KESEPAKATAN HASIL FORUM MUSRENBANG TAHUN {n}",
        f"DALAM RANGKA PENYUSUNAN RKPD TAHUN {n1}",
        f"KELURAHAN {place.upper()} KECAMATAN {kecamatan.upper()}",
    )
    blocks: list[Block] = [
        Text(
            f"Berkaitan dengan pelaksanaan Musrenbang Tahun {n} dalam rangka Penyusunan RKPD Tahun {n1} di Tingkat "
            f"Kelurahan {place} Kecamatan {kecamatan} {words.city} Provinsi {words.province}, maka pada hari ini:",
            is_first=True,
        ),
        *when(data, words.months_kelurahan),
        Text(
            "telah diselenggarakan Forum Musrenbang Kelurahan yang telah dihadiri oleh kelompok dan tokoh masyarakat "
            "serta unsur lain yang terkait di Kelurahan sebagaimana tercantum dalam Daftar Hadir terlampir."
        ),
        *topics(data),
        Text(
            "Setelah dilakukan pembahasan dan diskusi terhadap materi dan topik di atas selanjutnya seluruh Peserta "
            "Forum Musrenbang Kelurahan menyepakati serta memutuskan beberapa hal yang berketetapan menjadi Keputusan "
            "Akhir dari Musrenbang Kelurahan, yaitu:"
        ),
        _decisions(
            data,
            f"Usulan Kegiatan Pembangunan Prioritas Kelurahan Tahun {n1} sebagaimana daftar usulan terlampir;",
            f"Delegasi Kelurahan yang bertugas mengikuti Musrenbang Tahun {n} dalam rangka Penyusunan RKPD Tahun {n1} "
            f"di tingkat Kecamatan {kecamatan} sebagaimana daftar terlampir;",
        ),
        *_end(data, "Wakil dari Peserta Forum Musrenbang Kelurahan"),
    ]
    sheet = Sheet("Form 1.1", titles, tuple(blocks))
    return Paper("1.1", f"Form 1.1 {data.forum.title}", (sheet,), size=words.size, logo=words.logo)


def district_minutes(data: Meeting) -> Paper:
    """Form 2.1."""
    n, n1, place, words = data.held_year, data.plan_year, data.place, data.wording
    titles = (
        f"BERITA ACARA KESEPAKATAN HASIL MUSRENBANG TAHUN {n}",
        f"DALAM RANGKA PENYUSUNAN RKPD TAHUN {n1}",
        f"KECAMATAN {place.upper()}",
    )
    blocks: list[Block] = [
        Text(
            f"Berkaitan dengan pelaksanaan Musrenbang Tahun {n} dalam rangka Penyusunan RKPD Tahun {n1} di Tingkat "
            f"Kecamatan {place} {words.city} Provinsi {words.province}, maka pada hari ini:",
            is_first=True,
        ),
        *when(data, words.months_district),
        Text(
            "telah diselenggarakan Musrenbang Kecamatan yang telah dihadiri oleh kelompok dan tokoh masyarakat serta "
            "unsur lain yang terkait di Kecamatan sebagaimana tercantum dalam Daftar Hadir terlampir."
        ),
        *topics(data),
        Text(
            "Setelah dilakukan pembahasan dan diskusi terhadap materi dan topik di atas selanjutnya seluruh Peserta "
            "Forum Musrenbang Kecamatan menyepakati serta memutuskan beberapa hal yang berketetapan menjadi Keputusan "
            "Akhir dari Forum Musrenbang Kecamatan, yaitu:"
        ),
        _decisions(
            data,
            f"Usulan Kegiatan Pembangunan Prioritas Kecamatan Tahun {n1} sebagaimana daftar usulan terlampir;",
            f"{words.sent_by_district} yang bertugas mengikuti Forum Perangkat Daerah dan Musrenbang dalam rangka "
            f"Penyusunan RKPD Tahun {n1} di tingkat Kota sebagaimana daftar terlampir;",
        ),
        *_end(data, "Wakil dari Peserta Musrenbang Kecamatan"),
    ]
    sheet = Sheet("Form 2.1", titles, tuple(blocks))
    return Paper("2.1", f"Form 2.1 {data.forum.title}", (sheet,), size=words.size, logo=words.logo)


def when(data: Meeting, months: str) -> list[Block]:
    forum = data.forum
    return [
        Lines(
            (
                ("Hari dan tanggal", said_day(data.day, months, data.held_year)),
                ("Pukul", clock(forum)),
                ("Tempat", or_dots(forum.place)),
            )
        )
    ]


def topics(data: Meeting) -> list[Block]:
    forum = data.forum
    known = [*forum.speakers, *[("", "")] * (MOST_SPEAKERS - len(forum.speakers))]
    speakers = [
        ("" if place > 1 else "Narasumber", f"{place}. {or_dots(name)}", or_dots(where))
        for place, (name, where) in enumerate(known, start=1)
    ]
    return [
        Text(TOPICS),
        Text("A. Materi atau Topik:"),
        *([Text(forum.topic)] if forum.topic else [Text(LINE), Text(LINE)]),
        Text("B. Unsur Pimpinan Rapat dan Narasumber:"),
        Leaders(
            (
                ("Pimpinan Rapat", or_dots(forum.chair), or_dots(forum.chair_from)),
                ("Sekretaris/Notulis", or_dots(forum.secretary), or_dots(forum.secretary_from)),
                *speakers,
            )
        ),
    ]


def _decisions(data: Meeting, *first: str) -> Points:
    """The printed points, then what the forum wrote and what it did not meet; else room to write by hand."""
    own = tuple(text if text.endswith(";") else f"{text.rstrip('.')};" for text in (*data.decisions, *data.unmet))
    return Points((*first, *(own or (f"{LINE};",)), *(() if data.forum.is_over else ("Dst.",))))


def agreed_by(data: Meeting, leader: str = "PIMPINAN MUSRENBANG") -> list[Block]:
    """How it was agreed, and the two who led the meeting."""
    forum = data.forum
    said = METHODS.get(Forum.Method(forum.method)) if forum.method else None
    method = said or f"{DOTS} ({BOTH_METHODS})"
    if forum.method == Forum.Method.VOTING and forum.votes_for is not None:
        votes = (forum.votes_for, forum.votes_against or 0, forum.votes_abstain or 0)
        method += ": {} setuju, {} tidak setuju, {} abstain".format(*votes)
    return [
        Text(f"dimana kesepakatan tersebut diambil secara {method}."),
        Text(END),
        Signatures(
            (
                Signature((f"{leader},",), or_dots(forum.chair)),
                Signature(("NOTULIS/SEKRETARIS,",), or_dots(forum.secretary)),
            )
        ),
    ]


def _end(data: Meeting, witnesses: str) -> list[Block]:
    return [
        *agreed_by(data),
        Signatures((signature(data.official, "Mengetahui"),), is_centred=True),
        Signatures((Signature(("Mengetahui dan menyetujui:", witnesses)),), is_centred=True),
        Table(
            (Column("Nama", 44), Column("Alamat", 32), Column("Tanda Tangan", 20)),
            tuple((f"{place}. {DOTS}{DOTS}", DOTS, "………………") for place in range(1, WITNESSES + 1)),
            height=9,
            is_open=True,
        ),
    ]
