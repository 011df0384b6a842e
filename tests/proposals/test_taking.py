"""A list kept elsewhere becomes usulan: all rows or none, once, by those who may."""

import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import ProposerGroup
from proposals import actions
from proposals.lifeline import lifeline
from proposals.models import Cycle, Event, Proposal
from proposals.resources import UsulanResource
from proposals.statuses import Status
from regions.import_report import ImportReport, Outcome
from regions.models import Region
from tests.proposals.sheets import usulan_csv
from tests.world import NOW, World


def check(world: World, data: bytes, *, year: int | None = None, by: Any = None) -> tuple[UsulanResource, ImportReport]:
    resource = UsulanResource(world.regions["mawar"], year or world.cycle.plan_year, by=by)
    return resource, resource.read(data)


def take(world: World, data: bytes, **how: Any) -> ImportReport:
    resource, report = check(world, data, **how)
    resource.write(at=NOW)
    return report


def outcomes(report: ImportReport) -> list[Outcome]:
    return [line.outcome for line in report.lines]


def test_a_row_becomes_a_usulan_with_everything_it_said(world: World) -> None:
    report = take(world, usulan_csv(2), by=world.offices["kelurahan"])
    assert (report.count(Outcome.NEW), report.total_rupiah, report.extra) == (
        2,
        1_095_000,
        {"groups": 1, "items_matched": 2},
    )
    usulan = Proposal.objects.for_list().get(sipd_id="1002")
    assert (usulan.status, usulan.channel, usulan.number) == (
        "diajukan",
        "impor",
        f"9901-{world.cycle.plan_year}-000002",
    )
    assert (usulan.group, usulan.group_rank, usulan.problem) == (world.groups["rw01"], 2, "Air menggenang di titik 2")
    assert (usulan.item, usulan.agency) == (world.items["got"], world.agencies["melati"])
    assert (usulan.coefficient, usulan.unit_price, usulan.amount, usulan.amount_note) == ("2 m", 365_000, 730_000, "")
    assert (usulan.place, usulan.region, usulan.kelurahan) == (
        "RT 01, 02 RW 01",
        world.regions["rw01"],
        world.regions["mawar"],
    )
    assert (usulan.submitted_by, usulan.submitted_at) == (world.offices["kelurahan"], NOW)
    assert usulan.current_amount == 730_000
    assert "menggenang" in usulan.search_text
    assert "Isi kelompok sasaran, misalnya warga RT 04." in usulan.blockers()
    event = Event.objects.of_proposal(usulan).get()
    assert (event.kind, event.holding, event.body["row"]) == (Event.Kind.TAKEN_OVER, world.offices["kelurahan"], 3)


def test_the_second_time_all_is_the_same(world: World) -> None:
    take(world, usulan_csv(3))
    events = Event.objects.count()
    report = take(world, usulan_csv(3))
    assert outcomes(report) == [Outcome.SAME] * 3
    assert (Proposal.objects.count(), Event.objects.count()) == (3, events)


def test_a_changed_row_is_corrected_and_told(world: World) -> None:
    take(world, usulan_csv(2))
    more = {2: {"koefisien": "5 m", "anggaran": 1_825_000, "alamat": "RW 02", "permasalahan": "Got runtuh (RW 02 P1)"}}
    assert outcomes(take(world, usulan_csv(2, more))) == [Outcome.SAME, Outcome.CHANGED]
    usulan = Proposal.objects.get(sipd_id="1002")
    assert (usulan.current_amount, usulan.place, usulan.group, usulan.version) == (
        1_825_000,
        "RW 02",
        world.groups["rw02"],
        1,
    )
    assert [region.code for region in usulan.locations.all()] == [world.regions["rw02"].code]
    last = Event.objects.of_proposal(usulan).last()
    assert last is not None
    assert "volume" in last.body["fields"]
    assert outcomes(take(world, usulan_csv(2, more))) == [Outcome.SAME, Outcome.SAME]


