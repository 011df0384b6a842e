"""Elections for Equal Shares, and the rule read word for word: what the quick methods are held against."""

from collections.abc import Sequence
from fractions import Fraction as F

from hypothesis import strategies as st

from rounds.engine.equal_shares import Election, Option
from tests.rounds.engine.examples import BALLOTS, sub_district

Drawn = tuple[list[Option], list[list[str]], F]
"""Options, ballots and budget."""


def kecamatan() -> Election:
    """10.1, in the order of penerima manfaat."""
    by_people = sorted(sub_district(), key=lambda c: -c.people)
    return Election([Option(c.number, c.cost) for c in by_people], BALLOTS, 500_000_000)


costs = st.one_of(st.integers(1, 30), st.fractions(F(1, 2), 30, max_denominator=4))


@st.composite
def elections(draw: st.DrawFn) -> Drawn:
    """Small elections full of equal costs and equal votes."""
    options = [Option(f"P{n}", cost) for n, cost in enumerate(draw(st.lists(costs, min_size=1, max_size=6)))]
    ballot = st.lists(st.sampled_from([o.key for o in options]), unique=True, max_size=4)
    return options, draw(st.lists(ballot, min_size=1, max_size=7)), F(draw(st.integers(1, 60)))


def slowly(options: Sequence[Option], ballots: Sequence[Sequence[str]], share: F) -> list[tuple[str, F]]:
    """The text of the rule, word for word: one voter at a time, every option looked at anew."""
    money = [share] * len(ballots)
    funded: list[tuple[str, F]] = []
    while True:
        offers = []
        for place, option in enumerate(options):
            supporters = [v for v, ballot in enumerate(ballots) if option.key in ballot]
            if option.key in dict(funded) or sum(money[v] for v in supporters) < option.cost:
                continue
            rest, rich = F(option.cost), sorted(supporters, key=lambda v: money[v])
            while money[rich[0]] * len(rich) < rest:
                rest -= money[rich.pop(0)]
            offers.append((rest / len(rich) / option.cost, place, supporters))
        if not offers:
            return funded
        rho, place, supporters = min(offers)
        for v in supporters:
            money[v] -= min(money[v], rho * options[place].cost)
        funded.append((options[place].key, rho))
