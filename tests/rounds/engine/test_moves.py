"""Moves of the forum: prioritisation.md 10.6, hard and soft rules, and property 13 on random moves."""

from dataclasses import replace
from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.engine.deviations import Deviation, deviations
from rounds.engine.moves import CHANGE, IN, MOVE, OUT, Agreed, Line, Move, replay
from rounds.engine.values import PROPOSALS, RUPIAH, Allocation, Standing, Unfitness
from tests.rounds.engine import oracles
from tests.rounds.engine.drawn import Round, beaten, rounds
from tests.rounds.engine.examples import (
    BOUND_RULE,
    FLOOR,
    GROUP_RULE,
    JUTA,
    bound_together,
    groups,
    move,
    one,
    run,
    sub_district,
    sub_district_rule,
)


def refusals(agreed: Agreed) -> list[tuple[str, ...]]:
    return [step.refusals for step in agreed.steps]


@pytest.fixture
def computed() -> Allocation:
    return run(sub_district(), sub_district_rule())


def test_pagu_is_hard_even_for_the_forum(computed: Allocation) -> None:
    agreed = replay(computed, [move(IN, "C-01")])
    assert refusals(agreed) == [("pagu APBD-PD terlampaui Rp95.000.000.",)]
    assert [line.number for line in agreed.lines] == list(computed.awarded)
    agreed = replay(computed, [move(OUT, "B-02"), move(OUT, "C-02"), move(IN, "C-01")])
    assert refusals(agreed) == [(), (), ("pagu APBD-PD terlampaui Rp20.000.000.",)]
    assert agreed.cost == 410 * JUTA


def test_with_less_volume_the_list_costs_exactly_the_pagu(computed: Allocation) -> None:
    moves = [move(OUT, "B-02"), move(OUT, "C-02"), move(CHANGE, "C-01", volume=9), move(IN, "C-01")]
    agreed = replay(computed, moves)
    assert agreed.refused == ()
    assert agreed.cost == 500 * JUTA
    assert agreed.lines[-1] == Line("C-01", 90 * JUTA)
    room = next(room for room in agreed.steps[-1].rooms if room.unit == RUPIAH)
    assert (room.used, room.left) == (500 * JUTA, 0)
    assert [(d.kind, d.subject) for d in deviations(computed, agreed)] == [
        (OUT, "B-02"),
        (OUT, "C-02"),
        (IN, "C-01"),
        (CHANGE, "C-01"),
    ]


def test_a_changed_volume_counts_at_once_for_what_is_listed() -> None:
    candidates = [one("A", 40, 90, unit_price=10 * JUTA), one("B", 50, 80)]
    computed = run(candidates, sub_district_rule(juta=100))
    agreed = replay(computed, [move(CHANGE, "A", volume=6), move(CHANGE, "A", volume=F(9, 2))])
    assert refusals(agreed) == [("pagu APBD-PD terlampaui Rp10.000.000.",), ()]
    assert agreed.lines[0] == Line("A", 45 * JUTA)


def test_quota_threshold_and_guarantee_are_soft() -> None:
    computed = run(sub_district(), sub_district_rule(guarantees=(FLOOR,)))
    moves = [move(OUT, "B-01"), move(IN, "A-02"), move(IN, "C-03")]
    agreed = replay(computed, moves)
    assert agreed.refused == ()
    assert [d for d in deviations(computed, agreed) if d.kind in {"KUOTA", "AMBANG", "JAMINAN"}] == [
        Deviation("AMBANG", "C-03", "Nilai C-03 9,000 di bawah ambang 20,000."),
        Deviation("KUOTA", "kuota kelurahan A", "kuota kelurahan A terlampaui: 3 dari 2."),
        Deviation("KUOTA", "kuota kelurahan C", "kuota kelurahan C terlampaui: 3 dari 2."),
        Deviation("JAMINAN", "LANTAI B", "Jaminan LANTAI B tidak terpenuhi: 0 dari 1."),
    ]


def test_order_is_soft_and_only_what_moved_is_named(computed: Allocation) -> None:
    agreed = replay(computed, [move(MOVE, "C-02", place=1), move(MOVE, "A-01", place=4)])
    assert [line.number for line in agreed.lines] == ["C-02", "A-02", "B-01", "A-01", "B-02"]
    assert [(d.kind, d.subject) for d in deviations(computed, agreed)] == [(MOVE, "C-02"), (MOVE, "A-01")]
    assert deviations(computed, replay(computed, [])) == ()


def test_what_the_computed_list_did_not_reach_is_no_deviation() -> None:
    computed = run(groups(), GROUP_RULE)
    assert computed.unmet
    assert deviations(computed, replay(computed, [])) == ()


def test_a_source_that_is_over_already_stops_no_other() -> None:
    candidates = [one("A", 60, 90), one("B", 10, 80), one("C", 10, 70, fund="APBD-DBH")]
    stands = [Standing("A", "NILAI", 1, 60 * JUTA)]
    computed = run(candidates, sub_district_rule(juta=50), standing=stands)
    assert computed.awarded == ("A", "C")
    assert refusals(replay(computed, [move(OUT, "C"), move(IN, "C"), move(IN, "B")])) == [
        (),
        (),
        ("pagu APBD-PD terlampaui Rp20.000.000.",),
    ]


def test_what_comes_in_stands_where_the_forum_says(computed: Allocation) -> None:
    agreed = replay(computed, [move(OUT, "A-01"), move(IN, "A-03", place=2)])
    assert [line.number for line in agreed.lines] == ["A-02", "A-03", "B-01", "B-02", "C-02"]


