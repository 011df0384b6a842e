"""Who fits when a forum's order is read from the top: the engine's sweep for MUFAKAT, in the words of the hall. Pure.

Plain values in, plain values out; money is whole rupiah. Every list's first comes before any list's second. What does
not fit is passed over and the next is tried (LEWATI). Pagu blocks; a quota asks the forum for a reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.money import rupiah

from .engine import values
from .engine.sweep import Run
from .engine.values import PROPOSALS, QUOTA, WON, Failure, Room

ALL, LANE, AREA = "", "daftar", "wilayah"
HELD, INSISTED = "tahan", "masuk"
WITHHELD = "TAHAN"
DIMENSIONS = {ALL: (), LANE: ("jenis",), AREA: ("wilayah",)}
"""The engine's dimension for what a limit is per; a lane is to it what a jenis daftar is in a counted round."""


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
        return self.code == WON

    @property
    def sentence(self) -> str:
        """Why it is out, from the first limit it met; empty for what is in and for what the forum held back."""
        return sentence(self.failures[0]) if self.failures else ""


def sentence(failure: Failure) -> str:
    """The stored reason, at most 200 signs."""
    if failure.code == QUOTA:
        full = f"({failure.used} dari {failure.maximum})"
        return f"Belum terpilih karena {failure.label} sudah penuh {full} saat gilirannya."
    return (
        f"Belum terpilih karena {failure.label} tidak cukup: sisa {rupiah(failure.room)}, "
        f"biaya {rupiah(failure.cost)}, kurang {rupiah(failure.short)}."
    )


@dataclass(frozen=True)
class Allocation:
    """Results by key, and how full each limit is at the end, by code and area; `per` says what each limit is per."""

    results: dict[str, Result]
    rooms: tuple[Room, ...]
    per: dict[str, str]

    def room(self, unit: str, per: str, key: str = "") -> Room | None:
        """The limit of one lane, area or the whole round; None where nothing limits it."""
        return next((room for room in self.of(unit, per) if "".join(room.key) == key), None)

    def of(self, unit: str, per: str) -> list[Room]:
        """All limits of a kind: the quotas of the areas."""
        return [room for room in self.rooms if room.unit == unit and self.per[room.limit] == per]


def allocate(entries: Iterable[Entry], bounds: Sequence[Bound], lanes: Sequence[str]) -> Allocation:
    """Read the forum's order from the top and say who is in.

    `lanes` is the order of the lists among themselves; a lane not in it comes after them, by name. Positions must be
    unique inside a lane (ValueError). The order in which entries and bounds are given does not matter.
    """
    place = {lane: n for n, lane in enumerate(lanes)}
    order = sorted(entries, key=lambda e: (e.position, place.get(e.lane, len(place)), e.lane))
    if len({(e.lane, e.position) for e in order}) != len(order):
        raise ValueError("two candidates stand at the same place of one lane")
    names = {e.area: e.area_name or e.area for e in order}
    rule = values.Rule(limits=tuple(_limits(bounds, order, names)), method=values.CONSENSUS)
    places = {e.key: n for n, e in enumerate(order, start=1)}
    run = Run([_candidate(e, places[e.key], names) for e in order], rule, places)
    return Allocation(dict(_results(order, run)), _rooms(bounds, run, names), {b.code: b.per for b in bounds})


def _candidate(entry: Entry, place: int, names: Mapping[str, str]) -> values.Candidate:
    """What is held back takes no part, but its lane and area still show their limits."""
    return values.Candidate(
        number=entry.key,
        cost=entry.cost,
        people=0,
        fund="",
        place=place,
        area=names[entry.area],
        kind=entry.lane,
        unfit=values.Unfitness("ditahan forum") if entry.mark == HELD else None,
        insisted=entry.mark == INSISTED,
    )


def _limits(bounds: Sequence[Bound], order: Sequence[Entry], names: Mapping[str, str]) -> Iterator[values.Limit]:
    """Each bound over what it covers: a general one over all lanes or areas that have none of their own."""
    known = {LANE: {e.lane for e in order}, AREA: set(names), ALL: set[str]()}
    for bound in bounds:
        rivals = {b.only for b in bounds if (b.per, b.unit) == (bound.per, bound.unit)}
        covered = {bound.only} if bound.only else known[bound.per] - rivals
        only = {name: tuple(names.get(one, one) for one in covered) for name in DIMENSIONS[bound.per]}
        yield values.Limit(
            code=bound.code,
            label=bound.label,
            unit=bound.unit,
            maximum=bound.maximum,
            per=DIMENSIONS[bound.per],
            only=only,
        )


def _results(order: Sequence[Entry], run: Run) -> Iterator[tuple[str, Result]]:
    ranks: dict[str, int] = {}
    reserves = 0
    for entry in order:
        key, award = entry.key, run.awards.get(entry.key)
        if entry.mark == HELD:
            yield key, Result(key, WITHHELD)
        elif award is not None:
            rank = ranks[entry.lane] = ranks.get(entry.lane, 0) + 1
            passed = sorted(room.label for room in run.rooms[key] if room.unit == PROPOSALS and room.left < 0)
            yield key, Result(key, WON, rank, award.award, over=tuple(passed))
        else:
            reserves += 1
            failures = sorted(run.attempts[key][-1].failures, key=lambda f: (f.code != QUOTA, -f.short, f.label))
            money = run.entries[key].money
            fits = failures[0].code == QUOTA and all(c.maximum - c.used >= entry.cost for c in money)
            yield key, Result(key, failures[0].code, reserve=reserves, failures=tuple(failures), fits_money=fits)


def _rooms(bounds: Sequence[Bound], run: Run, names: Mapping[str, str]) -> tuple[Room, ...]:
    """Those of the whole round also while nobody has met them."""
    found = list(run.book.rooms())
    met = {room.limit for room in found}
    found += [Room(b.code, b.label, (), b.unit, b.maximum, 0) for b in bounds if not b.per and b.code not in met]
    codes = {name: code for code, name in names.items()}
    return tuple(sorted(found, key=lambda room: (room.limit, [codes.get(one, one) for one in room.key])))
