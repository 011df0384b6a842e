"""What the hall sees on the wall: of each list the rows around the one in hand, large enough for the last row."""

from collections.abc import Sequence
from dataclasses import dataclass

from .sheet import LaneSheet, Row, Sheet

ROWS = 6
"""So many rows of a list fit a wall that is read from twenty metres."""
LANES = 3
"""So many lists stand side by side; of more, the one in hand and those that follow."""


@dataclass(frozen=True)
class Column:
    """One list on the wall: a piece of it, and how many rows stand above and below that piece."""

    lane: LaneSheet
    rows: tuple[Row, ...]
    above: int
    below: int


@dataclass(frozen=True)
class Screen:
    """The wall: columns, the row in hand."""

    columns: tuple[Column, ...]
    focus: Row | None


def first_shown(place: int, total: int, size: int) -> int:
    """Where a piece of `size` rows begins that has the row at `place` in its middle, as far as there are rows."""
    return max(0, min(place - size // 2, total - size))


def piece(rows: Sequence[Row], key: str, size: int = ROWS) -> tuple[tuple[Row, ...], int]:
    """Cut `size` rows around the row of that key, else around the first that is out. Returns (rows, how many above)."""
    place = next((n for n, row in enumerate(rows) if row.key == key), None)
    if place is None:
        place = next((n for n, row in enumerate(rows) if row.cut_before), 0)
    start = first_shown(place, len(rows), size)
    return tuple(rows[start : start + size]), start


def screen(found: Sheet, key: str) -> Screen:
    """Lay a round out for the wall; `key` is the number of the usulan in hand, empty for none."""
    lanes = list(found.lanes)
    at = next((n for n, lane in enumerate(lanes) if any(row.key == key for row in lane.rows)), 0)
    start = max(0, min(at, len(lanes) - LANES))
    columns = []
    for lane in lanes[start : start + LANES]:
        rows, above = piece(lane.rows, key)
        columns.append(Column(lane, rows, above, len(lane.rows) - above - len(rows)))
    return Screen(tuple(columns), found.row(key) if key else None)
