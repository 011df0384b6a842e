"""What would have changed a result, where closed forms are easily wrong: prioritisation.md 5.3."""

from dataclasses import replace
from fractions import Fraction as F

import pytest
from hypothesis import given

from rounds.engine.order import lot_positions
from rounds.engine.values import BY_OWN_RANK, PROPOSALS, RUPIAH, Candidate, Change, Guarantee, Limit, Rule
from tests.rounds.engine import oracles
from tests.rounds.engine.drawn import Round, beaten, rounds
from tests.rounds.engine.examples import FLOOR, JUTA, ceiling, funded, lost, one, run

STOPPING = Rule(limits=(ceiling(100),), skip="BERHENTI")
BIG = 1_000_003


def change(candidates: list[Candidate], rule: Rule, number: str) -> Change:
    found = run(candidates, rule).results[number].change
    assert found is not None
    return found


def test_a_lower_cost_may_win_a_tie_by_one_rupiah_or_go_before_a_cheaper_rival() -> None:
    alike = [one("A", 40, 50, people=1), one("B", 40, 50, people=1), one("C", 10, 50, people=1)]
    by_one = run(alike, Rule(limits=(ceiling(60),)))
    assert lost(by_one, "B")[2:] == (40 * JUTA - 1, "> 50")
    first = run(alike, Rule(limits=(Limit(code="SATU", unit=PROPOSALS, maximum=1),)))
    assert first.awarded == ("C",)
    assert lost(first, "A")[2:] == (10 * JUTA, "> 50")  # equal in cost to C, and earlier by nomor
    assert lost(first, "B")[2:] == (10 * JUTA, "> 50")
    assert change(alike, Rule(limits=(Limit(code="SATU", unit=PROPOSALS, maximum=1),)), "A").by_tie


def test_one_who_closed_the_source_is_looked_up_without_itself() -> None:
    candidates = [one("A", 90, 90), one("B", 20, 80), one("C", 10, 70), one("D", 9, 60)]
    found = run(candidates, STOPPING)
    assert found.awarded == ("A",)
    assert lost(found, "B") == ("PAGU", 10 * JUTA, 10 * JUTA, "≥ 90")
    assert lost(found, "C")[2:] == (None, "≥ 80")


def test_one_who_closed_the_source_at_its_release_is_looked_up_there() -> None:
    candidates = [one("A", 40, 90), one("B", 40, 80, requires=("C",)), one("C", 40, 70), one("D", 10, 60)]
    found = run(candidates, STOPPING)
    assert found.awarded == ("A", "C")
    assert lost(found, "B") == ("PAGU", 20 * JUTA, 20 * JUTA, "")
    assert lost(found, "D")[2:] == (None, "≥ 70")
    placed = [replace(c, score=None, place=place) for place, c in enumerate(candidates, start=1)]
    by_place = change(placed, replace(STOPPING, method="MUFAKAT"), "B")
    assert by_place == Change(max_cost=20 * JUTA)


def test_what_fails_on_a_quota_too_closes_nothing() -> None:
    rule = Rule(limits=(ceiling(100), Limit(code="KEL", unit=PROPOSALS, maximum=1, per=("wilayah",))), skip="BERHENTI")
    candidates = [one("A", 90, 90, area="X"), one("B", 20, 80, area="X"), one("C", 10, 70, area="Y")]
    assert run(candidates, rule).awarded == ("A", "C")


def test_another_money_limit_closes_nothing() -> None:
    rule = Rule(
        limits=(ceiling(100), Limit(code="RW", unit=RUPIAH, maximum=90 * JUTA, per=("wilayah",))), skip="BERHENTI"
    )
    candidates = [one("A", 85, 90, area="X"), one("B", 9, 80, area="X"), one("C", 10, 70, area="Y")]
    assert run(candidates, rule).awarded == ("A", "C")


def test_what_waits_is_looked_up_at_its_release() -> None:
    candidates = [
        one("A", 50, 90, requires=("C",)),
        one("B", 30, 80, requires=("C",)),
        one("C", 30, 70),
    ]
    found = run(candidates, Rule(limits=(ceiling(100),)))
    assert found.awarded == ("C", "A")
    assert lost(found, "B") == ("PAGU", 10 * JUTA, 20 * JUTA, "≥ 90")


