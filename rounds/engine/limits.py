"""Counters: one per limit and key, with its history, so that any past turn can be looked at again (2.5)."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from .values import DIMENSIONS, PROPOSALS, Candidate, Guarantee, Key, Limit, Room

_VALUE = {dimension: attrgetter(name) for dimension, name in DIMENSIONS.items()}


def key_of(candidate: Candidate, per: Sequence[str], only: Mapping[str, Sequence[str]]) -> Key | None:
    """The key a record counts a candidate under; None where it does not cover it.

    A value that is not among `only` is not covered, nor is an empty value in a dimension of `per`.
    """
    for dimension, values in only.items():
        if _VALUE[dimension](candidate) not in values:
            return None
    key = tuple(_VALUE[dimension](candidate) for dimension in per)
    return key if all(key) else None


def label_of(record: Limit | Guarantee, key: Key) -> str:
    """How people call a limit or guarantee under one key."""
    return " ".join((record.label or record.code, *key))


class Tally:
    """A number that only grows, and at which steps it grew."""

    __slots__ = ("steps", "totals", "used", "winners")

    def __init__(self) -> None:
        self.steps: list[int] = []
        self.totals: list[int] = []
        self.winners: list[str] = []
        self.used = 0

    def add(self, step: int, amount: int, number: str) -> None:
        self.used += amount
        self.steps.append(step)
        self.totals.append(self.used)
        self.winners.append(number)

    def before(self, step: int) -> int:
        """How much it was just before a step."""
        if not self.steps or step > self.steps[-1]:
            return self.used
        index = bisect_left(self.steps, step)
        return self.totals[index - 1] if index else 0


class Counter(Tally):
    """One limit under one key."""

    __slots__ = ("_fillers", "code", "key", "label", "limit", "maximum")

    def __init__(self, limit: Limit, key: Key) -> None:
        super().__init__()
        self.limit, self.key, self.code = limit, key, limit.code
        self.maximum = limit.special.get(key, limit.maximum)
        self.label = label_of(limit, key)
        self._fillers: tuple[str, ...] = ()

    def fillers(self) -> tuple[str, ...]:
        """Who is in, in the order of their awards; the same tuple until another comes in."""
        if len(self._fillers) != len(self.winners):
            self._fillers = tuple(self.winners)
        return self._fillers

    def room(self) -> Room:
        return Room(self.code, self.label, self.key, self.limit.unit, self.maximum, self.used)


class Book:
    """All counters of a round: `quotas` and `money` of each candidate by nomor, in the order of the limits' codes."""

    def __init__(self, limits: Iterable[Limit], candidates: Sequence[Candidate]) -> None:
        self.counters: dict[tuple[str, Key], Counter] = {}
        self.quotas: dict[str, list[Counter]] = {candidate.number: [] for candidate in candidates}
        self.money: dict[str, list[Counter]] = {candidate.number: [] for candidate in candidates}
        for limit in sorted(limits, key=lambda one: one.code):
            side = self.quotas if limit.unit == PROPOSALS else self.money
            for candidate in candidates:
                key = key_of(candidate, limit.per, limit.only)
                if key is not None:
                    side[candidate.number].append(self._counter(limit, key))

    def _counter(self, limit: Limit, key: Key) -> Counter:
        found = self.counters.get((limit.code, key))
        if found is None:
            found = self.counters[limit.code, key] = Counter(limit, key)
        return found

    def take(self, number: str, amount: int, step: int) -> None:
        """Count an award."""
        for counter in self.quotas[number]:
            counter.add(step, 1, number)
        for counter in self.money[number]:
            counter.add(step, amount, number)

    def rooms_of(self, number: str) -> tuple[Room, ...]:
        """What is left now of every limit that covers a candidate."""
        return tuple(counter.room() for counter in (*self.quotas[number], *self.money[number]))

    def rooms(self) -> tuple[Room, ...]:
        """Every counter, by code and key."""
        return tuple(self.counters[place].room() for place in sorted(self.counters))


def keys_under(guarantee: Guarantee, candidates: Iterable[Candidate]) -> dict[str, Key]:
    """The key of each candidate that a guarantee covers."""
    found = {c.number: key_of(c, guarantee.per, guarantee.only) for c in candidates}
    return {number: key for number, key in found.items() if key is not None}
