"""Who comes through which door of the forums: sixteen rows for every address."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from rounds import actions
from rounds.models import Forum, Move
from tests.permissions import said, table
from tests.rounds.town import complete, district, lane, opened, planned
from tests.world import NOW, ROLE_ROWS, World

READ = """
                forum  satu   urutan  hadir  tutup  kiriman  banding  hasil  hasil-satu
    publik      masuk  masuk  masuk   masuk  masuk  masuk    masuk    boleh  boleh
    rt          boleh  404    404     404    404    tidak    tidak    boleh  boleh
    rw          boleh  404    404     404    404    tidak    tidak    boleh  boleh
    lembaga     boleh  404    404     404    404    tidak    tidak    boleh  boleh
    pendamping  boleh  boleh  boleh   boleh  tidak  tidak    tidak    boleh  boleh
    kelurahan   boleh  boleh  boleh   boleh  tidak  tidak    tidak    boleh  boleh
    lurah       boleh  boleh  boleh   boleh  boleh  tidak    tidak    boleh  boleh
    kecamatan   boleh  boleh  boleh   tidak  tidak  boleh    boleh    boleh  boleh
    camat       boleh  boleh  boleh   tidak  tidak  boleh    boleh    boleh  boleh
    opd         boleh  404    404     404    tidak  tidak    tidak    boleh  boleh
    kepala_opd  boleh  404    404     404    404    tidak    tidak    boleh  boleh
    mitra       boleh  boleh  boleh   tidak  tidak  tidak    tidak    boleh  boleh
    bappeda     boleh  boleh  boleh   boleh  tidak  boleh    boleh    boleh  boleh
    tapd        boleh  boleh  boleh   tidak  tidak  tidak    tidak    boleh  boleh
    dprd        tidak  tidak  tidak   tidak  tidak  tidak    tidak    boleh  boleh
    pimpinan    boleh  boleh  boleh   tidak  tidak  boleh    boleh    boleh  boleh
"""

WRITE = """
                siapkan  data   buka   nihil  catat  hapus  pindah  tandai  urungkan  perbarui  kunci
    publik      masuk    masuk  masuk  masuk  masuk  masuk  masuk   masuk   masuk     masuk     masuk
    rt          boleh    404     404    404    404    404    tidak   tidak   tidak     tidak      404
    rw          boleh    404     404    404    404    404    tidak   tidak   tidak     tidak      404
    lembaga     boleh    404     404    404    404    404    tidak   tidak   tidak     tidak      404
    pendamping  tidak    tidak  tidak  tidak  boleh  boleh  tidak   tidak   tidak     tidak     tidak
    kelurahan   boleh    boleh  tidak  tidak  boleh  boleh  boleh   boleh   boleh     boleh     tidak
    lurah       boleh    boleh  boleh  boleh  boleh  boleh  boleh   boleh   boleh     boleh     boleh
    kecamatan   boleh    tidak  tidak  tidak  tidak  tidak  tidak   tidak   tidak     tidak     tidak
    camat       boleh    tidak  tidak  tidak  tidak  tidak  tidak   tidak   tidak     tidak     tidak
    opd         boleh    404     tidak  tidak  404    404    tidak   tidak   tidak     tidak      tidak
    kepala_opd  boleh    404     404    404    404    404    tidak   tidak   tidak     tidak      404
    mitra       tidak    tidak  tidak  tidak  tidak  tidak  tidak   tidak   tidak     tidak     tidak
    bappeda     boleh    tidak  tidak  tidak  tidak  tidak  tidak   tidak   tidak     tidak     tidak
    tapd        tidak    tidak  tidak  tidak  tidak  tidak  tidak   tidak   tidak     tidak     tidak
    dprd        tidak    tidak  tidak  tidak  tidak  tidak  tidak   tidak   tidak     tidak     tidak
    pimpinan    tidak    tidak  tidak  tidak  tidak  tidak  tidak   tidak   tidak     tidak     tidak
