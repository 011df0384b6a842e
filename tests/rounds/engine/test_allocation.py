"""The worked examples of prioritisation.md 10.1 to 10.5, figure by figure."""

from dataclasses import replace
from fractions import Fraction as F

import pytest

from rounds.engine.allocation import allocate
from rounds.engine.values import Candidate, Limit, Room, Rule, Tie, Unfitness
from tests.rounds.engine.examples import (
    BOUND_RULE,
    FLOOR,
    GROUP_RULE,
    JUTA,
    TIED_RULE,
    bound_together,
    ceiling,
    funded,
    groups,
    left,
    lost,
    one,
    run,
    standing,
    sub_district,
    sub_district_rule,
    tied,
)


def test_blend_quota_pagu_and_threshold() -> None:
    found = run(sub_district(), sub_district_rule())
    assert found.awarded == ("A-01", "A-02", "B-01", "B-02", "C-02")
    assert left(found) == [350, 230, 90, 45, 15]
    assert found.spent == 485 * JUTA
    assert found.reserves == ("A-03", "C-01")
    assert lost(found, "A-03") == ("KUOTA", 0, None, "> 763/12")
    assert lost(found, "C-01") == ("PAGU", 20 * JUTA, 90 * JUTA, "> 484/9")
    assert lost(found, "C-03") == ("AMBANG", 0, None, "> 647/18")
    quota = found.results["A-03"].failures[0]
    assert (quota.used, quota.maximum, quota.fillers, quota.gap) == (2, 2, ("A-01", "A-02"), F(227, 18))
    assert [found.results[n].rank for n in ("A-01", "A-02", "B-01", "A-03", "C-03")] == [1, 2, 3, 4, 8]
    assert [found.results[n].reserve for n in ("A-03", "C-01", "C-03", "A-01")] == [1, 2, None, None]
    assert Room("KEL", "kuota kelurahan C", ("C",), "usulan", 2, 1) in found.rooms
    assert found.ties == ()
    assert found.unmet == ()


def test_a_floor_lets_every_area_in_first() -> None:
    found = run(sub_district(), sub_district_rule(guarantees=(FLOOR,)))
    assert funded(found) == {
        "A-01": "LANTAI:1",
        "B-01": "LANTAI:1",
        "C-01": "LANTAI:1",
        "A-03": "NILAI",
        "C-02": "NILAI",
    }
    assert found.spent == 490 * JUTA
    assert lost(found, "A-02") == ("PAGU", 20 * JUTA, 100 * JUTA, "> 679/9")
    assert lost(found, "B-02") == ("PAGU", 5 * JUTA, 40 * JUTA, "> 1835/36")
    assert found.results["A-02"].failures[0].room == 100 * JUTA


def test_more_money_may_mean_fewer_winners() -> None:
    found = run(sub_district(), sub_district_rule(juta=520))
    assert found.awarded == ("A-01", "A-02", "B-01", "C-01")
    assert found.spent == 520 * JUTA
    assert [lost(found, n)[:2] for n in ("B-02", "C-02")] == [("PAGU", 45 * JUTA), ("PAGU", 30 * JUTA)]
    assert lost(found, "A-03")[0] == "KUOTA"


def test_a_higher_cap_may_cost_a_winner_its_place() -> None:
    found = run(sub_district(), sub_district_rule(places=3))
    assert found.awarded == ("A-01", "A-02", "B-01", "A-03", "C-02")
    assert found.spent == 500 * JUTA
    assert [lost(found, n)[:2] for n in ("B-02", "C-01")] == [("PAGU", 15 * JUTA), ("PAGU", 80 * JUTA)]


def test_berhenti_closes_the_source_at_the_first_that_does_not_fit() -> None:
    found = run(sub_district(), sub_district_rule(skip="BERHENTI"))
    assert found.awarded == ("A-01", "A-02", "B-01")
    assert lost(found, "C-01") == ("PAGU", 20 * JUTA, 90 * JUTA, "> 484/9")
    assert found.results["C-01"].failures[0].closed_by == ""
    for number in ("B-02", "C-02"):
        failure = found.results[number].decisive
        assert failure is not None
        assert failure.closed_by == "C-01"
        assert lost(found, number)[2:] == (None, "> 130/3")


def test_berhenti_leaves_other_sources_open() -> None:
    rule = Rule(limits=(ceiling(100),), skip="BERHENTI")
    candidates = [one("A", 120, 90), one("B", 20, 80), one("C", 20, 70, fund="APBD-DBH")]
    assert run(candidates, rule).awarded == ("C",)
    assert run(candidates, replace(rule, skip="LEWATI")).awarded == ("B", "C")


