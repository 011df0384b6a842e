import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from proposals.models import Cycle, Proposal
from reports.listing import COLUMNS
from tests.reports.copies import copies
from tests.world import World

REKAP, UNDUHAN = "/kantor/rekap/", "/kantor/unduhan/"
XLSX, CSV = "/kantor/unduhan/usulan.xlsx", "/kantor/unduhan/usulan.csv"
HEADS = [column.head for column in COLUMNS]


def body(response: Any) -> bytes:
    """The whole of a streamed file; the test client closes it at the end."""
    return b"".join(response.streaming_content)


def sheet(client: Client, url: str) -> list[list[Any]]:
    response = client.get(url)
    assert response.status_code == 200
    return [
        list(row) for row in CalamineWorkbook.from_filelike(BytesIO(body(response))).get_sheet_by_index(0).to_python()
    ]


def titles(rows: list[list[Any]]) -> list[str]:
    return sorted(row[HEADS.index("Usulan")] for row in rows[1:])


@pytest.fixture
def town(world: World) -> World:
    """Usulan in both kecamatan, of two agencies, and a draft that nobody else may see."""
    world.sent(item="paving")
    world.sent(group="pkk", item="pelatihan", volume="10")
    world.sent(group="kenanga_rw01", item="got", by=world.offices["lurah_tetangga"])
    world.sent(group="anggrek_rw01", item="gerobak", volume="1", by=world.offices["camat_tetangga"], receiver="LPMK")
    world.draft(group="rt01")
    return world


OWN = {
    "rw": ["Pavingisasi tanpa kerb"],
    "lembaga": ["Pelatihan usaha mikro"],
    "kelurahan": ["Pavingisasi tanpa kerb", "Pelatihan usaha mikro"],
    "camat": ["Gorong-gorong Diameter 40 cm", "Pavingisasi tanpa kerb", "Pelatihan usaha mikro"],
    "camat_tetangga": ["Pengadaan gerobak sampah"],
    "opd": ["Pavingisasi tanpa kerb"],
    "bappeda": [
        "Gorong-gorong Diameter 40 cm",
        "Pavingisasi tanpa kerb",
        "Pelatihan usaha mikro",
        "Pengadaan gerobak sampah",
    ],
}


@pytest.mark.parametrize("row", OWN)
def test_each_office_takes_along_its_own_work_and_no_drafts(town: World, row: str) -> None:
    client = town.client(row)
    assert titles(sheet(client, XLSX)) == OWN[row]
    text = body(client.get(CSV)).decode("utf-8-sig")
    assert titles(list(csv.reader(StringIO(text), delimiter=";"))) == OWN[row]


def test_the_sum_of_the_sheet_is_the_sum_on_the_page(town: World) -> None:
    client = town.client("bappeda")
    totals = Proposal.objects.public().totals()
    rows = sheet(client, XLSX)
    assert sum(row[HEADS.index("Biaya Sekarang (Rp)")] for row in rows[1:]) == totals["amount"]
    page = client.get(UNDUHAN)
    assert page.context["totals"] == totals
    assert client.get(REKAP).context["recap"].total.proposed.count == totals["count"]


def test_the_filter_cuts_list_page_and_recap_alike(town: World) -> None:
    client = town.client("bappeda")
    for query, count in (
        (f"kecamatan={town.regions['melati'].code}", 3),
        (f"kelurahan={town.regions['kenanga'].code}", 1),
        (f"opd={town.agencies['pu'].pk}", 1),
        (f"opd={town.agencies['kecamatan'].pk}", 3),
        ("jenis=barang", 1),
        ("asal=pokir", 0),
        (f"tahun={town.cycle.plan_year}", 4),
        (f"kecamatan={town.regions['melati'].code}&kelurahan={town.regions['anggrek'].code}", 3),
    ):
        assert client.get(f"{UNDUHAN}?{query}").context["totals"]["count"] == count, query
        assert client.get(f"{REKAP}?{query}").context["recap"].total.proposed.count == count, query
        assert len(sheet(client, f"{XLSX}?{query}")) == count + 1, query
    assert client.get(f"{UNDUHAN}?q=paving").context["totals"]["count"] == 1
    assert client.get(f"{UNDUHAN}?status=dikembalikan").context["totals"]["count"] == 0


def test_a_foreign_place_in_the_filter_is_refused_and_shows_nothing_foreign(town: World) -> None:
    client = town.client("camat")
    page = client.get(f"{UNDUHAN}?kelurahan={town.regions['anggrek'].code}")
    assert "kelurahan" in page.context["form"].errors
    assert page.context["totals"]["count"] == 3
    assert client.get(f"{REKAP}?tahun=abc&kelurahan=9999&jenis=%00").status_code == 200


