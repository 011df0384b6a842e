"""Weights by comparison: prioritisation.md 10.8, F04 and property 11."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.engine import ahp
from rounds.engine.scoring import display
from tests.rounds.engine.drawn import beaten

GOOD = ((1, 2, 3), (F(1, 2), 1, 2), (F(1, 3), F(1, 2), 1))
CIRCLE = ((1, 5, F(1, 3)), (F(1, 5), 1, 4), (3, F(1, 4), 1))


def test_the_example_comes_out_to_the_fraction() -> None:
    found = ahp.compare(GOOD)
    assert found.weights == (F(83, 154), F(206, 693), F(227, 1386))
    assert found.percents == (54, 30, 16)
    assert display(found.largest, 4) == "3,0092"
    assert found.ratio == F(96500975, 12156062472)
    assert found.index == found.ratio * F(58, 100)
    assert display(found.ratio, 4) == "0,0079"
    assert found.consistent
    assert ahp.faults(GOOD) == []


def test_a_circle_of_preferences_blocks_the_freeze() -> None:
    assert ahp.faults(CIRCLE) == ["Perbandingan kriteria tidak konsisten: CR 1,8849, paling banyak 0,1."]
    assert not ahp.compare(CIRCLE).consistent


@pytest.mark.parametrize(
    ("matrix", "sentence"),
    [
        ((), "tidak lengkap"),
        (((1, 2), (F(1, 2),)), "tidak lengkap"),
        (tuple((1,) * 10 for _ in range(10)), "tidak lengkap"),
        (((1, 2), (2, 1)), "kriteria 1 dan 2 tidak saling berkebalikan"),
        (((1, 10), (F(1, 10), 1)), "kriteria 1 dan 2 harus 1 sampai 9"),
        (((1, 0), (0, 1)), "kriteria 1 dan 2 harus 1 sampai 9"),
        (((1, F(3, 2)), (F(2, 3), 1)), "kriteria 1 dan 2 harus 1 sampai 9"),
        (((2,),), "kriteria 1 dan 1 tidak saling berkebalikan"),
    ],
)
def test_a_matrix_that_cannot_be_read_says_why(matrix: ahp.Matrix, sentence: str) -> None:
    assert [sentence in found for found in ahp.faults(matrix)] == [True]
    with pytest.raises(ValueError, match=sentence):
        ahp.compare(matrix)


def test_one_or_two_criteria_are_always_consistent() -> None:
    assert ahp.compare(((1,),)).percents == (100,)
    two = ahp.compare(((1, 9), (F(1, 9), 1)))
    assert (two.weights, two.percents, two.ratio) == ((F(9, 10), F(1, 10)), (90, 10), F(0))


def test_a_ratio_of_exactly_a_tenth_is_accepted() -> None:
    at_the_limit = ahp.Comparison((), (), F(0), F(0), F(1, 10))
    assert at_the_limit.consistent
    assert not ahp.Comparison((), (), F(0), F(0), F(1, 10) + F(1, 10**9)).consistent


def test_what_is_left_over_goes_to_the_largest_remainders_the_earlier_first() -> None:
    assert ahp.largest_remainder((2, 2, 2), 500_000_000) == (166_666_667, 166_666_667, 166_666_666)
    assert ahp.largest_remainder((F(1, 10), F(6, 10), F(3, 10)), 9) == (1, 5, 3)
    assert ahp.largest_remainder((0, 5), 7) == (0, 7)
    with pytest.raises(ValueError, match="dibagi"):
        ahp.largest_remainder((0, 0), 7)


@beaten
@given(st.sampled_from([(1, 2, 4, 8), (1, 3, 9), (1, 2, 6), (1, 5), (1, 7)]), st.data())
def test_a_consistent_matrix_gives_back_its_weights(steps: tuple[int, ...], data: st.DataObject) -> None:
    meant = data.draw(st.lists(st.sampled_from(steps), min_size=1, max_size=9))
    found = ahp.compare([[F(one, other) for other in meant] for one in meant])
    assert found.weights == tuple(F(weight, sum(meant)) for weight in meant)
    assert (found.ratio, found.largest) == (F(0), F(len(meant)))


@beaten
@given(st.lists(st.integers(0, 50), min_size=1, max_size=12).filter(any), st.integers(0, 10**9))
def test_whole_parts_sum_up_and_stay_within_one(shares: list[int], total: int) -> None:
    parts = ahp.largest_remainder(shares, total)
    assert sum(parts) == total
    assert all(abs(part - F(share * total, sum(shares))) < 1 for part, share in zip(parts, shares, strict=True))
