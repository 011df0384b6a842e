"""Equal Shares to the rupiah: the example of prioritisation.md 10.7, property 12, and a slow reading of the text."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.engine import equal_shares as es
from rounds.engine.add1 import add1
from rounds.engine.equal_shares import Election, Option
from tests.rounds.engine.drawn import beaten
from tests.rounds.engine.examples import BALLOTS
from tests.rounds.engine.shares import Drawn, elections, kecamatan, slowly


def test_the_kecamatan_example_comes_out_to_the_fraction() -> None:
    outcome = es.equal_shares(kecamatan())
    assert [(a.key, a.rho) for a in outcome.awards] == [
        ("A-01", F(1, 5)),
        ("B-01", F(1, 4)),
        ("A-02", F(61, 144)),
        ("C-02", F(1)),
    ]
    assert outcome.cost == 440_000_000
    paid = [es.payments(outcome, ballot).get("A-02") for ballot in BALLOTS]
    assert paid == [F(55_000_000, 3), F(152_500_000, 3), None, None, F(152_500_000, 3), None]


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
    equal = [Option("b", 5), Option("a", 5)]
    assert es.fill(Election(equal, [["a", "b"]], 9), ()) == ("b",)


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


@beaten
@given(elections())
def test_it_is_the_rule_word_for_word(drawn: Drawn) -> None:
    options, ballots, budget = drawn
    outcome = es.equal_shares(Election(options, ballots, budget))
    assert [(a.key, a.rho) for a in outcome.awards] == slowly(options, ballots, budget / len(ballots))


@beaten
@given(elections(), st.integers(1, 5))
def test_nobody_pays_more_than_their_share_and_each_cost_is_paid_exactly(drawn: Drawn, step: int) -> None:
    options, ballots, budget = drawn
    election = Election(options, ballots, budget)
    for outcome in (es.equal_shares(election), add1(election, step)):
        paid = [es.payments(outcome, ballot) for ballot in ballots]
        assert all(sum(each.values()) <= outcome.share for each in paid)
        for award in outcome.awards:
            assert sum(each.get(award.key, F(0)) for each in paid) == award.cost
        assert outcome.cost <= budget


@beaten
@given(elections())
def test_neither_the_order_of_ballots_nor_voters_counted_twice_over_change_the_outcome(
    drawn: Drawn,
) -> None:
    options, ballots, budget = drawn
    outcome = es.equal_shares(Election(options, ballots, budget))
    again = es.equal_shares(Election(options, [b[::-1] for b in reversed(ballots)], budget))
    assert again == outcome
    doubled = es.equal_shares(Election(options, [*ballots, *ballots], budget))
    assert doubled.keys == outcome.keys
