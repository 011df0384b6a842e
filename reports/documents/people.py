"""Forms 1.2 and 2.2 (who came) and 1.3 and 2.5 (whom the forum sends on). Personal data: for the forum's own office."""

from collections.abc import Sequence

from rounds.models import Attendance, Delegate
from rounds.models.meeting import Sex

from .meeting import Meeting, clock, or_dots, said_day
from .paper import MIDDLE, Block, Cell, Column, Lines, Paper, Sheet, Table
from .signing import place_and_date, signed_at_right

ROOM_TO_SIGN = 9
"""Height of a row in mm."""
ROWS = 5
SEX = "Jenis Kelamin"


def _attendance_columns(contact: str) -> tuple[Column, ...]:
    return (
        Column("No.", 8, MIDDLE),
        Column("Nama", 34),
        Column("Lembaga/Instansi", 30),
        Column(contact, 34),
        Column("L/P", 8, MIDDLE),
        Column("Tanda tangan", 26),
    )


def _delegate_columns() -> tuple[Column, ...]:
    return (
        Column("No.", 8, MIDDLE),
        Column("Nama", 34),
        Column("Laki-laki", 11, MIDDLE, SEX),
        Column("Perempuan", 13, MIDDLE, SEX),
        Column("Usia", 9, MIDDLE),
        Column("Alamat dan Nomor Telpon", 36),
        Column("Pekerjaan/Profesi", 24),
        Column("Kelompok/Unsur", 28),
        Column("Keterangan", 22),
    )


def kelurahan_attendance(data: Meeting) -> Paper:
    """Form 1.2."""
    titles = (
        f"DAFTAR HADIR PESERTA FORUM MUSRENBANG TAHUN {data.held_year}",
        f"DALAM RANGKA PENYUSUNAN RKPD TAHUN {data.plan_year}",
        f"KELURAHAN {data.place.upper()} KECAMATAN {data.kecamatan.upper()}",
    )
    day = ("Hari, Tanggal", said_day(data.day, data.wording.months_kelurahan, data.held_year))
    return _attendance("1.2", data, titles, day, "Alamat dan Nomor telepon")


def district_attendance(data: Meeting) -> Paper:
    """Form 2.2."""
    titles = (
        f"DAFTAR HADIR PESERTA MUSRENBANG KECAMATAN {data.place.upper()} TAHUN {data.held_year}",
        f"DALAM RANGKA PENYUSUNAN RKPD TAHUN {data.plan_year}",
    )
    day = ("Hari, tanggal", said_day(data.day, data.wording.months_attendance, data.held_year))
    return _attendance("2.2", data, titles, day, "Alamat dan Nomor telpon")


def _attendance(code: str, data: Meeting, titles: tuple[str, ...], day: tuple[str, str], contact: str) -> Paper:
    blocks: tuple[Block, ...] = (
        Lines((day, ("Waktu", clock(data.forum)), ("Tempat", or_dots(data.forum.place)))),
        attendance_table(data, contact),
        signed_at_right(data.official),
    )
    name = f"Form {code} {data.forum.title}"
    return Paper(code, name, (Sheet(f"Form {code}", titles, blocks),), size=data.wording.size)


def attendance_table(data: Meeting, contact: str) -> Table:
    """Who came, with room to sign; goes on as `Dst.` while the forum is not over."""
    rows = _numbered([_person(one) for one in data.present], 6)
    if not data.forum.is_over:
        rows += (("Dst.", *(None,) * 5),)
    return Table(_attendance_columns(contact), rows, height=ROOM_TO_SIGN)


def _person(one: Attendance) -> tuple[Cell, ...]:
    return one.name, one.institution, one.contact, one.sex, "daring" if one.is_online else None


def kelurahan_delegates(data: Meeting) -> Paper:
    """Form 1.3."""
    titles = ("DAFTAR NAMA ANGGOTA DELEGASI KELURAHAN/", f"PESERTA MUSRENBANG KECAMATAN TAHUN {data.held_year}")
    place = (("Kelurahan", data.place), ("Kecamatan", data.kecamatan), ("Kota", data.wording.city_name))
    return _delegates("1.3", data, titles, place, is_numbered=False)


def district_delegates(data: Meeting) -> Paper:
    """Form 2.5."""
    titles = (
        "DAFTAR NAMA ANGGOTA DELEGASI KECAMATAN/",
        f"PESERTA FORUM PERANGKAT DAERAH/MUSRENBANG KOTA TAHUN {data.held_year}",
    )
    place = (("Kecamatan", data.place), ("Kota", data.wording.city_name))
    return _delegates("2.5", data, titles, place, is_numbered=True)


def _delegates(
    code: str, data: Meeting, titles: tuple[str, ...], place: tuple[tuple[str, str], ...], *, is_numbered: bool
) -> Paper:
    blocks: tuple[Block, ...] = (
        Lines(place),
        delegate_table(data, is_numbered=is_numbered),
        signed_at_right(data.official, place_and_date(data.wording.city_name, data.day, data.held_year)),
    )
    name = f"Form {code} {data.forum.title}"
    sheet = Sheet(f"Form {code}", titles, blocks)
    return Paper(code, name, (sheet,), is_landscape=True, size=data.wording.size)


def delegate_table(data: Meeting, *, is_numbered: bool) -> Table:
    """Whom the forum sends on, with the counts of men and women."""
    rows = _numbered([_delegate(one) for one in data.delegates], 9)
    counted = [sum(one.sex == sex for one in data.delegates) for sex in (Sex.MALE, Sex.FEMALE)]
    men, women = (str(count) if data.delegates else None for count in counted)
    total: tuple[Cell, ...] = (None, "Total", men, women, *(None,) * 5)
    return Table(_delegate_columns(), rows, numbered=is_numbered, height=ROOM_TO_SIGN, total=total)


def _delegate(one: Delegate) -> tuple[Cell, ...]:
    man, woman = ("✓", None) if one.sex == Sex.MALE else (None, "✓")
    age = str(one.age) if one.age else None
    return one.name, man, woman, age, one.contact, one.occupation, one.institution, None


def _numbered(people: Sequence[tuple[Cell, ...]], columns: int) -> tuple[tuple[Cell, ...], ...]:
    """Rows with their numbers, and numbered empty ones up to five."""
    rows = [*people, *[(None,) * (columns - 1)] * (ROWS - len(people))]
    return tuple((f"{number}.", *row) for number, row in enumerate(rows, start=1))
