"""The home page: where the year stands, what comes next, what was decided and why."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from musrenbang import home
from proposals import actions
from proposals.models import Cycle, Stage
from tests.world import NOW, ROLE_ROWS, World


def stage(name: str, opens: int, closes: int, **more: Any) -> Stage:
    """A stage whose window is given in hours from now."""
    hour = timedelta(hours=1)
    return Stage(name=name, opens_at=NOW + opens * hour, closes_at=NOW + closes * hour, **more)


def morning() -> datetime:
    return timezone.localtime(NOW).replace(hour=9, minute=0)


@pytest.mark.parametrize("row", ROLE_ROWS)
def test_everybody_sees_home_and_calendar(world: World, row: str) -> None:
    client = world.client(row)
    for address in ("/", "/jadwal/"):
        assert client.get(address).status_code == 200
        assert client.post(address).status_code == 405


def test_before_the_first_cycle_the_pages_say_so(db: None, client: Client) -> None:
    assert client.get("/").status_code == 200
    assert "Jadwal belum dibuat" in client.get("/jadwal/").content.decode()


def test_the_closing_of_an_open_stage_comes_before_the_opening_of_the_next() -> None:
    stages = [stage("Rembuk", -48, 48), stage("Forum", 72, 96), stage("Kota", 120, 144)]
    date = home.next_date(stages, NOW)
    assert date is not None
    assert date.what == "Rembuk ditutup"
    assert date.after.startswith("Sesudah itu: Forum")
    later = home.next_date(stages[1:], NOW)
    assert later is not None
    assert later.what == "Forum dibuka"
    assert home.next_date([stage("Rembuk", -48, -24)], NOW) is None


def test_the_countdown_goes_by_day_then_hour_then_minute() -> None:
    at = morning()
    for ahead, said in (
        (timedelta(days=2), (2, "hari lagi")),
        (timedelta(hours=20), (1, "hari lagi")),
        (timedelta(hours=7), (7, "jam lagi")),
        (timedelta(minutes=40), (40, "menit lagi")),
    ):
        date = home.next_date([Stage(name="Rembuk", opens_at=at - ahead, closes_at=at + ahead)], at)
        assert date is not None
        assert (date.count, date.unit) == said


def test_decisions_stand_with_their_reason_and_without_private_things(world: World, client: Client) -> None:
    returned, sent = world.sent(), world.sent(group="pkk", item="pelatihan", volume="10")
    actions.deciding.reject(
        returned,
        reason_code="lahan",
        reason="Lahan milik perorangan, hubungi 081234567890.",
        may_repeat=True,
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    world.draft()
    page = client.get("/").content.decode()
    assert "Tidak diterima" in page
    assert "Lahan milik perorangan" in page
    assert "0812" not in page
    assert sent.title not in page
    assert "Pemegang" not in page


def test_figures_count_what_is_public(world: World, client: Client) -> None:
    world.sent()
    world.draft()
    figures = home.figures(world.cycle, None, NOW)
    assert (figures.count, figures.kelurahan, figures.groups_sent, figures.groups) == (1, 1, 1, 4)
    assert (figures.amount, figures.pagu, figures.accepted_share) == (43_800_000, 600_000_000, None)
    assert (figures.amount_figure, figures.amount_unit) == ("Rp\u00a043,8", "juta")


def test_an_area_that_is_still_open_is_named(world: World, client: Client) -> None:
    rembuk = world.cycle.stages.get(kind=Stage.Kind.REMBUK)
    by = world.offices["bappeda"]
    actions.stages.extend_stage(
        rembuk,
        region=world.regions["seroja"],
        closes_at=NOW + timedelta(days=30),
        reason="Balai RW dipakai mengungsi",
        by=by,
        at=NOW,
    )
    assert home.open_areas(world.cycle, NOW) == []
    actions.stages.schedule_stage(
        rembuk, opens_at=NOW - timedelta(days=20), closes_at=NOW - timedelta(days=1), by=by, at=NOW
    )
    said = home.open_areas(world.cycle, NOW)
    assert len(said) == 1
    assert said[0].startswith("Rembuk RT/RW masih dibuka di Kec. Seroja sampai ")
    assert said[0] in client.get("/").content.decode()
    calendar = client.get("/jadwal/").content.decode()
    assert "Dibuka di sebagian wilayah" in calendar
    assert "Balai RW dipakai mengungsi" in calendar


@pytest.mark.parametrize(("address", "queries"), [("/", 11), ("/jadwal/", 5)])
def test_the_number_of_queries_is_not_of_usulan(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str, queries: int
) -> None:
    def decided(count: int) -> None:
        for _ in range(count):
            world.accepted()

    decided(3)
    with django_assert_max_num_queries(queries) as few:
        client.get(address)
    decided(27)
    cache.clear()
    with django_assert_max_num_queries(queries) as many:
        client.get(address)
    assert len(few) == len(many)


def test_a_cycle_that_has_not_begun_is_not_the_running_one(world: World, client: Client) -> None:
    ahead = Cycle.objects.create(
        city=world.city, held_year=world.cycle.held_year + 1, plan_year=world.cycle.plan_year + 1
    )
    Stage.objects.create(
        cycle=ahead,
        kind=Stage.Kind.REMBUK,
        order=1,
        name="Rembuk RT/RW",
        opens_at=NOW + timedelta(days=300),
        closes_at=NOW + timedelta(days=330),
    )
    assert world.cycle.title in client.get("/").content.decode()
