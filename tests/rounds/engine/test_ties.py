"""Decisive ties and who is equal on either side of the cut: prioritisation.md 4.5."""

from dataclasses import replace

from rounds.engine.ties import parted_pairs
from rounds.engine.values import BY_OWN_RANK, Guarantee, Rule, Tie
from tests.rounds.engine.examples import FLOOR, TIED_RULE, ceiling, one, run, tied


def test_each_pair_equal_in_c_names_the_step_that_parted_it() -> None:
    assert set(parted_pairs(run(tied(), TIED_RULE, "483920"))) == {
        ("V-01", "Z-01", "penerima"),
        ("V-01", "X-02", "penerima"),
        ("W-01", "Z-01", "biaya"),
        ("W-01", "X-02", "biaya"),
        ("Y-01", "Z-01", "undian"),
        ("Y-01", "X-02", "wilayah"),
    }


def test_who_lost_by_lot_met_the_last_one_in() -> None:
    found = run(
        [one(number, 10, 50) for number in "ABC"], Rule(limits=(ceiling(20),)), "x", lots={"A": 2, "B": 1, "C": 3}
    )
    assert found.awarded == ("B", "A")
    assert (found.results["C"].rivals, found.results["C"].rival_lot) == (("A",), 2)
    assert found.results["B"].rivals == ("C",)


def test_a_tie_may_begin_where_an_area_was_given_one() -> None:
    alike = [one(number, 10, 50, area="XXY"[at]) for at, number in enumerate("ABC")]
    found = run([*alike, one("D", 10, 90, area="Y")], Rule(limits=(ceiling(30),)))
    assert found.ties == (Tie("NILAI", ("B", "C")),)


def test_a_tie_in_which_all_are_funded_decides_nothing() -> None:
    assert run(tied(), Rule(limits=(ceiling(300),))).ties == ()


def test_a_tie_in_which_none_fits_decides_nothing() -> None:
    assert run(tied(), Rule(limits=(ceiling(180),))).ties == ()


def test_area_counts_part_before_a_lot_does() -> None:
    rule = Rule(limits=(ceiling(200),))
    found = run([c for c in tied() if c.number not in {"V-01", "Z-01"}], replace(rule, limits=(ceiling(160),)))
    assert found.awarded == ("X-01", "W-01", "Y-01")
    assert found.ties == ()


def test_a_requirement_beside_its_equals_is_flagged() -> None:
    alike = [one("A", 10, 50, requires=("B",)), one("B", 10, 50), one("C", 10, 50)]
    found = run(alike, Rule(limits=(ceiling(30),)))
    assert found.ties == (Tie("NILAI", ("A", "B", "C")),)
    assert run([replace(c, requires=()) for c in alike], Rule(limits=(ceiling(30),))).ties == ()


def test_a_requirement_is_flagged_at_each_count_it_reaches() -> None:
    alike = [one("A", 10, 50, area="X"), one("B", 10, 50, area="X", requires=("D",)), one("C", 10, 50, area="Y")]
    found = run([*alike, one("D", 10, 90, area="Y")], Rule(limits=(ceiling(40),)))
    assert found.ties == (Tie("NILAI", ("A", "B")), Tie("NILAI", ("B", "C")))


def test_a_requirement_that_stands_alone_at_its_count_is_not_flagged() -> None:
    found = run(
        [
            one("Z", 10, 95, area="Z"),
            one("X", 10, 90, area="X"),
            one("A", 10, 50, area="X", requires=("Z",)),
            one("B", 10, 50, area="Y"),
        ],
        Rule(limits=(ceiling(30),)),
    )
    assert found.awarded == ("Z", "X", "B")
    assert found.ties == ()


def test_the_pass_of_a_guarantee_may_hold_the_tie() -> None:
    alike = [one("A", 10, 50, area="X"), one("B", 10, 50, area="X")]
    found = run(alike, Rule(limits=(ceiling(10),), guarantees=(FLOOR,)), "1")
    assert {tie.sweep for tie in found.ties} == {"LANTAI:1"}
    assert sorted(result.code for result in found.results.values()) == ["MENANG", "UNDIAN"]


def test_own_rank_parts_before_a_lot_does() -> None:
    floor = Guarantee(code="LANTAI", count=1, per=("wilayah",), order=BY_OWN_RANK)
    alike = [one("A", 10, 50, area="X", own_rank=2), one("B", 10, 50, area="X", own_rank=1)]
    found = run(alike, Rule(limits=(ceiling(10),), guarantees=(floor,)))
    assert found.ties == ()
    assert found.awarded == ("B",)
