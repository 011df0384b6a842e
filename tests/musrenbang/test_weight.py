"""First load of the public pages on a cheap phone: at most 60 KB over the wire (design.md, section 9)."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from proposals.models import NeedDraft
from regions.models import Region
from tests.proposals.test_need_views import photo, send, step, tell_up_to
from tests.regions.test_pins import draw, square
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
    "/aktivasi/",
    "/suara/",
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


def test_each_step_of_the_public_form_and_what_follows_is_light(full_city: str, world: World, client: Client) -> None:
    """All four steps filled in, with three photos, the map folded away; the receipt, the secret link, a refusal."""
    for number in range(1, 25):
        code = f"99.01.01.1001.001.{number:03d}"
        Region.objects.get_or_create(code=code, valid_until=None, defaults={"name": f"RT {number:02d}", "type": "rt"})
    draw(world.regions["mawar"], square(112.60, -8.00))
    weights: dict[str, tuple[int, int, int]] = {}
    pin = {"lat": "-7.9", "lng": "112.7", "photos": [photo(), photo(), photo()]}
    tell_up_to(client, world, 3)
    step(client, 3, {"address": "Gang 4", **pin})
    page_4 = client.get("/kebutuhan/baru/4/")
    for number in (1, 2, 3, 4):
        weights[str(number)] = weight(client.get(f"/kebutuhan/baru/{number}/").content)
    link = f"/kebutuhan/lanjut/{NeedDraft.objects.get().code}/"
    weights |= {
        "lanjut": weight(client.get(link).content),
        "tanda terima": weight(client.get(send(client, page_4)["Location"]).content),
    }
    weights["404"] = weight(client.get(link).content)
    assert {where: sizes for where, sizes in weights.items() if not light(sizes)} == {}


def weight(content: bytes) -> tuple[int, int, int]:
    """Packed bytes of the page, its styles, and its scripts with its pictures of ours."""
    page = content.decode()
    style = linked(page, r'<link rel="stylesheet" href="/static/([^"?]+)')
    pictures = linked(page, r'<(?:img|link rel="icon")[^>]*(?:src|href)="/static/([^"?]+)')
    return packed(content), style, linked(page, r'<script src="/static/([^"?]+)') + pictures


def light(sizes: tuple[int, int, int]) -> bool:
    return sizes[0] <= 20 * KB and sizes[1] <= 15 * KB and sum(sizes) <= 60 * KB


@pytest.mark.parametrize("address", ADDRESSES)
def test_scripts_wait_and_pictures_have_their_size(full_city: str, client: Client, address: str) -> None:
    page = client.get(address.format(number=full_city)).content.decode()
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if " defer" not in tag] == []
    assert [tag for tag in re.findall(r"<img[^>]*>", page) if "width=" not in tag or 'loading="lazy"' not in tag] == []
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert re.search(r"<title>[^<]{5,}</title>", page)
