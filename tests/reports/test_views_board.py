"""The notice board and last year's list, and numbered blanks."""

from collections.abc import Sequence

import pytest

from proposals.models import Cycle
from reports.documents import blanks, board, pdf
from reports.documents.paper import Lines, Paper, Table
from reports.documents.pdf import Print
from rounds.actions import transcribing
from tests.rounds.town import closed, planned
from tests.world import NOW, TODAY, World


def rows(paper: Paper, sheet: int = 0) -> tuple[tuple[object, ...], ...]:
    return next(block.rows for block in paper.sheets[sheet].blocks if isinstance(block, Table))


def test_a_board_says_what_was_asked_for_where_it_stands_and_why(world: World) -> None:
    closed(world)
    paper = board.boards(world.cycle, [world.regions["rw01"], world.regions["rw02"]], is_past=False)
    assert [sheet.titles for sheet in paper.sheets] == [
        ("YANG KITA USULKAN", f"{name} KELURAHAN MAWAR", f"MUSRENBANG {TODAY.year} UNTUK TAHUN {TODAY.year + 1}")
        for name in ("RW 01", "RW 02")
    ]
    assert [row[0] for row in rows(paper)] == [1, 2]
    first = rows(paper)[0]
    assert first[1] == "Gorong-gorong Diameter 40 cm (RW 01 P1)"
    assert str(first[2]).startswith("120 m, Rp")
    assert first[3] == "Sedang dibahas"
    assert paper.size == "a4"


def test_an_rt_without_usulan_gets_a_sheet_that_says_so(world: World) -> None:
    paper = board.boards(world.cycle, [world.regions["rt02"]], is_past=True)
    assert paper.sheets[0].titles[:2] == ("HASIL USULAN KITA TAHUN LALU", "RT 02 RW 01 KELURAHAN MAWAR")
    assert not any(isinstance(block, Table) for block in paper.sheets[0].blocks)


def test_a_board_asks_the_same_for_one_place_and_for_many(world: World, django_assert_num_queries: object) -> None:
    closed(world)
    for places in (["rw01"], ["mawar", "rw01", "rt01", "rt02", "rw02"]):
        with django_assert_num_queries(2):  # type: ignore[operator]
            board.boards(world.cycle, [world.regions[name] for name in places], is_past=False)


def test_a_group_prints_its_own_board_and_last_years_list(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    closed(world)
    Cycle.objects.create(city=world.city, held_year=TODAY.year - 1, plan_year=TODAY.year, kamus=world.cycle.kamus)
    seen: list[Print] = []

    def render(prints: Sequence[Print]) -> list[bytes]:
        seen.extend(prints)
        return [b"%PDF-"] * len(prints)

    monkeypatch.setattr(pdf, "render", render)
    client = world.client("rw")
    page = client.get("/kantor/papan/").content.decode()
    assert "/kantor/papan/99.01.01.1001.001/" in page
    assert "99.01.01.1001.002" not in page
    for year in (TODAY.year + 1, TODAY.year):
        assert client.get(f"/kantor/papan/99.01.01.1001.001/{year}.pdf").status_code == 200
    assert [one.paper.sheets[0].titles[0] for one in seen] == ["YANG KITA USULKAN", "HASIL USULAN KITA TAHUN LALU"]
    assert client.get(f"/kantor/papan/99.01.01.1001.001/{TODAY.year - 5}.pdf").status_code == 404
    assert client.get(f"/kantor/papan/99.01.01.1001.002/{TODAY.year + 1}.pdf").status_code == 404
    world.client("kelurahan").get(f"/kantor/papan/99.01.01.1001/{TODAY.year + 1}.pdf")
    assert len(seen[-1].paper.sheets) == 5


def test_blanks_are_printed_with_the_numbers_they_were_given(world: World) -> None:
    forum, by = planned(world), world.offices["kelurahan"]
    numbered = {
        kind: transcribing.print_blanks(forum, kind, count, by=by, at=NOW)
        for kind, count in (("usulan", 3), ("hadir", 2))
    }
    paper = blanks.blanks(forum, "usulan", numbered["usulan"])
    assert [sheet.label for sheet in paper.sheets] == [f"{forum.number} / U-00{n}" for n in (1, 2, 3)]
    assert all(isinstance(sheet.blocks[0], Lines) for sheet in paper.sheets)
    assert [row[0] for row in rows(paper)][:2] == ["RT atau RW yang terkena", "Yang diusulkan"]
    lists = blanks.blanks(forum, "hadir", numbered["hadir"])
    assert (rows(lists)[0][0], rows(lists, 1)[0][0], rows(lists, 1)[-1][0]) == ("1.", "21.", "40.")
    client, address = world.client("kelurahan"), f"/kantor/forum/{forum.number}/blanko/"
    assert client.get(f"{address}usulan.pdf?dari=2&sampai=3").content.startswith(b"%PDF-")
    for wrong in ("usulan.pdf?dari=4", "usulan.pdf?dari=3&sampai=2", "suara.pdf"):
        assert client.get(f"{address}{wrong}").status_code == 404
    assert client.get(f"{address}hadir.pdf?dari=x&sampai=-1").status_code == 200
