"""Figures of fairness: prioritisation.md 7, and property 12 for Gini."""

from dataclasses import replace
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from rounds.engine import fairness
from rounds.engine.values import Candidate, Rule, Unfitness
from tests.rounds.engine.drawn import beaten

BASE = Candidate(number="A-1", cost=10, people=1, fund="PD", score=F(50), area="A")


def test_gini_counts_areas_with_nothing_and_is_not_told_where_nobody_gets_anything() -> None:
    assert fairness.gini([30, 185, 270]) == F(32, 97)
    assert fairness.gini([0, 0, 7]) == F(2, 3)
    assert fairness.gini([0, 0]) is None
    assert fairness.gini([]) is None


def test_rupiah_go_to_the_area_and_what_has_none_is_nobodys() -> None:
    others = [replace(BASE, number="A-2"), replace(BASE, number="L-1", area="")]
    assert fairness.rupiah_by_area("AB", [BASE, *others], {"A-1": 10, "A-2": 5, "L-1": 99}) == {"A": 15, "B": 0}


def test_an_area_with_nothing_stands_under_its_reason() -> None:
    candidates = [
        BASE,
        replace(BASE, number="B-1", area="B", unfit=Unfitness("lahan")),
        replace(BASE, number="B-2", area="B", score=F(19)),
        replace(BASE, number="C-1", area="C", score=F(20)),
        replace(BASE, number="C-2", area="C", score=F(1)),
        replace(BASE, number="E-1", area="E", score=None, place=1),
    ]
    assert fairness.empty_areas("ABCDE", candidates, {"A-1"}, Rule(threshold=20)) == fairness.Empty(
        no_usulan=("D",), none_eligible=("B",), none_funded=("C", "E")
    )


def test_ballots_without_a_winning_choice_are_not_told_under_five() -> None:
    ballots = [("a", "b"), ("b",), (), ("c",), ("b", "c")]
    assert fairness.without_winning_choice(ballots, {"c"}) == 3
    assert fairness.without_winning_choice(ballots[:4], {"c"}) is None


amounts = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@beaten
@given(amounts, st.fractions(F(1, 1000), 1000))
def test_gini_is_0_where_all_are_equal_and_does_not_depend_on_scale_or_order(got: list[int], scale: F) -> None:
    found = fairness.gini(got)
    assert fairness.gini([scale * amount for amount in reversed(got)]) == found
    if found is not None:
        assert 0 <= found <= 1 - F(1, len(got))
        assert (found == 0) == (len(set(got)) == 1)
        spread = sum(abs(one - other) for one in got for other in got)
        assert found == F(spread, 2 * len(got) * sum(got))
