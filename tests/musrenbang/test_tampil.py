"""How numbers, dates and pages look."""

import pytest
from django.core.paginator import Paginator

from musrenbang.templatetags import tampil


@pytest.mark.parametrize(
    ("here", "shown"),
    [(1, [1, 2, 0, 400]), (2, [1, 2, 3, 0, 400]), (200, [1, 0, 199, 200, 201, 0, 400]), (400, [1, 0, 399, 400])],
)
def test_four_hundred_pages_show_their_ends_and_neighbours(here: int, shown: list[int]) -> None:
    page = Paginator(range(10_000), 25).page(here)
    assert tampil.halaman(page) == shown


def test_missing_values_say_so() -> None:
    assert {tampil.rupiah(None), tampil.tanggal(None), tampil.volume(None)} == {"belum diisi"}


def test_a_share_is_written_with_a_comma() -> None:
    assert tampil.persen(26.5) == "26,5\u00a0%"