def test_what_somebody_has_worked_on_stays(world: World) -> None:
    take(world, usulan_csv(1))
    usulan = Proposal.objects.get()
    actions.deciding.accept(usulan, by=world.offices["kelurahan"], at=NOW, expected=usulan.version)
    report = take(world, usulan_csv(1, {1: {"koefisien": "9 m"}}))
    assert outcomes(report) == [Outcome.SAME]
    assert "sudah dikerjakan" in " ".join(report.lines[0].sentences)
    usulan.refresh_from_db()
    assert (usulan.coefficient, usulan.status) == ("1 m", Status.ACCEPTED_KEL)


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"no_sipd": ""}, "no_sipd"),
        ({"usulan": ""}, "usulan"),
        ({"usulan": "x" * 301}, "usulan"),
        ({"permasalahan": "x" * 501}, "permasalahan: Masalahnya lebih dari 500 huruf."),
        ({"alamat": "x" * 256}, "alamat"),
        ({"koefisien": "-5 m"}, "koefisien: Volume harus lebih dari 0."),
        ({"koefisien": "0 m"}, "koefisien: Volume harus lebih dari 0."),
        ({"koefisien": "99999999 m"}, "koefisien: Volume terlalu besar."),
        ({"koefisien": "999999999999 m"}, "koefisien: Volume terlalu besar."),
        ({"koefisien": f"1 {'x' * 41}"}, "koefisien: Satuannya"),
        ({"anggaran": "-1"}, "anggaran: Anggaran tidak boleh kurang"),
        ({"anggaran": "banyak"}, "bukan jumlah rupiah"),
        ({"anggaran": "99999999999999"}, "anggaran: Anggaran terlalu besar."),
        ({"no_sipd": "1001"}, "sudah ada di baris 2"),
        ({"jenis": "x" * 13}, "jenis"),
    ],
)
def test_a_bad_row_is_refused_by_number_and_the_rest_is_read(world: World, cells: dict[str, str], part: str) -> None:
    _, report = check(world, usulan_csv(4, {2: cells}))
    assert [line.row for line in report.lines if line.outcome == Outcome.REFUSED] == [3]
    assert part in " ".join(report.lines[1].sentences)
    assert report.count(Outcome.NEW) == 3
    assert report.total_rupiah == 365_000 * (1 + 3 + 4)


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"anggaran": "999"}, "Harga menurut daftar"),
        ({"koefisien": "2 unit"}, "Satuan menurut daftar “unit”, di kamus “m”."),
        ({"koefisien": "sesuai RAB"}, "tidak terbaca; volumenya dikosongkan"),
        ({"koefisien": ""}, "Koefisien kosong."),
        ({"anggaran": ""}, "Anggaran kosong"),
        ({"usulan": "Menara pandang"}, "“Menara pandang” tidak ada di kamus"),
        ({"skpd_tujuan": "Dinas Antariksa", "usulan": "Menara"}, "Perangkat daerah “Dinas Antariksa” belum dikenal."),
        ({"usulan": "Gorong-gorong Diametr 40 cm"}, "Disamakan dengan item kamus “Gorong-gorong Diameter 40 cm”."),
        ({"alamat": "RT 09 RW 01"}, "Belum ada di data wilayah: RT 09 RW 01."),
        ({"alamat": "RW 77"}, "Belum ada di data wilayah: RW 77."),
        ({"permasalahan": "Got buntu (RW 77 P2)"}, "RW 77 belum ada di data wilayah"),
        ({"permasalahan": "Got buntu"}, "Kelompok pengusul tidak disebut"),
        ({"permasalahan": "Hubungi 0812-3456-7890 (RW 01 P2)"}, "NIK atau nomor telepon"),
    ],
)
def test_what_is_odd_is_a_warning_and_is_taken_as_listed(world: World, cells: dict[str, str], part: str) -> None:
    report = take(world, usulan_csv(2, {2: cells}))
    assert outcomes(report) == [Outcome.NEW, Outcome.NEW]
    assert part in " ".join(report.lines[1].sentences)
    assert report.warning_count >= 1
    usulan = Proposal.objects.get(sipd_id="1002")
    assert usulan.amount == int(cells.get("anggaran", "730000") or 0)
    if "Harga" in part or "Satuan" in part:
        assert part in usulan.amount_note


def test_a_diameter_is_not_taken_for_another(world: World) -> None:
    _, report = check(world, usulan_csv(1, {1: {"usulan": "Gorong-gorong Diameter 30 cm (Kecamatan Melati)"}}))
    assert report.extra["items_matched"] == 0


def test_ranks_with_gaps_are_told(world: World) -> None:
    _, report = check(world, usulan_csv(2, {2: {"permasalahan": "Got buntu (RW 01 P5)"}}))
    assert report.warnings == ["Urutan tidak 1 sampai terakhir pada kelompok: RW 01."]


def test_a_missing_cycle_and_missing_groups_are_made(world: World) -> None:
    rows = {1: {"permasalahan": "Alat musik (Karang Taruna P1)"}, 2: {"permasalahan": "Penguatan (Forum Anak P1)"}}
    report = take(world, usulan_csv(2, rows), year=2031)
    cycle = Cycle.objects.get(plan_year=2031)
    assert (cycle.held_year, cycle.stages.count(), report.extra["groups"]) == (2030, 0, 2)
    made = ProposerGroup.objects.filter(region=world.regions["mawar"], proposals__cycle=cycle).order_by("name")
    assert [(group.name, group.kind) for group in made] == [("Forum Anak", "tematik"), ("Karang Taruna", "lembaga")]
    assert report.warnings == ["Kamus 2031 belum ada, jadi item kamus tidak dicocokkan."]


