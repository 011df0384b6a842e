"""Writing lists as XLSX and CSV: numbers as numbers, dates as dates, and text that never becomes a formula."""

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from rustpy_xlsxwriter import FastExcel, Format

from .listing import DATE, DECIMAL, MONEY, NUMBER, TEXT, Cell, Column

FOLIO, A4 = 14, 9
"""Excel's numbers for 8.5 × 13 inches (F4, 215 × 330 mm) and A4."""

FORMATS = {TEXT: "@", NUMBER: "0", DECIMAL: "#,##0.##", MONEY: "#,##0", DATE: "yyyy-mm-dd hh:mm"}
_RISKY = frozenset("=+-@\t\r")


def safe_text(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula when it opens a CSV."""
    return f"'{text}" if text[:1] in _RISKY else text


def open_workbook(file: IO[bytes], **options: Any) -> xlsxwriter.Workbook:
    """Open a workbook whose text cells stay text: `=HYPERLINK(…)` typed by somebody is shown, not run."""
    return xlsxwriter.Workbook(
        file,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": FORMATS[DATE],
            **options,
        },
    )


def write_cell(sheet: Any, row: int, column: int, value: Cell, look: Any = None) -> None:
    """Write one cell by the type of its value; None leaves it blank but keeps its look."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value[:32_000], look)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)


def xlsx(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, note: str = "") -> IO[bytes]:
    """Write one long list to a temporary file, row by row, and return it open at its start.

    Row 1 holds the heads, so that sorting, filters and a later import work at once; the note goes to the foot of the
    printed page. Written by the Rust library: ten times as fast as XlsxWriter, and its text cells are always text. It
    gets a path, since it would hold the whole zip in memory for an open file: 300 MB for half a million rows.
    """
    folder = tempfile.mkdtemp(prefix="musrenbang-")
    try:
        path = Path(folder) / "daftar.xlsx"
        _write_book(path, title, columns, rows, note)
        return path.open("rb")
    finally:  # the open file lives on until the response closes it
        shutil.rmtree(folder, ignore_errors=True)


def _write_book(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], note: str) -> None:
    heads = [column.head for column in columns]
    filled = (dict(zip(heads, map(_cell, row), strict=True)) for row in rows)
    first = next(filled, dict.fromkeys(heads))
    book = FastExcel(str(path)).format(datetime_format=FORMATS[DATE]).freeze(row=1, col=1)
    book.sheet(
        title[:31],
        chain([first], filled),
        column_widths=[float(column.width) for column in columns],
        column_formats=[Format().set_num_format(FORMATS[column.kind]) for column in columns],
        header_format=Format().set_bold().set_text_wrap().set_align("top").set_border_bottom("medium"),
        autofilter=True,
        page_setup={
            "landscape": True,
            "paper_size": FOLIO,
            "fit_to_pages": (1, 0),
            "repeat_rows": 0,
            "footer": f"&L{note[:180].replace('&', '&&')}&RHalaman &P dari &N",
        },
    )
    book.save()


def _cell(value: Cell) -> Cell:
    """Cut what no cell may hold: more than 32,767 signs."""
    return value[:32_000] if isinstance(value, str) else value


_BATCH = 500
"""Lines of a CSV that leave together."""


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a CSV some hundred lines at a time, as Indonesian Excel opens it: UTF-8, semicolons, decimal comma."""
    kinds = [column.kind for column in columns]
    texts = [place for place, kind in enumerate(kinds) if kind == TEXT]
    others = [(place, _WRITTEN[kind]) for place, kind in enumerate(kinds) if kind in _WRITTEN]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    out.write("\ufeff")
    writer.writerow([column.head for column in columns])
    lines = iter(rows)
    while batch := list(islice(lines, _BATCH)):
        written: list[list[Any]] = [list(row) for row in batch]
        for cells in written:
            for place in texts:
                if (text := cells[place]) and text[0] in _RISKY:
                    cells[place] = safe_text(text)
            for place, write in others:
                if cells[place] is not None:
                    cells[place] = write(cells[place])
        writer.writerows(written)
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()
    if out.tell():
        yield out.getvalue().encode()


def _day(value: Any) -> str:
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else str(value)


def _comma(value: Any) -> str:
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


_WRITTEN = {DATE: _day, DECIMAL: _comma}
