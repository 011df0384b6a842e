"""First load of the public pages on a cheap phone: at most 60 KB over the wire (design.md, section 9)."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from regions.models import Region
from tests.world import World

KB = 1024
ADDRESSES = (
    "/",
    "/usulan/",
    "/usulan/{number}/",
    "/lacak/",
    "/jadwal/",
    "/kamus/",
    "/hasil-forum/",
    "/kebutuhan/baru/1/",
    "/api/",
    "/masuk/",
)


def packed(content: bytes) -> int:
    """Size as it travels."""
    return len(gzip.compress(content, 6))


def linked(page: str, pattern: str) -> int:
    """Packed size of the static files that the page loads by itself."""
    total = 0
    for name in re.findall(pattern, page):
        found = finders.find(name)
        assert isinstance(found, str), name
        total += packed(Path(found).read_bytes())
    return total


@pytest.fixture
def full_city(world: World) -> str:
    """A city of usual size: 57 kelurahan, a page full of usulan with reasons. Returns the number of one usulan."""
    for number in range(1003, 1058):
        Region.objects.create(code=f"99.01.02.{number}", name=f"Kelurahan Panjang {number}", type="kelurahan")
    drafts = [world.draft(problem=f"Got buntu dan air masuk rumah tiap hujan deras, titik {n}.") for n in range(26)]
    return world.send(*drafts).number


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_first_load_is_light(full_city: str, client: Client, address: str) -> None:
    response = client.get(address.format(number=full_city))
    assert response.status_code == 200, address
    page = response.content.decode()
    html = packed(response.content)
    style = linked(page, r'<link rel="stylesheet" href="/static/([^"?]+)')
    script = linked(page, r'<script src="/static/([^"?]+)')
    assert html <= 20 * KB
    assert style <= 15 * KB
    assert script <= 20 * KB
    assert html + style + script <= 60 * KB
    elsewhere = r"""<(?:script|img|link|iframe|source)[^>]+(?:src|href)=["'](?:https?:)?//"""
    assert not re.search(elsewhere, page), "nothing is loaded from elsewhere"


@pytest.mark.parametrize("address", ADDRESSES)
def test_scripts_wait_and_pictures_have_their_size(full_city: str, client: Client, address: str) -> None:
    page = client.get(address.format(number=full_city)).content.decode()
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if " defer" not in tag] == []
    assert [tag for tag in re.findall(r"<img[^>]*>", page) if "width=" not in tag or 'loading="lazy"' not in tag] == []
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert re.search(r"<title>[^<]{5,}</title>", page)