def test_only_bappeda_and_the_kelurahan_itself_take_over(world: World) -> None:
    for row in ("bappeda", "lurah"):
        check(world, usulan_csv(1), by=world.offices[row])
    for row in ("rw", "camat", "lurah_tetangga", "opd"):
        with pytest.raises(ValidationError, match="Bappeda atau kelurahan"):
            check(world, usulan_csv(1), by=world.offices[row])


def test_an_id_of_another_kelurahan_is_refused(world: World) -> None:
    take(world, usulan_csv(1))
    resource = UsulanResource(world.regions["kenanga"], world.cycle.plan_year)
    (line,) = resource.read(usulan_csv(1)).lines
    assert "kelurahan lain" in line.sentences[0]


def test_an_interrupted_import_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Event, "append", break_off)
    with pytest.raises(KeyboardInterrupt):
        take(world, usulan_csv(3, {1: {"permasalahan": "x (Karang Taruna P1)"}}), year=2031)
    assert not Proposal.objects.exists()
    assert not Cycle.objects.filter(plan_year=2031).exists()
    assert not ProposerGroup.objects.filter(name="Karang Taruna").exists()


def test_queries_do_not_grow_with_rows(world: World) -> None:
    counted = []
    for year, rows in ((2032, 3), (2033, 30)):
        with CaptureQueriesContext(connection) as queries:
            take(world, usulan_csv(rows), year=year)
        counted.append(len(queries))
    assert counted[1] - counted[0] <= 3  # SQLite inserts in smaller batches


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(max_size=60), min_size=5, max_size=5))
def test_no_cell_breaks_an_import(world: World, cells: list[str]) -> None:
    named = dict(zip(("usulan", "permasalahan", "alamat", "koefisien", "anggaran"), cells, strict=True))
    data = usulan_csv(1, {1: named})
    with suppress(ValidationError):
        _, report = check(world, data)
        assert report.read == 1


def test_the_command_reports_and_writes(world: World, tmp_path: Path) -> None:
    path = tmp_path / "usulan.csv"
    path.write_bytes(usulan_csv(3))
    where = {"city": "99.01", "kelurahan": "99.01.01.1001", "year": world.cycle.plan_year}
    out = io.StringIO()
    call_command("import_usulan", str(path), commit=True, json=True, stdout=out, **where)
    told = json.loads(out.getvalue())
    assert {
        name: told[name] for name in ("read", "new", "same", "refused", "total_rupiah", "groups", "items_matched")
    } == {
        "read": 3,
        "new": 3,
        "same": 0,
        "refused": 0,
        "total_rupiah": 2_190_000,
        "groups": 1,
        "items_matched": 3,
    }
    Region.objects.create(code="98.01.01.1001", name="Jauh", type="kelurahan")
    with pytest.raises(CommandError, match=r"Kel\. Jauh tidak berada di Kota Contoh\."):
        call_command("import_usulan", str(path), **where | {"kelurahan": "98.01.01.1001"})


@pytest.mark.parametrize("year", [1800, 2500, -3])
def test_an_absurd_year_is_refused_before_anything_is_read(world: World, year: int) -> None:
    with pytest.raises(ValidationError, match="2001 dan 2100"):
        check(world, usulan_csv(1), year=year)


def test_a_year_whose_musrenbang_is_another_cycle_is_refused(world: World) -> None:
    Cycle.objects.create(city=world.city, held_year=2049, plan_year=2051)
    with pytest.raises(ValidationError, match="sudah ada untuk tahun rencana lain"):
        check(world, usulan_csv(1), year=2050)


def test_a_refused_file_is_one_object_too(world: World, tmp_path: Path) -> None:
    path = tmp_path / "kosong.csv"
    path.write_bytes(b"")
    out = io.StringIO()
    where = {"city": "99.01", "kelurahan": "99.01.01.1001", "year": 2050}
    with pytest.raises(CommandError, match="kosong"):
        call_command("import_usulan", str(path), json=True, stdout=out, **where)
    assert json.loads(out.getvalue()) == {"error": "Berkas ini kosong. Pilih berkas lain.", "committed": False}


def test_the_life_line_says_who_took_a_list_over(world: World) -> None:
    take(world, usulan_csv(1))
    take(world, usulan_csv(2, {1: {"no_sipd": "77"}, 2: {"no_sipd": "78"}}), by=world.offices["bappeda"])
    told = {one.sipd_id: lifeline(one)[0] for one in Proposal.objects.for_list()}
    assert (told["1001"].title, told["1001"].who) == ("Dicatat dari daftar", "Sistem")
    assert told["77"].who == "Admin Bappeda"
