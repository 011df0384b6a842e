"""The inbox of a group, the daily list of the kelurahan, and the board of those who have not sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from proposals import actions
from proposals.models import Notice, NoticeReading
from tests.counting import queries
from tests.permissions import said, table
from tests.world import NOW, World

EARLIER = NOW - timedelta(minutes=30)

MAY = """
               kotak  dibaca  kabar  belum
    publik     masuk  masuk   masuk  masuk
    rt         boleh  boleh   tidak  tidak
    rw         boleh  boleh   tidak  tidak
    lembaga    boleh  boleh   tidak  tidak
    pendamping tidak  tidak   tidak  boleh
    kelurahan  tidak  tidak   boleh  boleh
    lurah      tidak  tidak   boleh  boleh
    kecamatan  tidak  tidak   boleh  boleh
    camat      tidak  tidak   boleh  boleh
    opd        boleh  boleh   tidak  tidak
    kepala_opd boleh  boleh   tidak  tidak
    mitra      tidak  tidak   tidak  tidak
    bappeda    tidak  tidak   boleh  boleh
    tapd       tidak  tidak   tidak  tidak
    dprd       tidak  tidak   tidak  tidak
    pimpinan   tidak  tidak   tidak  tidak
"""


def tell(world: World, count: int = 1, group: str = "rw01") -> None:
    for _ in range(count):
        actions.deciding.accept(world.sent(group=group), by=world.offices["kelurahan"], at=EARLIER, expected=None)


def text(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize(("row", "door", "answer"), table(MAY))
def test_who_reads_what_is_told(world: World, row: str, door: str, answer: str) -> None:
    client = world.client(row)
    urls = {"kotak": "/kotak-masuk/", "kabar": "/kantor/kabar/", "belum": "/kantor/belum-mengirim/"}
    response = client.post("/kotak-masuk/dibaca/") if door == "dibaca" else client.get(urls[door])
    assert said(response) == answer


def test_a_group_reads_its_own_news_with_the_reason_and_notes_it_read(world: World) -> None:
    tell(world)
    tell(world, group="rw02")
    client = world.client("rw")
    page = text(client.get("/kotak-masuk/"))
    assert "1 kabar baru" in page
    assert page.count("https://wa.me/?text=") == 1
    assert client.post("/kotak-masuk/dibaca/").status_code == 302
    assert "kabar baru" not in text(client.get("/kotak-masuk/"))


def test_what_may_still_be_undone_is_not_shown(world: World) -> None:
    actions.deciding.accept(world.sent(), by=world.offices["kelurahan"], at=NOW, expected=None)
    assert "Belum ada kabar" in text(world.client("rw").get("/kotak-masuk/"))


def test_the_kelurahan_hands_the_days_news_of_a_group_over(world: World) -> None:
    tell(world, 2)
    client = world.client("kelurahan")
    day = timezone.localtime(Notice.objects.order_by("pk")[0].leaves_at).date().isoformat()
    assert "2 belum dibaca" in text(client.get("/kantor/kabar/", {"tanggal": day}))
    asked = {"tanggal": day, "kelompok": world.groups["rw01"].pk}
    assert "dicatat sudah diserahkan" in text(client.post("/kantor/kabar/", asked, follow=True))
    assert {reading.how for reading in NoticeReading.objects.all()} == {NoticeReading.How.HANDED}
    assert "sudah dibaca atau diserahkan" in text(client.get("/kantor/kabar/", {"tanggal": day}))


def test_news_of_another_kelurahan_is_not_shown(world: World) -> None:
    tell(world)
    day = timezone.localtime(Notice.objects.get().leaves_at).date().isoformat()
    page = text(world.client("lurah_tetangga").get("/kantor/kabar/", {"tanggal": day, "kelurahan": "99.01.01.1001"}))
    assert "Tidak ada kabar pada hari ini." in page


@pytest.mark.parametrize("day", ["kemarin", "2026-13-40", "9999999"])
def test_a_day_that_is_none_is_answered_with_today(world: World, day: str) -> None:
    assert "Pilih lagi" in text(world.client("kelurahan").get("/kantor/kabar/", {"tanggal": day}))


@pytest.mark.parametrize(
    ("row", "url"), [("rw", "/kotak-masuk/"), ("kelurahan", "/kantor/kabar/"), ("kelurahan", "/kantor/belum-mengirim/")]
)
def test_many_rows_do_not_ask_more(world: World, row: str, url: str) -> None:
    def count() -> int:
        return queries(world.client(row), url)

    tell(world, 3)
    few = count()
    tell(world, 9)
    assert count() == few
