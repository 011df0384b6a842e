"""RT spread over RW: the same counts always give the same places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.neighbourhoods import lay_out, spread


def test_what_is_left_over_goes_to_the_first() -> None:
    assert spread(3, 8) == [3, 3, 2]
    assert spread(4, 4) == [1, 1, 1, 1]
    assert spread(3, 2) == [1, 1, 0]
    assert spread(0, 0) == []


@given(st.integers(1, 200), st.integers(0, 2000))
def test_every_rt_has_a_place_and_none_stands_out(rw: int, rt: int) -> None:
    counts = spread(rw, rt)
    assert (len(counts), sum(counts)) == (rw, rt)
    assert max(counts) - min(counts) <= 1
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(("rw", "rt"), [(-1, 2), (2, -1), (0, 3), (201, 5), (5, 2001)])
def test_absurd_counts_are_refused(rw: int, rt: int) -> None:
    with pytest.raises(ValueError, match="RW"):
        spread(rw, rt)


def test_places_carry_code_and_name() -> None:
    assert [(one.code, one.name, one.type) for one in lay_out("99.01.01.1001", 2, 3)] == [
        ("99.01.01.1001.001", "RW 01", "rw"),
        ("99.01.01.1001.001.001", "RT 01", "rt"),
        ("99.01.01.1001.001.002", "RT 02", "rt"),
        ("99.01.01.1001.002", "RW 02", "rw"),
        ("99.01.01.1001.002.001", "RT 01", "rt"),
    ]
