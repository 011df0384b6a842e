"""Addenda of prioritisation.md 6 and 10.6, worked out from a record; what cannot follow is refused."""

from dataclasses import replace
from typing import Any

import pytest

from rounds.engine.addenda import amended
from rounds.engine.moves import CHANGE, IN, MOVE, OUT
from rounds.engine.record import Addendum, Correction, Money, Record, agreed, compute
from rounds.engine.sentences import sentences
from rounds.engine.values import Unfitness
from tests.rounds.engine.examples import BOUND_RULE, JUTA, TIED_RULE, bound_together, lost, move, tied
from tests.rounds.engine.records import record_of, sub_district_record

WITHDRAWN = ("A-02", Unfitness("Gugur", "mengundurkan diri"))


def addendum(number: int = 1, **more: Any) -> Addendum:
    return Addendum(number=number, reason="Perubahan sesudah ditutup", minutes=f"BA-{number}", previous="", **more)


def with_addenda(record: Record, *addenda: Addendum) -> Record:
    return replace(record, addenda=addenda)


def test_who_withdraws_makes_room_and_winners_stay() -> None:
    record = with_addenda(sub_district_record(), addendum(dropped=(WITHDRAWN,)))
    one = amended(record)[0]
    assert one.promoted == ("A-03",)
    assert one.agreed.amounts == {n: c * JUTA for n, c in zip(one.agreed.amounts, (150, 140, 45, 30, 60), strict=True)}
    assert {n: one.proposed.results[n].award for n in one.agreed.amounts} == {
        "A-01": 1,
        "B-01": 3,
        "B-02": 4,
        "C-02": 5,
        "A-03": 6,
    }
    assert lost(one.proposed, "C-01")[:2] == ("PAGU", 35 * JUTA)
    assert one.proposed.results["A-02"].code == "TIDAK_LAYAK"


def test_more_money_promotes_nobody_it_does_not_reach() -> None:
    record = with_addenda(sub_district_record(), addendum(money=(Money("PAGU-PD", ("APBD-PD",), 20 * JUTA),)))
    one = amended(record)[0]
    assert one.promoted == ()
    assert lost(one.proposed, "C-01")[:2] == ("PAGU", 75 * JUTA)
    assert lost(one.proposed, "A-03")[0] == "KUOTA"


def test_the_second_addendum_starts_from_the_first() -> None:
    money = Money("PAGU-PD", ("APBD-PD",), 35 * JUTA)
    record = with_addenda(sub_district_record(), addendum(dropped=(WITHDRAWN,)), addendum(2, money=(money,)))
    found = amended(record)
    assert [one.promoted for one in found] == [("A-03",), ("C-01",)]
    assert found[1].proposed.results["C-01"].award == 7
    assert found[1].proposed.results["A-03"].award == 6
    assert found[1].agreed.cost == 535 * JUTA


def test_what_the_forum_brought_in_stays_and_the_list_is_numbered_by_its_places() -> None:
    moves = (move(OUT, "B-02"), move(OUT, "C-02"), move(CHANGE, "C-01", volume=9), move(IN, "C-01", place=1))
    record = with_addenda(sub_district_record(moves=moves), addendum(dropped=(WITHDRAWN,)))
    one = amended(record)[0]
    assert [(n, one.proposed.results[n].sweep, one.proposed.results[n].award) for n in one.proposed.awarded] == [
        ("C-01", "FORUM", 1),
        ("A-01", "NILAI", 2),
        ("B-01", "NILAI", 4),
        ("A-03", "NILAI", 5),
        ("B-02", "NILAI", 6),
    ]
    assert one.proposed.results["C-01"].amount == 90 * JUTA
    assert "melalui kesepakatan forum, urutan pembiayaan ke-1" in sentences(one.proposed)["C-01"][0]


def test_the_signature_may_leave_a_promotion_out() -> None:
    record = with_addenda(sub_district_record(), addendum(dropped=(WITHDRAWN,), moves=(move(OUT, "A-03"),)))
    one = amended(record)[0]
    assert one.proposed.awarded[-1] == "A-03"
    assert one.promoted == ()
    assert list(one.agreed.amounts) == ["A-01", "B-01", "B-02", "C-02"]


