"""Add1 for Equal Shares: every share is raised until the outcome costs too much (prioritisation.md 7). Pure and exact.

Hundreds of raises ask only who is funded. With tens of thousands of different ballots `_Rough` answers that from
amounts kept between two bounds; where the bounds leave any choice open, the exact method is asked instead. What is
returned at the end is always the exact outcome.
"""

import heapq
from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from operator import mul

from .equal_shares import NEAR, Election, Outcome, equal_shares
from .raises import steady

GUARD = 96
"""Bits behind the smallest unit of money in `_Rough`."""
MANY = 2_000
"""From so many different ballots on `_Rough` is quicker than the exact method."""
PATIENCE = 32
"""After so many raises it is asked how many more will change nothing, in rupiah often millions."""


def add1(election: Election, step: Fraction | int | None = None) -> Outcome:
    """Equal Shares with every share raised by `step` until the outcome costs too much; the last one within budget.

    It goes on while nothing new fits, and ends where everything that somebody listed is funded or a share is above the
    budget. `step` is ⌊budget / (100 · voters)⌋, at least 1, where nothing else is said.
    """
    step = max(1, election.budget // (100 * election.voters)) if step is None else step
    if step <= 0:
        raise ValueError("Langkah harus di atas nol.")
    share = kept = election.budget / election.voters
    runs, patience = 0, PATIENCE
    while share <= election.budget:
        funded = _funded(election, share)
        if sum(election.costs[n] for n in funded) > election.budget * election.unit:
            break
        kept, runs = share, runs + 1
        if len(funded) == election.supported:
            break
        if runs >= patience and len(election.weights) < MANY:
            leapt = _without_change(election, kept, step)
            kept += leapt * step
            runs, patience = 0, max(1, patience // 2) if leapt >= patience else patience * 2
        share = kept + step
    return equal_shares(election, kept)


def _without_change(election: Election, share: Fraction, step: Fraction | int) -> int:
    """How many raises by `step` are sure to change nothing, none of them above the budget."""
    most = (election.budget - share) // step
    until = steady(election, share)
    return most if until is None else min(most, max(0, -(-until // step) - 1))


def _funded(election: Election, share: Fraction) -> Sequence[int]:
    """Which options one share per voter funds, by their places."""
    if len(election.weights) >= MANY:
        with suppress(_Unsure):
            return _Rough(election, share).funded()
    place = {option.key: n for n, option in enumerate(election.options)}
    return [place[key] for key in equal_shares(election, share).keys]


class _Unsure(Exception):
    """The bounds leave open what comes next."""


class _Rough:
    """The same method with money from above: a voter has at most `money`, and at least `money − slack`.

    Each price lies between two whole numbers. Voters are charged the lower one, and the slack grows by the difference,
    so that both bounds stay true. `high` and `low` (in `waiting`) are bounds of ρ · 2^NEAR; both of an option that is
    `even`, all of whose supporters pay the same, are the first bits of 1 / votes.
    """

    def __init__(self, election: Election, share: Fraction) -> None:
        self.election = election
        full = share * (election.unit << GUARD)
        self.money = [-(-full.numerator // full.denominator)] * len(election.weights)
        self.slack = int(full.denominator > 1)
        self.stale = 0
        self.waiting = [(low, n) for low, _, n in election.openings if election.affordable(n, share)]
        self.high = {n: low for low, n in self.waiting}
        self.even = set(self.high)
        self.prices = {n: _between(election.costs[n] << GUARD, 0, election.votes[n]) for n in self.high}

    def funded(self) -> list[int]:
        """The places of the funded options, in the order of their awards. _Unsure where the bounds do not tell."""
        won = []
        while self.waiting:
            n = self.waiting[0][1]
            if self.stale >> n & 1:
                self._refresh()
                continue
            heapq.heappop(self.waiting)
            self._beats_the_rest(n)
            self._charge(n)
            won.append(n)
        return won

    def _beats_the_rest(self, n: int) -> None:
        """Make sure that no other option can have a lower ρ; equal votes go by place, as in the line."""
        equals = []
        while self.waiting and self.waiting[0][0] <= self.high[n]:
            other = self.waiting[0][1]
            if self.stale >> other & 1:
                self._refresh()
            elif {n, other} <= self.even:
                equals.append(heapq.heappop(self.waiting))
            else:
                raise _Unsure
        for bid in equals:
            heapq.heappush(self.waiting, bid)

    def _refresh(self) -> None:
        """Find the bounds of the first in line anew, or take it out where its supporters cannot pay."""
        n = self.waiting[0][1]
        self.stale &= ~(1 << n)
        money, weights = self.money, self.election.weights
        cost = rest = self.election.costs[n] << GUARD
        voters, rich = self.election.votes[n], self.election.supporters[n]
        least = self.prices[n][0] - 1  # prices only ever rise
        while voters:
            limit = max((rest - 1) // voters, least)
            poor = [g for g in rich if money[g] <= limit]
            if not poor:
                break
            heads = list(map(weights.__getitem__, poor))
            rest -= sum(map(mul, map(money.__getitem__, poor), heads))
            voters -= sum(heads)
            rich = [g for g in rich if money[g] > limit]
        else:
            heapq.heappop(self.waiting)
            return
        missing = (self.election.votes[n] - voters) * self.slack  # what the poor may have less
        self.prices[n] = _between(rest, missing, voters)
        if self.slack and min(map(money.__getitem__, rich)) < self.prices[n][1] + self.slack:
            raise _Unsure
        low = high = (rest << NEAR) // (voters * cost)
        if voters < self.election.votes[n]:
            self.even.discard(n)
            high = ((rest + missing) << NEAR) // (voters * cost) + 1
        self.high[n] = high
        heapq.heapreplace(self.waiting, (low, n))

    def _charge(self, n: int) -> None:
        price, most = self.prices[n]
        self.slack += most - price
        self.stale |= self.election.rivals[n]
        money = self.money
        for g in self.election.supporters[n]:
            money[g] = money[g] - price if money[g] > price else 0


def _between(rest: int, missing: int, voters: int) -> tuple[int, int]:
    """The price each of `voters` pays when `rest`, and up to `missing` more, is left to them: bounds of it."""
    return rest // voters, -(-(rest + missing) // voters)
