"""How far shares rise without a change, held against runs at the shares between."""

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from rounds.engine import equal_shares as es
from rounds.engine.equal_shares import Election, Option
from rounds.engine.raises import steady
from tests.rounds.engine.drawn import beaten
from tests.rounds.engine.shares import Drawn, elections


def test_it_tells_the_raise_at_which_another_option_can_be_paid() -> None:
    election = Election([Option("a", 4), Option("b", F(25, 2))], [["a", "b"], ["a"]], 10)
    # b needs 12,5 of the first voter alone: at first 7,5 more than a share of 5, and 2 more again when a is paid.
    assert steady(election, F(5)) == F(15, 2)
    assert steady(election, F(25, 2)) == 2
    assert es.equal_shares(election, F(29, 2)).keys == ("a", "b")
    assert es.equal_shares(election, F(29, 2) - F(1, 10**9)).keys == ("a",)


def test_nothing_changes_any_more_where_everything_is_paid_by_all_alike() -> None:
    assert steady(Election([Option("a", 4), Option("nobody", 4)], [["a"], ["a"]], 10), F(5)) is None


def test_a_tie_that_any_raise_turns_leaves_no_room() -> None:
    # a takes all of the first two. c and b then cost one voter 2, but with more the first could help to pay for b.
    options = [Option("a", 4), Option("c", 2), Option("b", 2)]
    election = Election(options, [["a", "b"], ["a"], ["b"], ["c"]], 8)
    assert es.equal_shares(election, F(2)).keys == ("a", "c", "b")
    assert es.equal_shares(election, F(2) + F(1, 10**9)).keys == ("a", "b", "c")
    assert steady(election, F(2)) == 0


def test_the_poor_pay_more_only_until_they_are_not_poor_any_more() -> None:
    # What the third voter has left for P1 grows with the share; from 27/2 on it is more than half of 13, and P2 can
    # soon be paid from the rest.
    options = [Option("P0", 14), Option("P1", 13), Option("P2", 1)]
    election = Election(options, [[], ["P0"], ["P1", "P2", "P0"], ["P1"]], 50)
    assert steady(election, F(37, 3)) == F(7, 6)
    assert es.equal_shares(election, F(37, 3)).keys == es.equal_shares(election, F(28, 2)).keys == ("P0", "P1")
    assert es.equal_shares(election, F(29, 2)).keys == ("P0", "P1", "P2")


@beaten
@given(elections(), st.integers(1, 40), st.fractions(0, 1, max_denominator=50))
def test_every_share_below_the_raise_funds_the_same_in_the_same_order(drawn: Drawn, share: int, way: F) -> None:
    options, ballots, budget = drawn
    election = Election(options, ballots, budget)
    until = steady(election, F(share, 3))
    keys = es.equal_shares(election, F(share, 3)).keys
    nearly = F(10**6 - 1, 10**6)
    for raised in (way * 1_000,) if until is None else (way * until * nearly, until * nearly):
        assert es.equal_shares(election, F(share, 3) + raised).keys == keys


@beaten
@given(elections(), st.integers(1, 40))
def test_the_raises_it_tells_lead_on_to_where_all_is_funded(drawn: Drawn, share: int) -> None:
    options, ballots, budget = drawn
    election, now = Election(options, ballots, budget), F(share, 3)
    for _ in range(200):
        until = steady(election, now)
        if until is None:
            break
        now += max(until, F(1, 7))
    assert until is None
    assert len(es.equal_shares(election, now).awards) == election.supported
