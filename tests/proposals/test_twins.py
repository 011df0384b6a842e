"""Which usulan that stand together may be one, and the word that they are not."""

import pytest
from django.core.exceptions import ValidationError

from proposals.actions.telling_apart import tell_apart
from proposals.lifeline import lifeline
from proposals.models import Apart, Event, Proposal
from proposals.twins import gathered, told_apart, twins
from tests.rounds.town import act
from tests.world import World

pytestmark = pytest.mark.django_db

WHY = "Selokan di sisi jalan yang lain."
BROKEN = "Selokan mampet dan air masuk rumah warga setiap hujan deras"


def two(world: World) -> list[Proposal]:
    """The same drain asked for by one RW twice; and a training of the PKK, which is nothing like it."""
    drain = {"group": "rw01", "item": "got", "problem": BROKEN, "address": "Gang Melon nomor 3"}
    training = world.accepted(group="pkk", item="pelatihan", volume="30", problem="Ibu-ibu ingin belajar menjahit baju")
    return [world.accepted(**drain), world.accepted(**drain), training]


def test_a_pair_that_is_alike_is_named_once_whatever_the_order(world: World) -> None:
    known = two(world)
    for given in (known, known[::-1]):
        found = twins(given)
        assert [(pair.one, pair.other) for pair in found] == [(known[0], known[1])]
    (alike,) = gathered(found)
    assert alike.members == known[:2]
    assert "pekerjaan sama" in alike.same


def test_two_groups_that_name_no_place_each_ask_for_their_own(world: World) -> None:
    said = {"item": "pelatihan", "volume": "30", "problem": "Kader belum pernah dilatih mencatat kas lembaga"}
    one, other = world.accepted(group="pkk", **said), world.accepted(group="pkk", **said)
    Proposal.objects.order_by("pk").update(place="", lat=None, lng=None)
    assert len(twins(list(Proposal.objects.order_by("pk")))) == 1
    Proposal.objects.filter(pk=other.pk).update(group=world.groups["rw01"])
    assert twins(list(Proposal.objects.order_by("pk"))) == []
    assert one.number != other.number


def test_what_hangs_together_is_answered_together(world: World) -> None:
    drain = {"group": "rw01", "item": "got", "problem": BROKEN, "address": "Gang Melon nomor 3"}
    known = [world.accepted(**drain) for _ in range(3)]
    paving = {"group": "rw01", "item": "paving", "problem": "Jalan gang berlubang dan licin saat hujan", "volume": "90"}
    known += [world.accepted(**paving) for _ in range(2)]
    found = twins(known)
    assert len(found) == 4
    assert [some.members for some in gathered(found)] == [known[:3], known[3:]]
    assert [some.members for some in gathered(found[::-1])] == [known[3:], known[:3]]
    assert gathered([]) == []


def test_words_alone_do_not_join_two_kelurahan_but_near_pins_do(world: World) -> None:
    known = two(world)[:2]
    Proposal.objects.filter(pk=known[1].pk).update(kelurahan=world.regions["kenanga"])
    for near, expected in ((None, 0), ("-7.966630", 1), ("-7.986630", 0)):
        Proposal.objects.filter(pk=known[0].pk).update(lat="-7.966600", lng="112.632600")
        Proposal.objects.filter(pk=known[1].pk).update(lat=near, lng=near and "112.632600")
        assert len(twins(list(Proposal.objects.filter(pk__in=[one.pk for one in known]).order_by("-pk")))) == expected


def test_whoever_calls_them_different_says_why_and_both_life_lines_tell_it(world: World) -> None:
    one, other, training = two(world)
    assert len(tell_apart([(other, one)], reason=WHY, **act(world))) == 1
    assert tell_apart([(one, other)], reason=WHY, **act(world)) == []
    assert told_apart([one, other, training]) == {(one.pk, other.pk)}
    assert twins([one, other, training], told_apart([one, other])) == []
    for mine, theirs in ((one, other), (other, one)):
        step = next(step for step in lifeline(mine) if "Bukan" in step.title)
        assert (step.title, step.reason) == (f"Bukan usulan yang sama dengan {theirs.number}", WHY)
    assert Event.objects.filter(kind=Event.Kind.TOLD_APART).count() == 2


@pytest.mark.parametrize("reason", ["", "beda", "x" * 301])
def test_a_word_without_a_reason_is_refused(world: World, reason: str) -> None:
    one, other, _ = two(world)
    with pytest.raises(ValidationError):
        tell_apart([(one, other)], reason=reason, **act(world))
    with pytest.raises(ValidationError, match="dua usulan yang berbeda"):
        tell_apart([(one, one)], reason=WHY, **act(world))
    assert not Apart.objects.exists()
