"""BA Desk locks place, volume and kind; afterwards nothing but a BA perubahan changes them."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import desk_lock
from proposals.actions import deciding, planning
from proposals.actions.locking import lock_desk
from proposals.actions.outcomes import ForumOutcome, record_outcomes
from proposals.models import Event, Proposal, Stage
from proposals.models.decision import Level
from proposals.statuses import Status
from tests.proposals.on_desk import TODAY, finished, fresh, needs_survey, planned, prioritised
from tests.world import NOW, World


def lock(world: World, row: str = "camat", **more: Any) -> list[Proposal]:
    return lock_desk(world.cycle, world.regions["melati"], by=world.offices[row], at=NOW, **more)


def test_the_camat_locks_all_that_stands_on_the_desk_with_constant_queries(world: World) -> None:
    def queries(count: int) -> int:
        for _ in range(count):
            prioritised(world)
        with CaptureQueriesContext(connection) as asked:
            assert len(lock(world)) == count
        return len(asked)

    assert queries(2) == queries(6)
    assert not Proposal.objects.filter(status=Status.PRIORITY_KEL, desk_locked_at=None).exists()
    assert Event.objects.filter(kind=Event.Kind.DESK_LOCKED, proposal=None).count() == 2
    assert Event.objects.filter(kind=Event.Kind.DESK_LOCKED).exclude(proposal=None).count() == 8
    assert lock(world) == []


def test_only_the_camat_of_the_place_locks_and_only_while_the_desk_is_open(world: World) -> None:
    prioritised(world)
    for row in ("kecamatan", "camat_tetangga", "bappeda", "lurah"):
        with pytest.raises(PermissionDenied):
            lock(world, row)
    Stage.objects.filter(kind=Stage.Kind.DESK).update(closed_at=NOW)
    with pytest.raises(ValidationError, match="ditutup"):
        lock(world)


def test_an_empty_desk_is_not_locked(world: World) -> None:
    world.accepted()
    with pytest.raises(ValidationError, match="Belum ada usulan"):
        lock(world)


def test_what_is_open_is_named_and_a_reason_goes_on(world: World) -> None:
    needs_survey(world)
    survey = planned(world)
    with pytest.raises(ValidationError, match=f"1 usulan, survei belum selesai: {survey.proposal.number}"):
        lock(world)
    assert not Event.objects.filter(kind=Event.Kind.DESK_LOCKED).exists()
    lock(world, go_on_reason="Survei menyusul, jadwal forum tetap.")
    event = Event.objects.get(kind=Event.Kind.DESK_LOCKED, proposal=None)
    assert event.body["reason"] == "Survei menyusul, jadwal forum tetap."


def test_a_late_survey_says_layak_but_changes_no_locked_volume(world: World) -> None:
    needs_survey(world)
    survey = planned(world)
    lock(world, go_on_reason="Survei menyusul, jadwal forum tetap.")
    with pytest.raises(ValidationError, match="BA perubahan"):
        finished(world, survey, verdict="layak_ubah", volume=Decimal("100"), note="Terukur 100 meter persegi.")
    assert fresh(finished(world, survey).proposal).status == Status.FEASIBLE


def test_what_is_left_out_is_said_and_holds_nothing(world: World) -> None:
    prioritised(world)
    world.sent()
    said = desk_lock.warnings(world.cycle, world.regions["melati"])
    assert said == ["1 usulan masih di kelurahan dan tidak ikut dikunci."]
    assert len(lock(world)) == 1


def test_after_the_lock_no_desk_sends_back_changes_or_refuses(world: World) -> None:
    proposal = prioritised(world)
    lock(world)
    why: dict[str, Any] = {"reason_code": "dokumen", "reason": "Foto dari arah selatan belum ada."}
    frame: dict[str, Any] = {"by": world.offices["kelurahan"], "at": NOW, "expected": None}
    other = world.accepted()
    for act in (
        lambda: deciding.send_back(proposal, **why, **frame),
        lambda: deciding.reject(proposal, may_repeat=True, **why, **frame),
        lambda: deciding.merge(proposal, parent=other, **frame),
        lambda: deciding.accept_changed(proposal, volume=Decimal("10"), reason="Diukur ulang.", **frame),
        lambda: planning.plan([proposal], planned_on=TODAY, surveyor=None, by=world.offices["opd"], at=NOW),
    ):
        with pytest.raises(ValidationError, match="dikunci BA Desk"):
            act()


def test_a_forum_keeps_the_volume_of_a_locked_usulan(world: World) -> None:
    proposal = prioritised(world)
    lock(world)
    frame: dict[str, Any] = {"level": Level.DISTRICT, "forum_number": "", "forum_label": "", "round_code": "R"}

    def close(volume: str) -> None:
        result = ForumOutcome(proposal, chosen=True, rank=1, volume=Decimal(volume), amount=proposal.current_amount)
        record_outcomes([result], by=world.offices["camat"], at=NOW, **frame)

    with pytest.raises(ValidationError, match="dikunci BA Desk"):
        close("100")
    close("120")
    assert fresh(proposal).status == Status.PRIORITY_KEC
