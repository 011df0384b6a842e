"""What would have changed a result, exactly: prioritisation.md 5.3. Closed forms over the moments of its turns.

A higher C, a better place and a lower cost only ever bring a turn forward or ask for less room, so what would fund a
candidate is one interval. Between two neighbouring C (or costs of rivals) nothing changes but the room asked for; the
ends of these stretches are searched by halving. The tests run whole rounds again and get the same numbers.
"""

from bisect import bisect_left
from fractions import Fraction

from .lookup import funded, most_room
from .order import FEWEST, Static
from .sweep import Run
from .turns import Entry
from .values import Bound, Change

Rung = tuple[Static, Bound]
"""One value of C or place to try: the key without penerima and biaya, and how the bound is written."""
BEST = Fraction(100)


class Changes:
    """Looks up what would have funded each loser of one run; keeps what all of them share."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.ladder = _ladder(run)
        self.costs: dict[tuple[int, ...], list[int]] = {}
        for entry in run.entries.values():
            if len(entry.key) > 1:
                self.costs.setdefault(entry.key[:2], []).append(entry.cost)
        self.costs = {key: sorted(set(costs)) for key, costs in self.costs.items()}

    def of(self, number: str) -> Change:
        """What would have funded a candidate that is not funded; nothing for TIDAK_LAYAK."""
        if number not in self.run.entries:
            return Change()
        entry = self.run.entries[number]
        cost, by_tie = self._max_cost(entry) if entry.key else (None, False)
        return Change(cost, by_tie, self._min_score(entry))

    def _max_cost(self, entry: Entry) -> tuple[int | None, bool]:
        """The largest cost below its own that would be funded, and whether only by going before a rival."""
        run, stretches = self.run, self._stretches(entry)

        def fits(stretch: tuple[int, int]) -> bool:
            return funded(run, entry, _cheaper(entry, stretch[0]), stretch[0], entry.lot)

        index = bisect_left(stretches, True, key=fits)
        if index == len(stretches):
            return None, False
        low, high = stretches[index]
        highest = min(high, most_room(run, entry, _cheaper(entry, low), entry.lot))
        return highest, most_room(run, entry, entry.key, entry.lot) < highest

    def _stretches(self, entry: Entry) -> list[tuple[int, int]]:
        """The costs below its own, from the top, cut at those of rivals equal in C and penerima."""
        found: list[tuple[int, int]] = []
        top = entry.cost - 1
        rivals = self.costs[entry.key[:2]] if len(entry.key) > 1 else []
        for cost in reversed(rivals[: bisect_left(rivals, entry.cost)]):
            found += [(cost + 1, top)] if cost < top else []
            found.append((cost, cost))
            top = cost - 1
        return [*found, (1, top)] if top else found

    def _min_score(self, entry: Entry) -> Bound | None:
        """The least bound on its C (in MUFAKAT the last place) that would be funded."""
        run, rungs, start = self.run, self.ladder, 0
        if entry.key:
            start = bisect_left(rungs, True, key=lambda rung: rung[0] < entry.key[:1])
        elif (least := Fraction(run.rule.threshold)) not in run.places:
            rungs = [((2 * len(run.scores) - 1,), Bound(least)), *rungs]
        rest = (-entry.candidate.people, entry.cost)

        def wins(rung: Rung) -> bool:
            return funded(run, entry, _whole(rung[0], rest), entry.cost, entry.lot)

        index = bisect_left(rungs, True, lo=start, key=wins)
        return rungs[index][1] if index < len(rungs) else None


def _ladder(run: Run) -> list[Rung]:
    """From the bottom: at each C of an eligible candidate, then just above it; in MUFAKAT before each place."""
    if run.rule.by_consensus:
        places = sorted((e.candidate.place or 0 for e in run.entries.values()), reverse=True)
        return [((2 * place - 1,), Bound(place=place)) for place in places]
    rungs: list[Rung] = []
    for score in reversed(run.scores):
        place = run.places[score]
        rungs.append(((place,), Bound(score)))
        if score < BEST:
            rungs.append(((place - 1,), Bound(score, above=True)))
    return rungs


def _whole(key: Static, rest: Static) -> Static:
    """A full key from a rung: a place in MUFAKAT has no penerima and biaya, nor does a stretch where nobody else is."""
    return (*key, *rest) if key[0] % 2 == 0 else (*key, FEWEST, 0)


def _cheaper(entry: Entry, cost: int) -> Static:
    return (*entry.key[:2], cost) if len(entry.key) > 1 else entry.key
