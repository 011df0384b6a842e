"""One list of a whole city: each row finds its kelurahan by the list's columns."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ProposerGroup
from proposals.actions import naming
from proposals.models import Proposal
from proposals.resources import UsulanResource
from regions.import_report import ImportReport, Outcome
from reports import sipd_list
from reports.sheets import csv_lines
from tests.proposals.sheets import HEAD, usulan_row, written
from tests.proposals.test_import_views import send
from tests.world import NOW, World

WIDE = (*HEAD, "kecamatan", "kelurahan")


def wide(*places: tuple[str, str], **other: object) -> bytes:
    """A list with one row per (kecamatan, kelurahan)."""
    rows = [
        usulan_row(n, kecamatan=kecamatan, kelurahan=kelurahan, **other)
        for n, (kecamatan, kelurahan) in enumerate(places, start=1)
    ]
    return written(WIDE, rows)


def read(world: World, data: bytes, row: str = "bappeda") -> tuple[UsulanResource, ImportReport]:
    resource = UsulanResource(world.city, world.cycle.plan_year, by=world.offices[row])
    return resource, resource.read(data)


def test_each_row_goes_to_the_kelurahan_it_names(world: World) -> None:
    data = wide(("Melati", "Mawar"), ("Kec. Melati", "KEL. KENANGA"), ("", "99.01.02.1001"), skpd_tujuan="Kecamatan")
    resource, report = read(world, data.replace(b"(Kecamatan Melati)", b"(Kecamatan)"))
    assert [line.outcome for line in report.lines] == [Outcome.NEW] * 3
    resource.write(at=NOW)
    found = list(Proposal.objects.for_list().select_related("group__region").order_by("pk"))
    assert [one.kelurahan and one.kelurahan.name for one in found] == ["Mawar", "Kenanga", "Anggrek"]
    assert [one.group for one in found] == [world.groups[name] for name in ("rw01", "kenanga_rw01", "anggrek_rw01")]
    assert [place.code for place in found[1].locations.all()] == [world.regions["kenanga_rw01"].code]
    assert [line.outcome for line in read(world, data)[1].lines] == [Outcome.SAME] * 3
    assert ProposerGroup.objects.filter(name="RW 01").count() == 3


def test_the_kamus_item_leads_to_the_branch_of_the_rows_own_kecamatan(world: World) -> None:
    data = wide(("Melati", "Mawar"), ("Seroja", "Anggrek"), skpd_tujuan="", usulan="Gorong-gorong Diameter 40 cm")
    resource, _ = read(world, data)
    resource.write(at=NOW)
    agencies = Proposal.objects.order_by("pk").values_list("agency__name", flat=True)
    assert list(agencies) == ["Kecamatan Melati", "Kecamatan Seroja"]


def test_a_row_of_no_known_kelurahan_is_refused_with_its_number_until_somebody_tells(world: World) -> None:
    data = wide(("Melati", "Mawar"), ("Melati", "Anggrex"), ("Melati", ""), ("Seroja", "Anggrek"), ("Melati", "Antah"))
    _, report = read(world, data)
    refused = {line.row: " ".join(line.sentences) for line in report.lines if line.outcome == Outcome.REFUSED}
    assert list(refused) == [3, 4, 6]
    assert refused[3].startswith("Kelurahan “Anggrex” tidak ada di wilayah Anda. Maksudnya Anggrek? Perbaiki ejaannya")
    assert refused[4] == "Kolom Kelurahan kosong. Isi nama kelurahan pemilik usulan ini."
    assert "“Antah” tidak ada di wilayah Anda. Periksa ejaan dan wilayahnya." in refused[6]
    asked = {one.said: one for one in report.questions}
    assert asked["Anggrex"].choices[0] == (world.regions["anggrek"].pk, world.regions["anggrek"].label)
    told = {("kelurahan", "Anggrex"): world.regions["anggrek"].pk}
    naming.tell_spellings(world.city, told, by=world.offices["bappeda"], at=NOW)
    assert [line.row for line in read(world, data)[1].lines if line.outcome == Outcome.REFUSED] == [4, 6]


def test_our_own_list_of_the_city_comes_back_unchanged_with_what_a_kecamatan_added(world: World) -> None:
    world.sent()
    world.sent(group="kenanga_rw01", by=world.offices["lurah_tetangga"])
    world.send(world.draft(group="kecamatan", by=world.offices["kecamatan"]))
    lines = sipd_list.rows(Proposal.objects.public(), world.city)
    _, report = read(world, b"".join(csv_lines(sipd_list.COLUMNS, lines)))
    assert [(line.outcome, line.sentences) for line in report.lines if line.outcome != Outcome.SAME] == []
    assert report.read == 3


def test_the_queries_do_not_grow_with_rows_groups_and_kelurahan(world: World) -> None:
    # what is inserted goes in batches, which SQLite keeps small
    asked = []
    names = [("Melati", "Mawar"), ("Melati", "Kenanga"), ("Seroja", "Anggrek")]
    for count, spread in ((20, 1), (200, 3)):
        rows = [
            usulan_row(
                count * 100 + n, kecamatan=kecamatan, kelurahan=kelurahan, permasalahan=f"Got (PKK Pokja {n} P1)"
            )
            for n in range(count)
            for kecamatan, kelurahan in [names[n % spread]]
        ]
        with CaptureQueriesContext(connection) as seen:
            resource, report = read(world, written(WIDE, rows))
            resource.write(at=NOW)
        assert report.to_write == count
        asked.append(sum(query["sql"].startswith(("SELECT", "UPDATE", "DELETE")) for query in seen))
    assert asked[0] == asked[1]


def test_only_bappeda_takes_a_list_of_the_whole_city(world: World) -> None:
    data = wide(("Melati", "Mawar"), ("Seroja", "Anggrek"))
    _, refused = send(world, "kelurahan", data, kelurahan=world.city.code)
    assert refused.status_code == 200
    with pytest.raises(ValidationError, match="diimpor oleh Bappeda"):
        read(world, data, "lurah")
    client, response = send(world, "bappeda", data, kelurahan=world.city.code)
    page = client.get(response["Location"])
    assert "Kota Contoh" in page.content.decode()
    client.post(response["Location"])
    assert Proposal.objects.count() == 2