def test_bonds_are_hard() -> None:
    computed = run(bound_together(), BOUND_RULE)
    unfit = [*bound_together(), one("G-01", 1, 5, unfit=Unfitness("Lahan sengketa"))]
    assert refusals(replay(computed, [move(IN, "E-02"), move(OUT, "D-01")])) == [
        ("E-02 tidak dapat dibiayai bersama E-01.", "pagu APBD-PD terlampaui Rp50.000.000."),
        ("D-02 bergantung pada D-01; keluarkan D-02 lebih dulu.",),
    ]
    assert refusals(replay(run(unfit, BOUND_RULE), [move(IN, "G-01")])) == [("G-01 tidak layak: Lahan sengketa.",)]
    swapped = replay(computed, [move(OUT, "E-01"), move(IN, "E-02"), move(OUT, "D-02"), move(OUT, "D-01")])
    assert swapped.refused == ()
    assert refusals(replay(computed, [move(OUT, "D-02"), move(OUT, "D-01"), move(IN, "D-02")]))[2] == (
        "D-02 bergantung pada D-01 yang tidak ada dalam daftar.",
    )
    assert [line.number for line in swapped.lines] == ["E-02"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": " terlalu "}, "Alasan paling sedikit 10 huruf."),
        ({"asked_by": " "}, "Sebutkan siapa yang meminta."),
        ({"agreed": "SUARA"}, "Sebutkan mufakat, atau suara setuju, menolak dan abstain."),
        ({"agreed": "SUARA", "votes": (3, -1, 0)}, "Sebutkan mufakat, atau suara setuju, menolak dan abstain."),
        ({"agreed": "MUFAKAT", "votes": (3, 1, 0)}, "Sebutkan mufakat, atau suara setuju, menolak dan abstain."),
        ({"kind": "HAPUS"}, "Jenis perubahan HAPUS tidak dikenal."),
        ({"number": "Z-99"}, "Z-99 tidak ada dalam putaran ini."),
        ({"number": "A-03"}, "A-03 tidak ada dalam daftar."),
        ({"kind": IN}, "A-01 sudah ada dalam daftar."),
        ({"kind": MOVE}, "Tempat harus antara 1 dan 5."),
        ({"kind": MOVE, "place": 6}, "Tempat harus antara 1 dan 5."),
        ({"kind": IN, "number": "A-03", "place": 7}, "Tempat harus antara 1 dan 6."),
        (
            {"kind": CHANGE, "volume": 2},
            "Volume baru A-01 tidak menghasilkan biaya dalam rupiah utuh di atas nol.",
        ),
    ],
)
def test_what_is_not_recorded_or_means_nothing_is_refused(
    computed: Allocation, wrong: dict[str, Any], sentence: str
) -> None:
    assert refusals(replay(computed, [move(**{"kind": OUT, "number": "A-01", **wrong})])) == [(sentence,)]
    assert refusals(replay(computed, [move(OUT, "A-01", agreed="SUARA", votes=(9, 2, 1))])) == [()]


moves_drawn = st.lists(
    st.builds(
        move,
        st.sampled_from((MOVE, OUT, IN, IN, CHANGE)),
        st.integers(1, 8).map("U-{}".format),
        place=st.none() | st.integers(1, 6),
        volume=st.integers(1, 4),
    ),
    max_size=8,
)


@beaten
@given(rounds(), moves_drawn)
def test_13_no_moves_break_a_hard_rule_and_a_refused_one_changes_nothing(drawn: Round, moves: list[Move]) -> None:
    candidates, rule = drawn
    priced = [replace(c, unit_price=2) for c in candidates]
    computed = run(priced, rule)
    agreed = replay(computed, moves)
    lines = tuple(Line(n, computed.results[n].amount) for n in computed.awarded)
    costs = {c.number: c.cost for c in candidates}
    known = {c.number: c for c in priced}
    for at, step in enumerate(agreed.steps, start=1):
        after = replay(computed, moves[:at]).lines
        if step.refusals:
            assert after == lines
        elif step.move.kind == CHANGE:
            costs[step.move.number] = 2 * int(step.move.volume or 0)
        lines = after
        numbers = [line.number for line in lines]
        assert [line.amount for line in lines] == [costs[n] for n in numbers]
        assert not any(known[n].unfit for n in numbers)
        assert all(set(known[n].requires) <= set(numbers) for n in numbers)
        assert not any({other for other, _ in known[n].conflicts} & set(numbers) for n in numbers)
        for limit in rule.limits:
            inside = [line for line in lines if oracles.covers(limit, known[line.number])]
            for key in {oracles.values(known[line.number], limit.per) for line in inside}:
                alike = [line.amount for line in inside if oracles.values(known[line.number], limit.per) == key]
                used = len(alike) if limit.unit == PROPOSALS else sum(alike)
                assert limit.unit == PROPOSALS or used <= limit.special.get(key, limit.maximum)
                assert any((r.limit, r.key, r.used) == (limit.code, key, used) for r in step.rooms)
    assert agreed.lines == lines


@beaten
@given(rounds(), moves_drawn, st.data())
def test_13_another_list_or_other_moves_are_found_out(drawn: Round, moves: list[Move], data: st.DataObject) -> None:
    computed = run(*drawn)
    agreed = replay(computed, moves)
    turns = [one.number for one in moves if one.kind in {IN, OUT}]
    once = [
        at
        for at, step in enumerate(agreed.steps)
        if not step.refusals and step.move.kind in {IN, OUT} and turns.count(step.move.number) == 1
    ]
    if once:
        gone = data.draw(st.sampled_from(once))
        assert replay(computed, moves[:gone] + moves[gone + 1 :]).lines != agreed.lines
    assert replay(computed, [step.move for step in agreed.steps if not step.refusals]).lines == agreed.lines
