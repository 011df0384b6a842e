"""Add1 to the last raise: prioritisation.md 7 and 10.7, and the quick method held against the exact one."""

import random
from fractions import Fraction as F
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.engine import add1
from rounds.engine import equal_shares as es
from rounds.engine.equal_shares import Election, Option
from tests.rounds.engine.drawn import beaten
from tests.rounds.engine.shares import Drawn, elections, kecamatan, slowly


def test_fourteen_raises_change_nothing_there_and_the_fill_is_a_line_of_its_own() -> None:
    election = kecamatan()
    kept = add1.add1(election)
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
    assert add1.add1(election, 1).keys == ("a",)


def test_add1_ends_where_all_is_funded_where_it_costs_too_much_or_where_a_share_is_the_budget() -> None:
    everything = Election([Option("a", 3), Option("nobody", 1)], [["a"], []], 10)
    assert (add1.add1(everything, 1).keys, add1.add1(everything, 1).share) == (("a",), F(5))
    never = Election([Option("a", 11)], [["a"], []], 10)
    assert (add1.add1(never, 1).keys, add1.add1(never, 1).share) == ((), F(10))
    both = Election([Option("a", 10), Option("b", 10)], [["a"], ["b"]], 10)
    assert (add1.add1(both, 1).keys, add1.add1(both, 1).share) == ((), F(9))
    with pytest.raises(ValueError, match="Langkah"):
        add1.add1(both, 0)


def test_the_step_is_a_hundredth_of_the_share_and_at_least_one() -> None:
    fine = Election([Option("a", F(3, 2)), Option("b", 2)], [["a"], ["b"]], 2)
    assert add1.add1(fine).share == 1  # one more and both are funded, at 7/2
    coarse = Election([Option("a", 1_030), Option("b", 1_500)], [["a"], ["b"]], 2_000)
    assert add1.add1(coarse).share == 1_490  # steps of 10: the next one funds both


@beaten
@given(elections(), st.integers(1, 5))
def test_add1_keeps_the_last_outcome_within_budget(drawn: Drawn, step: int) -> None:
    options, ballots, budget = drawn
    share, kept = budget / len(ballots), set[str]()
    while share <= budget:
        found = {key for key, _ in slowly(options, ballots, share)}
        if sum(option.cost for option in options if option.key in found) > budget:
            break
        kept, share = found, share + step
    # By rough amounts wherever they tell; always exactly; leaping from the first raise on.
    for many, patience in ((0, 32), (1_000, 32), (1_000, 1)):
        with patch.object(add1, "MANY", many), patch.object(add1, "PATIENCE", patience):
            assert set(add1.add1(Election(options, ballots, budget), step).keys) == kept


def agrees(election: Election, share: F) -> bool | None:
    """Whether the rough method funds the same in the same order; None where it cannot tell."""
    try:
        found = add1._Rough(election, share).funded()
    except add1._Unsure:
        return None
    return tuple(election.options[n].key for n in found) == es.equal_shares(election, share).keys


@beaten
@given(elections(), st.fractions(F(1, 4), 3, max_denominator=12), st.sampled_from([0, 2, 5, 96]))
def test_rough_amounts_never_tell_anything_else_than_the_exact_ones(drawn: Drawn, times: F, bits: int) -> None:
    options, ballots, budget = drawn
    with patch.object(add1, "GUARD", bits):
        assert agrees(Election(options, ballots, budget), budget / len(ballots) * times) is not False


def test_rough_amounts_tell_nearly_always_where_voters_are_many() -> None:
    dice = random.Random(7)
    told = []
    for _ in range(8):
        options = [Option(f"P{n}", dice.randrange(10_000, 900_000)) for n in range(25)]
        keys = [option.key for option in options]
        ballots = [set(dice.choices(keys, weights=range(1, 26), k=dice.randint(1, 9))) for _ in range(700)]
        election = Election(options, ballots, sum(int(option.cost) for option in options) // 3)
        told += [agrees(election, election.budget / 700 * times) for times in (1, F(5, 4), F(8, 5))]
    assert False not in told
    assert told.count(True) > len(told) // 2


def test_an_exact_tie_between_unequal_supporters_is_left_to_the_exact_method() -> None:
    # The first two voters have paid a third of a: b and c cost them the same unequal parts.
    ballots = [["a", "b", "c"], ["a"], ["a"], ["b", "c"], []]
    election = Election([Option("a", 20), Option("c", 11), Option("b", 11)], ballots, 50)
    assert agrees(election, F(10)) is None
    with patch.object(add1, "MANY", 0):
        assert add1._funded(election, F(10)) == [0, 1]


def test_millions_of_raises_by_one_rupiah_are_leapt_over() -> None:
    election = kecamatan()
    with patch.object(add1, "_funded", wraps=add1._funded) as runs:
        kept = add1.add1(election, 1)
    assert set(kept.keys) == {"A-01", "B-01", "A-02", "C-02"}
    assert kept.share == F(500_000_000, 6) + 11_666_666  # 95 juta each would pay for A-03 and B-02 as well
    assert es.equal_shares(election, kept.share + 1).cost > election.budget
    assert runs.call_count < 200


@pytest.mark.parametrize(
    ("costs", "ballots", "share"),
    [
        # What was paid too little for the first option seems to be enough for the second.
        ([6, 21], [(0, 1), (1,), ()], F(49, 3)),
        # A share rounded up, with a price rounded down, seems to leave enough.
        ([16, 4], [(), (0, 1)], F(59, 3)),
        # Two ρ that whole numbers cannot tell apart.
        ([6, 30, 1, 2, 19], [(1, 3, 4), (4,), (1,), (2, 3), (3,), (0, 1, 2, 4)], F(44, 3)),
    ],
)
def test_amounts_in_whole_numbers_are_too_rough_to_tell(
    costs: list[int], ballots: list[tuple[int, ...]], share: F
) -> None:
    options = [Option(f"P{n}", cost) for n, cost in enumerate(costs)]
    election = Election(options, [[f"P{n}" for n in ballot] for ballot in ballots], 50)
    with patch.object(add1, "GUARD", 0):
        assert agrees(election, share) is None
