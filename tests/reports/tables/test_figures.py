"""Each figure of each report leads to a list, and the list's own total is the figure."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from proposals.models import LevelDecision
from reports.tables.drawing import ShownCell
from reports.tables.shelf import REPORTS
from rounds.models import Attendance, Forum
from tests.counting import queries
from tests.reports.copies import copies
from tests.reports.town import town
from tests.world import World

HOME = "/kantor/laporan/"


def walk(client: Client, address: str) -> int:
    """Follow every figure of a report; say how many there were."""
    page = client.get(address)
    assert page.status_code == 200
    table, followed = page.context["table"], 0
    raw = [*table.table.rows, *([table.table.total] if table.table.total else [])]
    said = [*table.rows, *([table.total] if table.total else [])]
    for row, shown in zip(raw, said, strict=True):
        for cell, drawn in zip(row.cells, shown, strict=True):
            if cell.behind is not None:
                assert isinstance(drawn, ShownCell)
                totals: dict[str, Any] = client.get(drawn.url).context["totals"]
                assert totals[cell.behind.total] == cell.value, (address, drawn.column.full, drawn.url, totals)
                followed += 1
    return followed


def meeting(world: World) -> None:
    """A forum of Mawar, and who came."""
    forum = Forum.objects.create(
        cycle=world.cycle, kind=Forum.Kind.KELURAHAN, region=world.regions["mawar"], number="F-TEST"
    )
    elements = ("Ketua RW", "PKK", "", "Karang taruna", "PKK")
    Attendance.objects.bulk_create(
        Attendance(forum=forum, name=f"Warga {n}", element=one, sex="LP"[n % 2], is_online=n == 3)
        for n, one in enumerate(elements)
    )


@pytest.mark.parametrize("row", ["bappeda", "camat", "lurah", "opd"])
def test_every_figure_equals_the_total_of_the_list_behind_it(world: World, row: str) -> None:
    town(world)
    meeting(world)
    client = world.client(row)
    followed = {slug: walk(client, f"{HOME}{slug}/") for slug in REPORTS}
    least = {"realisasi": 2, "ganda-pokir": 0}
    if row == "bappeda":
        assert {slug for slug, count in followed.items() if count < least.get(slug, 4)} == set()


@pytest.mark.parametrize("cut", ["kecamatan=99.01.01", "kelurahan=99.01.01.1001", "asal=musrenbang&jenis=fisik"])
def test_figures_hold_under_a_filter(world: World, cut: str) -> None:
    town(world)
    for slug in ("wilayah", "jenis", "kuota", "program", "tidak-diakomodir"):
        assert walk(world.client("bappeda"), f"{HOME}{slug}/?{cut}&tahap=kelurahan"), slug


def test_reports_and_lists_ask_as_much_of_few_usulan_as_of_many(world: World) -> None:
    world.cycle.quotas.all().delete()
    town(world)
    client = world.client("bappeda")
    lists = [f"daftar/{kind}" for kind in ("usulan", "kelompok", "hadirin", "tunggu", "pekerjaan")]
    few = {page: queries(client, f"{HOME}{page}/") for page in (*REPORTS, *lists)}
    copies(world, 30)
    assert {page: queries(client, f"{HOME}{page}/") for page in few} == few


def test_the_sheets_say_the_same_numbers_as_the_pages(world: World) -> None:
    town(world)
    client = world.client("bappeda")
    for slug in REPORTS:
        agree(client, slug)


def agree(client: Client, slug: str) -> None:
    """The sheet of a report holds the heads and figures of its page."""
    table = client.get(f"{HOME}{slug}/").context["table"].table
    response: Any = client.get(f"{HOME}{slug}.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content))).get_sheet_by_index(0)
    found = rows.to_python()
    assert found[3] == [column.full for column in table.columns], slug
    for row, said in zip([*table.rows, *([table.total] if table.total else [])], found[4:], strict=False):
        for cell, value in zip(row.cells, said, strict=True):
            assert value == (
                cell.value if isinstance(cell.value, str) else "" if cell.value is None else float(cell.value)
            ), slug


def test_the_list_of_a_strange_address_is_empty_and_says_so(world: World) -> None:
    town(world)
    client = world.client("bappeda")
    for cut in (
        "di=99.99",
        "pd=x",
        "pd=0",
        "hasil=apa",
        "alasan=apa",
        "tema=9999999",
        "ke=x",
        "kelompok=0",
        "program=999999",
    ):
        page = client.get(f"{HOME}daftar/usulan/?{cut}")
        assert page.context["totals"]["count"] == 0, cut
        assert "Daftar ini kosong." in page.content.decode()


def test_an_office_reads_only_what_it_works_on(world: World) -> None:
    town(world)
    client = world.client("lurah")
    assert client.get(f"{HOME}daftar/usulan/?di=99.01.02.1001").context["totals"]["count"] == 0
    assert client.get(f"{HOME}daftar/usulan/").context["totals"]["count"] > 0
    for page in ("", "wilayah/", "wilayah.xlsx", "daftar/usulan/", "daftar/usulan.xlsx"):
        assert world.client("rw").get(f"{HOME}{page}").status_code == 403
        assert client.get(f"{HOME}tidak-ada/").status_code == 404


def test_the_list_of_refusals_names_the_level_that_decided(world: World) -> None:
    town(world)
    client = world.client("bappeda")
    table = client.get(f"{HOME}daftar/usulan/?hasil=ditolak,ditunda").context["table"].table
    place = [column.head for column in table.columns].index("Tingkat yang memutuskan")
    said = {row.cells[0].value: row.cells[place].value for row in table.rows}
    assert said
    for number, level in said.items():
        last = LevelDecision.objects.filter(proposal__number=number).order_by("decided_at", "pk").last()
        assert level == (last.get_level_display() if last else "Bappeda")
