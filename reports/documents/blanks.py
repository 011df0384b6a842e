"""Numbered empty forms for a rembuk without a device: usulan, and who came. Ballots are printed by their round."""

from collections.abc import Sequence

from django.utils.text import slugify

from rounds.models import Blank, Forum
from rounds.models.blanks import ROWS

from .paper import DOTS, MIDDLE, Cell, Column, Lines, Paper, Sheet, Table, Text

FIELDS = (
    ("RT atau RW yang terkena", None),
    ("Yang diusulkan", None),
    ("Volume dan satuan", None),
    ("Masalahnya", None),
    ("", None),
    ("Alamat lokasi (gang, patokan)", None),
    ("Kelompok sasaran", None),
    ("Penerima manfaat (KK)", None),
    ("Status lahan, lingkari satu", "pemkot / fasum / warga, ada izin / instansi lain / sengketa / tidak tahu"),
    ("Lembaga penerima, bila barang", None),
)
"""What two people type, in the order of `rounds.forms.paper_sheets`."""
KEPT = ("Urutan kelompok", "Nama dan telepon pengusul")
"""What stays on the paper: the order is made on its own page, and who asked is nobody's business but the group's."""
ASKED = (Column("Yang ditanyakan", 44), Column("Tulis di sini dengan huruf jelas", 96))
HAND = 14
"""The height in mm of a row that is written on by hand."""
COLUMNS = (
    Column("No.", 8, MIDDLE),
    Column("Nama", 34),
    Column("Lembaga/Instansi", 30),
    Column("Alamat dan Nomor telepon", 34),
    Column("L/P", 8, MIDDLE),
    Column("Tanda tangan", 26),
)


def blanks(forum: Forum, kind: str, sheets: Sequence[Blank]) -> Paper:
    """Numbered blanks of a kind, one to a page, as they were given their numbers; the number names forum and blank."""
    make = {Blank.Kind.USULAN: _usulan, Blank.Kind.PRESENT: _present}[Blank.Kind(kind)]
    made = tuple(make(forum, one) for one in sheets)
    return Paper(f"blanko-{slugify(kind)}", f"Blanko {kind} {forum.title}", made, size="a4")


def _usulan(forum: Forum, blank: Blank) -> Sheet:
    whose = Lines((("Kelompok pengusul", forum.name if forum.group_id is not None else DOTS * 3),))
    typed = Table(ASKED, FIELDS, height=HAND)
    kept = Text("Tidak diketik, tinggal di kertas:", is_strong=True)
    rest = Lines(tuple((name, DOTS * 3) for name in KEPT))
    note = Text("Satu lembar untuk satu usulan. Diketik dari lembar ini oleh dua orang; simpan lembarnya.")
    return Sheet(_label(forum, blank), ("LEMBAR USULAN", forum.title.upper()), (whose, typed, kept, rest, note))


def _present(forum: Forum, blank: Blank) -> Sheet:
    first = (blank.number - 1) * ROWS + 1
    rows: tuple[tuple[Cell, ...], ...] = tuple((f"{place}.", *(None,) * 5) for place in range(first, first + ROWS))
    table = Table(COLUMNS, rows, height=9)
    return Sheet(_label(forum, blank), ("DAFTAR HADIR", forum.title.upper()), (table,))


def _label(forum: Forum, blank: Blank) -> str:
    return f"{forum.number} / {blank.code}"
