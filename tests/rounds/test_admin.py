from itertools import count

import pytest

from rounds.models import Attendance, Forum, Round
from tests.admin_lists import address, registered, same_queries, shown
from tests.permissions import said, table
from tests.world import World

MODELS = {"forum": Forum, "hadir": Attendance, "putaran": Round}
LISTS = """
                forum hadir putaran
    publik      masuk masuk masuk
    rt          boleh boleh boleh
    rw          boleh boleh boleh
    lembaga     boleh boleh boleh
    pendamping  boleh tidak boleh
    kelurahan   boleh boleh boleh
    lurah       boleh boleh boleh
    kecamatan   boleh boleh boleh
    camat       boleh boleh boleh
    opd         boleh boleh boleh
    kepala_opd  boleh boleh boleh
    mitra       boleh tidak boleh
    bappeda     boleh boleh boleh
    tapd        boleh tidak boleh
    dprd        tidak tidak tidak
    pimpinan    boleh tidak boleh
"""


@pytest.mark.parametrize(("row", "door", "word"), table(LISTS))
def test_who_opens_which_list(world: World, row: str, door: str, word: str) -> None:
    assert said(world.client(row).get(address(MODELS[door]))) == word


def test_the_table_has_every_list() -> None:
    assert set(registered("rounds")) == set(MODELS.values())


@pytest.fixture
def forums(world: World) -> dict[str, Forum]:
    """A forum in Mawar, one in Kenanga, one of Kecamatan Melati; each with one person present."""
    made = {}
    for name, kind in (("mawar", "kelurahan"), ("kenanga", "kelurahan"), ("melati", "kecamatan")):
        forum = Forum.objects.create(
            cycle=world.cycle, kind=kind, region=world.regions[name], number=f"F-{name}", chair="Pak Ketua Rapat"
        )
        Attendance.objects.create(forum=forum, name=f"Hadirin {name}", sex="P", contact="0812 3456 7890")
        Round.objects.create(cycle=world.cycle, forum=forum, code=f"R-{name}")
        made[name] = forum
    return made


ATTENDANCE = {
    "lurah": {"Hadirin mawar"},
    "lurah_tetangga": {"Hadirin kenanga"},
    "camat": {"Hadirin melati"},
    "camat_tetangga": set(),
    "bappeda": {"Hadirin mawar", "Hadirin kenanga", "Hadirin melati"},
    "pimpinan": set(),
    "pendamping": set(),
    "opd": set(),
}


@pytest.mark.parametrize("row", ATTENDANCE)
def test_attendance_is_for_the_level_that_held_the_forum(world: World, forums: dict[str, Forum], row: str) -> None:
    client = world.client(row)
    assert {one.name for one in shown(client, Attendance)} == ATTENDANCE[row]
    for one in Attendance.objects.order_by("pk"):
        response = client.get(address(Attendance, "change", one.pk))
        assert (response.status_code == 200) is (one.name in ATTENDANCE[row]), one


def test_forums_are_read_by_their_places_and_name_no_person(world: World, forums: dict[str, Forum]) -> None:
    assert {one.number for one in shown(world.client("lurah"), Forum)} == {"F-mawar"}
    assert len(shown(world.client("camat"), Forum)) == 3
    url = address(Forum, "change", forums["mawar"].pk)
    assert "Pak Ketua Rapat" not in world.client("pimpinan").get(url).content.decode()
    assert world.client("lurah_tetangga").get(url).status_code == 404
    for row in ("lurah", "bappeda"):
        assert world.client(row).post(url, {"place": "X"}).status_code == 403
    assert {one.code for one in shown(world.client("lurah"), Round)} == {"R-mawar"}


def test_the_lists_take_the_same_queries_for_more_rows(world: World, forums: dict[str, Forum]) -> None:
    serial = count()

    def add(number: int) -> None:
        for n in range(number):
            Attendance.objects.create(forum=forums["mawar"], name=f"Orang {next(serial)}", sex="L" if n % 2 else "P")
            Round.objects.create(
                cycle=world.cycle, forum=forums["mawar"], code=f"R-{next(serial)}", version=next(serial) + 2
            )

    for model in (Attendance, Round):
        same_queries(world.client("bappeda"), address(model), add)
