from collections.abc import Iterator

import pytest
from django.contrib import admin

from regions.models import Region, Succession
from tests.admin_lists import address, registered, same_queries, shown
from tests.permissions import said, table
from tests.world import World, region

LISTS = """
                region succession
    publik      masuk  masuk
    rt          boleh  boleh
    rw          boleh  boleh
    lembaga     boleh  boleh
    pendamping  boleh  boleh
    kelurahan   boleh  boleh
    lurah       boleh  boleh
    kecamatan   boleh  boleh
    camat       boleh  boleh
    opd         boleh  boleh
    kepala_opd  boleh  boleh
    mitra       boleh  boleh
    bappeda     boleh  boleh
    tapd        boleh  boleh
    dprd        boleh  boleh
    pimpinan    boleh  boleh
"""
MODELS = {model._meta.model_name: model for model in (Region, Succession)}


@pytest.mark.parametrize(("row", "door", "word"), table(LISTS))
def test_who_opens_which_list(world: World, row: str, door: str, word: str) -> None:
    assert said(world.client(row).get(address(MODELS[door]))) == word


def test_the_table_has_every_list() -> None:
    assert {model._meta.model_name for model in registered("regions")} == set(MODELS)


def test_an_office_sees_the_places_below_it(world: World) -> None:
    assert {one.code for one in shown(world.client("lurah_tetangga"), Region)} == {"99.01.01.1002", "99.01.01.1002.001"}
    assert len(shown(world.client("camat"), Region)) == 8
    foreign = world.regions["anggrek"]
    assert world.client("camat").get(address(Region, "change", foreign.pk)).status_code == 404
    assert world.client("bappeda").get(address(Region, "change", foreign.pk)).status_code == 200


def test_only_bappeda_changes_a_region_and_never_its_code(world: World) -> None:
    mawar = world.regions["mawar"]
    url = address(Region, "change", mawar.pk)
    data = {"name": "Mawar Indah", "code": "99.01.01.1009", "legal_basis": "Perda 1/2026"}
    assert world.client("lurah").post(url, data).status_code == 403
    assert world.client("bappeda").post(url, data).status_code == 302
    mawar.refresh_from_db()
    assert (mawar.name, mawar.code) == ("Mawar Indah", "99.01.01.1001")


def test_a_new_region_must_lie_in_the_city(world: World) -> None:
    client = world.client("bappeda")
    data = {"name": "Teratai", "type": "kelurahan", "code": "35.73.02.1001"}
    page = client.post(address(Region, "add"), data)
    assert "di luar wilayah Anda" in page.content.decode()
    assert client.post(address(Region, "add"), data | {"code": "99.01.02.1002"}).status_code == 302
    assert world.client("camat").get(address(Region, "add")).status_code == 403


def test_nothing_is_deleted(world: World) -> None:
    for row in ("bappeda", "lurah"):
        assert world.client(row).post(address(Region, "delete", world.regions["rt02"].pk)).status_code == 403


def test_the_list_takes_the_same_queries_for_more_rows(world: World) -> None:
    numbers: Iterator[int] = iter(range(100, 200))

    def add(count: int) -> None:
        for _ in range(count):
            region(f"99.01.01.1001.{next(numbers)}", "RW", Region.Type.RW)

    same_queries(world.client("bappeda"), address(Region), add)


def test_every_list_speaks_indonesian() -> None:
    for model in admin.site._registry:
        if model._meta.app_label in {"regions", "catalogue", "accounts", "proposals", "rounds"}:
            assert not {"name", "user", "date"} & set(str(model._meta.verbose_name).split())
