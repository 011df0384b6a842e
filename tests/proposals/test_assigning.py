"""Colleagues of one desk share out the work and leave each other notes that nobody else reads."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.actions.assigning import assign, write_note
from proposals.desks import colleagues, desk_key, same_desk
from proposals.models import DeskNote, DeskTask, Event
from tests.world import NOW, TODAY, World


def test_operator_and_lurah_share_a_desk_and_neighbours_do_not(world: World) -> None:
    operator, lurah = world.offices["kelurahan"], world.offices["lurah"]
    assert same_desk(operator, lurah)
    assert not same_desk(operator, world.offices["lurah_tetangga"])
    assert not same_desk(operator, world.offices["pendamping"])
    assert set(colleagues(operator, TODAY)) == {operator, lurah}
    assert set(colleagues(world.offices["opd"], TODAY)) == {world.offices["opd"], world.offices["kepala_opd"]}


def test_usulan_are_given_to_a_colleague_and_back(world: World) -> None:
    sent = [world.sent(), world.sent(group="rw02")]
    by, to = world.offices["lurah"], world.offices["kelurahan"]
    assert len(assign(sent, to=to, by=by, at=NOW)) == 2
    assert assign(sent, to=to, by=by, at=NOW) == []
    assert {task.office for task in DeskTask.objects.filter(proposal__in=sent)} == {to.office}
    assert len(assign(sent, to=None, by=by, at=NOW)) == 2
    assert Event.objects.filter(kind=Event.Kind.ASSIGNED).count() == 4


def test_each_desk_shares_out_for_itself(world: World) -> None:
    sent = world.sent()
    assign([sent], to=world.offices["kelurahan"], by=world.offices["lurah"], at=NOW)
    assign([sent], to=world.offices["kecamatan"], by=world.offices["camat"], at=NOW)
    assign([sent], to=None, by=world.offices["camat"], at=NOW)
    assert [task.office for task in sent.desk_tasks.all()] == [world.offices["kelurahan"].office]


def test_a_stranger_is_given_nothing(world: World) -> None:
    for row in ("lurah_tetangga", "kecamatan", "rw"):
        with pytest.raises(ValidationError, match="rekan dari meja Anda"):
            assign([world.sent()], to=world.offices[row], by=world.offices["lurah"], at=NOW)


def test_giving_many_does_not_ask_more(world: World) -> None:
    world.cycle.quotas.all().delete()
    sent = [world.sent() for _ in range(6)]
    counts = []
    for some in (sent[:1], sent[1:]):
        with CaptureQueriesContext(connection) as seen:
            assign(some, to=world.offices["kelurahan"], by=world.offices["lurah"], at=NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_note_belongs_to_its_desk_and_shows_nowhere_else(world: World) -> None:
    proposal = world.sent()
    write_note(proposal, text="Tanyakan Pak RW soal hibah lahannya.", by=world.offices["lurah"], at=NOW)
    assert DeskNote.objects.get().desk == desk_key(world.offices["kelurahan"])
    for row, url in (
        ("publik", proposal.get_absolute_url()),
        ("rw", proposal.get_absolute_url()),
        ("publik", f"/api/usulan/{proposal.number}/"),
        ("publik", "/usulan/unduh.csv"),
    ):
        response: Any = world.client(row).get(url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"hibah lahannya" not in body, url
    with pytest.raises(ValidationError, match="Tulis catatannya"):
        write_note(proposal, text=" ", by=world.offices["lurah"], at=NOW)
