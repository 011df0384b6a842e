"""A record gives the worked examples from rule, values and ballots alone; in any order; and refuses contradictions."""

from dataclasses import replace
from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.engine.moves import CHANGE, IN, OUT, Line
from rounds.engine.record import Record, agreed, candidates, compute, points
from rounds.engine.results import result_file, result_hash
from rounds.engine.scored import Recusal, Totals, Value
from rounds.engine.values import Candidate, Unfitness
from tests.rounds.engine.drawn import Round, beaten, rounds, seeds
from tests.rounds.engine.examples import FLOOR, GROUP_RULE, JUTA, TIED_RULE, groups, move, run, sub_district_rule, tied
from tests.rounds.engine.records import MEDIANS, VOTING, criterion, record_of, sub_district_record

FIRST = "fd392ca17143d2f4c6df61160d778cf970a309cfece7708adaadc0d16b35aec0"
WITH_FLOOR = "b1579b49d5ef5f00133855ceeced06335b1b89e228b56eda7cc1f6ba709c64c9"


def test_the_worked_round_from_values_and_ballots() -> None:
    record = sub_district_record()
    assert result_hash(compute(record)) == FIRST
    assert result_hash(compute(sub_district_record(sub_district_rule(guarantees=(FLOOR,))))) == WITH_FLOOR
    scores = {c.number: (c.criteria, c.ballots) for c in candidates(record)}
    assert scores["A-02"] == (F(335, 4), F(100, 3))
    assert scores["B-02"] == (F(225, 4), F(100, 9))


def test_published_points_stand_for_the_ballots() -> None:
    record = sub_district_record()
    totals = points(record)
    assert totals is not None
    assert (totals.ballots, totals.points["A-01"], totals.points["C-03"]) == (6, F(11), F(0))
    secret = replace(record, ballots=None, totals=totals)
    assert compute(secret) == compute(record)


def test_group_guarantees_and_the_lot_from_a_record() -> None:
    assert compute(record_of((groups(), GROUP_RULE))).awarded == run(groups(), GROUP_RULE).awarded
    assert result_hash(compute(record_of((groups(), GROUP_RULE)))) == result_hash(run(groups(), GROUP_RULE))
    for seed in ("", "483920", "118275"):
        assert result_hash(compute(record_of((tied(), TIED_RULE), seed))) == result_hash(run(tied(), TIED_RULE, seed))


def test_moves_are_replayed_on_the_computed_list() -> None:
    moves = (move(OUT, "B-02"), move(OUT, "C-02"), move(CHANGE, "C-01", volume=9), move(IN, "C-01"))
    found = agreed(sub_district_record(moves=moves))
    assert (found.refused, found.cost, found.lines[-1]) == ((), 500 * JUTA, Line("C-01", 90 * JUTA))
    assert agreed(sub_district_record()).cost == 485 * JUTA


@beaten
@given(rounds(), seeds)
def test_a_drawn_round_and_its_record_give_the_same_bytes(drawn: Round, seed: str) -> None:
    assert result_file(compute(record_of(drawn, seed), explain=False)) == result_file(run(*drawn, seed, explain=False))


@beaten
@given(st.data())
def test_1_the_order_of_rows_is_no_part_of_a_record(data: st.DataObject) -> None:
    record = sub_district_record(recusals=(Recusal("A-01", 4, "RW sendiri"), Recusal("A-02", 4, "RW sendiri")))
    fields = ("candidates", "values", "recusals", "ballots")
    mixed: dict[str, Any] = {name: tuple(data.draw(st.permutations(getattr(record, name)))) for name in fields}
    assert replace(record, **mixed) == record


def test_choices_without_an_order_are_kept_in_one() -> None:
    voting = {**VOTING, "bentuk": "SETUJU"}
    record = sub_district_record(ballots=(("C-01", "A-01", "B-01"),))
    assert record.ballots == (("C-01", "A-01", "B-01"),)
    assert replace(record, rule={**record.rule, "suara": voting}).ballots == (("A-01", "B-01", "C-01"),)


