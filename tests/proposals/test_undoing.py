"""A decision of the desk can be taken back for ten minutes, by the same desk, while nothing came after it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from proposals import actions
from proposals.actions.undoing import undo
from proposals.models import Event, LevelDecision, Notice, Proposal, Support
from proposals.models.decision import Outcome
from proposals.statuses import Status
from proposals.telling import UNDO_MINUTES
from proposals.undo_rules import last_event, minutes_left
from tests.world import NOW, World

SOON = NOW + timedelta(minutes=UNDO_MINUTES, seconds=-1)
DECISIONS: dict[str, dict[str, Any]] = {
    "accept": {},
    "accept_changed": {"volume": Decimal(70), "reason": "Diukur ulang bersama warga."},
    "send_back": {"reason_code": "dokumen", "reason": "Foto hanya satu sisi jalan."},
    "reject": {"reason_code": "lahan", "reason": "Lahan milik warga, izin belum ada.", "may_repeat": True},
}


def decided(world: World, verb: str, proposal: Proposal | None = None, **more: Any) -> Proposal:
    act = getattr(actions.deciding, verb)
    fields = {**DECISIONS.get(verb, {}), **more}
    found: Proposal = act(proposal or world.sent(), by=world.offices["kelurahan"], at=NOW, expected=None, **fields)
    return found


@pytest.mark.parametrize("verb", DECISIONS)
def test_each_decision_goes_back_to_where_it_was_and_both_versions_stay(world: World, verb: str) -> None:
    sent = world.sent()
    undone = undo(decided(world, verb, sent), by=world.offices["lurah"], at=SOON)
    assert undone.status == Status.SUBMITTED
    assert (undone.reason, undone.due_at, undone.current_volume) == ("", None, sent.volume)
    assert undone.current_amount == sent.amount
    outcomes = list(LevelDecision.objects.filter(proposal=undone).order_by("version").values_list("outcome", flat=True))
    assert outcomes[-1] == Outcome.UNDONE
    assert len(outcomes) == 2
    assert not Notice.objects.left_by(NOW + timedelta(days=1)).exists()


def test_after_ten_minutes_it_stands(world: World) -> None:
    proposal = decided(world, "reject")
    with pytest.raises(ValidationError, match="Sudah lewat 10 menit"):
        undo(proposal, by=world.offices["kelurahan"], at=NOW + timedelta(minutes=UNDO_MINUTES))
    proposal.refresh_from_db()
    assert proposal.status == Status.REJECTED


def test_another_desk_cannot(world: World) -> None:
    proposal = decided(world, "accept")
    for row in ("lurah_tetangga", "kecamatan", "bappeda", "rw"):
        with pytest.raises(ValidationError, match="Hanya meja itu"):
            undo(proposal, by=world.offices[row], at=SOON)


def test_what_was_acted_on_since_stands(world: World) -> None:
    proposal = decided(world, "send_back")
    actions.sending.resubmit(proposal, by=world.offices["rw"], at=NOW)
    with pytest.raises(ValidationError, match="sudah ada langkah lain"):
        undo(proposal, by=world.offices["kelurahan"], at=SOON)


def test_twice_is_refused(world: World) -> None:
    proposal = undo(decided(world, "accept"), by=world.offices["kelurahan"], at=NOW)
    with pytest.raises(ValidationError):
        undo(proposal, by=world.offices["kelurahan"], at=NOW)


def test_a_merge_gives_volume_and_supporters_back(world: World) -> None:
    parent, child = world.sent(), world.sent(group="rw02")
    supporter = Support.objects.create(
        proposal=child, group=world.groups["pkk"], region=world.regions["mawar"], by=None, at=NOW
    )
    merged = decided(world, "merge", child, parent=parent, add_volume=True)
    parent.refresh_from_db()
    assert parent.current_volume == parent.volume + child.volume  # type: ignore[operator]
    undone = undo(merged, by=world.offices["kelurahan"], at=NOW)
    parent.refresh_from_db()
    supporter.refresh_from_db()
    assert (undone.status, undone.parent) == (Status.SUBMITTED, None)
    assert parent.current_volume == parent.volume
    assert supporter.proposal_id == child.pk
    assert last_event(parent).kind == Event.Kind.UNDONE  # type: ignore[union-attr]


def test_a_refusal_of_a_returned_usulan_brings_the_repair_back(world: World) -> None:
    returned = decided(world, "send_back")
    undone = undo(decided(world, "reject", returned), by=world.offices["kelurahan"], at=NOW)
    assert undone.status == Status.RETURNED
    assert undone.reason == "Foto hanya satu sisi jalan."
    assert undone.due_at == returned.due_at


def test_the_minutes_left_are_shown_to_the_desk_alone(world: World) -> None:
    event = last_event(decided(world, "accept"))
    assert minutes_left(event, world.offices["kelurahan"], NOW) == UNDO_MINUTES
    assert minutes_left(event, world.offices["kelurahan"], SOON) == 1
    assert minutes_left(event, world.offices["lurah_tetangga"], NOW) == 0
    assert minutes_left(event, world.offices["kelurahan"], NOW + timedelta(hours=1)) == 0
