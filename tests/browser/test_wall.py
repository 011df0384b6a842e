"""The projector of a kelurahan forum follows the hall, and keeps what it has when the network falls."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from musrenbang.demo.people import PASSWORD
from rounds.models import Forum

pytestmark = pytest.mark.usefixtures("demo_city")


def test_the_wall_follows_the_hall_and_survives_a_lost_network(
    login: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    number = Forum.objects.get(kind="kelurahan", status="dibuka", region__name="Dinoyo").number
    hall = login("kelurahan.dinoyo", PASSWORD)
    hall.goto(f"/kantor/forum/{number}/urutan/")
    wall = hall.context.new_page()
    wall.set_default_timeout(10_000)
    wall.goto(f"/kantor/forum/{number}/layar/")
    first = wall.locator(".wall__row").first
    before = first.locator(".wall__what").inner_text()

    lane = hall.locator("[data-ranks]").first
    lane.get_by_role("button", name="ke urutan 2").first.click()
    expect(first.locator(".wall__what")).not_to_have_text(before, timeout=4_000)
    shot(wall, "layar-1280")

    hall.locator(".hrow__title").first.click()
    hall.get_by_role("button", name="Tampilkan di layar").click()
    expect(wall.get_by_text("Dibahas")).to_be_visible(timeout=4_000)
    expect(wall.locator("[data-clock]")).to_contain_text("00.0")
    shot(wall, "layar-dibahas-1280")

    shown = wall.locator(".wall__cols").inner_text()
    hall.context.set_offline(True)
    expect(wall.locator("[data-lost]")).to_be_visible(timeout=8_000)
    assert wall.locator(".wall__cols").inner_text() == shown
    hall.context.set_offline(False)
    expect(wall.locator("[data-lost]")).to_be_hidden(timeout=8_000)