"""

PAGES = {
    "forum": "forum",
    "satu": "forum-satu",
    "urutan": "forum-urutan",
    "hadir": "forum-hadir",
    "tutup": "forum-tutup",
    "kiriman": "kiriman-kelurahan",
    "banding": "kiriman-banding",
    "hasil": "hasil-forum",
    "hasil-satu": "hasil-forum-satu",
}
WITHOUT_NUMBER = {"forum", "kiriman-kelurahan", "kiriman-banding", "hasil-forum", "forum-siapkan"}
POSTS = {
    "siapkan": "forum-siapkan",
    "data": "forum-satu",
    "buka": "forum-buka",
    "nihil": "forum-nihil",
    "catat": "forum-hadir",
    "hapus": "forum-hadir-hapus",
    "pindah": "forum-pindah",
    "tandai": "forum-tandai",
    "urungkan": "forum-urungkan",
    "perbarui": "forum-perbarui",
    "kunci": "forum-tutup",
}


def address(name: str, forum: Forum) -> str:
    return reverse(name) if name in WITHOUT_NUMBER else reverse(name, args=[forum.number])


def column(text: str, door: str) -> dict[str, str]:
    """One column of a table: role to word."""
    return {row: word for row, other, word in table(text) if other == door}


@pytest.mark.parametrize("door", PAGES)
def test_who_reads_the_forum_of_a_kelurahan(world: World, door: str) -> None:
    forum = opened(world)
    found = {row: said(world.client(row).get(address(PAGES[door], forum))) for row in ROLE_ROWS}
    assert found == column(READ, door)


@pytest.mark.parametrize("door", POSTS)
def test_who_writes_in_the_forum_of_a_kelurahan(world: World, door: str) -> None:
    forum = complete(world, opened(world))
    first = lane(forum, "SARPRAS")[0].proposal.number
    body = {
        "data": {"mode": "luring", "chair": "Hj. Aminah"},
        "catat": {"aksi": "satu", "name": "Agus", "sex": "L"},
        "pindah": {"ke": f"{first}:2", "revisi": "0"},
        "tandai": {"aksi": "lepas", "calon": first, "revisi": "0"},
    }.get(door, {})

    def state() -> tuple[int, int, str]:
        return forum.attendances.count(), Move.objects.count(), Forum.objects.get(pk=forum.pk).status

    before, found = state(), {}
    for row in ROLE_ROWS:
        client = world.client(row)
        with transaction.atomic():
            found[row] = said(client.post(address(POSTS[door], forum), body))
            assert found[row] == "boleh" or state() == before
            transaction.set_rollback(True)
    assert found == column(WRITE, door)


@pytest.mark.parametrize("row", ["lurah_tetangga", "camat_tetangga"])
def test_a_forum_next_door_is_not_to_be_known_of(world: World, row: str) -> None:
    forum = opened(world)
    client = world.client(row)
    for name in ("forum-satu", "forum-urutan", "forum-hadir", "forum-tutup"):
        assert client.get(address(name, forum)).status_code == 404
    for name in ("forum-pindah", "forum-tandai", "forum-buka", "forum-nihil", "forum-perbarui", "forum-urungkan"):
        assert client.post(address(name, forum)).status_code == 404
    assert forum.title not in client.get(reverse("forum")).content.decode()


def test_the_kelurahan_does_not_work_in_the_forum_of_the_kecamatan(world: World) -> None:
    forum = district(world)
    for row, code in (("lurah", 404), ("camat", 200), ("bappeda", 200), ("camat_tetangga", 404)):
        assert world.client(row).get(address("forum-urutan", forum)).status_code == code
    assert world.client("kecamatan").get(address("forum-tutup", forum)).status_code == 403


def test_a_superuser_without_an_office_cannot_act(world: World) -> None:
    forum = complete(world, opened(world))
    User.objects.create(username="root", is_superuser=True, is_staff=True)
    client = Client()
    client.force_login(User.objects.get(username="root"), backend="accounts.permissions.TableBackend")
    assert client.get(reverse("forum")).status_code == 403
    for name in POSTS.values():
        assert client.post(address(name, forum)).status_code == 403
    assert Forum.objects.get(pk=forum.pk).status == Forum.Status.OPEN


SHOWN: dict[str, Callable[[World], Forum]] = {"rencana": planned, "dibuka": opened}


@pytest.mark.parametrize("state", SHOWN)
def test_names_of_those_present_stay_with_the_forum_and_bappeda(world: World, state: str) -> None:
    forum = complete(world, SHOWN[state](world))
    actions.meeting.update_forum(forum, starts_at=NOW, by=world.offices["kelurahan"], at=NOW)
    for row, seen in (("lurah", True), ("bappeda", True), ("pendamping", False)):
        assert ("Sumiati" in world.client(row).get(address("forum-hadir", forum)).content.decode()) == seen
    public = world.client("publik").get(address("hasil-forum-satu", forum)).content.decode()
    for name in ("Sumiati", "Bagus", "Aminah", "Joko"):
        assert name not in public
