"""What the drawings beside the tables of a recap show. Pure: numbers in, shapes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalogue.money import NBSP, decimal_text, grouped

from .recap import KINDS, Line, Recap, Year


@dataclass(frozen=True)
class Pair:
    """One row of the chart of pairs: proposed above, accepted below."""

    label: str
    a: int
    b: int
    a_text: str
    b_text: str


@dataclass(frozen=True)
class Column:
    """One year: the share of its usulan that went into the plan, in percent."""

    label: str
    value: Decimal
    text: str
    is_now: bool


@dataclass(frozen=True)
class Piece:
    """One part of the composition; start and width out of 1000; look is solid, hatch, or empty for white."""

    label: str
    count: int
    share: Decimal | None
    start: int
    width: int
    look: str
    code: str = ""


@dataclass(frozen=True)
class Reason:
    """A reason and how often it was given."""

    label: str
    count: int
    code: str


def pairs(lines: Sequence[Line], *, most: int = 12) -> list[Pair]:
    """Rows for the first lines; the table beside has them all."""
    return [
        Pair(
            line.name,
            line.proposed.count,
            line.accepted.count,
            grouped(line.proposed.count),
            grouped(line.accepted.count),
        )
        for line in lines[:most]
    ]


def columns(found: Sequence[Year], now: int) -> list[Column]:
    """Columns of up to five years; `now` is the plan year of the page."""
    return [
        Column(
            str(year.plan_year),
            year.share or Decimal(0),
            f"{decimal_text(year.share or Decimal(0))}{NBSP}%",
            year.plan_year == now,
        )
        for year in found
    ]


def pieces(line: Line) -> list[Piece]:
    """Fisik, barang, non-fisik side by side; what has no kind stays white."""
    start, found = 0, []
    for look, (code, _), (label, tally, share) in zip(("solid", "hatch", ""), KINDS, line.composition, strict=True):
        width = int((share or Decimal(0)) * 10)
        found.append(Piece(label, tally.count, share, start, width, look, code))
        start += width
    return found


def reasons(found: Sequence[tuple[str, str, int]]) -> list[Reason]:
    """The reasons, the most frequent first; each is drawn to its scale."""
    return [Reason(label, count, code) for code, label, count in found]


def drawings(found: Recap, lines: Sequence[Line], over_years: Sequence[Year], now: int) -> dict[str, object]:
    """All drawings of the recap page, by the names its template uses; `lines` is the breakdown that is drawn."""
    rows = pairs(lines)
    return {
        "pairs": rows,
        "longest": max((row.a for row in rows), default=1),
        "years": columns(over_years, now),
        "pieces": pieces(found.total),
        "reasons": reasons(found.reasons),
    }
