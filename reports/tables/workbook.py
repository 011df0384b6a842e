"""A report or a list as a workbook: heads, numbers as numbers, the total below."""

import tempfile
from typing import IO, Any

from reports.sheets import FOLIO, open_workbook, write_cell

from .shape import COUNT, DAYS, MONEY, SHARE, TEXT, Row, Table

FORMATS = {COUNT: "#,##0", MONEY: "#,##0", SHARE: "0.0", DAYS: "0.0"}
WIDTHS = {TEXT: 26, MONEY: 19}


def workbook(table: Table, *, title: str, note: str) -> IO[bytes]:
    """Write the table to a temporary file, open at its start. `note`: the filter and when it was printed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book = open_workbook(file, constant_memory=True)
    book.set_properties({"title": title, "comments": note})
    sheet = book.add_worksheet("Laporan")
    _set_up(sheet, table)
    bold = book.add_format({"bold": True, "font_size": 13})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(1, 0, note)
    for place, column in enumerate(table.columns):
        sheet.write_string(3, place, column.full, head)
    looks = {kind: book.add_format({"num_format": said}) for kind, said in FORMATS.items()}
    totals = {kind: book.add_format({"num_format": said, "bold": True, "top": 2}) for kind, said in FORMATS.items()}
    plain = book.add_format({"bold": True, "top": 2})
    for at, row in enumerate(table.rows, start=4):
        _write(sheet, at, row, [looks.get(column.kind) for column in table.columns])
    end = 4 + len(table.rows)
    if table.total is not None:
        _write(sheet, end, table.total, [totals.get(column.kind, plain) for column in table.columns])
    for below, said in enumerate(table.notes, start=end + 2):
        sheet.write_string(below, 0, said)
    book.close()
    file.seek(0)
    return file


def _write(sheet: Any, at: int, row: Row, looks: list[Any]) -> None:
    for place, (cell, look) in enumerate(zip(row.cells, looks, strict=True)):
        write_cell(sheet, at, place, cell.value, look)


def _set_up(sheet: Any, table: Table) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, WIDTHS.get(column.kind, 12))
    sheet.freeze_panes(4, 1)
    sheet.set_landscape()
    sheet.set_paper(FOLIO)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
