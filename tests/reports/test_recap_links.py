"""Each figure of the recap page leads to a list whose own total is the figure."""

import re
from html import unescape

import pytest

from tests.reports.town import town
from tests.world import World

FIGURE = re.compile(r'<a href="(/kantor/laporan/daftar/[^"]+)">([\d.]+)</a>')


@pytest.mark.parametrize(
    "query", ["?menurut=kecamatan", "?menurut=kelurahan&asal=musrenbang", "?menurut=opd", "?menurut=daftar&tahap=rkpd"]
)
def test_figures_of_the_recap_equal_their_lists(world: World, query: str) -> None:
    town(world)
    client = world.client("bappeda")
    found = FIGURE.findall(client.get(f"/kantor/rekap/{query}").content.decode())
    assert len(found) > 10
    for url, text in found:
        totals = client.get(unescape(url)).context["totals"]
        assert int(text.replace(".", "")) in totals.values(), (url, text, totals)
