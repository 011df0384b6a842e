"""The sweep of a forum's order: known cases, then what must hold for any order, limits and marks."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.allocation import ALL, AREA, HELD, INSISTED, LANE, WITHHELD, Bound, Entry, allocate
from rounds.engine.bundle.reasons import failure_data
from rounds.engine.values import CEILING, PROPOSALS, QUOTA, RUPIAH
from rounds.engine.values import WON as CHOSEN

JT = 1_000_000
LANES = ("SARPRAS", "LK")


def entry(key: str, lane: str, position: int, juta: int, **more: Any) -> Entry:
    return Entry(key, lane, position, juta * JT, **more)


def pagu(juta: int, **more: Any) -> Bound:
    return Bound("PAGU" + more.get("only", ""), "pagu", RUPIAH, juta * JT, **more)


def quota(count: int, label: str = "kuota daftar", **more: Any) -> Bound:
    return Bound("KUOTA" + more.get("only", "") + more.get("per", ""), label, PROPOSALS, count, **more)


def codes(*entries: Entry, bounds: list[Bound]) -> dict[str, str]:
    return {key: result.code for key, result in allocate(entries, bounds, LANES).results.items()}


def test_without_limits_everything_is_in_and_ranked_inside_its_lane() -> None:
    found = allocate([entry("b", "LK", 1, 5), entry("a", "SARPRAS", 1, 5), entry("c", "SARPRAS", 2, 5)], [], LANES)
    assert {key: (r.rank, r.award) for key, r in found.results.items()} == {"a": (1, 1), "b": (1, 2), "c": (2, 3)}


def test_every_first_comes_before_any_second() -> None:
    got = codes(entry("a1", "SARPRAS", 1, 6), entry("a2", "SARPRAS", 2, 4), entry("b1", "LK", 1, 4), bounds=[pagu(10)])
    assert got == {"a1": CHOSEN, "b1": CHOSEN, "a2": CEILING}


def test_what_does_not_fit_is_passed_over_and_says_what_it_lacks() -> None:
    found = allocate(
        [entry("a", "SARPRAS", 1, 80), entry("b", "SARPRAS", 2, 40), entry("c", "SARPRAS", 3, 15)], [pagu(100)], LANES
    )
    assert found.results["c"].rank == 2
    lacking = found.results["b"]
    assert lacking.failures[0].short == 20 * JT
    assert lacking.sentence == (
        "Belum terpilih karena pagu tidak cukup: sisa Rp\u00a020.000.000, biaya Rp\u00a040.000.000, "
        "kurang Rp\u00a020.000.000."
    )
    assert failure_data(lacking.failures[0]) == {
        "kode": CEILING,
        "batas": "PAGU",
        "label": "pagu",
        "sisa": 20 * JT,
        "biaya": 40 * JT,
        "kurang": 20 * JT,
    }
    assert lacking.reserve == 1


def test_a_full_quota_says_how_full_and_whether_money_would_do() -> None:
    rows = [entry("a", "SARPRAS", 1, 5), entry("b", "SARPRAS", 2, 5), entry("c", "LK", 1, 5)]
    found = allocate(rows, [quota(1, per=LANE), pagu(20)], LANES)
    out = found.results["b"]
    assert (out.code, out.fits_money) == (QUOTA, True)
    assert out.sentence == "Belum terpilih karena kuota daftar SARPRAS sudah penuh (1 dari 1) saat gilirannya."
    assert not allocate(rows, [quota(1, per=LANE), pagu(12)], LANES).results["b"].fits_money


def test_the_limit_of_one_lane_replaces_the_general_one() -> None:
    rows = [entry(f"{lane}{n}", lane, n, 1) for lane in LANES for n in (1, 2, 3)]
    got = codes(*rows, bounds=[quota(1, per=LANE), quota(2, per=LANE, only="LK")])
    assert [key for key, code in got.items() if code == CHOSEN] == ["SARPRAS1", "LK1", "LK2"]


def test_a_limit_per_area_passes_by_what_has_no_area() -> None:
    rows = [
        entry("a", "PU", 1, 1, area="1001", area_name="Kel. Mawar"),
        entry("b", "PU", 2, 1, area="1001", area_name="Kel. Mawar"),
        entry("c", "PU", 3, 1),
    ]
    found = allocate(rows, [quota(1, "kuota", per=AREA)], LANES)
    assert [r.code for r in found.results.values()] == [CHOSEN, QUOTA, CHOSEN]
    assert "kuota Kel. Mawar sudah penuh" in found.results["b"].sentence


def test_the_forum_may_go_over_a_quota_but_never_over_the_pagu() -> None:
    rows = [entry("a", "LK", 1, 5), entry("b", "LK", 2, 5, mark=INSISTED), entry("c", "LK", 3, 9, mark=INSISTED)]
    found = allocate(rows, [quota(1, per=LANE), pagu(15)], LANES)
    assert found.results["b"].over == ("kuota daftar LK",)
    assert found.results["c"].code == CEILING
    room = found.room(PROPOSALS, LANE, "LK")
    assert room is not None
    assert (room.used, room.left) == (2, -1)


def test_what_the_forum_holds_back_takes_no_room() -> None:
    got = codes(entry("a", "LK", 1, 5, mark=HELD), entry("b", "LK", 2, 5), bounds=[pagu(5)])
    assert got == {"a": WITHHELD, "b": CHOSEN}


def test_two_at_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="same place"):
        allocate([entry("a", "LK", 1, 5), entry("b", "LK", 1, 5)], [], LANES)


def test_the_longest_sentence_stays_short() -> None:
    long = Entry("a", "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan", 1, 10**12)
    found = allocate([long], [Bound("P", "pagu", RUPIAH, 10**11, per=LANE)], ())
    assert len(found.results["a"].sentence) <= 200


# --- properties ---

AREAS = ("", "1001", "1002", "1003")


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Entry], list[Bound]]:
    rows = []
    for lane in ("SARPRAS", "LK", "PM"):
        for position in range(1, draw(st.integers(0, 6)) + 1):
            rows.append(
                Entry(
                    key=f"{lane}-{position}",
                    lane=lane,
                    position=position,
                    cost=draw(st.integers(0, 30)),
                    area=draw(st.sampled_from(AREAS)),
                    mark=draw(st.sampled_from(["", "", "", HELD, INSISTED])),
                )
            )
    shapes = [
        ("P", RUPIAH, ALL, ""),
        ("PL", RUPIAH, LANE, ""),
        ("PLS", RUPIAH, LANE, "SARPRAS"),
        ("Q", PROPOSALS, ALL, ""),
        ("QL", PROPOSALS, LANE, ""),
        ("QLS", PROPOSALS, LANE, "SARPRAS"),
        ("QA", PROPOSALS, AREA, ""),
        ("QA1", PROPOSALS, AREA, "1001"),
    ]
    bounds = [
        Bound(code, code.lower(), unit, draw(st.integers(1, 60 if unit == RUPIAH else 5)), per, only)
        for code, unit, per, only in shapes
        if draw(st.booleans())
    ]
    return rows, bounds


@given(cases())
def test_no_limit_is_exceeded_except_a_quota_by_the_forums_word(case: tuple[list[Entry], list[Bound]]) -> None:
    rows, bounds = case
    found = allocate(rows, bounds, LANES)
    insisted = {row.key for row in rows if row.mark == INSISTED}
    for room in found.rooms:
        if room.unit == RUPIAH:
            assert 0 <= room.used <= room.maximum
        else:
            allowed = sum(found.results[key].chosen for key in insisted)
            assert room.used <= room.maximum + allowed


@given(cases())
def test_spent_and_left_make_the_pagu(case: tuple[list[Entry], list[Bound]]) -> None:
    rows, bounds = case
    found = allocate(rows, bounds, LANES)
    spent = sum(row.cost for row in rows if found.results[row.key].chosen)
    whole = found.room(RUPIAH, ALL)
    if whole is not None:
        assert whole.used == spent
        assert whole.used + whole.left == whole.maximum
    for lane in {row.lane for row in rows}:
        room = found.room(RUPIAH, LANE, lane)
        if room is not None:
            assert room.used == sum(r.cost for r in rows if r.lane == lane and found.results[r.key].chosen)


@given(cases(), st.randoms())
def test_the_order_of_the_input_changes_nothing(case: tuple[list[Entry], list[Bound]], random: Any) -> None:
    rows, bounds = case
    before = allocate(rows, bounds, LANES)
    random.shuffle(rows)
    random.shuffle(bounds)
    assert allocate(rows, bounds, LANES) == before


@given(cases())
def test_every_candidate_has_one_result_and_every_loser_a_reason(case: tuple[list[Entry], list[Bound]]) -> None:
    rows, bounds = case
    found = allocate(rows, bounds, LANES)
    assert set(found.results) == {row.key for row in rows}
    for row in rows:
        result = found.results[row.key]
        assert result.chosen == (result.rank is not None) == (result.award is not None)
        assert (result.reserve is not None) == bool(result.failures)
        if row.mark == HELD:
            assert result.code == WITHHELD
        if result.code in {QUOTA, CEILING}:
            assert result.failures[0].code == result.code
            assert len(result.sentence) <= 200
        if row.mark == INSISTED:
            assert result.code in {CHOSEN, CEILING}


@given(cases())
def test_ranks_awards_and_reserves_run_without_gaps(case: tuple[list[Entry], list[Bound]]) -> None:
    rows, bounds = case
    results = allocate(rows, bounds, LANES).results
    awards = sorted(r.award for r in results.values() if r.award)
    reserves = sorted(r.reserve for r in results.values() if r.reserve)
    assert awards == list(range(1, len(awards) + 1))
    assert reserves == list(range(1, len(reserves) + 1))
    for lane in {row.lane for row in rows}:
        ordered = [results[r.key].rank for r in sorted(rows, key=lambda r: r.position) if r.lane == lane]
        assert [rank for rank in ordered if rank] == list(range(1, sum(map(bool, ordered)) + 1))


@given(cases())
def test_taking_a_loser_away_changes_nothing_for_the_others(case: tuple[list[Entry], list[Bound]]) -> None:
    rows, bounds = case
    before = allocate(rows, bounds, LANES).results
    losers = [row for row in rows if not before[row.key].chosen]
    for loser in losers[:3]:
        after = allocate([row for row in rows if row != loser], bounds, LANES).results
        for row in rows:
            if row != loser:
                assert after[row.key].chosen == before[row.key].chosen
                assert after[row.key].failures == before[row.key].failures


@given(cases())
def test_a_winner_that_becomes_cheaper_stays(case: tuple[list[Entry], list[Bound]]) -> None:
    rows, bounds = case
    before = allocate(rows, bounds, LANES).results
    for n, row in enumerate(rows):
        if before[row.key].chosen and row.cost:
            cheaper = Entry(row.key, row.lane, row.position, row.cost - 1, row.area, row.area_name, row.mark)
            assert allocate([*rows[:n], cheaper, *rows[n + 1 :]], bounds, LANES).results[row.key].chosen


@given(cases())
def test_a_loser_did_not_fit_at_its_turn_and_the_numbers_say_so(case: tuple[list[Entry], list[Bound]]) -> None:
    rows, bounds = case
    for result in allocate(rows, bounds, LANES).results.values():
        for failure in result.failures:
            if failure.code == CEILING:
                assert failure.used + failure.cost == failure.maximum + failure.short
                assert failure.short > 0
            else:
                assert failure.used >= failure.maximum


def test_all_orders_of_a_small_forum_stay_within_the_pagu() -> None:
    costs = {"a": 40, "b": 30, "c": 25, "d": 20}
    for order in permutations(costs):
        rows = [Entry(key, "LK", n, costs[key]) for n, key in enumerate(order, start=1)]
        found = allocate(rows, [Bound("P", "pagu", RUPIAH, 60)], ())
        assert sum(costs[key] for key, r in found.results.items() if r.chosen) <= 60
        assert found.results[order[0]].chosen
