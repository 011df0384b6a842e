"""Writing lists as XLSX and CSV: numbers as numbers, dates as dates, and text that never becomes a formula."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from .listing import DATE, DECIMAL, MONEY, NUMBER, TEXT, Cell, Column

FOLIO = 14
"""Excel's number for 8.5 × 13 inches: F4, 215 × 330 mm."""

FORMATS = {TEXT: "@", NUMBER: "0", DECIMAL: "#,##0.##", MONEY: "#,##0", DATE: "yyyy-mm-dd hh:mm"}
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe_text(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula when it opens a CSV."""
    return f"'{text}" if text.startswith(_RISKY) else text


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

    Row 1 holds the heads, so that sorting, filters and a later import work at once; the note goes to the file's
    properties and the foot of the printed page.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    workbook = open_workbook(file, constant_memory=True)
    workbook.set_properties({"title": title, "comments": note})
    sheet = workbook.add_worksheet(title[:31])
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    looks = {kind: workbook.add_format({"num_format": look, "valign": "top"}) for kind, look in FORMATS.items()}
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, head)
    kinds = [looks[column.kind] for column in columns]
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if value is not None:
                write_cell(sheet, last, place, value, kinds[place])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(FOLIO)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{note.replace('&', '&&')}&RHalaman &P dari &N")
    workbook.close()
    file.seek(0)
    return file


class _Echo:
    """A file that hands back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a CSV line by line, as Indonesian Excel opens it: UTF-8 with mark, semicolons, decimal comma."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield b"\xef\xbb\xbf"
    yield writer.writerow([column.head for column in columns]).encode()
    for row in rows:
        yield writer.writerow([_plain(value) for value in row]).encode()


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
