"""Which usulan a forum decides on."""

from proposals import actions
from rounds.pool import pool
from tests.rounds.town import district
from tests.world import NOW, World


def test_what_bappeda_accepted_of_the_kecamatan_itself_waits_for_its_forum(world: World) -> None:
    own = world.sent(group="kecamatan", item="paving", by=world.offices["kecamatan"], locations=[])
    forum = district(world)
    assert own in pool(forum)
    actions.deciding.accept(own, by=world.offices["bappeda"], at=NOW, expected=None)
    assert own in pool(forum)
