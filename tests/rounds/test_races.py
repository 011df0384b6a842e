"""Two people at one forum at the same moment: one wins, the other is told, nothing is lost or doubled."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from proposals.models import Event, LevelDecision
from rounds import actions
from rounds.models import Forum, Move
from tests.racing import together
from tests.rounds.town import complete, lane, opened, planned, round_of
from tests.world import NOW, World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def refusals(said: list[Any]) -> list[ValidationError]:
    return [answer for answer in said if isinstance(answer, ValidationError)]


def test_of_two_moves_one_stands_and_the_places_stay_whole(city: World) -> None:
    forum = opened(city)
    first, second, third = lane(forum, "SARPRAS")

    def move(candidate: Any, to: int, row: str) -> Any:
        return lambda: actions.ordering.move(candidate, to=to, by=city.offices[row], at=NOW, expected=0)

    said = together(move(third, 1, "lurah"), move(first, 3, "kelurahan"))
    assert [refusal.code for refusal in refusals(said)] == ["conflict"]
    assert [candidate.position for candidate in lane(forum, "SARPRAS")] == [1, 2, 3]
    assert {candidate.pk for candidate in lane(forum, "SARPRAS")} == {first.pk, second.pk, third.pk}
    assert Move.objects.count() == 1
    assert round_of(forum).revision == 1


def test_the_same_move_sent_twice_at_once_has_one_effect(city: World) -> None:
    forum = opened(city)
    last = lane(forum, "SARPRAS")[2]

    def move() -> Any:
        return actions.ordering.move(last, to=1, by=city.offices["lurah"], at=NOW, expected=0)

    assert refusals(together(move, move)) == []
    assert lane(forum, "SARPRAS")[0].pk == last.pk
    assert Move.objects.count() == 1


def test_two_closings_write_one_outcome_each(city: World) -> None:
    forum = complete(city, opened(city))

    def close() -> Any:
        return actions.closing.close_forum(forum, by=city.offices["lurah"], at=NOW)

    assert refusals(together(close, close)) == []
    assert LevelDecision.objects.filter(forum_number=forum.number).count() == 4
    assert Event.objects.filter(kind=Event.Kind.LIST_SENT).count() == 1


def test_a_move_against_the_closing_is_either_in_the_list_or_refused(city: World) -> None:
    forum = complete(city, opened(city))
    last = lane(forum, "SARPRAS")[2]
    said = together(
        lambda: actions.closing.close_forum(forum, by=city.offices["lurah"], at=NOW, expected=0),
        lambda: actions.ordering.move(last, to=1, by=city.offices["kelurahan"], at=NOW, expected=0),
    )
    refused = [refusal.code for refusal in refusals(said)]
    assert refused in (["closed"], ["conflict"])
    closed = Forum.objects.get(pk=forum.pk).status == Forum.Status.CLOSED
    assert closed == (refused == ["closed"])
    assert Move.objects.count() == (0 if closed else 1)


def test_two_openings_make_one_round(city: World) -> None:
    city.accepted()
    forum = planned(city)

    def start() -> Any:
        return actions.opening.open_forum(forum, by=city.offices["lurah"], at=NOW)

    assert refusals(together(start, start)) == []
    assert forum.rounds.count() == 1
