"""RT and RW as real addresses say them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.addresses import spots


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("RT 01-10 RW 05 lanjutan", [(5, n) for n in range(1, 11)]),
        ("RW IV", [(4, 0)]),
        ("JL. A.I. Suryani Gg 2 RW IV, Kota Contoh", [(4, 0)]),
        ("RT 02, 03, 09 RW 01", [(1, 2), (1, 3), (1, 9)]),
        ("Jl. Basuki Rahmad 2 RT 01, 03, 04 RW 02", [(2, 1), (2, 3), (2, 4)]),
        ("Gang 6, Mbah Honggo RT 01 RW 09", [(9, 1)]),
        ("RT 01, 06 RW 03 (Depan rumah warga, Depan Pondok)", [(3, 1), (3, 6)]),
        ("Jembatan Gazebo RT 01-05 RW 09", [(9, n) for n in range(1, 6)]),
        ("RT 01/05", [(5, 1)]),
        ("RT.001/RW.012", [(12, 1)]),
        ("RT01/RW02", [(2, 1)]),
        ("RT 1 s/d 3 RW 2", [(2, 1), (2, 2), (2, 3)]),
        ("rt 01 dan 02 rw 03", [(3, 1), (3, 2)]),
        ("RT 01 RW 02 dan RT 03 RW 04", [(2, 1), (4, 3)]),
        ("RW 05 RT 03, 04", [(5, 3), (5, 4)]),
        ("RW 01, 02", [(1, 0), (2, 0)]),
        ("RT 04 saja", [(0, 4)]),
        ("PKK RW 10", [(10, 0)]),
        ("RT 500 RW 3", [(3, 0)]),
        ("Kelurahan Contoh", []),
        ("ART 5, SMART 3, Jl. Surat 2", []),
        ("", []),
    ],
)
def test_places_in_an_address(address: str, found: list[tuple[int, int]]) -> None:
    assert [(spot.rw, spot.rt) for spot in spots(address)] == found


@given(st.text(alphabet="RTWrtw 0123456789,-/dan IVX.()", max_size=120))
def test_any_text_gives_sorted_places_within_bounds(text: str) -> None:
    found = spots(text)
    assert found == sorted(set(found))
    assert all(0 <= spot.rw <= 99 and 0 <= spot.rt <= 99 for spot in found)


def test_no_address_takes_long() -> None:
    begun = time.process_time()
    for text in ("RT " + "1," * 25_000, "RW 1 - " * 7_000, "RT" * 25_000, "IVX" * 16_000):
        spots(text)
    assert time.process_time() - begun < 1
