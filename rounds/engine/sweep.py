"""The sweep, the only allocation step: prioritisation.md 4.4. It writes down each turn, to be looked up later.

Time is a step: one for each turn. An award at step t counts for every turn after t. A loser leaves no trace in the
state, unless it closes a source under BERHENTI; that is why what would have become of it can be looked up.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from itertools import groupby

from .limits import Book, Counter, Tally, keys_under
from .order import descending, even_places, static_key
from .turns import Entry, Sweep, Turn
from .values import (
    BY_OWN_RANK,
    CEILING,
    CONFLICT,
    MERIT,
    QUOTA,
    REQUIREMENT,
    STOP,
    Attempt,
    Candidate,
    Failure,
    Guarantee,
    Key,
    Room,
    Rule,
    Standing,
)


class Run:
    """All sweeps of a round, from nothing or from the winners that stand."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        rule: Rule,
        lots: Mapping[str, int],
        standing: Iterable[Standing] = (),
    ) -> None:
        self.rule, self.lots, self.step = rule, lots, 0
        self.candidates = {candidate.number: candidate for candidate in candidates}
        self.book = Book(rule.limits, candidates)
        self.homes: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
        self.scores = descending(c.score for c in candidates if c.score is not None and eligible(c, rule))
        self.places = even_places(self.scores)
        self.entries = {c.number: self._entry(c) for c in candidates if not c.unfit}
        self.required = {number for c in candidates for number in c.requires}
        self._note_conflicts()
        self.guaranteed: defaultdict[tuple[str, Key], Tally] = defaultdict(Tally)
        self.keys = {g.code: keys_under(g, candidates) for g in rule.guarantees}
        self.funded: dict[str, int] = {}
        self.awards: dict[str, Standing] = {}
        self.last_award = 0
        self.rooms: dict[str, tuple[Room, ...]] = {}
        self.attempts: dict[str, list[Attempt]] = {number: [] for number in self.entries}
        self.met: list[str] = []
        self.closed: dict[str, tuple[int, str]] = {}
        self.parted: set[str] = set()
        self.sweeps: list[Sweep] = []
        self.by_rank = {guarantee.code for guarantee in rule.guarantees if guarantee.order == BY_OWN_RANK}
        for stands in standing:
            self._award(self.candidates[stands.number], stands)
        self._pass_all()

    def _entry(self, candidate: Candidate) -> Entry:
        key = static_key(candidate, self.places) if eligible(candidate, self.rule) else ()
        return Entry(candidate, key, self.lots[candidate.number], self.homes[candidate.home], self.book)

    def _note_conflicts(self) -> None:
        for candidate in self.candidates.values():
            for other, note in sorted(candidate.conflicts):
                for one, two in ((candidate.number, other), (other, candidate.number)):
                    if one in self.entries:
                        self.entries[one].conflicts.setdefault(two, note)

    def _pass_all(self) -> None:
        for guarantee in self.rule.guarantees:
            for number in range(1, guarantee.count + 1):
                self._sweep(Sweep(f"{guarantee.code}:{number}", self.step + 1, guarantee, number))
        self._sweep(Sweep(MERIT, self.step + 1))

    def covered(self, guarantee: Guarantee, entry: Entry) -> Tally | None:
        """What a guarantee has given under the key of a candidate; None where it does not cover it."""
        key = self.keys[guarantee.code].get(entry.number)
        return None if key is None else self.guaranteed[guarantee.code, key]

    def pool(self, guarantee: Guarantee | None) -> list[Entry]:
        """Eligible, not yet funded, covered."""
        return [
            entry
            for entry in self.entries.values()
            if entry.key
            and entry.number not in self.funded
            and (guarantee is None or entry.number in self.keys[guarantee.code])
        ]

    def _sweep(self, sweep: Sweep) -> None:
        self.sweeps.append(sweep)
        held: list[Entry] = []
        order = sorted((sweep.key(entry, entry.key), entry.lot, entry) for entry in self.pool(sweep.guarantee))
        for key, block in groupby(order, key=lambda one: one[0]):
            waiting = [(entry.home.used, lot, entry) for _, lot, entry in block]
            heapify(waiting)
            while waiting:
                count, lot, entry = waiting[0]
                if entry.home.used != count:  # its area was given one since it was put here
                    heapreplace(waiting, (entry.home.used, lot, entry))
                    continue
                heappop(waiting)
                self.step += 1
                sweep.keys.append(key)
                sweep.pairs.append((count, lot))
                sweep.steps.append(self.step)
                sweep.entries.append(entry)
                if sweep.guarantee is None:
                    self.met.append(entry.number)
                won = self.open(sweep, entry, self.step) and self._try(sweep, entry, held)
                sweep.won.append(won)
                if won and held and entry.number in self.required:
                    self._release(sweep, held)
        sweep.end = self.step + 1

    def open(self, sweep: Sweep, entry: Entry, step: int) -> bool:
        """Whether its key had been given fewer than this pass gives, just before a step."""
        if sweep.guarantee is None:
            return True
        tally = self.covered(sweep.guarantee, entry)
        return tally is not None and tally.before(step) < sweep.limit

    def _release(self, sweep: Sweep, held: list[Entry]) -> None:
        """Test those whose last requirement was just funded, in base order, with those that they release in turn."""
        batch: list[tuple[int, Turn]] = []
        sweep.releases.append(batch)
        while ready := [e for e in held if self._released(sweep, e)]:
            turn, entry = min((((sweep.key(e, e.key), e.home.used, e.lot), e) for e in ready), key=lambda one: one[0])
            held.remove(entry)
            self.step += 1
            batch.append((self.step, turn))
            self._try(sweep, entry, held)

    def _released(self, sweep: Sweep, entry: Entry) -> bool:
        return self.open(sweep, entry, self.step + 1) and all(r in self.funded for r in entry.candidate.requires)

    def _try(self, sweep: Sweep, entry: Entry, held: list[Entry]) -> bool:
        """Test a candidate and fund it, hold it or note what failed."""
        failures = self._failures(entry)
        waits = any(failure.kind == REQUIREMENT for failure in failures)
        amount = self._part(sweep, entry, failures) if failures else entry.cost
        won = amount > 0 or not failures
        self.attempts[entry.number].append(Attempt(sweep.name, () if won else failures, waits))
        if won:
            if amount < entry.cost:
                self.parted.add(entry.candidate.fund)
            self._award(entry.candidate, Standing(entry.number, sweep.name, self.last_award + 1, amount))
            self.rooms[entry.number] = self.book.rooms_of(entry.number)
            return True
        if waits:
            held.append(entry)
        elif sweep.guarantee is None and self.rule.skip == STOP:
            self._close(entry, failures)
        return False

    def _award(self, candidate: Candidate, award: Standing) -> None:
        number = candidate.number
        self.awards[number] = award
        self.last_award = max(self.last_award, award.award)
        self.funded[number] = self.step
        self.book.take(number, award.amount, self.step)
        self.homes[candidate.home].add(self.step, 1, number)
        for code, keys in self.keys.items():
            if number in keys:
                self.guaranteed[code, keys[number]].add(self.step, 1, number)

    def _close(self, entry: Entry, failures: tuple[Failure, ...]) -> None:
        """BERHENTI: what fails on money alone, and on its source's pagu among it, closes that source."""
        fund = entry.candidate.fund
        codes = {counter.code for counter in entry.closing}
        if fund not in self.closed and all(f.code == CEILING for f in failures) and codes & {f.limit for f in failures}:
            self.closed[fund] = (self.step, entry.number)

    def _part(self, sweep: Sweep, entry: Entry, failures: tuple[Failure, ...]) -> int:
        """`bagi`: rupiah of the part of the volume that still fits; 0 where it is off or too little fits."""
        candidate, percent = entry.candidate, self.rule.part_percent
        if percent is None or sweep.guarantee or not (candidate.divisible and candidate.unit_price):
            return 0
        if candidate.fund in self.parted or candidate.fund in self.closed:
            return 0
        if any(failure.code != CEILING for failure in failures):
            return 0
        volume = min(counter.maximum - counter.used for counter in entry.money) // candidate.unit_price
        amount = max(volume, 0) * candidate.unit_price
        return amount if amount * 100 >= percent * entry.cost else 0

    def _failures(self, entry: Entry) -> tuple[Failure, ...]:
        """All tests in their order: conflicts, requirements, quotas, money."""
        found: list[Failure] = []
        if entry.conflicts:
            found += [
                Failure(code=CONFLICT, kind=CONFLICT, other=other, note=note)
                for other, note in sorted(entry.conflicts.items())
                if other in self.funded
            ]
        if entry.candidate.requires:
            found += [
                Failure(code=CONFLICT, kind=REQUIREMENT, other=other)
                for other in sorted(entry.candidate.requires)
                if other not in self.funded
            ]
        found += [self._full(entry, counter) for counter in entry.quotas if counter.used >= counter.maximum]
        closed_by = self.closed.get(entry.candidate.fund, (0, ""))[1]
        for counter in entry.money:
            closes = closed_by if counter in entry.closing else ""
            if closes or counter.maximum - counter.used < entry.cost:
                found.append(_short(counter, entry.cost, closes))
        return tuple(found)

    def _full(self, entry: Entry, counter: Counter) -> Failure:
        fillers = counter.fillers()
        last = self.candidates[fillers[-1]].score if fillers else None
        own = entry.candidate.score
        sweep = self.awards[fillers[-1]].sweep if fillers else ""
        return Failure(
            code=QUOTA,
            limit=counter.code,
            label=counter.label,
            used=counter.used,
            maximum=counter.maximum,
            fillers=fillers,
            gap=None if last is None or own is None else last - own,
            last_sweep=sweep,
            last_by_rank=sweep.rpartition(":")[0] in self.by_rank,
        )


def _short(counter: Counter, cost: int, closed_by: str) -> Failure:
    return Failure(
        code=CEILING,
        limit=counter.code,
        label=counter.label,
        used=counter.used,
        maximum=counter.maximum,
        room=counter.maximum - counter.used,
        cost=cost,
        closed_by=closed_by,
    )


def eligible(candidate: Candidate, rule: Rule) -> bool:
    """4.1: fit, and not below τ. A MUFAKAT round has no threshold."""
    if candidate.unfit is not None:
        return False
    return candidate.score is None or candidate.score >= rule.threshold