def test_a_gate_that_closed_while_it_waited_stays_closed() -> None:
    """A waits for D; meanwhile B takes what area X is promised."""
    candidates = [
        one("A", 30, 90, area="X", requires=("D",)),
        one("B", 30, 80, area="X"),
        one("D", 30, 70, area="Y"),
        one("E", 40, 95),
    ]
    rich = run(candidates, Rule(limits=(ceiling(200),), guarantees=(FLOOR,)))
    assert funded(rich) == {"B": "LANTAI:1", "D": "LANTAI:1", "E": "NILAI", "A": "NILAI"}
    poor = run(candidates, Rule(limits=(ceiling(100),), guarantees=(FLOOR,)))
    assert funded(poor) == {"B": "LANTAI:1", "D": "LANTAI:1", "E": "NILAI"}
    assert lost(poor, "A") == ("PAGU", 30 * JUTA, None, "≥ 95")


def test_a_score_below_the_threshold_may_only_need_to_reach_it() -> None:
    found = run([one("A", 10, 9), one("B", 10, 80)], Rule(limits=(ceiling(100),), threshold=20))
    assert lost(found, "A") == ("AMBANG", 0, None, "≥ 20")


def test_the_best_score_may_not_be_enough() -> None:
    top = [one("A", 90, 100, people=5), one("B", 20, 80, people=1)]
    assert lost(run(top, Rule(limits=(ceiling(100),))), "B")[2:] == (10 * JUTA, "")
    more = [top[0], replace(top[1], people=6)]
    assert lost(run(more, Rule(limits=(ceiling(100),))), "B")[2:] == (10 * JUTA, "≥ 100")


def test_no_score_lifts_it_above_the_own_rank_of_its_group() -> None:
    floor = Guarantee(code="RW", count=1, per=("kelompok",), order=BY_OWN_RANK)
    candidates = [one("A", 10, 10, group="X", own_rank=1), one("B", 10, 90, group="X", own_rank=2)]
    found = run(candidates, Rule(limits=(ceiling(10),), guarantees=(floor,)))
    assert lost(found, "B") == ("PAGU", 10 * JUTA, None, "")


def test_a_guarantee_may_be_the_nearer_way() -> None:
    candidates = [one("A", 60, 90, area="X"), one("B", 40, 50, area="Y"), one("C", 40, 40, area="Y")]
    found = run(candidates, Rule(limits=(ceiling(100),), guarantees=(FLOOR,)))
    assert lost(found, "C")[3] == "> 50"


def test_winners_and_the_unfit_have_no_change_to_tell() -> None:
    found = run([one("A", 10, 50)], Rule())
    assert found.results["A"].change is None
    assert run([one("A", 10, 50)], Rule(limits=(ceiling(1),)), explain=False).results["A"].change is None


@pytest.mark.parametrize(("cost", "most"), [(1, None), (2, 1)])
def test_a_cost_is_at_least_one_rupiah(cost: int, most: int | None) -> None:
    limit = Limit(code="P", unit=RUPIAH, maximum=cost - 1)
    found = run([replace(one("A", 1, 50), cost=cost)], Rule(limits=(limit,)))
    assert lost(found, "A")[2] == most


@beaten
@given(rounds(most=6))
def test_6_the_closed_form_and_halving_with_whole_rounds_agree(drawn: Round) -> None:
    candidates, rule = drawn
    dear = [replace(c, cost=c.cost * BIG) for c in candidates]
    limits = tuple(
        replace(one, maximum=one.maximum * BIG, special={key: most * BIG for key, most in one.special.items()})
        if one.unit == RUPIAH
        else one
        for one in rule.limits
    )
    wide = replace(rule, limits=limits)
    lots = lot_positions(c.number for c in dear)
    for result in run(dear, wide).results.values():
        if not result.won:
            assert result.change is not None
            assert result.change.max_cost == _halved(dear, wide, lots, result.candidate)


def _halved(candidates: list[Candidate], rule: Rule, lots: dict[str, int], loser: Candidate) -> int | None:
    """biaya_maks by bisection with re-runs."""
    low, high = 0, loser.cost  # funded at low (or low is 0), not at high
    while high - low > 1:
        middle = (low + high) // 2
        if oracles.funds(candidates, rule, lots, replace(loser, cost=middle)):
            low = middle
        else:
            high = middle
    return low or None


def test_the_first_example_has_no_bound_between_two_scores() -> None:
    """10.1: 20 would not do for C-03, since only Rp15 juta are left at its turn."""
    candidates = [one("A", 80, F(647, 18), people=1), one("C-03", 30, 9)]
    found = run(candidates, Rule(limits=(ceiling(100),), threshold=20))
    assert lost(found, "C-03")[3] == "> 647/18"
