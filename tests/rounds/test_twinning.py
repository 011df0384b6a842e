"""Before the freeze somebody answers each pair of usulan that may be one: F12."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from proposals.models import Apart
from rounds import actions
from rounds.models import Bond, Round
from tests.counting import queries
from tests.rounds import counted, town
from tests.rounds.counted import act, fresh
from tests.world import World

pytestmark = pytest.mark.django_db

WHY = "Lokasinya berbeda menurut survei."


def waiting(world: World, count: int = 4) -> Round:
    """A draft whose pairs nobody has answered: what the tests of rounds told apart is forgotten."""
    round_ = counted.drafted(world, count=count)
    Apart.objects.all().delete()
    return round_


def address(round_: Round) -> str:
    return reverse("putaran-kembar", args=[round_.code])


def answers(round_: Round, *said: str) -> dict[str, str]:
    """An answer for all that hangs together as the page names it, in its order; what is not said waits."""
    waiting = actions.freezing.likenesses(fresh(round_))
    return {f"mirip-{some.key}": word for some, word in zip(waiting, said, strict=False)}


def post(client: Client, round_: Round, **body: Any) -> Any:
    return client.post(address(round_), body)


def test_a_round_is_frozen_only_when_all_that_is_alike_is_answered(world: World) -> None:
    round_, client = waiting(world, 8), world.client("lurah")
    alike = actions.freezing.likenesses(round_)
    assert len(alike) > 1
    with pytest.raises(ValidationError, match=f"Usulan mirip di {len(alike)} tempat belum diputuskan"):
        actions.freezing.freeze(round_, **act(world))
    assert address(round_) in client.get(reverse("putaran", args=[round_.code])).content.decode()

    one = alike[0].pairs[0]
    actions.twinning.decide_twins(round_, only_one=[one.pair], reason=WHY, **act(world))
    bond = Bond.objects.get()
    assert (bond.kind, bond.note) == (Bond.Kind.CONFLICT, WHY)
    said = post(client, round_, **answers(round_, *["berbeda"] * 9), reason=WHY)
    assert (said.status_code, said.url) == (302, round_.get_absolute_url())
    assert Apart.objects.count() == sum(len(some.pairs) for some in alike) - 1

    assert actions.freezing.freeze(fresh(round_), **act(world)).rule_hash
    frozen = {row.facts["nomor"]: row.facts.get("bertentangan", []) for row in round_.candidates.all()}
    assert frozen[bond.proposal.number] == [[bond.other.number, WHY]]
    closed = client.get(address(round_)).content.decode()
    assert "Aturan sudah dibekukan" in closed
    assert post(client, round_, **{"mirip-1": "berbeda"}, reason=WHY).status_code == 422


@pytest.mark.parametrize(
    ("chosen", "reason", "sentence"),
    [
        (("berbeda",), "beda", "Tulis alasannya, paling sedikit 10 huruf."),
        (("berbeda",), "", "Tulis alasannya, paling sedikit 10 huruf."),
        ((), WHY, "Pilih jawaban untuk paling sedikit satu pasang."),
        (("<script>",), WHY, "Pilih jawaban untuk paling sedikit satu pasang."),
    ],
)
def test_a_refusal_keeps_what_was_chosen_and_typed(
    world: World, chosen: tuple[str, ...], reason: str, sentence: str
) -> None:
    round_ = waiting(world)
    back = post(world.client("kelurahan"), round_, **answers(round_, *chosen), reason=reason)
    text = back.content.decode()
    assert back.status_code == 422
    assert sentence in text
    assert text.count('value="berbeda" checked') == chosen.count("berbeda")
    assert f">{reason}</textarea>" in text
    assert not Apart.objects.exists()
    assert not Bond.objects.exists()


def test_a_pair_of_another_round_is_passed_over(world: World) -> None:
    round_ = waiting(world)
    done = actions.twinning.decide_twins(round_, different=[(1, 2_000_000)], reason=WHY, **act(world))
    assert (done, Apart.objects.count()) == (0, 0)


def test_the_page_costs_the_same_with_few_and_many_pairs(world: World) -> None:
    round_, client = waiting(world, 3), world.client("lurah")
    few = queries(client, address(round_))
    town.accepted(world, 8)
    assert sum(len(some.pairs) for some in actions.freezing.likenesses(fresh(round_))) > 3
    assert queries(client, address(round_)) == few
