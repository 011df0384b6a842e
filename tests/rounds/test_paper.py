"""A hall without power: the sheet is printed, the order is typed in afterwards, nothing typed is lost."""

from typing import Any

import pytest
from django.urls import reverse

from rounds import actions
from rounds.forms.paper import read_places
from tests.counting import queries
from tests.rounds.town import act, lane, opened, planned, round_of
from tests.world import World

ROWS = [("a", "Got"), ("b", "Paving"), ("c", "Rabat")]


def text(response: Any) -> str:
    return str(response.content.decode())


def typed(**places: str) -> dict[str, str]:
    return {f"urut-{number}": place for number, place in places.items()}


def test_each_place_once_makes_an_order() -> None:
    found = read_places(ROWS, typed(a="3", b=" 1 ", c="2"))
    assert found.order == ("b", "c", "a")
    assert found.errors == ()


@pytest.mark.parametrize(
    ("places", "sentences"),
    [
        ({"a": "1", "b": "2"}, ["Isi nomor urut Rabat."]),
        ({"a": "1", "b": "1", "c": "2"}, ["Nomor urut 1 dipakai 2 kali: Got dan Paving."]),
        (
            {"a": "4", "b": "0", "c": "satu"},
            [f"Nomor urut {name} harus 1 sampai 3." for name in ("Got", "Paving", "Rabat")],
        ),
        ({"a": "²", "b": "-1", "c": "1"}, [f"Nomor urut {name} harus 1 sampai 3." for name in ("Got", "Paving")]),
    ],
)
def test_all_that_is_wrong_is_told_at_once(places: dict[str, str], sentences: list[str]) -> None:
    found = read_places(ROWS, typed(**places))
    assert found.order == ()
    assert list(found.errors) == sentences
    assert {number: found.places[number] for number in places} == places


def test_the_paper_comes_back_as_the_order_of_the_hall(world: World) -> None:
    forum, client = opened(world), world.client("kelurahan")
    before = [row.proposal.number for row in lane(forum, "SARPRAS")]
    address = reverse("forum-ketik", args=[forum.number])
    assert all(number in text(client.get(reverse("forum-lembar", args=[forum.number]))) for number in before)
    places = typed(**{number: str(len(before) - n) for n, number in enumerate(before)})
    body = {"daftar": "SARPRAS", "revisi": str(round_of(forum).revision), **places}
    assert client.post(address, body).status_code == 302
    assert [row.proposal.number for row in lane(forum, "SARPRAS")] == before[::-1]


def test_a_wrong_place_keeps_what_was_typed(world: World) -> None:
    forum, client = opened(world), world.client("kelurahan")
    numbers = [row.proposal.number for row in lane(forum, "SARPRAS")]
    places = typed(**dict.fromkeys(numbers, "2"))
    page = text(
        client.post(reverse("forum-ketik", args=[forum.number]), {"daftar": "SARPRAS", "revisi": "0", **places})
    )
    assert "Urutan belum tersimpan." in page
    assert f"dipakai {len(numbers)} kali" in page
    assert page.count('value="2"') == len(numbers)
    assert [row.proposal.number for row in lane(forum, "SARPRAS")] == numbers


def test_who_typed_from_an_older_list_is_told(world: World) -> None:
    forum, client = opened(world), world.client("kelurahan")
    rows = lane(forum, "SARPRAS")
    actions.ordering.move(rows[0], to=2, expected=None, **act(world, "lurah"))
    numbers = [row.proposal.number for row in rows]
    places = typed(**{number: str(len(numbers) - n) for n, number in enumerate(numbers)})
    page = text(
        client.post(reverse("forum-ketik", args=[forum.number]), {"daftar": "SARPRAS", "revisi": "0", **places})
    )
    assert "baru saja diubah oleh" in page
    assert lane(forum, "SARPRAS")[0].proposal.number == numbers[1]


def test_pages_ask_as_often_for_many_rows(world: World) -> None:
    world.cycle.quotas.all().delete()
    forum, client = opened(world), world.client("kelurahan")
    doors = [reverse(name, args=[forum.number]) for name in ("forum-lembar", "forum-ketik")]
    few = [queries(client, door) for door in doors]
    for number in range(3):
        world.accepted(volume=str(61 + number))
    actions.opening.take_in(forum, **act(world))
    assert [queries(client, door) for door in doors] == few


def test_before_the_forum_opens_there_is_no_sheet(world: World) -> None:
    forum, client = planned(world), world.client("kelurahan")
    for name in ("forum-lembar", "forum-ketik"):
        assert client.get(reverse(name, args=[forum.number])).status_code == 404
