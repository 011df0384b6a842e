"""What a report is made of: columns, rows of figures, and for each figure the list it was counted from. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

TEXT, COUNT, MONEY, SHARE, DAYS = "text", "count", "money", "share", "days"
USULAN, GROUPS, PEOPLE, STAYS, WORKS = "usulan", "kelompok", "hadirin", "tunggu", "pekerjaan"
"""The lists behind figures, by the last word of their address."""

Value = str | int | Decimal | None


@dataclass(frozen=True)
class Column:
    """A head, the kind of its values, and the head above it where several belong together."""

    head: str
    kind: str = COUNT
    over: str = ""

    @property
    def is_number(self) -> bool:
        return self.kind != TEXT

    @property
    def full(self) -> str:
        """Both heads in one, for a phone, a sheet and a screen reader."""
        return f"{self.over}: {self.head[:1].lower()}{self.head[1:]}" if self.over else self.head


@dataclass(frozen=True)
class Behind:
    """The list behind a figure: which page, cut by what, and which of its totals equals the figure."""

    total: str
    cut: tuple[tuple[str, str], ...] = ()
    page: str = USULAN


@dataclass(frozen=True)
class Cell:
    """One value; `behind` where it was counted from a list, `url` where it names something with a page of its own."""

    value: Value
    behind: Behind | None = None
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a report, as many cells as columns."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Chart:
    """Which columns are drawn beside the table: white bars, and filled ones where there is a second."""

    title: str
    label: int
    white: int
    filled: int | None = None
    white_name: str = ""
    filled_name: str = ""


@dataclass(frozen=True)
class Table:
    """A report or a list: its columns, rows, the total below them, sentences that explain it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[str, ...] = ()
    chart: Chart | None = None

    @property
    def over(self) -> list[tuple[str, int]]:
        """The heads above the heads with how many columns each spans; empty where there are none."""
        spans: list[tuple[str, int]] = []
        for column in self.columns:
            if column.over and spans and spans[-1][0] == column.over:
                spans[-1] = (column.over, spans[-1][1] + 1)
            else:
                spans.append((column.over, 1))
        return spans if any(column.over for column in self.columns) else []


@dataclass(frozen=True)
class Sums:
    """How many usulan, and their rupiah: as they were asked for, and as last decided."""

    count: int = 0
    asked: int = 0
    amount: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.count + other.count, self.asked + other.asked, self.amount + other.amount)


@dataclass
class Counter:
    """Sums by any key, added up as rows come in; what never came is nothing."""

    sums: dict[Any, Sums] = field(default_factory=dict)

    def add(self, key: Any, more: Sums) -> None:
        self.sums[key] = self.sums.get(key, Sums()) + more

    def __getitem__(self, key: Any) -> Sums:
        return self.sums.get(key, Sums())


def figure(value: int, total: str, cut: Sequence[tuple[str, str]] = (), page: str = USULAN) -> Cell:
    """A figure with its list; a nought has none."""
    return Cell(value, Behind(total, tuple(cut), page) if value else None)
