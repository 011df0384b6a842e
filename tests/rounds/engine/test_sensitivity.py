"""What a little change would do: prioritisation.md 7 and the last line of 10.7."""

from dataclasses import replace
from fractions import Fraction as F

from rounds.engine import second_opinions, sensitivity
from rounds.engine.sensitivity import Method, Scores, Sheet, Shift
from tests.rounds.engine.examples import sub_district, sub_district_rule

VALUES = {
    "A-01": ((100, 75, 75), F(550, 9)),
    "A-02": ((75, 100, 75), F(100, 3)),
    "B-01": ((75, 50, 50), F(400, 9)),
    "A-03": ((75, 75, 100), F(50, 9)),
    "C-01": ((50, 50, 50), F(100, 3)),
    "B-02": ((50, 50, 75), F(100, 9)),
    "C-02": ((25, 50, 100), F(100, 9)),
    "C-03": ((0, 25, 25), F(0)),
}
SHEETS = [Sheet(number, tuple((v, v, v) for v in values), b) for number, (values, b) in VALUES.items()]
METHOD = Method(60, {"": (40, 35, 25)})
ENGINE = second_opinions.official(sub_district(), sub_district_rule())


def best(two: Scores) -> list[str]:
    """A stand-in for the engine that funds the two best."""
    return sorted(two, key=lambda number: (-two[number], number))[:2]


def test_neither_weights_nor_alpha_change_the_official_set_of_the_example() -> None:
    assert set(ENGINE(sensitivity.scores(SHEETS, METHOD))) == {"A-01", "A-02", "B-01", "B-02", "C-02"}
    weights = sensitivity.weight_runs(SHEETS, METHOD, ENGINE)
    assert weights == [Shift(f"bobot kriteria {n} × {factor}", (), ()) for n in (1, 2, 3) for factor in ("0,9", "1,1")]
    assert sensitivity.alpha_runs(SHEETS, METHOD, ENGINE) == [Shift("alfa 50", (), ()), Shift("alfa 70", (), ())]


def test_the_other_weights_are_scaled_and_the_sum_stays_100() -> None:
    assert sensitivity.shifted((40, 35, 25), 0, F(9, 10)) == (F(36), F(35 * 64, 60), F(25 * 64, 60))
    assert sum(sensitivity.shifted((40, 35, 25), 1, F(11, 10))) == 100
    assert sensitivity.shifted((95, 5), 0, F(11, 10)) == (F(100), F(0))


def test_who_enters_who_leaves_and_who_is_peka() -> None:
    sheets = [Sheet("a", ((100,), (0,)), F(0)), Sheet("b", ((49,), (49,)), F(0)), Sheet("c", ((0,), (99,)), F(50))]
    method = Method(100, {"": (50, 50)})
    assert best(sensitivity.scores(sheets, method)) == ["a", "c"]
    shifts = sensitivity.weight_runs(sheets, method, best)
    assert shifts == [
        Shift("bobot kriteria 1 × 0,9", ("b",), ("a",)),
        Shift("bobot kriteria 1 × 1,1", ("b",), ("c",)),
        Shift("bobot kriteria 2 × 0,9", ("b",), ("c",)),
        Shift("bobot kriteria 2 × 1,1", ("b",), ("a",)),
    ]
    assert sensitivity.sensitive(["a", "d"], shifts) == ("a",)
    assert sensitivity.alpha_runs(sheets, method, best) == [Shift("alfa 90", (), ())]


def test_each_candidate_alone_stands_at_its_lowest_and_highest_values() -> None:
    sheets = [Sheet("a", ((60, 60, 10),)), Sheet("b", ((50, 50, 50),)), Sheet("c", ((40, 40, 70),))]
    assert sensitivity.assessor_runs(sheets, Method(100, {"": (100,)}), best) == [
        Shift("nilai terendah a", ("c",), ("a",)),
        Shift("nilai tertinggi c", ("c",), ("b",)),
    ]


def test_a_criteria_set_is_moved_alone_and_0_and_100_make_no_run() -> None:
    sheets = [Sheet("a", ((9,), (1,)), F(0), "FISIK"), Sheet("b", ((7,), (1,)), F(0), "NON")]
    shifts = sensitivity.weight_runs(sheets, Method(50, {"NON": (100, 0), "FISIK": (50, 50)}), best)
    assert [shift.change for shift in shifts] == [
        f"bobot kriteria {n} FISIK × {factor}" for n in (1, 2) for factor in ("0,9", "1,1")
    ]


def test_no_run_needs_scores_or_ballots_that_do_not_exist() -> None:
    voted = [Sheet("a", ballots=F(5)), Sheet("b", ballots=F(4))]
    by_votes = Method(0, {})
    assert sensitivity.weight_runs(voted, by_votes, best) == []
    assert sensitivity.alpha_runs(voted, by_votes, best) == []
    assert sensitivity.assessor_runs(voted, by_votes, best) == []
    scored = [replace(sheet, values=((50,),), ballots=None) for sheet in voted]
    assert sensitivity.alpha_runs(scored, Method(100, {"": (100,)}), best) == []
    both = [replace(sheet, values=((50,),)) for sheet in voted]
    near_the_end = sensitivity.alpha_runs(both, Method(95, {"": (100,)}), best)
    assert [shift.change for shift in near_the_end] == ["alfa 85", "alfa 100"]
