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

from django.core.exceptions import ValidationError

from . import workbooks
from .plaintext import clean

MAX_ROWS = 5_000
MAX_COLUMNS = 64
MAX_CELL = 10_000
HEADER_WITHIN = 10
BLANK_RUN = 100
SEPARATORS = (",", ";", "\t")
ENCODING_WARNING = "Berkas tidak memakai UTF-8 dan dibaca sebagai Windows-1252. Periksa huruf beraksen."

Cells = Sequence[str]


class SheetRefused(ValidationError):
    """The file is no table we can read; the message says what to do."""


@dataclass(frozen=True)
class Columns:
    """What a sheet must and may hold, by column name; `also` maps other headers to them (`id_usulan` to `no_sipd`)."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    also: dict[str, str] = field(default_factory=dict)

    def find(self, header: str) -> str:
        """Return the column a header names, without regard to case, blanks and signs; empty for none of ours."""
        name = re.sub(r"[^a-z0-9]+", "_", header.lower()).strip("_")
        name = self.also.get(name, name)
        return name if name in self.needed or name in self.optional else ""


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number in the file, its cells by column, and why it cannot be read (mostly empty)."""

    number: int
    values: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table that was read: its rows, what was odd, and the SHA-256 of the file."""

    rows: list[Row]
    warnings: list[str]
    digest: str = ""


def read(data: bytes, columns: Columns, *, max_rows: int = MAX_ROWS) -> Sheet:
    """Read the bytes of a CSV or XLSX file.

    Raises SheetRefused for what is neither, is too big, or lacks or doubles a column.
    """
    if not data.strip():
        raise SheetRefused("Berkas ini kosong. Pilih berkas lain.")
    warnings: list[str] = []
    tables: Iterable[Iterable[Cells]]
    if data[:4] == b"PK\x03\x04":
        tables, odd = workbooks.tables(data, max_rows=max_rows)
        warnings += odd
    else:
        tables = [_lines(_decode(data, warnings), columns)]
    sheet = _pick(tables, columns, warnings, max_rows)
    return Sheet(sheet, warnings, hashlib.sha256(data).hexdigest())


def _decode(data: bytes, warnings: list[str]) -> str:
    """Turn bytes into text: UTF-8 with or without mark, else Windows-1252 with a warning."""
    if data[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        raise SheetRefused("Berkas ini format Excel lama atau bersandi. Simpan ulang sebagai .xlsx tanpa sandi.")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise SheetRefused("Berkas ini memakai UTF-16. Simpan ulang sebagai CSV UTF-8 atau .xlsx.")
    if b"\x00" in data:
        raise SheetRefused("Berkas ini bukan CSV atau XLSX. Simpan ulang dari Excel sebagai .xlsx atau CSV UTF-8.")
    if re.match(rb"\s*(<!doctype|<html|<\?xml|<table|%pdf)", data[:200].removeprefix(b"\xef\xbb\xbf"), re.IGNORECASE):
        raise SheetRefused("Berkas ini bukan tabel CSV atau XLSX. Simpan ulang dari Excel sebagai .xlsx.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        data.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        raise SheetRefused("Berkas ini memuat huruf yang rusak. Simpan ulang dari Excel sebagai CSV UTF-8.")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as wrong:
        raise SheetRefused("Huruf dalam berkas ini tidak terbaca. Simpan ulang sebagai CSV UTF-8.") from wrong
    warnings.append(ENCODING_WARNING)
    return text


def _lines(text: str, columns: Columns) -> Iterator[Cells]:
    """Split text into cells by the separator under which its first lines name most of our columns."""
    first = text[:20_000].splitlines()[:HEADER_WITHIN]

    def known(separator: str) -> int:
        return max((sum(1 for cell in line.split(separator) if columns.find(cell)) for line in first), default=0)

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=known), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):  # noqa: B007 - the number names the row of a fault
            yield cells
    except csv.Error as wrong:
        raise SheetRefused(
            f"Baris {number + 1} tidak terbaca sebagai CSV. Periksa tanda kutip dan panjang isinya, lalu simpan ulang."
        ) from wrong


def _pick(tables: Iterable[Iterable[Cells]], columns: Columns, warnings: list[str], max_rows: int) -> list[Row]:
    """Read the first table whose header fits; say of the first one what is wrong where none does."""
    refusal: SheetRefused | None = None
    for table in tables:
        try:
            return _rows(table, columns, warnings, max_rows)
        except SheetRefused as wrong:
            refusal = refusal or wrong
    raise refusal or SheetRefused("Berkas ini tidak berisi lembar. Pilih berkas lain.")


def _rows(table: Iterable[Cells], columns: Columns, warnings: list[str], max_rows: int) -> list[Row]:
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
    foreign = [clean(cell)[:40] for n, cell in enumerate(headers[-1]) if cell.strip() and n not in places]
    rows: list[Row] = []
    blank = 0
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            blank += 1
            if blank > BLANK_RUN:
                break
            continue
        blank = 0
        if len(rows) >= max_rows:
            raise SheetRefused(
                f"Berkas ini berisi lebih dari {max_rows:,} baris. Bagi menjadi beberapa berkas.".replace(",", ".")
            )
        rows.append(_row(number, cells, places, len(headers[-1])))
    if not rows:
        raise SheetRefused("Di bawah judul kolom tidak ada baris. Isi dulu, lalu kirim lagi.")
    if foreign:
        warnings.append(f"Kolom yang tidak dipakai: {', '.join(foreign[:8])}.")
    return rows


def _places(cells: Cells, columns: Columns) -> dict[int, str]:
    """Say which column stands at which place; refuse a header that names one twice."""
    places: dict[int, str] = {}
    for place, cell in enumerate(cells[:MAX_COLUMNS]):
        name = columns.find(cell)
        if name and name in places.values():
            raise SheetRefused(f"Judul kolom “{name}” ada dua kali. Hapus salah satunya.")
        if name:
            places[place] = name
    return places


def _no_header(headers: list[Cells], columns: Columns) -> SheetRefused:
    best = max((set(_places(cells, columns).values()) for cells in headers), key=len, default=set())
    missing = [name for name in columns.needed if name not in best]
    expected = ", ".join(columns.needed)
    if not best:
        return SheetRefused(f"Baris judul kolom tidak ditemukan. Kolom yang diperlukan: {expected}.")
    return SheetRefused(f"Kolom ini tidak ada: {', '.join(missing)}. Kolom yang diperlukan: {expected}.")


def _row(number: int, cells: Cells, places: dict[int, str], width: int) -> Row:
    values = {name: clean(cells[place]) if place < len(cells) else "" for place, name in places.items()}
    fault = ""
    if any(cell.strip() for cell in cells[width:]):
        fault = "Baris ini punya lebih banyak sel daripada judul kolomnya. Periksa pemisah dan tanda kutip."
    elif long := next((name for name, value in values.items() if len(value) > MAX_CELL), ""):
        values[long] = values[long][:MAX_CELL]
        fault = f"Isi kolom “{long}” terlalu panjang. Ringkas sampai {MAX_CELL:,} huruf.".replace(",", ".")
    elif broken := next((name for name, value in values.items() if value.startswith("#") and value in BROKEN), ""):
        fault = f"Kolom “{broken}” berisi kesalahan rumus {values[broken]}. Perbaiki di Excel."
    return Row(number, values, fault)


BROKEN = {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"}
"""What a spreadsheet shows where a formula failed."""
