"""The wall of the hall: what it shows, and that it is quiet while nothing changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from proposals.actions import deciding
from rounds import actions, screen, sheet
from rounds.actions.attendance import Person
from tests.counting import queries
from tests.rounds.town import act, closed, lane, opened, planned, round_of
from tests.world import NOW, World


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_piece_of_a_long_list_keeps_the_one_in_hand_in_the_middle(world: World) -> None:
    world.cycle.quotas.all().delete()
    found = sheet.read(round_of(opened(world, 24)))
    rows = next(one.rows for one in found.lanes if one.lane == "SARPRAS")
    assert len(rows) > 12
    for place in (0, 1, len(rows) // 2, len(rows) - 1):
        shown, above = screen.piece(rows, rows[place].key)
        assert len(shown) == screen.ROWS
        assert shown == rows[above : above + screen.ROWS]
        assert rows[place] in shown
    assert screen.piece(rows[:3], "") == (rows[:3], 0)


def test_the_wall_shows_sums_and_what_is_discussed(world: World) -> None:
    forum, client = opened(world), world.client("kelurahan")
    address = reverse("forum-layar", args=[forum.number])
    assert "Pagu" in text(client.get(address))
    assert "Dibahas" not in text(client.get(address))
    second = lane(forum, "SARPRAS")[1]
    sent = client.post(reverse("forum-bahas", args=[forum.number]), {"calon": second.proposal.number})
    assert sent.status_code == 302
    page = text(client.get(address))
    assert "Dibahas" in page
    assert second.proposal.title in page
    assert "Rp" in page


def test_it_answers_nothing_new_until_something_changes(world: World) -> None:
    forum, client = opened(world), world.client("kelurahan")
    address = reverse("forum-layar-isi", args=[forum.number])

    def stand() -> str:
        answer = client.get(address)
        assert answer.status_code == 200
        return str(answer["ETag"])

    first = stand()
    assert client.get(address, headers={"If-None-Match": first}).status_code == 304
    row = lane(forum, "SARPRAS")[0]
    actions.ordering.move(row, to=2, expected=None, **act(world))
    moved = stand()
    actions.ordering.discuss(row, **act(world))
    shown = stand()
    actions.attendance.record_attendance(forum, [Person("Siti", "P")], **act(world))
    assert len({first, moved, shown, stand()}) == 4
    assert client.get(address, headers={"If-None-Match": shown}).status_code == 200


def test_a_usulan_that_the_desk_takes_back_changes_the_wall(world: World) -> None:
    forum, client = opened(world), world.client("kelurahan")
    address = reverse("forum-layar-isi", args=[forum.number])
    first = client.get(address)
    gone = lane(forum, "SARPRAS")[0].proposal
    why: dict[str, Any] = {"reason_code": "lokasi", "reason": "Alamatnya belum jelas, sebutkan gangnya."}
    deciding.send_back(gone, expected=None, **why, **act(world))
    answer = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert answer.status_code == 200
    assert answer["ETag"] != first["ETag"]
    assert text(answer).count('<li class="wall__row') == text(first).count('<li class="wall__row') - 1


def test_asking_again_is_cheap_and_does_not_grow(world: World) -> None:
    world.cycle.quotas.all().delete()
    forum, client = opened(world), world.client("kelurahan")
    address = reverse("forum-layar-isi", args=[forum.number])
    few = queries(client, address)
    for _ in range(2):
        world.accepted(group="pkk", item="pelatihan", volume="31")
    actions.opening.take_in(forum, **act(world))
    assert queries(client, address) == few


def test_showing_the_same_again_leaves_its_clock(world: World) -> None:
    forum = opened(world)
    first, second = lane(forum, "SARPRAS")[:2]
    by = world.offices["kelurahan"]
    actions.ordering.discuss(first, by=by, at=NOW)
    actions.ordering.discuss(first, by=by, at=NOW + timedelta(minutes=3))
    assert round_of(forum).discussed_at == NOW
    actions.ordering.discuss(second, by=by, at=NOW + timedelta(minutes=4))
    assert round_of(forum).discussed_at == NOW + timedelta(minutes=4)


def test_nothing_is_put_on_the_wall_of_a_forum_that_is_over(world: World) -> None:
    forum = closed(world)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        actions.ordering.discuss(lane(forum, "SARPRAS")[0], **act(world))
    assert "Terpakai" in text(world.client("kelurahan").get(reverse("forum-layar", args=[forum.number])))


def test_before_it_opens_the_wall_says_so(world: World) -> None:
    forum = planned(world)
    assert "Forum belum dibuka." in text(world.client("kelurahan").get(reverse("forum-layar", args=[forum.number])))
