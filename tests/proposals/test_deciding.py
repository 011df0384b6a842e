"""What the kelurahan's desk decides, and what it never overwrites."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from proposals import actions
from proposals.models import Event, LevelDecision, Stage
from proposals.statuses import Status
from tests.world import NOW, World


def test_accepting_with_changes_keeps_what_the_proposer_wrote(world: World) -> None:
    proposal = world.sent(volume="120")
    decided = actions.deciding.accept_changed(
        proposal,
        volume=Decimal(100),
        reason="Diukur ulang bersama RT 01",
        by=world.offices["kelurahan"],
        at=NOW,
        expected=proposal.version,
    )
    assert (decided.volume, decided.amount) == (Decimal(120), 43_800_000)
    assert (decided.current_volume, decided.current_amount) == (Decimal(100), 36_500_000)
    decision = LevelDecision.objects.get()
    assert (decision.outcome, decision.amount, decision.version) == ("diterima_ubah", 36_500_000, 1)


def test_of_two_deciders_one_wins_and_the_other_is_told_by_whom(world: World) -> None:
    proposal = world.sent()
    seen = proposal.version
    actions.deciding.accept(proposal, by=world.offices["lurah"], at=NOW, expected=seen)
    with pytest.raises(ValidationError, match="baru saja diterima oleh Lurah Mawar"):
        actions.deciding.reject(
            proposal,
            reason_code="lahan",
            reason="Lahan milik perorangan",
            may_repeat=True,
            by=world.offices["kelurahan"],
            at=NOW,
            expected=seen,
        )
    proposal.refresh_from_db()
    assert proposal.status == Status.ACCEPTED_KEL
    assert LevelDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "text"), [("", "Alasan yang cukup panjang"), ("lahan", "pendek"), ("lainnya", "x" * 29)]
)
def test_a_refusal_needs_a_code_and_a_text(world: World, code: str, text: str) -> None:
    proposal = world.sent()
    with pytest.raises(ValidationError):
        actions.deciding.reject(
            proposal,
            reason_code=code,
            reason=text,
            may_repeat=False,
            by=world.offices["kelurahan"],
            at=NOW,
            expected=None,
        )
    proposal.refresh_from_db()
    assert proposal.status == Status.SUBMITTED


def test_merging_tells_both_lifelines(world: World) -> None:
    proposal, parent = world.sent(), world.sent(group="rw02")
    actions.deciding.merge(proposal, parent=parent, by=world.offices["kelurahan"], at=NOW, expected=None)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.parent) == (Status.MERGED, parent)
    assert Event.objects.of_proposal(parent).last().kind == Event.Kind.ABSORBED  # type: ignore[union-attr]


def test_a_usulan_cannot_be_its_own_parent(world: World) -> None:
    proposal = world.sent()
    with pytest.raises(ValidationError, match="usulan lain"):
        actions.deciding.merge(proposal, parent=proposal, by=world.offices["kelurahan"], at=NOW, expected=None)


def test_nothing_is_decided_outside_the_window(world: World) -> None:
    proposal = world.sent()
    for kind in (Stage.Kind.REMBUK, Stage.Kind.KELURAHAN):
        stage = world.cycle.stages.get(kind=kind)
        actions.stages.close_stage(stage, by=world.offices["bappeda"], at=NOW, reason="Jadwal dimajukan")
    with pytest.raises(ValidationError, match="sudah ditutup"):
        actions.deciding.accept(proposal, by=world.offices["kelurahan"], at=NOW, expected=None)
    actions.stages.extend_stage(
        world.cycle.stages.get(kind=Stage.Kind.KELURAHAN),
        region=world.regions["mawar"],
        closes_at=world.cycle.stages.get(kind=Stage.Kind.KELURAHAN).closes_at,
        reason="Banjir di kelurahan ini",
        by=world.offices["bappeda"],
        at=NOW,
    )
    assert actions.deciding.accept(proposal, by=world.offices["kelurahan"], at=NOW, expected=None)


def test_a_decided_usulan_is_not_decided_twice(world: World) -> None:
    proposal = world.accepted()
    with pytest.raises(ValidationError, match="tidak dapat menjadi"):
        actions.deciding.accept(proposal, by=world.offices["kelurahan"], at=NOW, expected=None)
