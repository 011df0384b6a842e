"""Scores to the fraction: the examples of prioritisation.md 10.1 and 10.8, and property 11."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.engine import scoring
from rounds.engine.scoring import APPROVAL, FIXED, MEAN, RANKED, SHARED, Terms
from tests.rounds.engine.drawn import beaten
from tests.rounds.engine.examples import BALLOTS
from tests.rounds.engine.records import MEDIANS

NUMBERS = ("A-01", "A-02", "B-01", "A-03", "C-01", "B-02", "C-02", "C-03")
TOGETHER = {
    "A-01": F(679, 9),
    "A-02": F(763, 12),
    "B-01": F(484, 9),
    "A-03": F(1835, 36),
    "C-01": F(130, 3),
    "B-02": F(1375, 36),
    "C-02": F(647, 18),
    "C-03": F(9),
}


def test_the_kecamatan_example_comes_out_to_the_fraction() -> None:
    terms = Terms(RANKED, 3, FIXED)
    count = scoring.tally(BALLOTS, terms, NUMBERS)
    assert count.points == dict(zip(NUMBERS, (11, 6, 8, 1, 6, 2, 2, 0), strict=True))
    assert count.listed == dict(zip(NUMBERS, (5, 3, 4, 1, 3, 1, 1, 0), strict=True))
    by_ballot = scoring.ballot_scores(count.points, count.ballots, terms)
    assert by_ballot["A-01"] == F(550, 9)
    assert by_ballot["C-03"] == 0
    criteria = {n: scoring.criteria_score([F(v) for v in MEDIANS[n]], (40, 35, 25)) for n in NUMBERS}
    assert (criteria["A-02"], criteria["C-02"]) == (F(335, 4), F(105, 2))
    together = {n: scoring.blend(60, criteria[n], by_ballot[n]) for n in NUMBERS}
    assert together == TOGETHER
    shown = scoring.displays(together.values())
    assert [shown[together[n]] for n in NUMBERS] == [
        "75,444",
        "63,583",
        "53,778",
        "50,972",
        "43,333",
        "38,194",
        "35,944",
        "9,000",
    ]


def test_a_truncated_ballot_counts_by_the_convention_of_the_round() -> None:
    ballots = (("a", "b"), ("b", "c", "a", "d"))
    shared = Terms(RANKED, 4, SHARED, minimum=2)
    count = scoring.tally(ballots, shared, "abcd")
    assert count.points == {"a": 4, "b": 5, "c": F(5, 2), "d": F(1, 2)}
    scores = scoring.ballot_scores(count.points, 2, shared)
    assert [scoring.display(scores[c]) for c in "abcd"] == ["66,667", "83,333", "41,667", "8,333"]
    fixed = Terms(RANKED, 4, FIXED, minimum=2)
    count = scoring.tally(ballots, fixed, "abcd")
    assert count.points == {"a": 6, "b": 7, "c": 3, "d": 1}
    assert list(scoring.ballot_scores(count.points, 2, fixed).values()) == [75, F(175, 2), F(75, 2), F(25, 2)]


def test_approval_counts_the_ballots_that_name_a_candidate() -> None:
    terms = Terms(APPROVAL, 2, minimum=0)
    count = scoring.tally((("a", "b"), ("b",), ()), terms, "abc")
    assert scoring.ballot_scores(count.points, count.ballots, terms) == {"a": F(100, 3), "b": F(200, 3), "c": 0}


@pytest.mark.parametrize(
    ("choices", "line"),
    [
        (("a", "x", "b"), "baris 2: kode x tidak ada di surat suara"),
        (("a", "b", "a"), "baris 3: kode a sudah ditulis di baris 1"),
        (("a", "b", "c", "d"), "baris 4 melebihi 3 pilihan"),
        (("a", "b"), "baris 3 kosong, paling sedikit 3 pilihan"),
        ((), "baris 1 kosong, paling sedikit 3 pilihan"),
    ],
)
def test_a_bad_ballot_is_refused_whole_and_names_the_line(choices: tuple[str, ...], line: str) -> None:
    terms = Terms(RANKED, 3)
    with pytest.raises(scoring.BallotRefused) as refusal:
        scoring.tally((("a", "b", "c"), choices), terms, "abcd")
    assert str(refusal.value) == f"Surat suara ke-2 ditolak: {line}."
    assert scoring.fault(("a", "b", "c"), terms, "abcd") == ""


def test_fewer_choices_count_where_the_round_lets_them() -> None:
    assert scoring.fault(("a",), Terms(RANKED, 3, minimum=1), "abc") == ""
    assert scoring.fault(("a",), Terms(RANKED, 3, minimum=2), "abc") != ""


def test_assessors_meet_in_the_middle_and_their_spread_is_told() -> None:
    assert scoring.middle((0, 100, 25)) == 25
    assert scoring.middle((0, 100, 25, 50)) == F(75, 2)
    assert scoring.middle((0, 100, 25), MEAN) == F(125, 3)
    assert scoring.spread((50, 25, 75)) == 50 > scoring.WIDE_SPREAD
    with pytest.raises(ValueError, match="penilai"):
        scoring.middle(())
    with pytest.raises(ValueError, match="TENGAH"):
        scoring.middle((1,), "TENGAH")


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="berjumlah 100"):
        scoring.criteria_score([F(1), F(2)], (50, 49))
    with pytest.raises(ValueError, match="satu per kriteria"):
        scoring.criteria_score([F(1)], (50, 50))
    with pytest.raises(ValueError, match="belum ada"):
        scoring.blend(60, F(1), None)
    with pytest.raises(ValueError, match="Alfa"):
        scoring.blend(101, F(1), F(1))
    with pytest.raises(ValueError, match="dua usulan"):
        scoring.tally([], Terms(RANKED, 1, SHARED), "a")
    with pytest.raises(ValueError, match="surat suara yang sah"):
        scoring.ballot_scores({"a": F(0)}, 0, Terms(APPROVAL, 1))
    with pytest.raises(ValueError, match="ACAK"):
        scoring.tally([], Terms("ACAK", 1), "a")


def test_numbers_are_shown_half_up_with_an_indonesian_comma() -> None:
    assert scoring.display(F(1, 2000)) == "0,001"
    assert scoring.display(F(4999, 10_000_000)) == "0,000"
    assert scoring.display(F(227, 18)) == "12,611"
    assert scoring.display(F(-1, 2000)) == "-0,001"
    assert scoring.display(F(-1, 9000)) == "0,000"
    assert scoring.display(F(100)) == "100,000"


def test_two_different_scores_never_look_equal() -> None:
    near, nearer, far = F(50), F(50) + F(1, 100_000), F(60)
    assert scoring.displays([near, nearer, far, far]) == {near: "50,00000", nearer: "50,00001", far: "60,000"}


marks = st.integers(0, 100)


@st.composite
def elections(draw: st.DrawFn) -> tuple[list[str], Terms, list[tuple[str, ...]]]:
    """Candidates, terms and ballots that keep them, of either convention."""
    names = [f"U{n}" for n in range(draw(st.integers(2, 7)))]
    k = draw(st.integers(1, len(names)))
    least = draw(st.integers(0, k))
    terms = Terms(draw(st.sampled_from([APPROVAL, RANKED])), k, draw(st.sampled_from([FIXED, SHARED])), least)
    ballot = st.permutations(names).flatmap(lambda order: st.integers(least, k).map(lambda t: tuple(order[:t])))
    return names, terms, draw(st.lists(ballot, min_size=1, max_size=8))


@beaten
@given(elections(), st.integers(0, 100), st.data())
def test_scores_lie_between_0_and_100_and_each_ballot_gives_what_it_has(
    election: tuple[list[str], Terms, list[tuple[str, ...]]], alpha: int, data: st.DataObject
) -> None:
    names, terms, ballots = election
    count = scoring.tally(ballots, terms, names)
    scores = scoring.ballot_scores(count.points, count.ballots, terms)
    assert all(0 <= b <= 100 for b in scores.values())
    m, k = len(names), terms.k
    for ballot in ballots:
        given_points = sum(scoring.tally([ballot], terms, names).points.values())
        if terms.form == APPROVAL:
            assert given_points == len(ballot)
        elif terms.convention == SHARED:
            assert given_points == F(m * (m - 1), 2)
        elif len(ballot) == k:
            assert given_points == F(k * (k + 1), 2)
    weight = data.draw(st.integers(0, 100))
    values = [F(data.draw(marks)), F(data.draw(marks))]
    criteria = scoring.criteria_score(values, (weight, 100 - weight))
    assert min(values) <= criteria <= max(values)
    for b in scores.values():
        assert min(criteria, b) <= scoring.blend(alpha, criteria, b) <= max(criteria, b)
        assert scoring.blend(100, criteria, b) == scoring.blend(100, criteria, None) == criteria
        assert scoring.blend(0, criteria, b) == scoring.blend(0, None, b) == b


@beaten
@given(elections())
def test_neither_the_order_of_ballots_nor_a_candidate_that_nobody_lists_changes_a_score(
    election: tuple[list[str], Terms, list[tuple[str, ...]]],
) -> None:
    names, terms, ballots = election
    count = scoring.tally(ballots, terms, names)
    turned = scoring.tally(ballots[::-1], terms, names[::-1])
    assert (turned.points, turned.listed) == (count.points, count.listed)
    if terms.form == APPROVAL or terms.convention == FIXED:
        wider = scoring.tally(ballots, terms, [*names, "baru"])
        before = scoring.ballot_scores(count.points, len(ballots), terms)
        assert scoring.ballot_scores(wider.points, len(ballots), terms) == before | {"baru": 0}


@beaten
@given(st.lists(st.fractions(0, 100, max_denominator=10_000), max_size=8))
def test_what_is_shown_keeps_the_order(values: list[F]) -> None:
    shown = scoring.displays(values)
    assert len(set(shown.values())) == len(shown) == len(set(values))
    as_numbers = [F(shown[value].replace(",", ".")) for value in sorted(values)]
    assert as_numbers == sorted(as_numbers)
