"""Read the table of a CSV or XLSX file whoever made it: rows with their own row number, every cell as clean text.

Nothing is guessed from the file's name. What cannot be read as one table is refused with a sentence; what is odd but
readable is a warning. Numbers keep their meaning: `569.5` of a spreadsheet becomes `569,5`, as people write it.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from . import sheet_text, workbooks
from .plaintext import clean
from .sheet_ends import is_footer, is_numbering
from .sheet_text import SheetRefused

REASON = "Alasan ditolak"
"""The column that `refused_rows` adds to a sheet; it is no part of a list that comes back with it."""

MAX_ROWS = 5_000
MAX_COLUMNS = 64
MAX_CELL = 10_000
HEADER_WITHIN = 10
BLANK_RUN = 100
SEPARATORS = (",", ";", "\t")

Cells = Sequence[str]


class HeadsRefused(SheetRefused):
    """The heads do not fit these columns: one is missing or stands there twice. They may fit others."""


class UnknownHeads(HeadsRefused):
    """A table, but none of its rows names the columns that are needed; somebody may say which is which."""


@dataclass(frozen=True)
class Columns:
    """What a sheet must and may hold, by column name; `also` maps other headers to them (`id_usulan` to `no_sipd`).

    Where a sheet `has_footer`, last rows without the first needed column and with less than three others (`Jumlah`,
    the signature) are no rows of the table.
    """

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    also: dict[str, str] = field(default_factory=dict)
    has_footer: bool = False

    def find(self, header: str) -> str:
        """Return the column a header names, without regard to case, blanks and signs; empty for none of ours."""
        name = head_key(header)
        name = self.also.get(name, name)
        return name if name in self.needed or name in self.optional else ""


def head_key(header: str) -> str:
    """A header without regard to case, blanks and signs: ` ID Usulan ` is `id_usulan`."""
    return re.sub(r"[^a-z0-9]+", "_", header.lower()).strip("_")


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number in the file, its cells by column, and why it cannot be read (mostly empty).

    `cells` is the whole line as it came, columns that are not ours included.
    """

    number: int
    values: dict[str, str]
    fault: str = ""
    cells: Cells = ()


@dataclass(frozen=True)
class Sheet:
    """A table that was read: its rows, what was odd, the SHA-256 of the file, and its heads as they came."""

    rows: list[Row]
    warnings: list[str]
    digest: str = ""
    heads: Cells = ()


def read(data: bytes, columns: Columns, *, max_rows: int = MAX_ROWS) -> Sheet:
    """Read the bytes of a CSV or XLSX file.

    Raises SheetRefused for what is neither, is too big, or lacks or doubles a column.
    """
    warnings: list[str] = []
    heads, rows = _pick(_tables(data, columns, warnings, max_rows), columns, warnings, max_rows)
    return Sheet(rows, warnings, hashlib.sha256(data).hexdigest(), heads)


def look(data: bytes, columns: Columns, *, max_rows: int = MAX_ROWS) -> Sequence[Cells]:
    """The likeliest header of a file and up to three rows below it, for somebody to say what each column holds.

    Raises SheetRefused for what is no table. The likeliest row names most of our columns; else it has most words.
    """
    for table in _tables(data, columns, [], max_rows):
        filled = (cells for cells in table if any(cell.strip() for cell in cells))
        first = [
            [clean(cell) if cell.strip() != REASON else "" for cell in cells[:MAX_COLUMNS]]
            for cells in islice(filled, HEADER_WITHIN + 3)
        ]
        if not first:
            continue
        marks = [
            (
                sum(1 for cell in cells if columns.find(cell)),
                len({cell for cell in cells if re.search("[A-Za-z]", cell)}),
            )
            for cells in first[:HEADER_WITHIN]
        ]
        at = marks.index(max(marks))
        if marks[at][1] > 2:
            return first[at : at + 4]
    raise SheetRefused("Berkas ini tidak berisi tabel dengan judul kolom. Pilih berkas lain.")


def _tables(data: bytes, columns: Columns, warnings: list[str], max_rows: int) -> Iterable[Iterable[Cells]]:
    if not data.strip():
        raise SheetRefused("Berkas ini kosong. Pilih berkas lain.")
    if data[:4] == b"PK\x03\x04":
        tables, odd = workbooks.tables(data, max_rows=max_rows)
        warnings += odd
        return tables
    return [_lines(sheet_text.decode(data, warnings), columns)]


def _lines(text: str, columns: Columns) -> Iterator[Cells]:
    """Split text by the separator under which its first lines name most of our columns, else have most cells."""
    first = text[:20_000].splitlines()[:HEADER_WITHIN]

    def known(separator: str) -> tuple[int, int]:
        cells = [line.split(separator) for line in first] or [[]]
        return max(sum(1 for cell in line if columns.find(cell)) for line in cells), max(map(len, cells))

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=known), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):  # noqa: B007 - the number names the row of a fault
            yield cells
    except csv.Error as wrong:
        raise SheetRefused(
            f"Baris {number + 1} tidak terbaca sebagai CSV. Periksa tanda kutip dan panjang isinya, lalu simpan ulang."
        ) from wrong


def _pick(
    tables: Iterable[Iterable[Cells]], columns: Columns, warnings: list[str], max_rows: int
) -> tuple[Cells, list[Row]]:
    """Read the first table whose header fits; say of the first one what is wrong where none does."""
    refusal: SheetRefused | None = None
    for table in tables:
        try:
            return _rows(table, columns, warnings, max_rows)
        except SheetRefused as wrong:
            refusal = refusal or wrong
    raise refusal or SheetRefused("Berkas ini tidak berisi lembar. Pilih berkas lain.")


