"""The command names pairs with score and reasons, and changes nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from proposals.models import Event
from tests.world import World


def test_the_pairs_of_a_kelurahan_are_named_with_score_and_reasons(world: World) -> None:
    first, second = world.sent(address="Gang 4"), world.sent(address="gg. 4")
    world.sent(group="rw02", address="Gang 4")
    events, said = Event.objects.count(), StringIO()
    where = {"kelurahan": world.regions["mawar"].code, "year": world.cycle.plan_year}
    call_command("find_similar", stdout=said, **where)
    lines = said.getvalue().splitlines()
    assert "pekerjaan sama" in lines[0]
    assert [line.split()[0] for line in lines[1:3]] == [first.number, second.number]
    assert lines[-1].startswith("1 pasangan mirip di antara 3 usulan Kel. Mawar")
    assert Event.objects.count() == events


def test_an_unknown_kelurahan_is_refused_with_a_sentence(world: World) -> None:
    with pytest.raises(CommandError, match="tidak ada di data wilayah"):
        call_command("find_similar", kelurahan="99.01.01.9999", year=2027)
