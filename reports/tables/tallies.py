"""The columns that many reports share: how many were asked for, and what became of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reports.verdicts import Verdict

from .ask import EMPTY, UNKNOWN, Ask, Cut
from .shape import COUNT, MONEY, TEXT, Cell, Chart, Column, Counter, Row, Sums, Table, figure

SHORT = {
    Verdict.OPEN: "Belum diputuskan",
    Verdict.LATER: "Belum diprioritaskan",
    Verdict.REFUSED: "Tidak diterima",
    Verdict.MERGED: "Digabung",
}

COLUMNS = (
    Column("Usulan", COUNT, "Diusulkan"),
    Column("Nilai (Rp)", MONEY, "Diusulkan"),
    Column("Usulan", COUNT, Verdict.ACCEPTED.label),
    Column("Nilai (Rp)", MONEY, Verdict.ACCEPTED.label),
    *(Column(head) for head in SHORT.values()),
)


def cells(asked: Sums, by: Counter, key: Any, cut: Cut) -> tuple[Cell, ...]:
    """The cells of COLUMNS for one row: `by` counts by (key, verdict)."""
    accepted = by[key, Verdict.ACCEPTED]
    took = (*cut, ("hasil", Verdict.ACCEPTED.value))
    return (
        figure(asked.count, "count", cut),
        figure(asked.asked, "asked", cut),
        figure(accepted.count, "count", took),
        figure(accepted.amount, "amount", took),
        *(figure(by[key, one].count, "count", (*cut, ("hasil", one.value))) for one in SHORT),
    )


@dataclass(frozen=True)
class Way:
    """A dimension to report by: what its values are called, where they stand, how an address cuts by one."""

    head: str
    dim: str
    cut: str
    name: Callable[[Any], str]
    key: Callable[[Any], Any] = lambda value: value


def by_way(ask: Ask, way: Way, *, notes: Iterable[str] = (), total: bool = True) -> Table:
    """One row for each value, the most asked for first, "not filled in" last. The total counts each usulan once."""
    whole, parts = Counter(), Counter()
    for (value, status), sums in ask.source.cells(way.dim, "status"):
        found = ask.verdict(status)
        whole.add(way.key(value), sums)
        parts.add((way.key(value), found), sums)
    keys = sorted(whole.sums, key=lambda one: (one is None, -whole[one].count, way.name(one)))
    rows = tuple(
        Row((Cell(way.name(key) if key else UNKNOWN), *cells(whole[key], parts, key, _cut(way, key)))) for key in keys
    )
    return Table(
        (Column(way.head, TEXT), *COLUMNS),
        rows,
        total_row(ask) if total else None,
        tuple(notes),
        Chart(f"Diusulkan dan diterima per {way.head.lower()}", 0, 1, 3, "diusulkan", "diterima"),
    )


def total_row(ask: Ask, lead: int = 1) -> Row:
    """The total of COLUMNS, counted on its own: each usulan once, whatever the rows above share."""
    parts, whole = Counter(), Sums()
    for (status,), sums in ask.source.cells("status"):
        whole += sums
        parts.add(("", ask.verdict(status)), sums)
    blanks = tuple(Cell("") for _ in range(lead - 1))
    return Row((Cell("Jumlah"), *blanks, *cells(whole, parts, "", ())))


def _cut(way: Way, key: Any) -> Cut:
    return ((way.cut, EMPTY if key is None or key == "" else str(key)),)


def added(rows: Iterable[tuple[Any, Sums]]) -> dict[Any, Sums]:
    """Add up sums by their key."""
    found: dict[Any, Sums] = defaultdict(Sums)
    for key, sums in rows:
        found[key] += sums
    return found
