"""A group orders its drafts and sends them; the quota draws the line."""

from typing import Any

import pytest
from django.urls import reverse

from proposals.models import Event, Proposal, Quota
from proposals.statuses import Status
from tests.counting import queries
from tests.world import World


def page(world: World, row: str, url: str, **data: Any) -> Any:
    return world.client(row).get(url, data)


def text(response: Any) -> str:
    return str(response.content.decode())


def group_url(world: World, name: str = "kelompok-satu", group: str = "rw01") -> str:
    return reverse(name, args=[world.groups[group].pk])


def order(world: World, group: str = "rw01") -> list[str]:
    listed = Proposal.objects.filter(group=world.groups[group]).exclude(group_rank=None).in_group_order()
    return [str(proposal.public_id) for proposal in listed]


def test_arrows_move_one_place_and_can_be_taken_back(world: World) -> None:
    for _ in range(3):
        world.draft()
    a, b, c = order(world)
    url = group_url(world, "urutkan")
    client = world.client("rw")
    answer = client.post(url, {"naik": c})
    assert order(world) == [a, c, b]
    moved = text(client.get(answer["Location"]))
    assert "P3 menjadi P2. Urutan tersimpan." in moved
    client.post(url, {"pindah": c, "ke": "3"})
    assert order(world) == [a, b, c]
    client.post(url, {"turun": a})
    assert order(world) == [b, a, c]
    client.post(url, {"urutan": [c, b, a], "pindah": c})
    assert order(world) == [c, b, a]


@pytest.mark.parametrize(
    "said",
    [
        {"naik": "x"},
        {"urutan": ["x"]},
        {"pindah": "", "ke": "9"},
        {},
        {"urutan": ["00000000-0000-4000-8000-000000000000"]},
    ],
)
def test_a_move_that_makes_no_sense_changes_nothing(world: World, said: dict[str, Any]) -> None:
    world.draft()
    world.draft()
    before = order(world)
    assert world.client("rw").post(group_url(world, "urutkan"), said).status_code == 302
    assert order(world) == before


def test_the_quota_line_is_drawn_and_what_lies_below_is_not_sent_unasked(world: World) -> None:
    Quota.objects.filter(per=Quota.Per.GROUP).update(maximum=2)
    for _ in range(3):
        world.draft()
    said = text(page(world, "rw", group_url(world, "urutkan")))
    assert "Batas kuota: 2 usulan" in said
    assert "Kirim 2 usulan ke kelurahan" in said
    confirm = text(page(world, "rw", group_url(world, "kirim")))
    assert confirm.count(" checked") == 2
    assert "di luar kuota" in confirm


def test_kirim_numbers_and_locks_what_was_ticked_and_only_once(world: World) -> None:
    for _ in range(3):
        world.draft()
    a, b, _c = order(world)
    url = group_url(world, "kirim")
    client = world.client("rw")
    for _ in range(2):
        answer = client.post(url, {"usulan": [a, b]})
        assert answer["Location"] == group_url(world)
    sent = Proposal.objects.filter(status=Status.SUBMITTED)
    assert sorted(p.number for p in sent) == [f"9901-{world.cycle.plan_year}-00000{n}" for n in (1, 2)]
    assert Event.objects.filter(kind=Event.Kind.SUBMITTED).count() == 2


def test_an_incomplete_draft_is_listed_with_what_holds_it(world: World) -> None:
    world.draft(problem="")
    said = text(page(world, "rw", group_url(world, "kirim")))
    assert "Belum ikut dikirim" in said
    assert "Tulis masalahnya paling sedikit 20 huruf." in said
    refused = world.client("rw").post(group_url(world, "kirim"), {"usulan": order(world)})
    assert "Belum dapat dikirim" in text(refused)
    assert not Proposal.objects.filter(status=Status.SUBMITTED).exists()


@pytest.mark.parametrize("usulan", [[], ["x"], ["00000000-0000-4000-8000-000000000000"]])
def test_kirim_of_nothing_or_of_what_is_not_theirs_is_refused(world: World, usulan: list[str]) -> None:
    world.draft()
    assert "Belum dapat dikirim" in text(world.client("rw").post(group_url(world, "kirim"), {"usulan": usulan}))


@pytest.mark.parametrize("name", ["kelompok-satu", "urutkan", "kirim"])
def test_a_long_list_costs_no_more_queries_than_a_short_one(world: World, name: str) -> None:
    drafts = [world.draft(locations=[world.regions["rt01"]]) for _ in range(4)]
    world.send(drafts[0])
    few = queries(world.client("rw"), group_url(world, name))
    more = [world.draft(locations=[world.regions["rt02"]]) for _ in range(30)]
    world.send(*more[:10])
    assert queries(world.client("rw"), group_url(world, name)) == few
