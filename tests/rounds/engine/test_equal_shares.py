"""Equal Shares to the rupiah: the example of prioritisation.md 10.7, property 12, and a slow reading of the text."""

import os
from collections.abc import Sequence
from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rounds.engine import equal_shares as es
from rounds.engine.equal_shares import Election, Option

EXAMPLES = 2_000 if os.environ.get("MUSRENBANG_PROVE") == "1" else 60
BALLOTS = (
    ("A-01", "A-02", "B-01"),
    ("A-02", "A-01", "A-03"),
    ("B-01", "B-02", "A-01"),
    ("B-01", "A-01", "C-01"),
    ("C-01", "C-02", "A-02"),
    ("A-01", "C-01", "B-01"),
)
MILLIONS = {"A-01": 150, "B-01": 140, "A-02": 120, "C-01": 110, "A-03": 60, "B-02": 45, "C-02": 30, "C-03": 20}
"""In the order of penerima manfaat: 400, 300, 250, 220, 180, 90, 60, 40."""


def kecamatan() -> Election:
    return Election([Option(n, cost * 10**6) for n, cost in MILLIONS.items()], BALLOTS, 500_000_000)


def test_the_kecamatan_example_comes_out_to_the_fraction() -> None:
    outcome = es.equal_shares(kecamatan())
    assert [(a.key, a.rho) for a in outcome.awards] == [
        ("A-01", F(1, 5)),
        ("B-01", F(1, 4)),
        ("A-02", F(61, 144)),
        ("C-02", F(1)),
    ]
    assert outcome.cost == 440_000_000
    paid = [es.payments(kecamatan(), outcome, ballot).get("A-02") for ballot in BALLOTS]
    assert paid == [F(55_000_000, 3), F(152_500_000, 3), None, None, F(152_500_000, 3), None]


def test_fourteen_raises_change_nothing_there_and_the_fill_is_a_line_of_its_own() -> None:
    election = kecamatan()
    kept = es.add1(election)
    assert kept.share == F(500_000_000, 6) + 14 * 833_333
    assert set(kept.keys) == {"A-01", "B-01", "A-02", "C-02"}
    beyond = es.equal_shares(election, kept.share + 833_333)
    assert beyond.cost > election.budget
    assert es.fill(election, kept.keys) == ("A-03",)


def test_a_raise_goes_on_where_nothing_more_fits_at_once() -> None:
    # Shares of 10: nothing is affordable before the share is 14; stopping at the first raise without a new award
    # would fund nothing.
    election = Election([Option("a", 14), Option("b", 30)], [["a"], ["b"]], 20)
    assert es.equal_shares(election).awards == ()
    assert es.add1(election, 1).keys == ("a",)


def test_add1_ends_where_all_is_funded_where_it_costs_too_much_or_where_a_share_is_the_budget() -> None:
    everything = Election([Option("a", 3), Option("nobody", 1)], [["a"], []], 10)
    assert (es.add1(everything, 1).keys, es.add1(everything, 1).share) == (("a",), F(5))
    never = Election([Option("a", 11)], [["a"], []], 10)
    assert (es.add1(never, 1).keys, es.add1(never, 1).share) == ((), F(10))
    both = Election([Option("a", 10), Option("b", 10)], [["a"], ["b"]], 10)
    assert (es.add1(both, 1).keys, es.add1(both, 1).share) == ((), F(9))
    with pytest.raises(ValueError, match="Langkah"):
        es.add1(both, 0)


def test_the_step_is_a_hundredth_of_the_share_and_at_least_one() -> None:
    fine = Election([Option("a", F(3, 2)), Option("b", 2)], [["a"], ["b"]], 2)
    assert es.add1(fine).share == 1  # one more and both are funded, at 7/2
    coarse = Election([Option("a", 1_030), Option("b", 1_500)], [["a"], ["b"]], 2_000)
    assert es.add1(coarse).share == 1_490  # steps of 10: the next one funds both


def test_equal_rho_goes_to_the_option_that_stands_first() -> None:
    ballots = [["a", "b"], ["a", "b"]]
    for first, second in (("a", "b"), ("b", "a")):
        election = Election([Option(first, 10), Option(second, 10)], ballots, 10)
        assert es.equal_shares(election).keys == (first,)


def test_the_fill_goes_by_votes_passes_over_what_does_not_fit_and_may_be_told_other_numbers() -> None:
    election = Election([Option("a", 7), Option("b", 5), Option("c", 4)], [["a"], ["a"], ["b"]], 9)
    assert es.fill(election, ()) == ("a",)
    assert es.fill(election, (), by=(0, 1, 2)) == ("c", "b")
    assert es.fill(election, ("b",)) == ("c",)


@pytest.mark.parametrize(
    ("options", "ballots", "budget"),
    [
        ([Option("a", 1)], [], 5),
        ([Option("a", 1)], [["a"]], 0),
        ([Option("a", 0)], [["a"]], 5),
        ([Option("a", 1), Option("a", 2)], [["a"]], 5),
    ],
)
def test_what_is_no_election_is_refused(options: list[Option], ballots: list[list[str]], budget: int) -> None:
    with pytest.raises(ValueError, match="Perlu pemilih"):
        Election(options, ballots, budget)


costs = st.one_of(st.integers(1, 30), st.fractions(F(1, 2), 30, max_denominator=4))


@st.composite
def elections(draw: st.DrawFn) -> tuple[list[Option], list[list[str]], F]:
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


@settings(max_examples=EXAMPLES)
@given(elections())
def test_it_is_the_rule_word_for_word(drawn: tuple[list[Option], list[list[str]], F]) -> None:
    options, ballots, budget = drawn
    outcome = es.equal_shares(Election(options, ballots, budget))
    assert [(a.key, a.rho) for a in outcome.awards] == slowly(options, ballots, budget / len(ballots))


@settings(max_examples=EXAMPLES)
@given(elections(), st.integers(1, 5))
def test_nobody_pays_more_than_their_share_and_each_cost_is_paid_exactly(
    drawn: tuple[list[Option], list[list[str]], F], step: int
) -> None:
    options, ballots, budget = drawn
    election = Election(options, ballots, budget)
    for outcome in (es.equal_shares(election), es.add1(election, step)):
        paid = [es.payments(election, outcome, ballot) for ballot in ballots]
        assert all(sum(each.values()) <= outcome.share for each in paid)
        for award in outcome.awards:
            assert sum(each.get(award.key, F(0)) for each in paid) == award.cost
        assert outcome.cost <= budget


@settings(max_examples=EXAMPLES)
@given(elections(), st.integers(1, 5))
def test_add1_keeps_the_last_outcome_within_budget(drawn: tuple[list[Option], list[list[str]], F], step: int) -> None:
    options, ballots, budget = drawn
    share, kept = budget / len(ballots), set[str]()
    while share <= budget:
        found = {key for key, _ in slowly(options, ballots, share)}
        if sum(option.cost for option in options if option.key in found) > budget:
            break
        kept, share = found, share + step
    assert set(es.add1(Election(options, ballots, budget), step).keys) == kept


@settings(max_examples=EXAMPLES)
@given(elections())
def test_neither_the_order_of_ballots_nor_voters_counted_twice_over_change_the_outcome(
    drawn: tuple[list[Option], list[list[str]], F],
) -> None:
    options, ballots, budget = drawn
    outcome = es.equal_shares(Election(options, ballots, budget))
    again = es.equal_shares(Election(options, [b[::-1] for b in reversed(ballots)], budget))
    assert again == outcome
    doubled = es.equal_shares(Election(options, [*ballots, *ballots], budget))
    assert doubled.keys == outcome.keys