def test_under_berhenti_running_again_may_open_a_source() -> None:
    """Property 8 holds under LEWATI only: who closed the source now fails on a conflict too, and closes nothing."""
    candidates = [
        one("A", 60, 90),
        one("B", 60, 80),
        one("C", 10, 70, fund="APBD-DBH", conflicts=(("B", "lokasi sama"),)),
        one("D", 10, 60),
    ]
    rule = Rule(limits=(ceiling(100),), skip="BERHENTI")
    first = run(candidates, rule)
    assert first.awarded == ("A", "C")
    assert run(candidates, rule, standing=standing(first)).awarded == ("A", "C", "D")


@pytest.mark.parametrize(("seed", "winner", "loser"), [("483920", "Y-01", "Z-01"), ("118275", "Z-01", "Y-01")])
def test_area_count_and_lot_decide_a_tie(seed: str, winner: str, loser: str) -> None:
    found = run(tied(), TIED_RULE, seed)
    assert found.awarded == ("X-01", "V-01", "W-01", winner)
    assert left(found) == [140, 80, 60, 20]
    assert found.reserves == (loser, "X-02")
    assert lost(found, loser) == ("UNDIAN", 20 * JUTA, 40 * JUTA - 1, "> 60")
    assert lost(found, "X-02") == ("PAGU", 20 * JUTA, 40 * JUTA - 1, "> 60")
    assert found.ties == (Tie("NILAI", ("Y-01", "Z-01")),)
    assert found.undecided == ()
    assert (found.results[loser].rivals, found.results[winner].rivals) == ((winner,), (loser,))
    change = found.results[loser].change
    assert change is not None
    assert change.by_tie


def test_the_count_of_an_area_is_read_at_each_choice() -> None:
    candidates = [one("A-1", 1, 50, area="A"), one("A-2", 1, 50, area="A"), one("B-1", 1, 50, area="B")]
    assert run(candidates, Rule()).awarded == ("A-1", "B-1", "A-2")


def test_equal_scores_share_their_rank() -> None:
    found = run([one(number, 1, score) for number, score in zip("ABCD", (90, 80, 90, 10), strict=True)], Rule())
    assert [result.rank for result in found.results.values()] == [1, 3, 1, 4]


def test_without_an_area_the_group_is_counted() -> None:
    candidates = [one("A-1", 1, 50, group="A"), one("A-2", 1, 50, group="A"), one("B-1", 1, 50, area="A")]
    assert run(candidates, Rule()).awarded == ("A-1", "B-1", "A-2")


def test_positions_of_the_lot_are_published() -> None:
    found = run(tied(), TIED_RULE, "483920")
    assert (found.results["Y-01"].lot, found.results["Z-01"].lot, found.results["Z-01"].rival_lot) == (3, 5, 3)


def test_without_a_seed_the_tie_stays_open() -> None:
    found = run(tied(), TIED_RULE)
    assert found.undecided == (Tie("NILAI", ("Y-01", "Z-01")),)


def test_groups_get_their_own_first_choices() -> None:
    found = run(groups(), GROUP_RULE)
    assert funded(found) == {
        "RW01-1": "RW:1",
        "RW03-1": "RW:1",
        "RW02-2": "RW:1",
        "PKK-1": "LBG:1",
        "KT-1": "LBG:1",
        "PKK-2": "LBG:2",
        "RW01-2": "NILAI",
    }
    assert left(found) == [180, 155, 95, 80, 66, 51, 21]
    assert found.spent == 209 * JUTA
    assert lost(found, "PKK-3") == ("KUOTA", 0, None, "")
    assert lost(found, "RW02-1") == ("PAGU", 24 * JUTA, 21 * JUTA, "> 70")
    quota = found.results["PKK-3"].failures[0]
    assert (quota.used, quota.last_sweep, quota.last_by_rank) == (2, "LBG:2", True)
    assert [(one.label, one.reached, one.count) for one in found.unmet] == [("LBG Karang Taruna", 1, 2)]
    assert found.unmet[0].candidates == (("KT-2", "AMBANG", ()),)


def test_conflict_and_requirement() -> None:
    found = run(bound_together(), BOUND_RULE)
    assert found.awarded == ("E-01", "D-01", "D-02")
    assert left(found) == [120, 60, 10]
    assert lost(found, "E-02") == ("KONFLIK", 0, None, "≥ 90")
    assert lost(found, "F-01") == ("PAGU", 10 * JUTA, 10 * JUTA, "≥ 70")
    assert [attempt.held for attempt in found.results["D-02"].attempts] == [True, False]


def test_what_waits_for_something_never_funded_is_a_conflict() -> None:
    candidates = [one("D-02", 50, 95, requires=("D-01",)), one("D-01", 300, 70)]
    found = run(candidates, BOUND_RULE)
    assert found.awarded == ()
    assert [(f.code, f.kind, f.other) for f in found.results["D-02"].failures] == [("KONFLIK", "SYARAT", "D-01")]


def test_an_empty_value_is_not_covered() -> None:
    candidates = [one("A", 10, 90, area="A"), one("B", 10, 80, area="A"), one("C", 10, 70), one("D", 10, 60)]
    rule = Rule(limits=(Limit(code="KEL", unit="usulan", maximum=1, per=("wilayah",)),))
    assert run(candidates, rule).awarded == ("A", "C", "D")


