"""The tie chain and the lot: vectors of prioritisation.md 10.3."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.engine.order import descending, lot_hash, lot_positions, parting_step
from tests.rounds.engine.drawn import beaten
from tests.rounds.engine.examples import one

NUMBERS = ("X-01", "V-01", "W-01", "X-02", "Y-01", "Z-01")


def test_the_hash_of_seed_and_nomor() -> None:
    assert {number: lot_hash("483920", number)[:8] for number in NUMBERS} == {
        "V-01": "0cb736e4",
        "W-01": "2eb8ebb5",
        "Y-01": "344e691f",
        "X-02": "56fb06f7",
        "Z-01": "b43c8760",
        "X-01": "d5bc248d",
    }


def test_positions_are_ranks_of_the_hashes() -> None:
    drawn = lot_positions(NUMBERS, "483920")
    assert drawn == {"V-01": 1, "W-01": 2, "Y-01": 3, "X-02": 4, "Z-01": 5, "X-01": 6}
    other = lot_positions(NUMBERS, "118275")
    assert (other["Z-01"], other["Y-01"]) == (2, 4)


def test_without_a_seed_nomor_stands_in_byte_by_byte() -> None:
    assert lot_positions(["b", "é", "B", "a-10", "a-9"]) == {"B": 1, "a-10": 2, "a-9": 3, "b": 4, "é": 5}


@beaten
@given(st.lists(st.text(min_size=1, max_size=4), unique=True, max_size=8))
def test_the_same_seed_gives_the_same_positions_in_any_order(numbers: list[str]) -> None:
    assert lot_positions(numbers, "7") == lot_positions(reversed(numbers), "7")
    assert sorted(lot_positions(numbers, "7").values()) == list(range(1, len(numbers) + 1))


@beaten
@given(st.lists(st.fractions(0, 100), max_size=9))
def test_scores_stand_in_exact_order(scores: list[F]) -> None:
    assert descending(scores) == sorted(set(scores), reverse=True)


@pytest.mark.parametrize(
    ("winner", "loser", "counts", "step"),
    [
        ((5, 9), (5, 8), None, "penerima"),
        ((4, 8), (5, 8), None, "biaya"),
        ((5, 8), (5, 8), (0, 1), "wilayah"),
        ((5, 8), (5, 8), (1, 1), "undian"),
    ],
)
def test_the_step_that_parted_two(
    winner: tuple[int, int], loser: tuple[int, int], counts: tuple[int, int] | None, step: str
) -> None:
    first, second = (one("A", cost, 50, people=people) for cost, people in (winner, loser))
    assert parting_step(first, second, counts) == step
