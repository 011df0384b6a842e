"""How rupiah and volumes are counted, written and read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import money, units


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        (" 4.500.000 ", 4_500_000),
        ("Rp 1.500.000,00", 1_500_000),
        ("Rp1.500.000", 1_500_000),
        ("1500000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("10500000.0", 10_500_000),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, amount: int) -> None:
    assert money.read_rupiah(typed) == amount


@pytest.mark.parametrize("typed", ["", "abc", "-5", "1.5", "1e9", "5.500.000(uji)3.100.000(halal)", "9" * 20, "NaN"])
def test_what_is_not_one_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="bukan jumlah rupiah"):
        money.read_rupiah(typed)


@pytest.mark.parametrize(
    ("typed", "volume"),
    [("118,5", "118.5"), ("569.5", "569.5"), ("1.250", "1250"), ("35", "35"), ("1.250,75", "1250.75")],
)
def test_volumes_are_read_with_comma_or_dot(typed: str, volume: str) -> None:
    assert money.read_volume(typed) == Decimal(volume)


@pytest.mark.parametrize("typed", ["0", "-3", "x", "NaN", "Infinity", "1,005", "1e5"])
def test_absurd_volumes_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"Volume|volume"):
        money.read_volume(typed)


@given(st.integers(0, 10**13))
def test_what_is_written_can_be_read_again(amount: int) -> None:
    assert money.read_rupiah(money.rupiah(amount)) == amount


def test_costs_round_half_up_to_whole_rupiah() -> None:
    assert money.cost(Decimal("107.5"), 365_001) == 39_237_608
    assert money.cost(Decimal("0.5"), 1) == 1


def test_short_figures_name_their_size() -> None:
    assert money.rupiah_short(96_400_000_000) == "Rp\u00a096,4\u00a0miliar"
    assert money.rupiah_short(42_000_000) == "Rp\u00a042\u00a0juta"


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("M2", "m²"), ("m²", "m²"), ("meter", "m"), ("Orang", "orang"), ("UM/bulan", "usaha mikro/bulan")],
)
def test_units_have_one_spelling(typed: str, unit: str) -> None:
    assert units.canonical(typed) == unit
