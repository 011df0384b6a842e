"""What changed between two versions of the kamus, as plain values."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.comparing import Face, compare, face
from tests.catalogue.examples import in_memory

GOT = Face("Dinas Pekerjaan Umum", "Gorong-gorong Diameter 40 cm", "m", 400_000, note="minimal 200 m")
PAVING = Face("Dinas Pekerjaan Umum", "Pavingisasi tanpa kerb", "m²", 200_000)
LAMP = Face("Kecamatan dan Kelurahan", "Lampu gang", "titik", 900_000)


def test_two_equal_versions_have_no_change() -> None:
    found = compare([GOT, PAVING], [PAVING, GOT])
    assert (found.same, found.new, found.gone, found.renamed, found.dearer, found.cheaper, found.other) == (
        2,
        (),
        (),
        (),
        (),
        (),
        (),
    )


def test_new_and_gone() -> None:
    found = compare([GOT, LAMP], [GOT, PAVING])
    assert (found.new, found.gone, found.renamed) == ((PAVING,), (LAMP,), ())


@pytest.mark.parametrize(
    ("price", "word"),
    [
        (421_200, "naik Rp\u00a021.200 (5,3 %)"),
        (380_000, "turun Rp\u00a020.000 (5 %)"),
        (800_000, "naik Rp\u00a0400.000 (100 %)"),
    ],
)
def test_a_price_goes_up_or_down_in_rupiah_and_percent(price: int, word: str) -> None:
    found = compare([GOT], [replace(GOT, price=price)])
    (change,) = found.dearer + found.cheaper
    assert (change.difference_text, change in found.dearer) == (word, price > 400_000)


def test_wording_unit_note_and_rules_are_told_each() -> None:
    new = replace(GOT, name="GORONG-GORONG diameter 40 CM", unit="m³", note="", rules=("Volume paling sedikit 250 m.",))
    (change,) = compare([replace(GOT, rules=("Volume paling sedikit 200 m.",))], [new]).other
    assert [(line.label, line.old, line.new) for line in change.lines] == [
        ("Uraian", "Gorong-gorong Diameter 40 cm", "GORONG-GORONG diameter 40 CM"),
        ("Satuan", "m", "m³"),
        ("Syarat", "Volume paling sedikit 200 m.", "Volume paling sedikit 250 m."),
        ("Keterangan", "minimal 200 m", "kosong"),
    ]


def test_an_item_that_got_another_name_is_suggested_once_and_only_within_its_agency() -> None:
    renamed = replace(PAVING, name="Pavingisasi tanpa kerb 6 cm")
    elsewhere = replace(renamed, agency="Kecamatan dan Kelurahan")
    found = compare([PAVING], [renamed, elsewhere])
    assert [(one.old, one.new) for one in found.renamed] == [(PAVING, renamed)]
    assert (found.new, found.gone) == ((elsewhere,), ())
    assert compare([PAVING], [elsewhere]).renamed == ()


def test_a_price_that_was_open_is_no_rise() -> None:
    (change,) = compare([replace(GOT, price=None, is_active=False)], [GOT]).other
    assert [(line.label, line.old, line.new) for line in change.lines] == [
        ("Harga", "belum diisi", "Rp\u00a0400.000"),
        ("Dapat dipilih", "tidak", "ya"),
    ]
    assert change.percent == Decimal(0)


def test_of_two_items_with_one_wording_the_unit_decides() -> None:
    piece = replace(GOT, unit="buah", price=1000)
    found = compare([GOT, piece], [replace(piece, price=1100), GOT])
    assert (found.same, [one.old.unit for one in found.dearer]) == (1, ["buah"])


def test_the_examples_compare_with_themselves() -> None:
    faces = [face(item) for item in in_memory().values()]
    assert compare(faces, faces).same == len(faces)


faces = st.lists(
    st.builds(
        Face,
        agency=st.sampled_from(["Dinas A", "Dinas B"]),
        name=st.sampled_from(["Saluran", "Saluran air", "Lampu", "Paving 6 cm", "Paving 8 cm"]),
        unit=st.sampled_from(["m", "m²"]),
        price=st.none() | st.integers(1, 10**6),
    ),
    max_size=12,
)


@given(old=faces, new=faces)
def test_every_item_stands_in_one_place(old: list[Face], new: list[Face]) -> None:
    found = compare(old, new)
    both = len(found.dearer) + len(found.cheaper) + len(found.other) + len(found.renamed) + found.same
    assert len(found.gone) + both == len(old)
    assert len(found.new) + both == len(new)
