"""The door before an XLSX is parsed: what is no plain workbook, or would eat the machine, is refused unread.

A workbook is a zip of XML. Sizes are checked by unpacking under their declared limits (a lying size fails the check
sum), members against a list of what a plain workbook holds, and the corner of each sheet before the parser lays it
out: one cell at XFD1048576 would ask for sixteen milliards of cells.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from python_calamine import CalamineError, CalamineWorkbook

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 50 * MEGABYTE
MAX_TEXTS = 20 * MEGABYTE
MAX_RATIO = 100
MAX_MEMBERS = 500
MAX_CELLS = 5_000_000
MAX_SHEETS = 10

_ALLOWED = re.compile(
    r"\[Content_Types\]\.xml|_rels/[\w.-]+|docProps/[\w.-]+|docMetadata/[\w.-]+|customXml/[\w./-]+"
    r"|xl/(?:_rels/)?[\w.-]+\.(?:xml|rels)"
    r"|xl/(?:worksheets|chartsheets|theme|drawings|media|tables|charts|printerSettings|comments|persons"
    r"|threadedComments|richData|metadata|pivotTables|pivotCache|featurePropertyBag)/(?:_rels/)?[\w.-]+",
    re.IGNORECASE,
)
_CORNER = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{0,4})(\d{1,12})\s*[\"']")
_FORMULA = re.compile(rb"<f[\s>/]")


def tables(data: bytes, *, max_rows: int) -> tuple[Iterator[Iterator[Sequence[str]]], list[str]]:
    """Open a workbook: its visible sheets, each as rows of text cells, and the warnings that belong to the file.

    Raises ValidationError with one sentence for whatever is not a plain workbook of sane size.
    """
    formulas = _inspect(data, max_rows)
    warnings = []
    if formulas:
        said = f"{formulas:,}".replace(",", ".")
        warnings.append(f"{said} sel berisi rumus. Yang dipakai hasil terakhirnya; sebaiknya tempel sebagai nilai.")
    return _sheets(data), warnings


def _refuse(sentence: str) -> ValidationError:
    return ValidationError(sentence, code="workbook")


def _inspect(data: bytes, max_rows: int) -> int:
    """Check the zip and its XML; return the number of formulas."""
    broken = "Berkas .xlsx ini rusak atau terpotong. Simpan ulang dari Excel, lalu kirim lagi."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members, len(data))
            return sum(_check_xml(member.filename, archive.read(member), max_rows) for member in members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as wrong:
        raise _refuse(broken) from wrong


def _check_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    names = [member.filename for member in members]
    unpacked = sum(member.file_size for member in members)
    if any("vbaproject" in name.lower() or "macrosheets" in name.lower() for name in names):
        raise _refuse("Berkas ini memuat makro. Simpan ulang sebagai .xlsx tanpa makro.")
    if any("externallink" in name.lower() for name in names):
        raise _refuse("Berkas ini terhubung ke berkas lain. Putuskan tautannya, atau tempel isinya sebagai nilai.")
    if any(member.flag_bits & 0x1 for member in members):
        raise _refuse("Berkas ini bersandi. Simpan ulang tanpa sandi.")
    if "xl/workbook.xml" not in names:
        raise _refuse("Berkas ini bukan .xlsx. Simpan ulang dari Excel sebagai .xlsx atau CSV.")
    strange = [name for name in names if not name.endswith("/") and not _ALLOWED.fullmatch(name)]
    if strange or len(set(names)) != len(names) or len(names) > MAX_MEMBERS:
        raise _refuse("Berkas .xlsx ini memuat bagian yang tidak dikenal. Salin tabelnya ke berkas baru.")
    texts = sum(member.file_size for member in members if "sharedstrings" in member.filename.lower())
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1) or texts > MAX_TEXTS:
        raise _refuse("Isi berkas ini terlalu besar sesudah dibuka. Bagi menjadi beberapa berkas.")


def _check_xml(name: str, content: bytes, max_rows: int) -> int:
    """Refuse declarations of entities and sheets that reach too far; count the formulas of a sheet."""
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return 0
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise _refuse("Berkas ini memuat perintah XML yang tidak diizinkan. Salin tabelnya ke berkas baru.")
    if not name.lower().startswith("xl/worksheets/"):
        return 0
    rows, columns = 1, 1
    for letters, digits in _CORNER.findall(content):
        rows = max(rows, int(digits))
        if letters:
            columns = max(columns, _column(letters))
    if rows * columns > MAX_CELLS or rows > 1_048_576:
        raise _refuse("Lembar ini terlalu luas. Hapus baris dan kolom kosong di luar tabel, lalu simpan ulang.")
    return len(_FORMULA.findall(content))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _sheets(data: bytes) -> Iterator[Iterator[Sequence[str]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index in range(min(len(book.sheet_names), MAX_SHEETS)):
            rows = book.get_sheet_by_index(index).to_python(skip_empty_area=False)
            yield (list(map(_text, cells)) for cells in rows)
    except (CalamineError, ValueError, TypeError, OverflowError) as wrong:
        raise _refuse("Isi berkas .xlsx ini tidak terbaca. Salin tabelnya ke berkas baru.") from wrong
    except BaseException as wrong:  # a panic of the parser is no Exception
        if type(wrong).__name__ != "PanicException":
            raise
        raise _refuse("Isi berkas .xlsx ini tidak terbaca. Salin tabelnya ke berkas baru.") from wrong


def _text(value: object) -> str:
    """Write a cell as people would: whole numbers bare, decimals with a comma, days as 2026-01-07."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "" if value is None else str(value)