def test_an_order_that_an_addendum_changes_is_numbered_by_its_places() -> None:
    first = addendum(dropped=(WITHDRAWN,), moves=(move(MOVE, "A-03", place=1),))
    found = amended(with_addenda(sub_district_record(), first, addendum(2)))
    awards = {number: found[1].proposed.results[number].award for number in found[1].proposed.awarded}
    assert awards == {"A-03": 1, "A-01": 2, "B-01": 3, "B-02": 4, "C-02": 5}
    assert found[1].proposed.results["A-03"].sweep == "NILAI"


def test_a_seed_is_drawn_where_an_addendum_meets_a_tie() -> None:
    rule = replace(TIED_RULE, limits=(replace(TIED_RULE.limits[0], maximum=180 * JUTA),))
    record = record_of((tied(), rule))
    assert compute(record).undecided == ()
    money = (Money("PAGU-PD", ("APBD-PD",), 60 * JUTA),)
    drawn = [amended(with_addenda(record, addendum(money=money, seed=seed)))[0] for seed in ("", "483920", "118275")]
    assert [bool(one.proposed.undecided) for one in drawn] == [True, False, False]
    assert [one.promoted for one in drawn[1:]] == [("Y-01",), ("Z-01",)]


@pytest.mark.parametrize(
    ("addenda", "why"),
    [
        ((addendum(2),), "number does not follow"),
        ((addendum(dropped=(("X", Unfitness("Gugur")),)),), "no candidate, or out"),
        ((addendum(dropped=(WITHDRAWN,)), addendum(2, dropped=(WITHDRAWN,))), "no candidate, or out"),
        ((addendum(seed="1"), addendum(2, seed="2")), "a second seed"),
        ((addendum(money=(Money("X", (), 1),)),), "no limit of the rule"),
        ((addendum(money=(Money("PAGU-PD", (), 1),)),), "no limit of the rule"),
        ((addendum(money=(Money("PAGU-PD", ("APBD-PD",), -20 * JUTA),)),), "is over by 5000000"),
    ],
)
def test_what_cannot_follow_is_refused(addenda: tuple[Addendum, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        amended(with_addenda(sub_district_record(), *addenda))


def test_what_a_winner_needs_does_not_drop_alone() -> None:
    record = record_of((bound_together(), BOUND_RULE))
    assert list(agreed(record).amounts) == ["E-01", "D-01", "D-02"]
    gone = Unfitness("Gugur")
    with pytest.raises(ValueError, match="D-02 needs D-01"):
        amended(with_addenda(record, addendum(dropped=(("D-01", gone),))))
    both = amended(with_addenda(record, addendum(dropped=(("D-01", gone), ("D-02", gone)))))[0]
    assert both.promoted == ("F-01",)


def test_a_ralat_counts_from_its_addendum_on_and_no_winner_leaves() -> None:
    """C-01 of 10.1 was written with 110 juta for 15: it comes up, and a winner that cost less is given less."""
    dear = Correction("C-01", "biaya", str(110 * JUTA), str(15 * JUTA))
    first = addendum(corrections=(dear,))
    found = amended(with_addenda(sub_district_record(), first))[0]
    assert found.promoted == ("C-01",)
    assert found.agreed.cost == 500 * JUTA
    less = Correction("A-01", "biaya", str(150 * JUTA), str(140 * JUTA))
    both = amended(with_addenda(sub_district_record(), first, addendum(2, corrections=(less,))))
    assert both[1].agreed.amounts["A-01"] == 140 * JUTA
    assert set(both[0].agreed.amounts) <= set(both[1].agreed.amounts)


@pytest.mark.parametrize(
    "one",
    [
        Correction("X", "biaya", "1", "2"),
        Correction("C-01", "biaya", "1", "2"),
        Correction("C-01", "biaya", str(110 * JUTA), "0"),
        Correction("C-01", "biaya", str(110 * JUTA), "-5"),
        Correction("C-01", "biaya", str(110 * JUTA), "0015"),
        Correction("C-01", "biaya", str(110 * JUTA), "9" * 40),
        Correction("C-01", "penerima", "220", "2.5"),
    ],
)
def test_a_ralat_that_does_not_follow_is_refused(one: Correction) -> None:
    with pytest.raises(ValueError, match="a ralat of"):
        amended(with_addenda(sub_district_record(), addendum(corrections=(one,))))


def test_a_ralat_of_a_winner_that_breaks_the_pagu_is_refused() -> None:
    one = Correction("A-01", "biaya", str(150 * JUTA), str(999 * JUTA))
    with pytest.raises(ValueError, match="is over by"):
        amended(with_addenda(sub_district_record(), addendum(corrections=(one,))))
