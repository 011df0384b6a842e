"""The refused rows of a list as a workbook: every column as it came and one that says why, to be mended and sent."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rustpy_xlsxwriter import FastExcel, Format

from .plaintext import clean
from .sheets import REASON, Sheet, head_key

WIDEST = 60


def workbook(sheet: Sheet, reasons: Mapping[int, Sequence[str]]) -> bytes:
    """An XLSX of the rows whose numbers `reasons` names; cells are text, so that a spreadsheet runs and rounds none.

    A column of reasons that came in with the sheet is left out, so each round tells what is wrong now.
    """
    rows = [row for row in sheet.rows if row.number in reasons]
    width = max([len(sheet.heads), *(len(row.cells) for row in rows)])
    places = [n for n in range(width) if head_key(_at(sheet.heads, n)) != head_key(REASON)]
    heads = _apart([_at(sheet.heads, n) for n in places] + [REASON])
    lines = [[_at(row.cells, n) for n in places] + [" ".join(reasons[row.number])] for row in rows]
    return _written(heads, lines)


def _at(cells: Sequence[str], place: int) -> str:
    return clean(cells[place])[:32_000] if place < len(cells) else ""


def _apart(heads: Sequence[str]) -> list[str]:
    """Heads that stand there twice, or are blank, get blanks at their end: the writer wants them apart."""
    found: list[str] = []
    for head in heads:
        blanks = 0 if head else 1
        while f"{head}{' ' * blanks}" in found:
            blanks += 1
        found.append(f"{head}{' ' * blanks}")
    return found


def _written(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
    widths = [max(len(head), *(len(line[n]) for line in lines[:200])) for n, head in enumerate(heads)]
    with tempfile.TemporaryDirectory(prefix="musrenbang-") as folder:
        path = Path(folder) / "ditolak.xlsx"
        book = FastExcel(str(path)).freeze(row=1)
        book.sheet(
            "Baris ditolak",
            (dict(zip(heads, cells, strict=True)) for cells in lines),
            column_widths=[float(min(WIDEST, width + 2)) for width in widths],
            column_formats=[Format().set_num_format("@").set_text_wrap() for _ in heads],
            header_format=Format().set_bold().set_text_wrap().set_align("top").set_border_bottom("medium"),
        )
        book.save()
        return path.read_bytes()
