"""Shapes of the drawings beside the tables of a recap. Pure: numbers in, places on the drawing out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .recap import Line, Recap, Year

HEIGHT, STEP, WIDE = 150, 80, 52


@dataclass(frozen=True)
class Bar:
    """One row: accepted is solid, what was proposed besides is hatched, the rest of `longest` stays white."""

    name: str
    accepted: int
    rest: int
    longest: int
    share: Decimal | None

    @property
    def proposed(self) -> int:
        return self.accepted + self.rest

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.accepted} diterima dari {self.proposed} usulan"


@dataclass(frozen=True)
class Column:
    """One year's column in units of the drawing; `label` is its share."""

    x: int
    y: int
    height: int
    middle: int
    label: Decimal | None
    year: int
    is_last: bool


@dataclass(frozen=True)
class Piece:
    """One part of the composition; start and width out of 1000."""

    label: str
    count: int
    share: Decimal | None
    start: int
    width: int
    look: str


@dataclass(frozen=True)
class Reason:
    """A reason and how often it was given."""

    label: str
    count: int


def bars(lines: Sequence[Line], *, most: int = 12) -> list[Bar]:
    """Rows for the first lines, all to the scale of the longest."""
    shown = lines[:most]
    longest = max((line.proposed.count for line in shown), default=0)
    return [
        Bar(line.name, line.accepted.count, line.proposed.count - line.accepted.count, longest, line.share)
        for line in shown
    ]


def columns(found: Sequence[Year]) -> list[Column]:
    """Columns of up to five years; 100 % fills the height."""
    result = []
    for place, year in enumerate(found):
        height = int((year.share or Decimal(0)) * HEIGHT / 100)
        x = 20 + place * STEP
        result.append(
            Column(x, 24 + HEIGHT - height, height, x + WIDE // 2, year.share, year.plan_year, year is found[-1])
        )
    return result


def pieces(line: Line) -> list[Piece]:
    """Fisik, barang, non-fisik side by side; what has no kind stays white."""
    start, found = 0, []
    for look, (label, tally, share) in zip(("solid", "hatch", ""), line.composition, strict=True):
        width = int((share or Decimal(0)) * 10)
        found.append(Piece(label, tally.count, share, start, width, look))
        start += width
    return found


def reasons(found: Sequence[tuple[str, int]]) -> list[Reason]:
    """The reasons, the most frequent first; each is drawn to its scale."""
    return [Reason(label, count) for label, count in found]


def drawings(found: Recap, lines: Sequence[Line], over_years: Sequence[Year]) -> dict[str, object]:
    """All drawings of the recap page, by the names its template uses; `lines` is the breakdown that is drawn."""
    return {
        "bars": bars(lines),
        "columns": columns(over_years),
        "pieces": pieces(found.total),
        "reasons": reasons(found.reasons),
    }
