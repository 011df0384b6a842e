"""Every door of the house × the sixteen roles, in one grid. A new address without a row fails.

`+` lets in (a page, or the redirect after an act), `.` sends to the login, `-` says 403, `0` says 404: what a person
may not even know of. Objects are those of Kelurahan Mawar; the second grid asks for those of Kelurahan Anggrek, the
third for those of another city.
Django's own admin has its grid in tests/<app>/test_admin.py.
"""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.abroad import MARK, build_abroad
from tests.door_grids import CITY_WIDE, OF_A_CITY, OWN
from tests.door_grids_away import FOREIGN, NEIGHBOUR
from tests.door_things import Things, things
from tests.doors import SAMPLES, Door, nothing
from tests.world import ROLE_ROWS, World


def addresses() -> Iterator[str]:
    """Name every address of the project but the admin's."""

    def walk(resolver: URLResolver, space: str) -> Iterator[str]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
            elif isinstance(entry, URLPattern):
                yield f"{space}{entry.name}"

    return (name for name in walk(get_resolver(), "") if not name.startswith("admin:"))


def test_every_address_stands_in_the_grid() -> None:
    assert set(addresses()) == set(SAMPLES)


def rows(grid: str) -> list[tuple[str, str, str]]:
    """Read a grid as (door, role, sign)."""
    cells = []
    for line in grid.strip("\n").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            door, *signs = line.split()
            signs = list("".join(signs))
            assert len(signs) == len(ROLE_ROWS), f"{door}: {len(signs)} signs, {len(ROLE_ROWS)} are needed"
            cells += [(door, role, sign) for role, sign in zip(ROLE_ROWS, signs, strict=True)]
    return cells


def sign(client: Client, door: Door, found: Things) -> str:
    """Knock at a door and name the answer."""
    url = reverse(door.name, kwargs=door.kwargs(found))
    answer = client.post(url, door.data) if door.post else client.get(url)
    if answer.streaming:
        b"".join(getattr(answer, "streaming_content", ()))  # read to the end, so that files close
    if answer.status_code == 302 and answer["Location"].startswith("/masuk/"):
        return "."
    return {200: "+", 302: "+", 403: "-", 404: "0"}.get(answer.status_code, str(answer.status_code))


def ask(world: World, grid: str, found: Things) -> dict[str, str]:
    """Knock at every door of a grid as every role; each on the same things."""
    visitors = {role: world.client(role) for role in ROLE_ROWS}
    asked: dict[str, str] = {}
    for door, role, _ in rows(grid):
        leaves = door in {"keluar", "ganti-jabatan"}
        client = world.client(role) if leaves else visitors[role]
        asked[door] = asked.get(door, "") + sign(client, SAMPLES[door], found)
    return asked


def whose(world: World, grid: str) -> Things:
    """Fresh things that a grid asks for."""
    if grid is FOREIGN:
        return things(build_abroad(), "mawar")
    return things(world, "anggrek" if grid is NEIGHBOUR else "mawar")


@pytest.mark.parametrize("grid", [OWN, NEIGHBOUR, FOREIGN], ids=["own", "neighbour", "foreign"])
def test_who_passes_which_door(world: World, grid: str) -> None:
    wanted: dict[str, str] = {}
    for door, _, expected in rows(grid):
        wanted[door] = wanted.get(door, "") + expected
    assert ask(world, grid, whose(world, grid)) == wanted


def test_the_grids_name_all_doors_and_next_door_those_of_a_place() -> None:
    assert {door for door, _, _ in rows(OWN)} == set(SAMPLES)
    of_a_place = {name for name, door in SAMPLES.items() if door.kwargs is not nothing} - CITY_WIDE
    assert {door for door, _, _ in rows(NEIGHBOUR)} == of_a_place
    assert {door for door, _, _ in rows(FOREIGN)} == of_a_place | OF_A_CITY
    assert OF_A_CITY <= CITY_WIDE


def test_no_list_of_an_office_names_another_city(world: World) -> None:
    """Every page without arguments that asks for a login: what it shows is of the own city alone."""
    things(build_abroad(), "mawar")
    behind_login = {door for door, role, said in rows(OWN) if (role, said) == ("publik", ".")}
    lists = [name for name in behind_login if SAMPLES[name].kwargs is nothing and not SAMPLES[name].post]
    told = []
    for role in ROLE_ROWS[1:]:
        client = world.client(role)
        for name in lists:
            answer = client.get(reverse(name))
            body = b"".join(answer) if answer.streaming else answer.content
            told += [f"{name}, {role}: {said}" for said in (MARK, "9801-", "98.01") if said.encode() in body]
    assert told == []