def test_what_is_dropped_after_the_freeze_keeps_its_place_on_the_ballot() -> None:
    voting = {**VOTING, "konvensi": "RATA"}
    record = sub_district_record()
    record = replace(record, rule={**record.rule, "suara": voting})
    later = replace(record, dropped=(("C-03", Unfitness("ditarik")),))
    before = replace(
        record,
        candidates=tuple(replace(c, unfit=Unfitness("lahan")) if c.number == "C-03" else c for c in record.candidates),
    )
    scores = {c.number: c.ballots for c in candidates(record)}
    assert {c.number: c.ballots for c in candidates(later)} == {**scores, "C-03": None}
    assert {c.number: c.ballots for c in candidates(before)} != {**scores, "C-03": None}
    assert compute(later).results["C-03"].code == compute(before).results["C-03"].code == "TIDAK_LAYAK"


def test_each_jenis_may_have_criteria_of_its_own() -> None:
    kinds = {"SARPRAS": [criterion("A", 100, (0, 50, 100))], "LK": [criterion("B", 100, (0, 100))]}
    both = tuple(Candidate(number=kind, cost=1, people=0, fund="PD", kind=kind) for kind in kinds)
    values = (Value("SARPRAS", "A", 1, 50), Value("LK", "B", 1, 100))
    record = record_of((list(both), sub_district_rule()))
    record = replace(record, rule={**record.rule, "kriteria": kinds}, values=values)
    assert compute(record).awarded == ("LK", "SARPRAS")
    with pytest.raises(ValueError, match="no criteria for jenis 'PM'"):
        compute(replace(record, candidates=(*both, replace(both[0], number="PM", kind="PM"))))


def test_by_votes_alone_no_values_are_needed_and_by_scores_alone_no_ballots() -> None:
    record = sub_district_record()
    votes = replace(record, rule={**record.rule, "metode": "SUARA", "alfa": 0}, values=())
    assert compute(votes).results["A-01"].candidate.score == F(550, 9)
    scores = replace(record, rule={**record.rule, "metode": "SKOR", "alfa": 100, "suara": None}, ballots=None)
    assert compute(scores).results["A-01"].candidate.score == 85


RECORD = sub_district_record()
TOTALS = Totals(1, dict.fromkeys(MEDIANS, F(0)))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"values": (*RECORD.values, Value("X", "K", 1, 0))}, "candidate that is none"),
        ({"values": (*RECORD.values, Value("A-01", "K", 1, 0))}, "twice on the same criterion"),
        ({"values": (*RECORD.values, Value("A-01", "K", 4, 30))}, "no level of its rubric"),
        ({"values": (*RECORD.values, Value("A-01", "X", 4, 50))}, "no level of its rubric"),
        ({"values": ()}, "A-01 has no value for K, M, S"),
        ({"recusals": (Recusal("A-01", 1, "RW sendiri"),)}, "from a recused assessor"),
        ({"dropped": (("X", Unfitness("ditarik")),)}, "dropped twice, or no candidate"),
        ({"totals": TOTALS}, "ballots and totals"),
        ({"ballots": None}, "no ballots"),
        ({"ballots": ()}, "Belum ada surat suara"),
        ({"ballots": (("A-01", "A-02"),)}, "Surat suara ke-1 ditolak"),
        ({"ballots": None, "totals": replace(TOTALS, points={"A-01": F(1)})}, "other candidates than"),
        ({"rule": {**RECORD.rule, "metode": "SKOR"}}, "alfa 60 does not fit SKOR"),
        ({"rule": {**RECORD.rule, "metode": "SKOR", "alfa": 100}}, "ballots where nobody votes"),
        ({"rule": {**RECORD.rule, "kriteria": RECORD.rule["kriteria"][:2]}}, "weights do not sum to 100"),
        ({"rule": {**RECORD.rule, "suara": {**VOTING, "konvensi": "BORDA"}}}, "none of TETAP, RATA"),
    ],
)
def test_what_contradicts_itself_is_refused(more: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        compute(Record(**{**{name: getattr(RECORD, name) for name in RECORD.__slots__}, **more}))
