"""A printed kamus: every row checked, every fault listed, written once."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tablib import Dataset

from catalogue.actions import items as correcting
from catalogue.models import Agency, KamusItem, KamusVariant, KamusVersion, Nomenclature
from catalogue.resources import KamusResource
from regions.import_report import ImportReport, Outcome
from tests.proposals.sheets import kamus_csv
from tests.world import NOW, World

YEAR = 2040


def check(world: World, data: bytes) -> tuple[KamusResource, ImportReport]:
    resource = KamusResource(world.city, YEAR)
    return resource, resource.read(data)


def take(world: World, data: bytes) -> ImportReport:
    resource, report = check(world, data)
    resource.write(at=NOW)
    return report


def items() -> Any:
    return KamusItem.objects.filter(version__plan_year=YEAR).order_by("number")


def test_a_kamus_is_taken_over_once(world: World) -> None:
    assert (take(world, kamus_csv(3)).count(Outcome.NEW), items().count()) == (3, 3)
    item = items()[0]
    assert (item.unit, item.unit_price, item.kind, item.list_kind) == ("m", 100_000, "fisik", "SARPRAS")
    assert (item.needs_survey, item.needs_land) == (True, False)
    assert item.subactivity.parent.parent.parent.name == "KECAMATAN"
    assert "gorong gorong" in item.search_text
    assert KamusVersion.objects.get(plan_year=YEAR).status == KamusVersion.Status.PUBLISHED
    again = take(world, kamus_csv(3))
    assert (again.count(Outcome.SAME), items().count()) == (3, 3)
    assert item.history.count() == 1


def test_the_agency_that_is_known_by_another_spelling_is_used_again(world: World) -> None:
    take(world, kamus_csv(1))
    assert items()[0].agency == world.agencies["kecamatan"]
    assert Agency.objects.filter(parent=world.agencies["kecamatan"]).count() == 2


def test_kecamatan_and_kelurahan_get_a_branch_per_kecamatan(world: World) -> None:
    KamusItem.objects.all().delete()
    Agency.objects.exclude(parent=None).delete()
    world.agencies["kecamatan"].delete()
    take(world, kamus_csv(1))
    branches = Agency.objects.exclude(parent=None).order_by("name")
    assert [(one.name, one.region) for one in branches] == [
        ("Kecamatan Melati", world.regions["melati"]),
        ("Kecamatan Seroja", world.regions["seroja"]),
    ]


def test_a_new_price_is_written_and_what_was_set_by_hand_stays(world: World) -> None:
    take(world, kamus_csv(2))
    items().filter(number=1).update(list_kind="PM", needs_land=True)
    report = take(world, kamus_csv(2, {1: {"harga_satuan": "125.000"}}))
    assert [line.outcome for line in report.lines] == [Outcome.CHANGED, Outcome.SAME]
    item = items()[0]
    assert (item.unit_price, item.list_kind, item.needs_land) == (125_000, "PM", True)
    assert item.history.first().history_change_reason == "Impor kamus"


def test_an_item_with_two_prices_is_stored_but_cannot_be_chosen(world: World) -> None:
    two = {"harga_satuan": "", "harga_satuan_raw": "5.500.000(ujinutrisi)3.100.000(halal)"}
    report = take(world, kamus_csv(2, {2: two}))
    assert report.warning_count == 1
    assert "5.500.000(ujinutrisi)" in report.lines[1].sentences[0]
    assert [item.is_active for item in items()] == [True, False]
    take(world, kamus_csv(2))
    assert [item.is_active for item in items()] == [True, True]


def test_variants_written_by_hand_outlive_the_next_import(world: World) -> None:
    two = kamus_csv(2, {2: {"harga_satuan": "", "harga_satuan_raw": "5.500.000(ujinutrisi)3.100.000(halal)"}})
    take(world, two)
    item = items()[1]
    variants = [KamusVariant(label="Uji nutrisi", unit_price=5_500_000), KamusVariant(label="Halal", unit_price=1)]
    correcting.keep_parts(item, kept=variants, reason="Dua harga dipisahkan.", by=None, at=NOW)
    correcting.correct_item(item, changes={"is_active": True}, reason="Dua harga dipisahkan.", by=None, at=NOW)
    assert [line.outcome for line in take(world, two).lines] == [Outcome.SAME] * 2
    item.refresh_from_db()
    assert (item.unit_price, item.is_active) == (5_500_000, True)


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"uraian": ""}, "uraian"),
        ({"uraian": "x" * 201}, "uraian"),
        ({"satuan": ""}, "satuan"),
        ({"harga_satuan": "-5"}, "harga_satuan: Harga harus lebih dari Rp 0."),
        ({"harga_satuan": "0"}, "harga_satuan: Harga harus lebih dari Rp 0"),
        ({"harga_satuan": "seribu"}, "bukan jumlah rupiah"),
        ({"harga_satuan": "99999999999999999999"}, "harga_satuan"),
        ({"no": "1"}, "sudah ada di baris 2"),
        ({"no": "satu"}, "no"),
        ({"subkegiatan_kode": "x"}, "subkegiatan_kode"),
        ({"perangkat_daerah": ""}, "perangkat_daerah"),
    ],
)
def test_a_bad_row_is_refused_by_its_number_and_the_others_are_still_read(
    world: World, cells: dict[str, str], part: str
) -> None:
    _, report = check(world, kamus_csv(4, {2: cells}))
    assert [line.row for line in report.lines if line.outcome == Outcome.REFUSED] == [3]
    assert part in " ".join(report.lines[1].sentences)
    assert (report.read, report.count(Outcome.NEW)) == (4, 3)


def test_a_locked_kamus_is_left_alone(world: World) -> None:
    KamusVersion.objects.create(city=world.city, plan_year=YEAR, status=KamusVersion.Status.LOCKED)
    with pytest.raises(ValidationError, match="terkunci"):
        check(world, kamus_csv(1))


def test_items_that_a_sheet_leaves_out_stay_and_are_told(world: World) -> None:
    take(world, kamus_csv(3))
    report = take(world, kamus_csv(1))
    assert report.warnings == ["2 item di kamus tidak ada di berkas ini dan dibiarkan."]
    assert items().count() == 3


def test_queries_do_not_grow_with_rows(world: World) -> None:
    counted = []
    for year, rows in ((2041, 3), (2042, 30)):
        resource = KamusResource(world.city, year)
        with CaptureQueriesContext(connection) as queries:
            resource.read(kamus_csv(rows))
            resource.write(at=NOW)
        counted.append(len(queries))
    assert counted[1] - counted[0] <= 2  # SQLite takes a few more inserts for more rows
    assert Nomenclature.objects.filter(plan_year=2042).count() == 4


def test_the_door_of_import_export_leads_to_the_same_check_and_verb(world: World) -> None:
    dataset = Dataset().load(kamus_csv(3, {2: {"satuan": ""}}).decode(), format="csv")
    result = KamusResource(world.city, YEAR).import_data(dataset, dry_run=False)
    assert result.has_validation_errors()
    assert [row.number for row in result.invalid_rows] == [3]
    assert not items().exists()
    good = Dataset().load(kamus_csv(3).decode(), format="csv")
    assert KamusResource(world.city, YEAR).import_data(good, dry_run=True).totals["new"] == 3
    assert not items().exists()
    KamusResource(world.city, YEAR).import_data(good)
    assert items().count() == 3
    headless = Dataset(["x"], headers=["y"])
    assert KamusResource(world.city, YEAR).import_data(headless).has_errors()


def test_the_command_prints_one_object(world: World, tmp_path: Path) -> None:
    path = tmp_path / "kamus.csv"
    path.write_bytes(kamus_csv(2))
    out = io.StringIO()
    call_command("import_kamus", str(path), city="99.01", year=YEAR, commit=True, json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert (told["read"], told["new"], told["committed"]) == (2, 2, True)
    with pytest.raises(CommandError, match="tidak ada di data wilayah"):
        call_command("import_kamus", str(path), city="12.34", year=YEAR)
