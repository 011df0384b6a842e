"""Groups are reminded before their own deadline, each time once, also by a run that comes late."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import actions
from proposals.actions import telling
from proposals.models import Notice, Proposal, Stage
from proposals.not_sent import not_sent, totals
from proposals.reminders import step_of
from tests.world import NOW, World

CLOSES = NOW + timedelta(days=20)
"""When the rembuk of the known city closes."""


@pytest.mark.parametrize(
    ("before", "step"),
    [(8, None), (7, 7), (6.9, 7), (3.1, 7), (3, 3), (1.5, 3), (1, 1), (0.01, 1), (0, None), (-1, None)],
)
def test_the_threshold_that_was_passed_last_counts(before: float, step: int | None) -> None:
    assert step_of(CLOSES, CLOSES - timedelta(days=before)) == step


def groups_told(world: World) -> set[str]:
    return {notice.group.name for notice in Notice.objects.select_related("group") if notice.group}


def test_groups_that_have_not_sent_are_reminded_and_those_that_have_are_not(world: World) -> None:
    world.sent(group="rw02")
    world.draft(group="rt01")
    assert telling.remind(world.cycle, at=CLOSES - timedelta(days=3)) > 0
    told = groups_told(world)
    assert {"RW 01", "PKK Pokja 2", "RT 01 RW 01"} <= told
    assert "RW 02" not in told
    assert "Kelurahan Mawar" not in told


def test_a_reminder_says_how_many_days_are_left_and_not_which_threshold_was_passed(world: World) -> None:
    telling.remind(world.cycle, at=CLOSES - timedelta(days=5))
    assert all("ditutup 5 hari lagi" in notice.title for notice in Notice.objects.order_by("pk"))


def test_an_rt_that_has_not_begun_is_not_reminded(world: World) -> None:
    telling.remind(world.cycle, at=CLOSES - timedelta(days=3))
    assert "RT 01 RW 01" not in groups_told(world)


def test_a_reminder_is_written_once_and_the_next_threshold_once_more(world: World) -> None:
    first = telling.remind(world.cycle, at=CLOSES - timedelta(days=2, hours=20))
    assert first > 0
    assert telling.remind(world.cycle, at=CLOSES - timedelta(days=2)) == 0
    assert telling.remind(world.cycle, at=CLOSES - timedelta(hours=20)) == first
    assert telling.remind(world.cycle, at=CLOSES) == 0


def test_an_area_with_more_time_is_reminded_by_its_own_deadline(world: World) -> None:
    stage = world.cycle.stages.get(kind=Stage.Kind.REMBUK)
    longer = CLOSES + timedelta(days=5)
    actions.stages.extend_stage(
        stage,
        region=world.regions["mawar"],
        closes_at=longer,
        reason="Banjir di Kelurahan Mawar pekan lalu.",
        by=world.offices["bappeda"],
        at=NOW,
    )
    telling.remind(world.cycle, at=CLOSES - timedelta(days=1))
    ours = world.groups["rw01"]
    assert f":{ours.pk}:7:" in Notice.objects.get(group=ours).key
    assert ":1:" in Notice.objects.get(group=world.groups["kenanga_rw01"]).key


def test_a_repair_that_runs_out_tomorrow_is_reminded_of(world: World) -> None:
    proposal = actions.deciding.send_back(
        world.sent(),
        reason_code="dokumen",
        reason="Foto hanya satu sisi jalan.",
        due_at=NOW + timedelta(days=2),
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    telling.remind(world.cycle, at=NOW + timedelta(hours=12))
    assert not Notice.objects.filter(key__startswith="ingat:perbaikan").exists()
    telling.remind(world.cycle, at=NOW + timedelta(days=1))
    reminder = Notice.objects.get(key__startswith="ingat:perbaikan")
    assert reminder.proposal == proposal
    assert "Foto hanya satu sisi jalan." in reminder.text


def test_many_groups_do_not_ask_more(world: World) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            not_sent(world.cycle, "99.01")
        return len(seen)

    few = count()
    for _ in range(3):
        world.sent(group="rw01")
        world.draft(group="pkk")
    assert count() == few


def test_the_board_counts_groups_that_sent_that_write_and_that_are_silent(world: World) -> None:
    world.sent(group="rw01")
    world.draft(group="pkk")
    mawar = next(line for line in not_sent(world.cycle, "99.01") if line.region == world.regions["mawar"])
    assert (mawar.done, mawar.writing, mawar.silent, mawar.usulan) == (1, 1, 1, 1)
    assert totals([mawar]) == (1, 3, 1)
    assert Proposal.objects.count() == 2