def _rows(table: Iterable[Cells], columns: Columns, warnings: list[str], max_rows: int) -> tuple[Cells, list[Row]]:
    """Find the header, then read row by row; blank rows are passed over."""
    lines = enumerate(table, start=1)
    places: dict[int, str] = {}
    headers: list[Cells] = []
    for _, cells in lines:
        if any(cell.strip() for cell in cells):
            headers.append(cells)
            places = _places(cells, columns)
            if set(columns.needed) <= set(places.values()):
                break
        if len(headers) >= HEADER_WITHIN:
            places = {}
            break
    else:
        places = {}
    if not places:
        raise _no_header(headers, columns)
    foreign = [clean(cell)[:40] for n, cell in enumerate(headers[-1]) if n not in places and _is_told(cell)]
    rows = _below(lines, places, len(headers[-1]), warnings, max_rows)
    if columns.has_footer:
        _cut_footer(rows, columns, warnings)
    if not rows:
        raise SheetRefused("Di bawah judul kolom tidak ada baris. Isi dulu, lalu kirim lagi.")
    if foreign:
        warnings.append(f"Kolom yang tidak dipakai: {', '.join(foreign[:8])}.")
    return headers[-1], rows


def _is_told(head: str) -> bool:
    """Say whether a head is one of the list's own: neither blank nor what we added when we sent rows back."""
    return head_key(head) not in {"", head_key(REASON)}


def _below(
    lines: Iterable[tuple[int, Cells]], places: dict[int, str], width: int, warnings: list[str], max_rows: int
) -> list[Row]:
    rows: list[Row] = []
    blank = 0
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            blank += 1
            if blank > BLANK_RUN:
                _warn_of_more(lines, warnings)
                break
            continue
        blank = 0
        if len(rows) >= max_rows:
            raise SheetRefused(
                f"Berkas ini berisi lebih dari {max_rows:,} baris. Bagi menjadi beberapa berkas.".replace(",", ".")
            )
        rows.append(_row(number, cells, places, width))
    return rows


def _warn_of_more(lines: Iterable[tuple[int, Cells]], warnings: list[str]) -> None:
    """Say where the table goes on below a long run of blank rows: nothing is left out without a word."""
    for number, cells in lines:
        if any(cell.strip() for cell in cells):
            warnings.append(
                f"Baris {number} dan seterusnya tidak dibaca: di atasnya lebih dari {BLANK_RUN} baris kosong."
            )
            return


def _cut_footer(rows: list[Row], columns: Columns, warnings: list[str]) -> None:
    """Take sums and signatures off the end and say so; a line that numbers the columns (1, 2, 3) off the start."""
    if rows and is_numbering(rows[0].values):
        del rows[0]
    cut: list[Row] = []
    while rows and is_footer(rows[-1].values, columns.needed):
        cut.append(rows.pop())
    if cut:
        said = " ".join(value for value in cut[-1].values.values() if value)[:60]
        where = f"Baris {cut[-1].number}" + (f" sampai {cut[0].number}" if len(cut) > 1 else "")
        warnings.append(f"{where} di bawah tabel tidak dibaca sebagai usulan: “{said}”.")


def _places(cells: Cells, columns: Columns) -> dict[int, str]:
    """Say which column stands at which place; refuse a header that names one twice."""
    places: dict[int, str] = {}
    for place, cell in enumerate(cells[:MAX_COLUMNS]):
        name = columns.find(cell)
        if name and name in places.values():
            raise HeadsRefused(f"Judul kolom “{name}” ada dua kali. Hapus salah satunya.")
        if name:
            places[place] = name
    return places


def _no_header(headers: list[Cells], columns: Columns) -> UnknownHeads:
    best = max((set(_places(cells, columns).values()) for cells in headers), key=len, default=set())
    missing = [name for name in columns.needed if name not in best]
    expected = ", ".join(columns.needed)
    if not best:
        return UnknownHeads(f"Baris judul kolom tidak ditemukan. Kolom yang diperlukan: {expected}.")
    return UnknownHeads(f"Kolom ini tidak ada: {', '.join(missing)}. Kolom yang diperlukan: {expected}.")


def _said(cell: str) -> str:
    text = clean(cell)
    return "" if text.lower() in EMPTY else text


def _row(number: int, cells: Cells, places: dict[int, str], width: int) -> Row:
    values = {name: _said(cells[place]) if place < len(cells) else "" for place, name in places.items()}
    fault = ""
    if any(cell.strip() for cell in cells[width:]):
        fault = "Baris ini punya lebih banyak sel daripada judul kolomnya. Periksa pemisah dan tanda kutip."
    elif long := next((name for name, value in values.items() if len(value) > MAX_CELL), ""):
        values[long] = values[long][:MAX_CELL]
        fault = f"Isi kolom “{long}” terlalu panjang. Ringkas sampai {MAX_CELL:,} huruf.".replace(",", ".")
    elif broken := next((name for name, value in values.items() if value.startswith("#") and value in BROKEN), ""):
        fault = f"Kolom “{broken}” berisi kesalahan rumus {values[broken]}. Perbaiki di Excel."
    return Row(number, values, fault, cells)


EMPTY = {"undefined", "null", "nan"}
"""What programs write where they had nothing to say."""

BROKEN = {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"}
"""What a spreadsheet shows where a formula failed."""
