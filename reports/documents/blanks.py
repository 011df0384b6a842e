"""Numbered empty forms for a rembuk without a device: usulan, and who came. Ballots are printed by their round."""

from django.utils.text import slugify

from rounds.models import Forum

from .paper import DOTS, MIDDLE, Cell, Column, Lines, Paper, Sheet, Table, Text

MOST = 60
LONG = DOTS * 3
USULAN, PRESENT = "usulan", "hadir"
FIELDS = (
    "RT dan RW",
    "Masalahnya",
    "",
    "Yang diusulkan",
    "Lokasi (gang, nomor)",
    "Volume dan satuan",
    "Siapa yang memakai",
    "Jumlah rumah tangga",
    "Lahan milik siapa",
    "Urutan kelompok",
    "Nama dan telepon pengusul",
)
ROWS = 20
COLUMNS = (
    Column("No.", 8, MIDDLE),
    Column("Nama", 34),
    Column("Lembaga/Instansi", 30),
    Column("Alamat dan Nomor telepon", 34),
    Column("L/P", 8, MIDDLE),
    Column("Tanda tangan", 26),
)


def blanks(forum: Forum, kind: str, count: int) -> Paper:
    """So many numbered blanks of a kind, one to a page; the number names forum and blank."""
    make = {USULAN: _usulan, PRESENT: _present}[kind]
    sheets = tuple(make(forum, number) for number in range(1, count + 1))
    return Paper(f"blanko-{slugify(kind)}", f"Blanko {kind} {forum.title}", sheets, size="a4")


def _usulan(forum: Forum, number: int) -> Sheet:
    lines = Lines(tuple((name, LONG) for name in FIELDS))
    note = Text("Satu lembar untuk satu usulan. Diketik dari lembar ini oleh dua orang; simpan lembarnya.")
    return Sheet(f"{forum.number} / U-{number:03d}", ("LEMBAR USULAN", forum.title.upper()), (lines, note))


def _present(forum: Forum, number: int) -> Sheet:
    first = (number - 1) * ROWS + 1
    rows: tuple[tuple[Cell, ...], ...] = tuple((f"{place}.", *(None,) * 5) for place in range(first, first + ROWS))
    table = Table(COLUMNS, rows, height=9)
    return Sheet(f"{forum.number} / H-{number:03d}", ("DAFTAR HADIR", forum.title.upper()), (table,))
