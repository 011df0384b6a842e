"""Two usulan are alike where the same trouble is told of the same place, however it is spelled."""

from typing import Any

import pytest

from proposals.likeness import ALIKE, distance_m, elsewhere, likeness, sketch
from proposals.spelling import spots_of, text_of, way_of, work_of

GOT: dict[str, Any] = {
    "title": "Gorong-gorong Diameter 40 cm",
    "problem": "Got di Gang 4 buntu sehingga air masuk rumah warga setiap hujan deras.",
    "address": "Jalan Basuki Rahmat Gang 4, depan balai RW",
    "place": "RT 03 RW 05",
}


def score(**other: Any) -> float:
    return likeness(sketch(**GOT), sketch(**(GOT | other))).score


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"problem": "air masuk rumah penduduk tiap hujan deras, selokan di gg. 4 mampet"},
        {"address": "dpn. balai RW, jl basuki rahmat gg 4"},
        {"place": "RW 05", "address": "Jl. Basuki Rahmat Gg 4, rt.003/rw.005"},
        {"title": "", "problem": "Saluran di gang 4 tersumbat, air masuk rumah warga setiap hujan deras"},
        {"title": "Saluran tepi jalan bentuk U lebar 30 cm"},
        {"problem": "Got di Gagn 4 bunttu sehingga air masuk rumah wagra setiap hujan deras."},
    ],
    ids=["same", "words", "abbreviations", "rt in address", "no item", "other item", "typing"],
)
def test_the_same_trouble_is_found_however_it_is_told(other: dict[str, str]) -> None:
    assert score(**other) >= ALIKE


@pytest.mark.parametrize(
    "other",
    [
        {"place": "RT 03 RW 06"},
        {"place": "RT 07 RW 05", "address": "Gang 9, dekat jembatan"},
        {"title": "Pengadaan gerobak sampah", "problem": "Sampah menumpuk karena gerobak rusak sejak tahun lalu."},
        {"title": "Pelatihan usaha mikro", "problem": "Penghasilan warga turun dan belum pulih.", "address": ""},
    ],
    ids=["other RW", "other gang", "other trouble", "other kind"],
)
def test_what_lies_elsewhere_or_is_another_trouble_is_not_alike(other: dict[str, str]) -> None:
    assert score(**other) < ALIKE


def test_what_every_usulan_says_tells_nothing() -> None:
    """Real lists: pots and toga of one RT, both for `Keindahan Lingkungan`; trainings of one kelurahan."""
    garden: dict[str, Any] = {
        "problem": "Keindahan Lingkungan (RW 08 P8)",
        "address": "RT 06 RW 08, Kota Malang",
        "place": "RT 06 RW 08",
    }
    pots = sketch(title="Pengadaan Pot Tanaman (Kecamatan Klojen)", **garden)
    assert likeness(pots, sketch(title="Pengadaan tanaman toga (Kecamatan Klojen)", **garden)).score < ALIKE
    assert likeness(pots, sketch(title="Pengadaan Pot Tanaman", **garden)).score >= ALIKE
    course: dict[str, Any] = {"title": "Penyelenggaraan Pembinaan", "address": "Kelurahan Kauman, Kota Malang"}
    one = sketch(problem="Meningkatkan Kemampuan Membuat Souvenir", **course)
    assert likeness(one, sketch(problem="Meningkatkan Kemampuan Membuat Sabun", **course)).score < ALIKE


def test_pins_decide_where_both_have_one() -> None:
    here: dict[str, Any] = {"lat": -7.980000, "lng": 112.630000}
    near: dict[str, Any]
    far: dict[str, Any]
    near, far = {"lat": -7.980800, "lng": 112.630000}, {"lat": -7.985000, "lng": 112.630000}
    mine = sketch(**GOT, **here)
    across = GOT | {"place": "RW 01"}
    assert likeness(mine, sketch(**across, **near)).score >= ALIKE
    assert "jarak 90 m" in likeness(mine, sketch(**across, **near)).reasons
    assert likeness(mine, sketch(**GOT, **far)).score == 0
    assert not elsewhere(mine, place="RW 01", **near)
    assert elsewhere(mine, place="RT 03 RW 05", **far)
    assert elsewhere(mine, place="RW 01")
    assert distance_m((-7.98, 112.63), (-7.98, 112.64)) == pytest.approx(1102, rel=0.01)


def test_the_order_of_the_two_makes_no_difference_and_reasons_say_what_is_the_same() -> None:
    one, other = sketch(**GOT), sketch(**(GOT | {"place": "RW 05"}))
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one).reasons == (
        "pekerjaan sama",
        "RT 03 RW 05 sama",
        "alamat hampir sama",
        "uraian masalah hampir sama",
    )


def test_spellings_meet() -> None:
    assert spots_of("RT 02, 03 RW 05; RW 06") == [(5, 2), (5, 3), (6, 0)]
    assert spots_of("RT 01-03 RW IV") == [(4, 1), (4, 2), (4, 3)]
    assert way_of("Jl. A.I. Suryani Gg 2 RW IV") == (["jalan", "a", "i", "suryani", "gang2"], [(4, 0)])
    assert way_of("Kelurahan Kauman, Kota Malang") == ([], [])
    assert work_of("Rabat beton(Kecamatan Klojen)") == "beton rabat"
    assert text_of("Jalan Rusak (RW 02 P3)") == text_of("jln berlubang")
