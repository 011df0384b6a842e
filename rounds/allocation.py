"""Who fits under quotas and pagu when a forum's order is read from the top: prioritisation.md 4.4 for MUFAKAT. Pure.

Plain values in, plain values out; money is whole rupiah. Every list's first comes before any list's second. What does
not fit is passed over and the next is tried (LEWATI). Pagu blocks; a quota asks the forum for a reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue.money import rupiah

PROPOSALS, RUPIAH = "usulan", "rupiah"
ALL, LANE, AREA = "", "daftar", "wilayah"
HELD, INSISTED = "tahan", "masuk"
CHOSEN, QUOTA, CEILING, WITHHELD = "MENANG", "KUOTA", "PAGU", "TAHAN"


@dataclass(frozen=True)
class Entry:
    """One candidate: its place in its lane, where it comes from, what it costs in rupiah, how the forum marked it."""

    key: str
    lane: str
    position: int
    cost: int
    area: str = ""
    area_name: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Bound:
    """One frozen limit. With `only` it holds for that lane or area and replaces the general one of its kind there."""

    code: str
    label: str
    unit: str
    maximum: int
    per: str = ALL
    only: str = ""


@dataclass(frozen=True)
class Counter:
    """One limit as it counts for one lane, one area or the whole round."""

    code: str
    name: str
    per: str
    key: str
    unit: str
    maximum: int
    used: int

    @property
    def left(self) -> int:
        """What is left; below zero where a forum went over a quota."""
        return self.maximum - self.used

    @property
    def short_name(self) -> str:
        """The name without the word for the kind of limit: `Kel. Kauman`."""
        return self.name.partition(" ")[2] or self.name


@dataclass(frozen=True)
class Failure:
    """Why a candidate did not fit at its turn: the counter it met, and what it lacked."""

    code: str
    name: str
    maximum: int
    used: int
    cost: int

    @property
    def left(self) -> int:
        return self.maximum - self.used

    @property
    def short(self) -> int:
        """Rupiah lacking; for a quota, places lacking (always 1)."""
        return self.cost - self.left if self.code == CEILING else 1

    @property
    def sentence(self) -> str:
        """The stored reason, at most 200 signs."""
        if self.code == QUOTA:
            return f"Belum terpilih karena {self.name} sudah penuh ({self.used} dari {self.maximum}) saat gilirannya."
        return (
            f"Belum terpilih karena {self.name} tidak cukup: sisa {rupiah(self.left)}, "
            f"biaya {rupiah(self.cost)}, kurang {rupiah(self.short)}."
        )

    def numbers(self) -> dict[str, int | str]:
        """What is stored beside the sentence."""
        if self.code == QUOTA:
            return {"batas": self.name, "terisi": self.used, "maks": self.maximum}
        return {"batas": self.name, "sisa": self.left, "biaya": self.cost, "kurang": self.short}


@dataclass(frozen=True)
class Result:
    """What became of one candidate. `award` and `reserve` count from 1 over the whole round, `rank` inside the lane."""

    key: str
    code: str
    rank: int | None = None
    award: int | None = None
    reserve: int | None = None
    failures: tuple[Failure, ...] = ()
    over: tuple[str, ...] = ()
    fits_money: bool = False

    @property
    def chosen(self) -> bool:
        return self.code == CHOSEN

    @property
    def sentence(self) -> str:
        """Why it is out, from the first limit it met; empty for what is in and for what the forum held back."""
        return self.failures[0].sentence if self.failures else ""


@dataclass(frozen=True)
class Allocation:
    """Results by key, and every counter as it stands at the end."""

    results: dict[str, Result]
    counters: tuple[Counter, ...]

    def counter(self, unit: str, per: str, key: str = "") -> Counter | None:
        """The counter of one lane, area or the whole round; None where nothing limits it."""
        return next((c for c in self.counters if (c.unit, c.per, c.key) == (unit, per, key)), None)


class _Book:
    """The running counters: which ones a candidate meets, and how full they are."""

    def __init__(self, bounds: Sequence[Bound]) -> None:
        self.bounds = sorted(bounds, key=lambda bound: bound.code)
        self.named = {(b.per, b.unit, b.only) for b in bounds if b.only}
        self.used: dict[tuple[str, str], int] = {}
        self.met: dict[tuple[str, str], tuple[Bound, str]] = {}

    def of(self, entry: Entry) -> list[tuple[Bound, str]]:
        """The limits that cover a candidate, each with the key it counts under; an empty value is not covered."""
        found = []
        for bound in self.bounds:
            key = {ALL: "", LANE: entry.lane, AREA: entry.area}[bound.per]
            if bound.per != ALL and not key:
                continue
            replaced = not bound.only and bound.per != ALL and (bound.per, bound.unit, key) in self.named
            if replaced or (bound.only and bound.only != key):
                continue
            self.met.setdefault((bound.code, key), (bound, self._name(bound, entry)))
            self.used.setdefault((bound.code, key), 0)
            found.append((bound, key))
        return found

    @staticmethod
    def _name(bound: Bound, entry: Entry) -> str:
        return f"{bound.label} {({ALL: '', LANE: entry.lane, AREA: entry.area_name or entry.area})[bound.per]}".strip()

    def failures(self, entry: Entry) -> list[Failure]:
        """Every limit the candidate would break now: quotas first, then pagu, the one lacking most before others."""
        broken = []
        for bound, key in self.of(entry):
            used, name = self.used[bound.code, key], self.met[bound.code, key][1]
            if bound.unit == PROPOSALS and used >= bound.maximum:
                broken.append(Failure(QUOTA, name, bound.maximum, used, entry.cost))
            elif bound.unit == RUPIAH and used + entry.cost > bound.maximum:
                broken.append(Failure(CEILING, name, bound.maximum, used, entry.cost))
        return sorted(broken, key=lambda f: (f.code != QUOTA, -f.short, f.name))

    def take(self, entry: Entry) -> None:
        for bound, key in self.of(entry):
            self.used[bound.code, key] += 1 if bound.unit == PROPOSALS else entry.cost

    def counters(self) -> tuple[Counter, ...]:
        return tuple(
            Counter(bound.code, name, bound.per, key, bound.unit, bound.maximum, self.used[code, key])
            for (code, key), (bound, name) in sorted(self.met.items(), key=lambda item: item[0])
        )


def allocate(entries: Iterable[Entry], bounds: Sequence[Bound], lanes: Sequence[str]) -> Allocation:
    """Read the forum's order from the top and say who is in.

    `lanes` is the order of the lists among themselves; a lane not in it comes after them, by name. Positions must be
    unique inside a lane (ValueError). The order in which entries and bounds are given does not matter.
    """
    place = {lane: n for n, lane in enumerate(lanes)}
    order = sorted(entries, key=lambda e: (e.position, place.get(e.lane, len(place)), e.lane))
    if len({(e.lane, e.position) for e in order}) != len(order):
        raise ValueError("two candidates stand at the same place of one lane")
    book = _Book(bounds)
    for bound in bounds:
        if bound.per == ALL:  # shown even while nobody has met it
            book.met[bound.code, ""], book.used[bound.code, ""] = (bound, bound.label), 0
    results: dict[str, Result] = {}
    ranks: dict[str, int] = {}
    awards = reserves = 0
    for entry in order:
        failures = book.failures(entry)
        stopping = [f for f in failures if f.code == CEILING] if entry.mark == INSISTED else failures
        if entry.mark == HELD:
            results[entry.key] = Result(entry.key, WITHHELD)
        elif stopping:
            reserves += 1
            results[entry.key] = Result(entry.key, stopping[0].code, reserve=reserves, failures=tuple(stopping))
        else:
            book.take(entry)
            awards += 1
            ranks[entry.lane] = ranks.get(entry.lane, 0) + 1
            over = tuple(f.name for f in failures)
            results[entry.key] = Result(entry.key, CHOSEN, ranks[entry.lane], awards, over=over)
    return Allocation(_with_hints(order, results, book), book.counters())


def _with_hints(order: Sequence[Entry], results: dict[str, Result], book: _Book) -> dict[str, Result]:
    """Mark what is out by quota alone although the money left at the end would pay for it."""
    hinted = dict(results)
    for entry in order:
        result = results[entry.key]
        if result.code == QUOTA and not any(f.code == CEILING for f in book.failures(entry)):
            hinted[entry.key] = Result(result.key, result.code, None, None, result.reserve, result.failures, (), True)
    return hinted
