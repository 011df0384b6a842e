import re
from io import BytesIO
from zipfile import ZipFile

from django.test import Client

from tests.counting import queries
from tests.reports.pdfs import is_tagged
from tests.rounds.town import closed, opened
from tests.world import World, build


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content


def test_the_page_leads_to_every_form_of_the_forum(world: World) -> None:
    forum, client = opened(world), world.client("kelurahan")
    assert f"/kantor/forum/{forum.number}/dokumen/" in client.get(f"/kantor/forum/{forum.number}/").content.decode()
    page = client.get(f"/kantor/forum/{forum.number}/dokumen/").content.decode()
    for code in ("1.1", "1.2", "1.3", "1.4", "1.5"):
        assert f"/kantor/forum/{forum.number}/dokumen/{code}.pdf" in page
        assert f"/kantor/forum/{forum.number}/dokumen/{code}.xlsx" in page
    assert is_tagged(body(client, f"/kantor/forum/{forum.number}/dokumen/1.1.pdf"))
    assert client.get(f"/kantor/forum/{forum.number}/dokumen/2.1.pdf").status_code == 404


def test_the_page_leads_to_no_paper_that_is_not_there(world: World) -> None:
    forum, client = closed(world), world.client("lurah")
    page = client.get(f"/kantor/forum/{forum.number}/dokumen/").content.decode()
    links = re.findall(r'href="(/kantor/forum/[^"]+/dokumen/[^"]+\.xlsx)"', page)
    assert len(links) == 6
    assert [link for link in links if client.get(link).status_code != 200] == []


def test_the_zip_holds_each_form_twice(world: World) -> None:
    forum = closed(world)
    with ZipFile(BytesIO(body(world.client("lurah"), f"/kantor/forum/{forum.number}/dokumen/semua.zip"))) as found:
        assert found.testzip() is None
        names = sorted(found.namelist())
    assert len(names) == 12
    assert names[2] == f"form-1.1-kel-mawar-{forum.number.lower()}.pdf"
    assert {name.rsplit(".", 1)[1] for name in names} == {"pdf", "xlsx"}


def test_a_zip_asks_the_same_with_few_and_many_rows(world: World) -> None:
    few = queries(world.client("lurah"), f"/kantor/forum/{closed(world, 3).number}/dokumen/semua.zip")
    other = build("98", "jauh-")
    many = queries(other.client("lurah"), f"/kantor/forum/{closed(other, 12).number}/dokumen/semua.zip")
    assert many == few
