"""The word of each level after the kecamatan forum: in order, with reasons, within the pagu, once."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import after_forum
from proposals.actions import following
from proposals.actions.stages import set_ceiling
from proposals.after_forum import AGENCY_FORUM, BUDGET, PARTNER, RECOMMEND
from proposals.models import Event, LevelDecision, Notice, Stage
from proposals.models.decision import Level, Outcome
from proposals.statuses import Status
from tests.proposals.after import WHO, agreed, priority, recommended, say
from tests.proposals.on_desk import fresh
from tests.world import NOW, World

S, Word = Status, following.Word
CEILING: dict[str, Any] = {"reason_code": "pagu", "reason": "Pagu dinas tahun ini tidak cukup."}


def test_a_priority_goes_from_agency_and_partner_to_the_budget_team(world: World) -> None:
    proposal = priority(world)
    assert say(world, RECOMMEND, proposal).status == S.PRIORITY_KEC, "it waits for the partner"
    assert say(world, PARTNER, proposal).status == S.RECOMMENDED
    assert say(world, AGENCY_FORUM, proposal).status == S.RECOMMENDED, "it waits for the budget team"
    done = say(world, BUDGET, proposal)
    assert done.status == S.ACCOMMODATED
    said = LevelDecision.objects.filter(proposal=done).order_by("pk").values_list("level", "version", "outcome")
    assert list(said)[-4:] == [
        (Level.AGENCY, 1, Outcome.ACCEPTED),
        (Level.PARTNER, 1, Outcome.ACCEPTED),
        (Level.AGENCY, 2, Outcome.ACCOMMODATED),
        (Level.BUDGET, 1, Outcome.ACCOMMODATED),
    ]
    last = LevelDecision.objects.filter(proposal=done, level=Level.BUDGET).get()
    assert last.subactivity == world.items["paving"].subactivity, "that of the kamus, where nothing else is said"
    assert (last.volume, last.amount) == (done.current_volume, done.current_amount)


@pytest.mark.parametrize(
    ("step", "said"), [(PARTNER, "Perangkat daerah belum memberi"), (BUDGET, "tidak menunggu langkah ini")]
)
def test_no_level_speaks_before_its_turn(world: World, step: after_forum.Step, said: str) -> None:
    proposal = priority(world)
    with pytest.raises(ValidationError, match=said):
        say(world, step, proposal)
    assert fresh(proposal).status == S.PRIORITY_KEC


def test_the_budget_team_waits_for_the_forum_of_the_agency(world: World) -> None:
    proposal = recommended(world)
    with pytest.raises(ValidationError, match="belum membahas"):
        say(world, BUDGET, proposal)
    assert not LevelDecision.objects.filter(level=Level.BUDGET).exists()


def test_a_change_counts_at_the_locked_price_and_asks_for_a_reason(world: World) -> None:
    proposal = priority(world)
    with pytest.raises(ValidationError) as refused:
        say(world, RECOMMEND, proposal, outcome=Outcome.CHANGED)
    assert set(refused.value.message_dict) == {"volume", "reason"}
    changed = say(
        world, RECOMMEND, proposal, outcome=Outcome.CHANGED, volume=Decimal(50), reason="Sebagian sudah dipaving."
    )
    assert (changed.current_volume, changed.current_amount) == (Decimal(50), 10_000_000)
    assert (changed.volume, changed.amount) == (proposal.volume, proposal.amount), "what was sent stays"
    assert say(world, PARTNER, changed).current_amount == 10_000_000


@pytest.mark.parametrize(("outcome", "status"), [(Outcome.UNFUNDED, S.UNFUNDED), (Outcome.REJECTED, S.REJECTED)])
def test_no_without_a_reason_is_refused_and_with_one_ends_it(world: World, outcome: Outcome, status: Status) -> None:
    proposal = say(world, AGENCY_FORUM, recommended(world))
    with pytest.raises(ValidationError) as refused:
        say(world, BUDGET, proposal, outcome=outcome)
    assert set(refused.value.message_dict) == {"reason_code"}
    ended = say(world, BUDGET, proposal, outcome=outcome, **CEILING)
    assert (ended.status, ended.reason_code, ended.reason) == (status, "pagu", CEILING["reason"])
    assert LevelDecision.objects.get(proposal=ended, level=Level.BUDGET).amount == 0
    assert Notice.objects.filter(proposal=ended, text__contains="Pagu dinas").exists(), "the group is told why"


def test_a_refusing_agency_ends_it_at_once(world: World) -> None:
    ended = say(world, RECOMMEND, priority(world), outcome=Outcome.REJECTED, **CEILING)
    assert ended.status == S.REJECTED


def test_the_forum_of_the_agency_may_change_its_mind_until_the_budget_team_speaks(world: World) -> None:
    proposal = say(world, AGENCY_FORUM, recommended(world))
    say(world, AGENCY_FORUM, proposal, outcome=Outcome.UNFUNDED, **CEILING)
    say(world, AGENCY_FORUM, proposal, outcome=Outcome.UNFUNDED, **CEILING)
    said = LevelDecision.objects.filter(proposal=proposal, level=Level.AGENCY).order_by("version")
    assert [one.outcome for one in said] == [Outcome.ACCEPTED, Outcome.ACCOMMODATED, Outcome.UNFUNDED], (
        "a resend is one"
    )


def test_an_agency_never_goes_above_its_pagu(world: World) -> None:
    amount = agreed(world).current_amount
    limit: dict[str, Any] = {"region": world.city, "agency": world.agencies["pu"], "by": world.offices["bappeda"]}
    set_ceiling(world.cycle, amount=2 * amount, at=NOW, **limit)
    second, third = recommended(world), recommended(world)
    say(world, AGENCY_FORUM, second)
    with pytest.raises(ValidationError, match="terlampaui"):
        say(world, AGENCY_FORUM, third)
    room = after_forum.room_of(world.cycle, world.agencies["pu"].pk, agreed_in_forum=True)
    assert room is not None
    assert (room.used, room.left, room.over) == (2 * amount, 0, 0)
    say(world, AGENCY_FORUM, third, outcome=Outcome.UNFUNDED, **CEILING)
    assert say(world, BUDGET, second).status == S.ACCOMMODATED


def test_nothing_is_said_outside_its_stage(world: World) -> None:
    proposal = priority(world)
    Stage.objects.filter(kind__in=["kecamatan", "forum_pd"]).update(closed_at=NOW)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        say(world, RECOMMEND, proposal)


def test_the_second_of_two_who_decide_is_told(world: World) -> None:
    proposal, by = priority(world), world.offices["kepala_opd"]
    seen = proposal.version
    following.say(RECOMMEND, [Word(proposal, Outcome.ACCEPTED)], by=by, at=NOW, expected=seen)
    other = Word(proposal, Outcome.REJECTED, **CEILING)
    with pytest.raises(ValidationError, match="baru saja diubah"):
        following.say(RECOMMEND, [other], by=world.offices["opd"], at=NOW, expected=seen)


def test_many_go_in_one_act_with_queries_that_do_not_grow(world: World) -> None:
    def queries(count: int) -> int:
        rows = [priority(world) for _ in range(count)]
        words = [Word(one, Outcome.ACCEPTED) for one in rows]
        with CaptureQueriesContext(connection) as asked:
            following.say(RECOMMEND, words, by=world.offices[WHO["rekomendasi"]], at=NOW)
        return len(asked)

    assert queries(2) == queries(7)
    assert Event.objects.filter(kind=Event.Kind.RECOMMENDED).count() == 9