def test_formula_and_odd_signs_stay_text(town: World) -> None:
    Proposal.objects.filter(group=town.groups["rw01"]).update(
        problem='=HYPERLINK("x")', address="+62 jalan", number="@1"
    )
    client = town.client("rw")
    row = dict(zip(HEADS, sheet(client, XLSX)[1], strict=True))
    assert (row["Permasalahan"], row["Alamat Lokasi"], row["No. Usulan"]) == ('=HYPERLINK("x")', "+62 jalan", "@1")
    line = body(client.get(CSV)).decode("utf-8-sig").splitlines()[1]
    assert '"\'=HYPERLINK(""x"")"' in line
    assert ";'+62 jalan;" in line


def test_a_city_without_a_cycle_has_an_empty_recap(world: World) -> None:
    Cycle.objects.all().delete()
    client = world.client("bappeda")
    assert "Belum ada usulan" in client.get(REKAP).content.decode()
    assert client.get(UNDUHAN).context["totals"] == {"count": 0, "amount": 0}
    assert len(sheet(client, XLSX)) == 1
    assert client.get("/kantor/formulir/2.3/99.01.01.xlsx").status_code == 404


@pytest.mark.parametrize("url", [REKAP, UNDUHAN, XLSX, CSV, "/kantor/rekap/rekapitulasi.xlsx"])
def test_three_and_thirty_usulan_take_the_same_queries(world: World, url: str) -> None:
    client = world.client("bappeda")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            response = client.get(url)
            if response.streaming:
                body(response)
        return len(found)

    copies(world, 2)
    few = queries()
    copies(world, 26, start=600)
    assert queries() == few


def test_the_recap_workbook_has_a_sheet_per_breakdown_and_totals(town: World) -> None:
    data = body(town.client("bappeda").get("/kantor/rekap/rekapitulasi.xlsx"))
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    assert book.sheet_names == ["Kecamatan", "Kelurahan", "Perangkat daerah", "Jenis", "Jenis daftar", "Alasan"]
    rows: list[list[Any]] = [[*row] for row in book.get_sheet_by_name("Kecamatan").to_python(skip_empty_area=False)]
    heads, total = rows[3], rows[-1]
    assert heads[:4] == ["Kecamatan", "RW mengirim", "Diusulkan", "Biaya diusulkan (Rp)"]
    assert [row[0] for row in rows[4:]] == ["Melati", "Seroja", "Jumlah"]
    assert total[2] == sum(row[2] for row in rows[4:-1]) == 4
    assert total[3] == Proposal.objects.public().totals()["amount"]


def test_recap_shows_figures_tabs_and_total(town: World) -> None:
    page = town.client("bappeda").get(f"{REKAP}?menurut=kelurahan").content.decode()
    assert "Rekap per kelurahan" in page
    for word in ("Mawar", "Kenanga", "Anggrek", "Jumlah", "Susunan usulan", "Forum kelurahan selesai"):
        assert word in page


FORMS = {
    "publik": "masuk masuk masuk",
    "rw": "403 403 403",
    "kelurahan": "200 404 404",
    "lurah_tetangga": "404 404 404",
    "camat": "200 200 404",
    "camat_tetangga": "404 404 200",
    "opd": "403 403 403",
    "pimpinan": "403 403 403",
    "bappeda": "200 200 200",
}


@pytest.mark.parametrize("row", FORMS)
def test_forms_go_to_their_own_places_only(world: World, row: str) -> None:
    client = world.client(row)
    for url, word in zip(
        (
            "/kantor/formulir/1.4/99.01.01.1001.xlsx",
            "/kantor/formulir/2.3/99.01.01.xlsx",
            "/kantor/formulir/2.4/99.01.02.xlsx",
        ),
        FORMS[row].split(),
        strict=True,
    ):
        response = client.get(url)
        if response.streaming:
            assert body(response)[:2] == b"PK"
        said = "masuk" if response.status_code == 302 else str(response.status_code)
        assert said == word, url


def test_a_form_asks_for_the_right_level_and_a_known_year(world: World) -> None:
    client = world.client("bappeda")
    for url in (
        "/kantor/formulir/1.4/99.01.01.xlsx",
        "/kantor/formulir/2.3/99.01.01.1001.xlsx",
        "/kantor/formulir/1.5/99.01.01.1001.xlsx?tahun=1999",
        "/kantor/formulir/1.5/99.01.01.1001.xlsx?tahun=x",
        "/kantor/formulir/3.1/99.01.01.1001.xlsx",
    ):
        assert client.get(url).status_code == 404, url
    response = client.get(f"/kantor/formulir/1.5/99.01.01.1001.xlsx?tahun={world.cycle.plan_year}")
    assert f"form-1.5-mawar-{world.cycle.plan_year}.xlsx" in response["Content-Disposition"]
    assert response.content.startswith(b"PK")


def test_the_page_of_downloads_names_the_forms_an_office_may_take(world: World) -> None:
    assert "Form 1.4" in world.client("kelurahan").get(UNDUHAN).content.decode()
    assert "Form 2.3" not in world.client("kelurahan").get(UNDUHAN).content.decode()
    assert "Formulir resmi" not in world.client("opd").get(UNDUHAN).content.decode()
