"""The page Impor: check first, write the same file afterwards, in Indonesian, for those who may."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.models import KamusItem, KamusVersion
from proposals.models import Proposal
from proposals.statuses import Status
from tests.permissions import said, table
from tests.proposals.sheets import HEAD, kamus_csv, usulan_csv
from tests.world import World

URL = "/kantor/impor/"


def send(world: World, row: str, data: bytes, **answers: Any) -> Any:
    """Upload a file on the page as one of the offices."""
    client = world.client(row)
    year = world.cycle.plan_year
    answers = {"jenis": "usulan", "tahun": year, "kelurahan": world.regions["mawar"].code} | answers
    response = client.post(URL, {**answers, "berkas": SimpleUploadedFile("daftar.csv", data)})
    return client, response


PERMISSIONS = """
                impor
    publik      masuk
    rt          tidak
    rw          tidak
    lembaga     tidak
    pendamping  tidak
    kelurahan   boleh
    lurah       boleh
    kecamatan   boleh
    camat       boleh
    opd         boleh
    kepala_opd  boleh
    mitra       boleh
    bappeda     boleh
    tapd        boleh
    dprd        boleh
    pimpinan    tidak
"""


SENDS = {"dprd": "pokir", **dict.fromkeys(("kecamatan", "camat"), "jabatan")}
SENDS |= dict.fromkeys(("opd", "kepala_opd", "mitra", "tapd"), "tindak_lanjut")


@pytest.mark.parametrize(("row", "door", "word"), table(PERMISSIONS))
def test_who_may_import(world: World, row: str, door: str, word: str) -> None:
    assert said(world.client(row).get(URL)) == word
    assert said(world.client(row).post(URL)) == word
    kind = SENDS.get(row, "usulan")
    assert said(world.client(row).get(f"{URL}contoh/{kind}.csv")) == word


def test_a_list_is_checked_shown_and_then_written(world: World) -> None:
    client, response = send(world, "kelurahan", usulan_csv(3))
    assert response.status_code == 302
    assert Proposal.objects.count() == 0
    page = client.get(response["Location"])
    text = page.content.decode()
    assert "3 usulan dibaca" in text
    assert "Tulis 3 usulan" in text
    done = client.post(response["Location"], follow=True)
    assert "3 usulan dari daftar.csv ditulis." in done.content.decode()
    assert Proposal.objects.filter(status=Status.SUBMITTED, entered_by=world.offices["kelurahan"]).count() == 3
    assert list((Path(settings.MEDIA_ROOT) / "impor").iterdir()) == []


def test_sending_the_confirmation_twice_writes_once(world: World) -> None:
    client, response = send(world, "kelurahan", usulan_csv(2))
    client.post(response["Location"])
    again = client.post(response["Location"], follow=True)
    assert "tidak lagi menunggu" in again.content.decode()
    assert Proposal.objects.count() == 2


def test_refused_rows_stop_the_file_until_the_button_says_otherwise(world: World) -> None:
    client, response = send(world, "kelurahan", usulan_csv(3, {1: {"koefisien": "-5 m"}}))
    page = client.get(response["Location"]).content.decode()
    assert "Volume harus lebih dari 0." in page
    assert "Tulis 2 usulan, lewati 1 baris" in page
    assert client.post(response["Location"]).status_code == 200
    assert Proposal.objects.count() == 0
    client.post(response["Location"], {"lewati": "1"})
    assert Proposal.objects.count() == 2


def test_a_file_that_is_no_table_comes_back_with_one_sentence_and_what_was_typed(world: World) -> None:
    _, response = send(world, "bappeda", b"\x89PNG\x00\x00", tahun=2033)
    text = response.content.decode()
    assert response.status_code == 200
    assert "Berkas ini bukan CSV atau XLSX." in text
    assert 'value="2033"' in text


def test_a_kelurahan_imports_its_own_list_only(world: World) -> None:
    _, foreign = send(world, "kelurahan", usulan_csv(1), kelurahan=world.regions["kenanga"].code)
    assert foreign.status_code == 200
    _, wide = send(world, "bappeda", usulan_csv(1), kelurahan=world.regions["kenanga"].code)
    assert wide.status_code == 302
    _, kamus = send(world, "kelurahan", kamus_csv(1), jenis="kamus")
    assert kamus.status_code == 200
    assert KamusVersion.objects.count() == 1


def test_an_upload_belongs_to_one_session(world: World) -> None:
    _, response = send(world, "kelurahan", usulan_csv(1))
    other = world.client("bappeda")
    assert other.get(response["Location"]).status_code == 302
    other.post(response["Location"])
    assert Proposal.objects.count() == 0


def test_bappeda_imports_a_kamus(world: World) -> None:
    client, response = send(world, "bappeda", kamus_csv(4), jenis="kamus", tahun=2040, kelurahan="")
    assert "Tulis 4 item kamus" in client.get(response["Location"]).content.decode()
    client.post(response["Location"])
    items = KamusItem.objects.filter(version__plan_year=2040)
    assert items.count() == 4
    assert {item.history.get().history_user for item in items} == {world.offices["bappeda"].user}


def test_an_upload_can_be_given_up(world: World) -> None:
    client, response = send(world, "kelurahan", usulan_csv(1))
    client.post(f"{response['Location']}batal/")
    assert client.get(response["Location"]).status_code == 302
    assert list((Path(settings.MEDIA_ROOT) / "impor").iterdir()) == []


def test_the_page_of_a_check_asks_as_much_for_3_rows_as_for_30(world: World) -> None:
    counted = []
    for rows in (3, 30):
        client, response = send(world, "kelurahan", usulan_csv(rows))
        client.get(response["Location"])
        with CaptureQueriesContext(connection) as queries:
            client.get(response["Location"])
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 8


def test_the_sample_sheet_passes_its_own_check(world: World) -> None:
    client = world.client("bappeda")
    for kind in ("usulan", "kamus"):
        sheet = client.get(f"{URL}contoh/{kind}.csv").content
        _, response = send(world, "bappeda", sheet, jenis=kind, tahun=2041)
        assert response.status_code == 302
    assert client.get(f"{URL}contoh/lain.csv").status_code == 404
    assert HEAD[0] == "no_sipd"


def test_the_list_of_the_kamus_leads_bappeda_to_its_import(world: World) -> None:
    page = world.client("bappeda").get("/admin/catalogue/kamusitem/").content.decode()
    assert '<a href="/kantor/impor/?jenis=kamus">Impor dari berkas</a>' in page
    assert "Impor dari berkas" not in world.client("kelurahan").get("/admin/catalogue/kamusitem/").content.decode()
    form = world.client("bappeda").get(f"{URL}?jenis=kamus").context["form"]
    assert form["jenis"].value() == "kamus"
