"""What SIPD's lists hide in one text."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals import sipd


@pytest.mark.parametrize(
    ("said", "problem", "group", "rank"),
    [
        ("Jalan Rusak (RW 05 P2)", "Jalan Rusak", "RW 05", 2),
        ("Jalanan Rusak,, (RW 01 P1)", "Jalanan Rusak", "RW 01", 1),
        ("Meningkatkan Pelayanan KB (PKK Pokja 4 P7)", "Meningkatkan Pelayanan KB", "PKK Pokja 4", 7),
        (
            "Skrining Usia Produktif (15-59 Tahun) (PKK Pokja 4 P1)",
            "Skrining Usia Produktif (15-59 Tahun)",
            "PKK Pokja 4",
            1,
        ),
        ("Penguatan Kelompok Informasi Masyarakat (KIM)", "Penguatan Kelompok Informasi Masyarakat", "KIM", None),
        ("Got buntu (RT 03 RW 05 P12)", "Got buntu", "RT 03 RW 05", 12),
        ("Got buntu (RW IV, P 3)", "Got buntu", "RW IV", 3),
        ("Got buntu RW 05 P2", "Got buntu", "RW 05", 2),
        ("Jalan rusak (parah)", "Jalan rusak (parah)", "", None),
        ("Jalan rusak (gang buntu)", "Jalan rusak", "gang buntu", None),
        ("Keagamaan", "Keagamaan", "", None),
        ("(RW 05 P2)", "", "RW 05", 2),
        ("", "", "", None),
    ],
)
def test_group_and_rank_at_the_end_of_a_problem(said: str, problem: str, group: str, rank: int | None) -> None:
    assert sipd.split_group(said, known={"gang buntu"}) == (problem, group, rank)


@pytest.mark.parametrize(
    ("label", "kind", "name"),
    [
        ("RW 5", "rw", "RW 05"),
        ("rw IV", "rw", "RW 04"),
        ("RW.010", "rw", "RW 10"),
        ("RT 3 RW 5", "rt", "RT 03 RW 05"),
        ("PKK  Pokja 4", "lembaga", "PKK Pokja 4"),
        ("Forum Anak", "tematik", "Forum Anak"),
        ("Karang Werda", "lembaga", "Karang Werda"),
        ("", "kelurahan", "Kelurahan Mawar"),
        ("Kel. Mawar", "kelurahan", "Kelurahan Mawar"),
        ("Kecamatan Melati", "kecamatan", "Kecamatan Melati"),
        ("RW 01, 02", "lembaga", "RW 01, 02"),
    ],
)
def test_groups_get_their_proper_name(label: str, kind: str, name: str) -> None:
    group = sipd.group_of(label, "Mawar")
    assert (group.kind, group.name) == (kind, name)


@pytest.mark.parametrize(
    ("said", "volume", "unit"),
    [
        ("569.5 m", "569.5", "m"),
        ("107,5 M2", "107.5", "m²"),
        ("35 Orang", "35", "orang"),
        ("1.250 m", "1250", "m"),
        ("4 paket", "4", "paket"),
        ("12", "12", ""),
        ("sesuai RAB", None, ""),
        ("", None, ""),
    ],
)
def test_volume_and_unit(said: str, volume: str | None, unit: str) -> None:
    assert sipd.split_coefficient(said) == (Decimal(volume) if volume else None, unit)


@pytest.mark.parametrize("said", ["-5 m", "0 m", "1.234567 m", "1,2,3 m", "- 2 m"])
def test_a_number_that_is_no_volume_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="olume"):
        sipd.split_coefficient(said)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(said: str) -> None:
    problem, group, _ = sipd.split_group(said)
    assert len(problem) <= len(said)
    assert sipd.group_of(group, "Mawar").name
    with suppress(ValueError):
        sipd.split_coefficient(said)


def test_the_agency_stands_behind_the_wording() -> None:
    assert sipd.split_title("Pasang batu ampyang(Kecamatan Klojen)") == ("Pasang batu ampyang", "Kecamatan Klojen")
    assert sipd.split_title("Rehabilitasi (berat)") == ("Rehabilitasi (berat)", "")
