"""Method of Equal Shares with cost utility, exact: prioritisation.md 7. A second opinion, never official. Pure.

Every voter gets the same share of the budget; a project is paid by those who listed it, each giving the same part of
its cost as far as their money goes. Voters with the same ballot always hold the same money, so they move as one group.

Money is counted in whole numbers of a unit that all voters share. Where a price does not divide into such units, all
money is re-expressed in a finer unit: no fraction is ever rounded, and the arithmetic stays that of integers.
"""

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from operator import mul

NEAR = 96
"""ρ are compared by their first bits, and exactly only where those are equal."""


@dataclass(frozen=True)
class Option:
    """What may be funded, and what it costs: more than nothing."""

    key: str
    cost: Fraction | int


@dataclass(frozen=True)
class Award:
    """One funded option, and ρ: the part of its cost that each supporter gives, as far as their money goes."""

    key: str
    cost: Fraction
    rho: Fraction


@dataclass(frozen=True)
class Outcome:
    """What one share per voter funds, in the order of the awards."""

    share: Fraction
    awards: tuple[Award, ...]

    @property
    def cost(self) -> Fraction:
        return sum((award.cost for award in self.awards), Fraction(0))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(award.key for award in self.awards)


class Election:
    """Options in the order that decides between equal ρ, and ballots that each list some of them.

    Every ballot is a voter with a share, an empty one too. What it lists beyond the options is not looked at.
    ValueError without a voter, for a budget or a cost that is not above nothing, and for two options of one key.
    """

    def __init__(self, options: Sequence[Option], ballots: Iterable[Collection[str]], budget: Fraction | int) -> None:
        place = {option.key: n for n, option in enumerate(options)}
        groups = Counter(frozenset(place[key] for key in ballot if key in place) for ballot in ballots)
        self.voters = groups.total()
        if not self.voters or budget <= 0 or any(o.cost <= 0 for o in options) or len(place) != len(options):
            raise ValueError("Perlu pemilih, anggaran dan biaya di atas nol, dan nomor yang tidak berulang.")
        self.options, self.budget = tuple(options), Fraction(budget)
        self.unit = lcm(*(Fraction(amount).denominator for amount in (budget, *(o.cost for o in options))))
        """How many of the smallest units of money there are in 1, before any is divided."""
        self.costs = [int(option.cost * self.unit) for option in options]
        groups.pop(frozenset(), None)
        self.weights = list(groups.values())
        self.supporters: list[list[int]] = [[] for _ in options]
        for group, listed in enumerate(groups):
            for n in listed:
                self.supporters[n].append(group)
        self.votes = [sum(self.weights[g] for g in supporters) for supporters in self.supporters]
        """How many voters listed each option."""
        self.rivals = [0] * len(options)
        """For each option, one bit for every option that shares a voter with it."""
        for listed in groups:
            bits = sum(1 << n for n in listed)
            for n in listed:
                self.rivals[n] |= bits
        self.openings = sorted(_bid(Fraction(1, votes), n) for n, votes in enumerate(self.votes) if votes)
        """How the options stand in line while every voter has a full share."""

    @property
    def supported(self) -> int:
        """How many options somebody listed; the others cannot be funded."""
        return sum(map(bool, self.votes))

    def affordable(self, n: int, share: Fraction) -> bool:
        """Whether the supporters of option n can pay for it while all of them have a full share."""
        return self.costs[n] <= share * self.unit * self.votes[n]


def equal_shares(election: Election, share: Fraction | None = None) -> Outcome:
    """The plain method, without completion; `share` per voter is budget / voters where nothing else is said."""
    share = election.budget / election.voters if share is None else share
    purse = _Purse(election, share)
    waiting = [bid for bid in election.openings if election.affordable(bid[2], share)]
    stale = 0  # one bit for each option whose supporters have paid since its ρ was found
    awards: list[Award] = []
    while waiting:
        _, rho, n = waiting[0]  # ρ only ever rises: where the lowest is up to date, it is the least of all
        if not stale >> n & 1:
            heapq.heappop(waiting)
            purse.charge(n, rho)
            stale |= election.rivals[n]
            awards.append(Award(election.options[n].key, Fraction(election.options[n].cost), rho))
            continue
        stale &= ~(1 << n)
        found = purse.rho(n)
        if found is None:
            heapq.heappop(waiting)
        elif found != rho:
            heapq.heapreplace(waiting, _bid(found, n))
    return Outcome(share, tuple(awards))


def fill(election: Election, funded: Collection[str], by: Sequence[Fraction | int] | None = None) -> tuple[str, ...]:
    """What a greedy sweep by votes adds to `funded` with the money that is left, in that order; a line of its own."""
    worth = election.votes if by is None else by
    left = election.budget - sum(o.cost for o in election.options if o.key in funded)
    added = []
    for n in sorted(range(len(election.options)), key=lambda n: (-worth[n], n)):
        option = election.options[n]
        if option.key not in funded and option.cost <= left:
            added.append(option.key)
            left -= option.cost
    return tuple(added)


def payments(outcome: Outcome, ballot: Collection[str]) -> dict[str, Fraction]:
    """What a voter with this ballot pays for each award, found again from the prices alone."""
    money = outcome.share
    paid = {}
    for award in outcome.awards:
        if award.key in ballot:
            paid[award.key] = min(money, award.rho * award.cost)
            money -= paid[award.key]
    return paid


def _bid(rho: Fraction, n: int) -> tuple[int, Fraction, int]:
    """How an option waits in line: by ρ, then by its place among the options."""
    return (rho.numerator << NEAR) // rho.denominator, rho, n


class _Purse:
    """What each group of voters has left, per voter, in whole units that grow finer as prices need it."""

    def __init__(self, election: Election, share: Fraction) -> None:
        self.election = election
        self.unit = lcm(election.unit, share.denominator)
        self.money = [int(share * self.unit)] * len(election.weights)

    def rho(self, n: int) -> Fraction | None:
        """The least ρ at which the supporters of option n cover its cost; None where all their money does not."""
        money, weights = self.money, self.election.weights
        cost = rest = self.election.costs[n] * (self.unit // self.election.unit)
        voters = self.election.votes[n]
        rich = self.election.supporters[n]
        while voters:
            limit = (rest - 1) // voters  # who has no more than this has less than an equal part of the rest
            poor = [g for g in rich if money[g] <= limit]
            if not poor:
                return Fraction(rest, voters * cost)
            heads = list(map(weights.__getitem__, poor))
            rest -= sum(map(mul, map(money.__getitem__, poor), heads))
            voters -= sum(heads)
            rich = [g for g in rich if money[g] > limit]
        return None

    def charge(self, n: int, rho: Fraction) -> None:
        """Let every supporter of option n pay ρ · cost, or all that is left to them."""
        wanted = rho.numerator * self.election.costs[n] * (self.unit // self.election.unit)
        finer = rho.denominator // gcd(wanted, rho.denominator)
        if finer > 1:
            self.unit *= finer
            self.money = [finer * left for left in self.money]
        price, money = wanted * finer // rho.denominator, self.money
        for g in self.election.supporters[n]:
            money[g] = money[g] - price if money[g] > price else 0