def test_one_key_may_have_a_maximum_of_its_own() -> None:
    limit = Limit(code="KEL", unit="usulan", maximum=1, per=("wilayah",), special={("B",): 2})
    candidates = [one(f"{area}-{n}", 10, 90 - n, area=area) for area in "AB" for n in (1, 2, 3)]
    assert run(candidates, Rule(limits=(limit,))).awarded == ("A-1", "B-1", "B-2")


def test_in_mufakat_the_forum_enters_the_order() -> None:
    candidates = [replace(c, score=None, place=place) for place, c in enumerate(reversed(sub_district()), start=1)]
    found = run(candidates, sub_district_rule(method="MUFAKAT"))
    assert found.awarded == ("C-03", "C-02", "B-02", "A-03", "B-01", "A-02")
    assert lost(found, "C-01")[:3] == ("KUOTA", 0, None)
    change = found.results["C-01"].change
    assert change is not None
    assert change.min_score is not None
    assert change.min_score.place == 2
    assert found.results["A-01"].code == "KUOTA"


def test_what_is_unfit_takes_no_part() -> None:
    unfit = Unfitness("Lahan", "milik perorangan", "OPD", "2026-01-12", "hibah lahan")
    found = run([replace(c, unfit=unfit) if c.number == "A-01" else c for c in sub_district()], sub_district_rule())
    assert found.results["A-01"].code == "TIDAK_LAYAK"
    assert found.results["A-01"].rank is None
    assert "A-03" in found.awarded


def test_part_of_the_volume_is_funded_once_per_source_where_the_rule_says_so() -> None:
    candidates = [one("A", 60, 90), *(one(n, 50, 80, divisible=True, unit_price=5 * JUTA) for n in ("B", "C"))]
    rule = Rule(limits=(ceiling(98),))
    assert run(candidates, rule).awarded == ("A",)
    found = run(candidates, replace(rule, part_percent=70))
    assert (found.awarded, found.results["B"].amount, found.spent) == (("A", "B"), 35 * JUTA, 95 * JUTA)
    assert run(candidates, replace(rule, part_percent=71)).awarded == ("A",)


def test_winners_stay_in_an_addendum() -> None:
    first = run(sub_district(), sub_district_rule())
    stands = [one for one in standing(first) if one.number != "A-02"]
    others = [c for c in sub_district() if c.number != "A-02"]
    found = run(others, sub_district_rule(), standing=stands)
    assert found.awarded == ("A-01", "B-01", "B-02", "C-02", "A-03")
    assert (found.results["A-03"].award, left(found)) == (6, [75])
    assert lost(found, "C-01")[:2] == ("PAGU", 35 * JUTA)
    again = run(others, sub_district_rule())
    assert again.awarded == ("A-01", "B-01", "A-03", "C-01", "C-02")
    assert lost(again, "B-02")[:2] == ("PAGU", 5 * JUTA)


def test_a_quota_filled_before_an_addendum_still_says_by_what_order() -> None:
    first = run(groups(), GROUP_RULE)
    floor = replace(FLOOR, per=("kelompok",))
    found = run(groups(), replace(GROUP_RULE, guarantees=(floor, *GROUP_RULE.guarantees)), standing=standing(first))
    quota = found.results["PKK-3"].failures[0]
    assert (quota.last_sweep, quota.last_by_rank) == ("LBG:2", True)


def test_more_money_promotes_nobody_it_does_not_reach() -> None:
    first = run(sub_district(), sub_district_rule())
    found = run(sub_district(), sub_district_rule(juta=520), standing=standing(first))
    assert set(found.awarded) == set(first.awarded)
    assert lost(found, "C-01")[:2] == ("PAGU", 75 * JUTA)
    assert lost(found, "A-03")[0] == "KUOTA"


@pytest.mark.parametrize(
    ("candidates", "rule", "why"),
    [
        ([one("A", 1, 1), one("A", 1, 1)], Rule(), "twice"),
        ([Candidate(number="A", cost=0, people=0, fund="x", score=F(1))], Rule(), "below Rp1"),
        ([one("A", 1, 1, place=1)], Rule(method="MUFAKAT"), "knows no scores"),
        ([replace(one(n, 1, 1), score=None, place=1) for n in "AB"], Rule(method="MUFAKAT"), "a place of its own"),
        ([replace(one("A", 1, 1), score=None)], Rule(), "without a score"),
        ([one("A", 1, 1, requires=("B",)), one("B", 1, 1, requires=("A",))], Rule(), "circle"),
        ([one("A", 1, 60, group="PKK", group_class="LEMBAGA")], GROUP_RULE, "own rank"),
        ([one("A", 1, 1)], Rule(limits=(ceiling(1), ceiling(2))), "stands twice"),
    ],
)
def test_what_cannot_be_a_frozen_round_is_refused(candidates: list[Candidate], rule: Rule, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        allocate(candidates, rule)
