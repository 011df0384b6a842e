"""Lists from elsewhere: a person says once what a column holds and whom a spelling means."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from catalogue.models import Agency
from proposals.actions import naming
from proposals.list_shapes import guess
from proposals.models import ColumnNames, Proposal, Spelling
from proposals.resources import UsulanResource
from tests.proposals.sheets import usulan_csv
from tests.proposals.test_import_views import send
from tests.world import NOW, World

HEADS = "Nomor SIPD;Pekerjaan;Keluhan Warga;Letak;Dinas;Jumlah;Sat.;Biaya;Catatan Lain"
STRANGE = (
    f"{HEADS}\n9001;Gorong-gorong Diameter 40 cm;Got retak (RW 01 P1);RT 01 RW 01;Kecamatan Melati;3;m;1.095.000;x\n"
)
CHOSEN = ("no_sipd", "usulan", "permasalahan", "alamat", "skpd_tujuan", "volume", "satuan", "anggaran", "")


def chosen(fields: tuple[str, ...] = CHOSEN) -> dict[str, str]:
    return {f"kolom-{n}": field for n, field in enumerate(fields)}


def test_columns_are_explained_once_and_then_known(world: World) -> None:
    client, response = send(world, "kelurahan", STRANGE.encode())
    assert response.url.endswith("/kolom/")
    page = client.get(response.url).content.decode()
    assert "Keluhan Warga" in page
    assert "Got retak (RW 01 P1)" in page
    assert '<option value="permasalahan" selected>' in page
    told = client.post(response.url, chosen())
    assert "1</b> baru" in client.get(told.url).content.decode()
    client.post(told.url)
    stored = Proposal.objects.get(sipd_id="9001")
    assert (stored.title, str(stored.volume), stored.unit, stored.amount) == (
        "Gorong-gorong Diameter 40 cm",
        "3.00",
        "m",
        1_095_000,
    )
    _, again = send(world, "lurah", STRANGE.replace("9001", "9002").encode())
    assert not again.url.endswith("/kolom/")
    assert ColumnNames.objects.get().told_by == world.offices["kelurahan"]


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        (("", *CHOSEN[1:]), "Tunjukkan kolom untuk: ID usulan SIPD."),
        ((CHOSEN[0], CHOSEN[0], *CHOSEN[2:]), "dipilih untuk dua kolom"),
        ((*CHOSEN[:5], "", "", *CHOSEN[7:]), "Koefisien, atau Volume dan Satuan"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_kept(world: World, fields: tuple[str, ...], part: str) -> None:
    client, response = send(world, "kelurahan", STRANGE.encode())
    page = client.post(response.url, chosen(fields))
    assert part in page.content.decode()
    assert '<option value="alamat" selected>' in page.content.decode()
    assert not ColumnNames.objects.exists()


def test_an_explanation_can_be_changed_afterwards(world: World) -> None:
    client, response = send(world, "kelurahan", STRANGE.encode())
    told = client.post(response.url, chosen())
    assert response.url in client.get(told.url).content.decode()
    client.post(response.url, chosen((*CHOSEN[:2], "alamat", "permasalahan", *CHOSEN[4:])))
    assert ColumnNames.objects.get().names["letak"] == "permasalahan"


def test_heads_are_guessed_by_what_lists_call_them() -> None:
    found = guess(["No", "ID Usulan", "Nama Kegiatan", "Lokasi", "OPD Tujuan", "Koefisien", "Nilai (Rp)", "Kel/Desa"])
    assert found["id_usulan"] == "no_sipd"
    assert (found["lokasi"], found["opd_tujuan"], found["nilai_rp"]) == ("alamat", "skpd_tujuan", "anggaran")
    assert found["no"] == ""


def test_35_spellings_of_one_agency_are_asked_once_each_and_remembered(world: World) -> None:
    spelled = {n: {"skpd_tujuan": f"Kec. Mlati {n}", "usulan": "Gorong-gorong Diameter 40 cm"} for n in range(1, 36)}
    data = usulan_csv(36, spelled)
    client, response = send(world, "kelurahan", data)
    page = client.get(response.url).content.decode()
    assert "Kec. Mlati 1" in page
    agency = Agency.objects.get(name="Kecamatan Melati")
    for _ in range(2):  # a page asks twenty at a time
        client.post(response.url + "ejaan/", {f"ejaan-{n}": agency.pk for n in range(20)})
    assert Spelling.objects.filter(agency=agency).count() == 35
    page = client.get(response.url).content.decode()
    assert "Ejaan yang belum dikenal" not in page
    client.post(response.url)
    assert set(Proposal.objects.values_list("agency", flat=True)) == {agency.pk}
    report = UsulanResource(world.regions["mawar"], world.cycle.plan_year).read(data)
    assert report.questions == []


def test_a_kelurahan_spelled_otherwise_is_asked_for_and_a_stranger_is_refused(world: World) -> None:
    def read(name: str) -> Any:
        row = "id usulan,usulan,permasalahan,alamat,skpd_tujuan,koefisien,anggaran,kelurahan\n"
        row += f"1,Gorong-gorong Diameter 40 cm,Got retak,RT 01 RW 01,Kecamatan Melati,1 m,365000,{name}\n"
        return UsulanResource(world.regions["mawar"], world.cycle.plan_year).read(row.encode())

    assert not read("kel. MAWAR").refused
    asked = read("Mawwar")
    assert (asked.refused, [one.kind for one in asked.questions]) == (1, ["kelurahan"])
    naming.tell_spellings(
        world.city, {("kelurahan", "Mawwar"): world.regions["mawar"].pk}, by=world.offices["kelurahan"], at=NOW
    )
    assert not read("Mawwar").refused
    assert read("Kenanga").questions == []


def test_an_answer_of_another_city_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="tidak ada lagi"):
        naming.tell_spellings(world.city, {("opd", "Dinas PU"): 10**9}, by=None, at=NOW)
    assert not Spelling.objects.exists()


def test_nobody_of_ours_is_an_answer_too(world: World) -> None:
    naming.tell_spellings(world.city, {("opd", "Dinas Antah Berantah"): None}, by=None, at=NOW)
    data = usulan_csv(1, {1: {"skpd_tujuan": "DINAS ANTAH-BERANTAH", "usulan": "Sumur bor"}})
    report = UsulanResource(world.regions["mawar"], world.cycle.plan_year).read(data)
    assert [one.kind for one in report.questions if one.kind == "opd"] == []
