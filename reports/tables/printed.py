"""A report as a paper: the filter in words, the table with its heads on every page, the bars, when it was printed."""

from reports.documents.paper import (
    DECIMAL,
    TEXT,
    Bar,
    Bars,
    Block,
    Column,
    Lines,
    Paper,
    Sheet,
    Text,
)
from reports.documents.paper import Table as Printed
from reports.documents.wording import Wording

from . import drawing, shape
from .ask import Ask
from .shelf import Report

MOST_ROWS = 2_000
"""What is set within typst's ten seconds; a longer report leaves as XLSX."""
WIDTHS = {shape.TEXT: 28, shape.MONEY: 24}
NUMBER = 12


def paper(report: Report, ask: Ask, table: shape.Table, *, words: str, wording: Wording) -> Paper:
    """A report on the city's paper, upright or across as the report prints; `words` say its filter."""
    titles = [report.title.upper()]
    if ask.cycle is not None:
        titles.append(f"MUSRENBANG TAHUN {ask.cycle.held_year}")
        titles.append(f"DALAM RANGKA PENYUSUNAN RKPD TAHUN {ask.cycle.plan_year}")
    blocks: list[Block] = [
        Lines((("Pemerintah", wording.city), ("Saringan", words), ("Pertanyaan", report.answers))),
        _table(table),
        *(Text(note) for note in table.notes),
    ]
    if (drawn := drawing.drawn(table)) is not None:
        blocks.append(_bars(drawn))
    sheet = Sheet("", tuple(titles), tuple(blocks))
    name = f"{report.title} {wording.city}"
    look = {"size": wording.size, "logo": wording.logo}
    return Paper(f"laporan-{report.slug}", name, (sheet,), is_landscape=report.wide, **look)


def _table(table: shape.Table) -> Printed:
    """Words as they stand on the page."""
    columns = tuple(
        Column(one.head, WIDTHS.get(one.kind, NUMBER), DECIMAL if one.is_number else TEXT, one.over)
        for one in table.columns
    )
    total = _row(table, table.total) if table.total else ()
    return Printed(columns, tuple(_row(table, row) for row in table.rows), total=total)


def _row(table: shape.Table, row: shape.Row) -> tuple[str, ...]:
    pairs = zip(row.cells, table.columns, strict=True)
    return tuple(drawing.said(cell.value, column.kind) for cell, column in pairs)


def _bars(drawn: drawing.Drawing) -> Bars:
    rows = tuple(
        Bar(one.label, one.a * 1000 // drawn.longest, one.a_text, one.b * 1000 // drawn.longest, one.b_text)
        for one in drawn.pairs
    )
    names = (drawn.white_name, drawn.filled_name) if drawn.filled_name else ()
    return Bars(drawn.title, rows, names)
