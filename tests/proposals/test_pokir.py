"""Pokok pikiran come in by list with their states, and each next state has its reason or its amount."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import actions
from proposals.actions.pokir import NEXT
from proposals.models import Event, Pokir
from proposals.pokir_resource import PokirResource
from regions.import_report import Outcome
from tests.counting import queries
from tests.permissions import said, table
from tests.world import NOW, World

HEAD = "No. Pokir;Dapil;Usulan;Alamat;Kelurahan;OPD;Koefisien;Nilai Usulan;Status;Keterangan"
ROWS = [
    "P-1;Melati;Got U 40;Gang 4 RT 01 RW 01;Mawar;DPU;120 m;Rp 48.000.000;;",
    "P-2;Melati;Lampu jalan;Gang 5;Kenanga;DPU;3 unit;4500000;Dipending;Menunggu aset diserahkan",
]

DECIDE = """
               ubah
    publik     masuk
    rt         tidak
    rw         tidak
    lembaga    tidak
    pendamping tidak
    kelurahan  tidak
    lurah      tidak
    kecamatan  tidak
    camat      tidak
    opd        tidak
    kepala_opd tidak
    mitra      boleh
    bappeda    boleh
    tapd       tidak
    dprd       tidak
    pimpinan   tidak
"""


def sheet(*rows: str) -> bytes:
    return "\n".join([HEAD, *(rows or ROWS)]).encode()


def taken(world: World, *rows: str, row: str = "dprd") -> PokirResource:
    resource = PokirResource(world.city, world.cycle.plan_year, by=world.offices[row])
    resource.read(sheet(*rows))
    resource.write(at=NOW)
    return resource


def pokir(world: World, **more: Any) -> Pokir:
    fields = {"number": "P-9", "title": "Rabat beton", "region": world.regions["mawar"], "agency": world.agencies["pu"]}
    return Pokir.objects.create(cycle=world.cycle, recorded_at=NOW, **{**fields, **more})


def decided(world: World, one: Pokir, status: str, **more: Any) -> Pokir:
    return actions.pokir.decide(one, status=status, by=world.offices["mitra"], at=NOW, **more)


def test_a_list_comes_in_with_its_states_and_twice_changes_nothing(world: World) -> None:
    taken(world)
    first = Pokir.objects.get(number="P-1")
    assert (first.status, first.amount, first.region) == (Pokir.Status.SENT, 48_000_000, world.regions["mawar"])
    assert first.volume == 120
    assert Pokir.objects.get(number="P-2").status == Pokir.Status.PENDING
    again = taken(world)
    assert again.report.count(Outcome.SAME) == 2
    assert Event.objects.filter(kind=Event.Kind.POKIR_RECORDED).count() == 2


def test_a_changed_row_corrects_the_stored_pokir(world: World) -> None:
    taken(world)
    changed = taken(world, ROWS[0].replace("48.000.000", "35.000.000"), ROWS[1])
    assert changed.report.count(Outcome.CHANGED) == 1
    assert Pokir.objects.get(number="P-1").amount == 35_000_000


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("P-1;;;;Mawar;;;;;", "usulan: Bidang ini harus diisi."),
        ("P-1;;Got;;Entah;;;;;", "tidak dikenal"),
        ("P-1;;Got;;Mawar;;;;Disetujui;", "Status tidak dikenal"),
        ("P-1;;Got;;Mawar;;;-5;;", "tidak boleh kurang"),
        (";;Got;;Mawar;;;;;", "no_pokir: Bidang ini harus diisi."),
        ("P-1;;Got;;Mawar;;99999999999 m;;;", "Volume terlalu besar"),
    ],
)
def test_a_bad_row_is_refused_with_its_number(world: World, row: str, sentence: str) -> None:
    report = PokirResource(world.city, world.cycle.plan_year).read(sheet(row))
    assert report.refused == 1
    assert report.lines[0].row == 2
    assert sentence in " ".join(report.lines[0].sentences)


def test_a_number_twice_in_one_file_is_refused(world: World) -> None:
    report = PokirResource(world.city, world.cycle.plan_year).read(sheet(ROWS[0], ROWS[0]))
    assert "sudah ada di baris 2" in report.lines[1].sentences[0]


def test_a_long_list_does_not_ask_more(world: World) -> None:
    def count(rows: list[str]) -> int:
        resource = PokirResource(world.city, world.cycle.plan_year, by=world.offices["dprd"])
        resource.read(sheet(*rows))
        with CaptureQueriesContext(connection) as seen:
            resource.write(at=NOW)
        return len(seen)

    taken(world, "P-0;;Got;;Mawar;;;;;")
    few = count(["P-1;;Got;;Mawar;;;;;"])
    assert count([f"P-{n};;Got;;Mawar;;;;;" for n in range(2, 40)]) == few


def test_other_offices_bring_no_pokir(world: World) -> None:
    with pytest.raises(ValidationError, match="Sekretariat DPRD"):
        taken(world, row="kelurahan")


def test_every_state_is_reached_only_as_the_table_says(world: World) -> None:
    for before in Pokir.Status:
        for after in Pokir.Status:
            one = pokir(world, number=f"P-{next(world.serial)}", status=before)
            more = {"note": "Menunggu penyerahan aset.", "amount_granted": 5_000_000}
            if after in NEXT[before]:
                assert decided(world, one, after, **more).status == after
            else:
                with pytest.raises(ValidationError):
                    decided(world, one, after, **more)


def test_a_refusal_says_why_and_an_acceptance_names_its_amount(world: World) -> None:
    one = pokir(world, status=Pokir.Status.CHECKED)
    with pytest.raises(ValidationError, match="alasannya"):
        decided(world, one, Pokir.Status.REFUSED)
    with pytest.raises(ValidationError, match="nilai akomodir"):
        decided(world, one, Pokir.Status.IN_RENJA)
    twin = world.sent()
    done = decided(world, one, Pokir.Status.IN_RENJA, amount_granted=20_000_000, related=twin)
    assert (done.amount_granted, done.related) == (20_000_000, twin)


@pytest.mark.parametrize(("row", "door", "answer"), table(DECIDE))
def test_who_decides_on_a_pokir(world: World, row: str, door: str, answer: str) -> None:
    one = pokir(world)
    data = {"status": "dipending", "note": "Menunggu penyerahan aset."}
    assert said(world.client(row).post(f"/kantor/pokir/{one.pk}/", data)) == answer


def test_the_page_keeps_what_was_typed_and_says_what_is_missing(world: World) -> None:
    one = pokir(world)
    url = f"/kantor/pokir/{one.pk}/"
    page = world.client("mitra").post(url, {"status": "dipending", "related": "tidak-ada", "note": "pendek"})
    text = page.content.decode()
    assert "Nomor usulan tidak ditemukan" in text
    assert "pendek" in text


def test_the_secretariat_imports_on_the_page(world: World) -> None:
    client = world.client("dprd")
    data = {"jenis": "pokir", "tahun": world.cycle.plan_year, "berkas": SimpleUploadedFile("pokir.csv", sheet())}
    answer = client.post("/kantor/impor/", data)
    assert answer.status_code == 302
    client.post(answer["Location"])
    assert Pokir.objects.count() == 2
    assert "Rp" in client.get("/kantor/pokir/").content.decode()


def test_an_office_sees_the_pokir_of_its_area_or_agency(world: World) -> None:
    pokir(world)
    pokir(world, number="P-10", region=world.regions["anggrek"], agency=None)
    for row, count in (("kelurahan", 1), ("opd", 1), ("dprd", 2), ("pimpinan", 2), ("camat_tetangga", 1), ("rw", 0)):
        assert Pokir.objects.visible_to(world.offices[row]).count() == count, row


def test_many_pokir_do_not_ask_more(world: World) -> None:
    def count() -> int:
        return queries(world.client("bappeda"), "/kantor/pokir/")

    pokir(world, related=world.sent())
    few = count()
    for number in range(20, 35):
        pokir(world, number=f"P-{number}", related=world.sent())
    assert count() == few
