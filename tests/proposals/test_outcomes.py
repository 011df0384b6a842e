"""A forum's list, written to all its usulan at once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.actions.outcomes import ForumOutcome, mark_not_discussed, record_outcomes
from proposals.models import LevelDecision, Proposal
from proposals.statuses import Status
from tests.world import NOW, World


def write(world: World, outcomes: list[ForumOutcome]) -> list[LevelDecision]:
    return record_outcomes(
        outcomes,
        level="kelurahan",
        forum_number="F-1",
        forum_label="Forum Musrenbang Kelurahan Mawar",
        round_code="P-1",
        by=world.offices["lurah"],
        at=NOW,
    )


def outcome(proposal: Proposal, chosen: bool, rank: int) -> ForumOutcome:
    return ForumOutcome(
        proposal,
        chosen,
        rank,
        proposal.volume,
        proposal.amount,
        reason_code="" if chosen else "pagu",
        sentence="" if chosen else "Pagu tidak cukup: kurang Rp 12.400.000.",
        reason="" if chosen else "Pagu tidak cukup: kurang Rp 12.400.000.",
    )


def test_the_chosen_become_priority_and_the_rest_reserve_with_a_reason(world: World) -> None:
    inside, outside = world.accepted(), world.accepted(group="rw02")
    write(world, [outcome(inside, True, 1), outcome(outside, False, 2)])
    inside.refresh_from_db()
    outside.refresh_from_db()
    assert (inside.status, inside.kelurahan_rank) == (Status.PRIORITY_KEL, 1)
    assert (outside.status, outside.reason_code) == (Status.RESERVE_KEL, "pagu")
    assert "kurang" in outside.reason


def test_a_reserve_without_a_reason_is_refused_whole(world: World) -> None:
    inside, outside = world.accepted(), world.accepted(group="rw02")
    bare = ForumOutcome(outside, False, 2, outside.volume, outside.amount)
    with pytest.raises(ValidationError, match="tulis alasan"):
        write(world, [outcome(inside, True, 1), bare])
    inside.refresh_from_db()
    assert inside.status == Status.ACCEPTED_KEL


def test_the_queries_do_not_grow_with_the_list(world: World) -> None:
    few = [outcome(world.accepted(), True, 1) for _ in range(2)]
    many = [outcome(world.accepted(), True, n) for n in range(8)]
    with CaptureQueriesContext(
        connection,
    ) as first:
        write(world, few)
    with CaptureQueriesContext(connection) as second:
        write(world, many)
    assert len(first) == len(second)


def test_what_missed_its_window_is_named_and_not_lost(world: World) -> None:
    proposal = world.sent()
    mark_not_discussed(world.cycle, [proposal], stage="Musrenbang kelurahan", by=None, at=NOW)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.reason_code) == (Status.NOT_DISCUSSED, "terlambat")
