"""How far every share of Equal Shares can rise before anything changes. Pure and exact; what lets Add1 leap in rupiah.

In a run each amount is a straight line over the raise δ as long as every decision of the run stays the same. So one run
at a share also tells up to which raise all its decisions hold: `Line` carries an amount, `_Reach` the nearest change.

With δ no voter gets poorer and no price higher at any step of such a run: what the poor pay rises, so that the price of
the others falls. Who can pay an equal part therefore still can, and what can be bought still can: neither is watched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from .equal_shares import Election

Line = tuple[int, int]
"""An amount at δ = 0, and by how much it rises with δ; whole numbers of a unit that all lines of a run share."""


def steady(election: Election, share: Fraction) -> Fraction | None:
    """A raise below which every share funds the same in the same order as `share` does; None where no raise changes it.

    0 where even the least raise might change something. It may be lower than it need be, never higher.
    """
    run = _Run(election, share)
    run.offer(n for n, votes in enumerate(election.votes) if votes)
    while run.offers:
        best = run.lowest()
        run.buy(best)
        run.offer([n for n in run.offers if election.rivals[best] >> n & 1])
    return run.reach.until


class _Reach:
    """The nearest raise at which one of the decisions so far turns; None while none does."""

    def __init__(self) -> None:
        self.rise, self.run = 1, 0  # as a fraction: nowhere

    @property
    def until(self) -> Fraction | None:
        return Fraction(self.rise, self.run) if self.run else None

    def stays(self, room: int, shrinks: int) -> None:
        """Hold on to a ≤ b: `room` is b − a at δ = 0, not below 0, and gets smaller by `shrinks` with δ.

        A decision a < b holds just as long, because the raise at which the room is used up is not reached.
        """
        if shrinks > 0 and room * self.run < self.rise * shrinks:
            self.rise, self.run = room, shrinks


@dataclass(frozen=True, slots=True)
class _Offer:
    """What supporters with enough money would pay: `voters` of them share `rest`. ρ is rest / `whole`."""

    rest: Line
    voters: int
    whole: int


class _Run:
    """Equal Shares at one share, with lines for amounts."""

    def __init__(self, election: Election, share: Fraction) -> None:
        self.election, self.reach = election, _Reach()
        self.unit = lcm(election.unit, share.denominator)
        self.money: list[Line] = [(int(share * self.unit), self.unit)] * len(election.weights)
        self.offers: dict[int, _Offer] = {}

    def offer(self, options: Iterable[int]) -> None:
        """Find anew what each of these options would cost its supporters; drop those they cannot pay."""
        for n in list(options):
            found = self._offer(n)
            if found is None:
                self.offers.pop(n, None)
            else:
                self.offers[n] = found

    def lowest(self) -> int:
        """The option that is next, and how long it stays so: the lowest ρ, of equal ones the first."""
        best, least = -1, _Offer((1, 0), 0, 0)
        for n, offer in sorted(self.offers.items()):
            if offer.rest[0] * least.whole < least.rest[0] * offer.whole:
                best, least = n, offer
        (rest, rise), whole, stays = least.rest, least.whole, self.reach.stays
        for offer in self.offers.values():
            stays(offer.rest[0] * whole - rest * offer.whole, rise * offer.whole - offer.rest[1] * whole)
        return best

    def buy(self, n: int) -> None:
        """Let every supporter pay; all amounts get a finer unit where the price does not divide into whole ones."""
        offer = self.offers.pop(n)
        finer = offer.voters // gcd(offer.voters, *offer.rest)
        if finer > 1:
            self.unit *= finer
            self.money = [(amount * finer, rise * finer) for amount, rise in self.money]
            for other, old in self.offers.items():
                rest = old.rest[0] * finer, old.rest[1] * finer
                self.offers[other] = _Offer(rest, old.voters, old.whole * finer)
        price, rise = (part * finer // offer.voters for part in offer.rest)
        for g in self.election.supporters[n]:
            amount, grows = self.money[g]
            self.money[g] = (amount - price, grows - rise) if amount >= price else (0, 0)

    def _offer(self, n: int) -> _Offer | None:
        """None where all the money of the supporters is less than the cost. Notes how long each decision holds."""
        cost = self.election.costs[n] * (self.unit // self.election.unit)
        weights, stays = self.election.weights, self.reach.stays
        purses = sorted((*self.money[g], weights[g]) for g in self.election.supporters[n])
        everything = sum(amount * heads for amount, _, heads in purses)
        growth = sum(rise * heads for _, rise, heads in purses)
        if everything < cost:
            stays(cost - everything, growth)
            return None
        rest, falls, voters, poor = cost, 0, self.election.votes[n], 0
        while purses[poor][0] * voters < rest:
            amount, rise, heads = purses[poor]
            rest, falls, voters, poor = rest - amount * heads, falls - rise * heads, voters - heads, poor + 1
        for amount, rise, _ in purses[:poor]:
            stays(rest - amount * voters, rise * voters - falls)
        return _Offer((rest, falls), voters, voters * cost)
