"""Groups that others ask for."""

import pytest
from django.core.exceptions import ValidationError

from accounts.actions import ensure_group
from accounts.models import ProposerGroup
from tests.world import World

KINDS = ProposerGroup.Kind


def test_the_same_name_gives_the_same_group(world: World) -> None:
    rw, kelurahan = world.regions["rw01"], world.regions["mawar"]
    assert ensure_group(world.city, kind=KINDS.RW, name="rw 01", region=rw) == world.groups["rw01"]
    made = ensure_group(world.city, kind=KINDS.BODY, name="Karang Taruna", region=kelurahan)
    assert made.kind == KINDS.BODY
    assert ensure_group(world.city, kind=KINDS.BODY, name="KARANG TARUNA", region=kelurahan) == made


def test_a_group_needs_a_name(world: World) -> None:
    with pytest.raises(ValidationError):
        ensure_group(world.city, kind=KINDS.BODY, name="", region=world.regions["mawar"])
