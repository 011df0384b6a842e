"""A merge keeps both life-lines, volumes and proposers; supporters go along, and a volume only where one says so."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from proposals import actions
from proposals.joined import children, supporters
from proposals.models import Event, LevelDecision, Proposal, Support
from proposals.statuses import Status
from tests.world import NOW, World


def merge(world: World, child: Proposal, parent: Proposal, **more: Any) -> tuple[Proposal, Proposal]:
    frame: dict[str, Any] = {"by": world.offices["kelurahan"], "at": NOW, "expected": None}
    actions.deciding.merge(child, parent=parent, **frame, **more)
    found = Proposal.objects.select_related("group").in_bulk([child.pk, parent.pk])
    return found[child.pk], found[parent.pk]


def test_a_merge_without_volume_leaves_the_parent_as_it_was(world: World) -> None:
    child, parent = merge(world, world.sent(volume="40"), world.sent(group="rw02", volume="100"))
    assert (child.status, child.volume, parent.current_volume) == (Status.MERGED, Decimal(40), Decimal(100))
    assert LevelDecision.objects.get(proposal=child).volume == 0
    assert [(one.proposal, one.share) for one in children(parent)] == [(child, Decimal(0))]


def test_an_added_volume_grows_the_parent_and_stands_in_decision_and_log(world: World) -> None:
    child, parent = merge(world, world.sent(volume="40"), world.sent(group="rw02", volume="100"), add_volume=True)
    assert (parent.volume, parent.current_volume) == (Decimal(100), Decimal(140))
    assert (parent.amount, parent.current_amount) == (36_500_000, 51_100_000)
    assert LevelDecision.objects.get(proposal=child).volume == Decimal(40)
    event = Event.objects.of_proposal(parent).last()
    assert event is not None
    assert (event.kind, event.body["share"], event.body["group"]) == (Event.Kind.ABSORBED, "40.00", "RW 01")
    actions.deciding.accept(parent, by=world.offices["kelurahan"], at=NOW, expected=None)
    accepted = LevelDecision.objects.get(proposal=parent)
    assert (accepted.volume, accepted.amount) == (Decimal(140), 51_100_000)


def test_a_parent_that_was_accepted_gets_a_new_version_of_its_decision(world: World) -> None:
    parent = world.accepted(group="rw02", volume="100")
    child, parent = merge(world, world.sent(volume="40"), parent, add_volume=True)
    last = LevelDecision.objects.latest_of(parent, "kelurahan")
    assert last is not None
    assert (last.version, last.outcome, last.volume) == (2, "diterima_ubah", Decimal(140))
    assert child.number in last.reason


def test_a_returned_parent_keeps_the_added_volume_when_it_is_repaired(world: World) -> None:
    _, parent = merge(world, world.sent(volume="40"), world.sent(group="rw02", volume="100"), add_volume=True)
    frame: dict[str, Any] = {"by": world.offices["kelurahan"], "at": NOW, "expected": None}
    actions.deciding.send_back(parent, reason_code="lokasi", reason="Alamatnya belum jelas", **frame)
    changed = actions.drafting.change(parent, by=world.offices["rw_tetangga"], at=NOW, volume=Decimal(90))
    assert (changed.volume, changed.current_volume) == (Decimal(90), Decimal(130))


def test_another_unit_or_a_forum_that_counted_already_refuses_the_volume(world: World) -> None:
    parent = world.sent(group="rw02", item="gerobak", volume="1")
    with pytest.raises(ValidationError, match="Satuan keduanya berbeda"):
        merge(world, world.sent(), parent, add_volume=True)
    late = world.accepted(group="rw02")
    Proposal.objects.filter(pk=late.pk).update(status=Status.PRIORITY_KEL)
    with pytest.raises(ValidationError, match="sudah dibahas forum"):
        merge(world, world.sent(), late, add_volume=True)
    child, _ = merge(world, world.sent(), late)
    assert child.status == Status.MERGED


def test_supporters_go_along_each_once(world: World) -> None:
    child, parent = world.sent(), world.sent(group="rw02")
    for proposal, groups in ((child, ("rt01", "pkk", "rw02")), (parent, ("pkk",))):
        for name in groups:
            actions.supporting.support(proposal, group=world.groups[name], by=world.offices["kelurahan"], at=NOW)
    child, parent = merge(world, child, parent)
    assert supporters(parent).sentence == "Didukung RT 01 RW 01 dan PKK Pokja 2."
    assert not supporters(child)
    event = Event.objects.of_proposal(parent).last()
    assert event is not None
    assert event.body["supporters"] == ["RT 01 RW 01"]
    assert Support.objects.count() == 2
