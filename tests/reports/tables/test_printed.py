"""Every report as PDF: the words of its page, with its filter, on one road with all papers."""

import pytest

from reports import views_report_pdf
from reports.documents import pdf
from reports.documents.paper import Bars, Lines, Table
from reports.documents.pdf import Print
from reports.models import DocumentSetting
from reports.tables.shelf import REPORTS
from tests.counting import queries
from tests.reports.copies import copies
from tests.reports.documents.test_locking import noting
from tests.reports.pdfs import is_tagged
from tests.reports.town import town
from tests.world import World

PAGE = "/kantor/laporan/{}{}"


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Print]:
    """What the view would print, in order, not set."""
    seen: list[Print] = []

    monkeypatch.setattr(pdf, "render", noting(seen))
    return seen


def test_every_report_is_a_tagged_pdf_with_the_words_of_its_page(
    world: World, printed: list[Print], monkeypatch: pytest.MonkeyPatch
) -> None:
    town(world)
    DocumentSetting.objects.create(city=world.city, size="a4", city_said="Kota Contoh Raya")
    client, bars = world.client("bappeda"), 0
    for slug, report in REPORTS.items():
        page = client.get(PAGE.format(slug, "/"))
        assert f'href="{PAGE.format(slug, ".pdf")}"' in page.content.decode()
        assert client.get(PAGE.format(slug, ".pdf"))["Content-Type"] == "application/pdf"
        paper = printed[-1].paper
        table = next(block for block in paper.sheets[0].blocks if isinstance(block, Table))
        shown = page.context["table"]
        assert [list(row) for row in table.rows] == [[cell.text for cell in row] for row in shown.rows], slug
        assert list(table.total) == [cell.text for cell in shown.total]
        assert [column.head for column in table.columns] == [column.head for column in shown.table.columns]
        assert (paper.size, paper.is_landscape) == ("a4", report.wide)
        bars += any(isinstance(block, Bars) for block in paper.sheets[0].blocks)
        assert "Tanggal cetak: " in printed[-1].foot[-1]
    assert bars > 5
    monkeypatch.undo()
    assert all(is_tagged(one) for one in pdf.render(printed))


def test_the_filter_is_said_in_words(world: World, printed: list[Print]) -> None:
    town(world)
    world.client("bappeda").get(PAGE.format("wilayah", ".pdf") + "?kecamatan=99.01.01&tahap=kelurahan")
    sheet = printed[0].paper.sheets[0]
    said = next(dict(block.rows) for block in sheet.blocks if isinstance(block, Lines))
    assert "Melati" in said["Saringan"]
    assert "forum kelurahan" in said["Saringan"]
    assert sheet.titles[1:] == (
        f"MUSRENBANG TAHUN {world.cycle.held_year}",
        f"DALAM RANGKA PENYUSUNAN RKPD TAHUN {world.cycle.plan_year}",
    )


def test_the_pdf_asks_as_much_of_few_usulan_as_of_many(world: World, printed: list[Print]) -> None:
    town(world)
    client = world.client("bappeda")
    few = [queries(client, PAGE.format(slug, ".pdf")) for slug in ("wilayah", "program")]
    copies(world, 30)
    assert [queries(client, PAGE.format(slug, ".pdf")) for slug in ("wilayah", "program")] == few


def test_a_report_too_long_for_paper_says_so_on_its_page(
    world: World, printed: list[Print], monkeypatch: pytest.MonkeyPatch
) -> None:
    town(world)
    monkeypatch.setattr(views_report_pdf, "MOST_ROWS", 1)
    answer = world.client("bappeda").get(PAGE.format("wilayah", ".pdf") + "?tahap=kelurahan", follow=True)
    assert answer.redirect_chain == [(PAGE.format("wilayah", "/") + "?tahap=kelurahan", 302)]
    assert "PDF memuat paling banyak 1. Persempit saringannya" in answer.content.decode()
    assert printed == []
