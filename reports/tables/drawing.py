"""A report as its page draws it: values as people read them, figures with the address of their list. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from catalogue.money import NBSP, decimal_text, grouped, rupiah_short
from reports.charts import Pair

from .shape import DAYS, MONEY, SHARE, Behind, Cell, Column, Row, Table, Value

MOST = 16
"""So many rows are drawn; the table beside has them all."""


@dataclass(frozen=True)
class ShownCell:
    """A value in words, and where it leads."""

    column: Column
    text: str
    url: str


@dataclass(frozen=True)
class ShownTable:
    """What the template walks through."""

    table: Table
    rows: list[list[ShownCell]]
    total: list[ShownCell]


@dataclass(frozen=True)
class Drawing:
    """Bars beside a table; `filled` is empty where only one column is drawn."""

    title: str
    pairs: list[Pair]
    longest: int
    white_name: str
    filled_name: str
    left_out: int


def said(value: Value, kind: str) -> str:
    """A value as it stands in a cell: `1.402`, `26,5 %`, `3,5`, or the words themselves."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if kind in {SHARE, DAYS} or isinstance(value, Decimal):
        number = decimal_text(Decimal(value))
        return f"{number}{NBSP}%" if kind == SHARE else number
    return f"\u2212{grouped(-value)}" if value < 0 else grouped(value)


def shown(table: Table, address: Callable[[Behind], str]) -> ShownTable:
    """Say each cell, and lead each figure to its list."""

    def line(row: Row) -> list[ShownCell]:
        return [_cell(cell, column, address) for cell, column in zip(row.cells, table.columns, strict=True)]

    return ShownTable(table, [line(row) for row in table.rows], line(table.total) if table.total else [])


def _cell(cell: Cell, column: Column, address: Callable[[Behind], str]) -> ShownCell:
    return ShownCell(column, said(cell.value, column.kind), address(cell.behind) if cell.behind else cell.url)


def drawn(table: Table) -> Drawing | None:
    """The bars of a report; None where there is nothing to compare."""
    chart = table.chart
    if chart is None or not table.rows:
        return None
    rows = table.rows[:MOST]
    pairs = [_pair(table, row) for row in rows]
    longest = max(max(pair.a, pair.b) for pair in pairs)
    if not longest:
        return None
    return Drawing(chart.title, pairs, longest, chart.white_name, chart.filled_name, len(table.rows) - len(rows))


def _pair(table: Table, row: Row) -> Pair:
    chart = table.chart
    assert chart is not None
    white, filled = _number(row, chart.white), _number(row, chart.filled)
    return Pair(
        str(row.cells[chart.label].value),
        white,
        filled,
        _short(row, table, chart.white),
        _short(row, table, chart.filled) if chart.filled is not None else "",
    )


def _short(row: Row, table: Table, place: int) -> str:
    value, kind = row.cells[place].value, table.columns[place].kind
    return rupiah_short(value) if kind == MONEY and isinstance(value, int) else said(value, kind)


def _number(row: Row, place: int | None) -> int:
    value = row.cells[place].value if place is not None else 0
    return round(value * 10) if isinstance(value, Decimal) else value if isinstance(value, int) else 0
