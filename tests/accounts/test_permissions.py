"""The engine of the tables: what no table names is refused, and a superuser has no office."""

import pytest

from accounts.models import User
from accounts.permissions import allows, tables
from accounts.roles import DESCRIPTIONS, Role
from proposals.models import Proposal
from tests.world import ROLE_ROWS, World


def test_what_no_table_names_is_refused(world: World) -> None:
    assert not allows(world.offices["bappeda"], "proposals.fly_proposal")
    assert not allows(None, "proposals.view_proposal")


def test_no_permission_stands_in_two_tables() -> None:
    named = [perm for table in tables() for perm in table]
    assert len(named) == len(set(named))


def test_every_role_is_described_once() -> None:
    assert sorted(row.code for row in DESCRIPTIONS) == sorted(["PUB", *Role.values])


@pytest.mark.parametrize("row", ROLE_ROWS[1:])
def test_seeing_one_usulan_and_finding_it_agree(world: World, row: str) -> None:
    world.draft()
    world.sent()
    world.sent(group="rw02", by=world.offices["rw_tetangga"])
    world.draft(group="pkk", item="pelatihan")
    holding = world.offices[row]
    found = set(Proposal.objects.visible_to(holding))
    allowed = {p for p in Proposal.objects.for_list() if allows(holding, "proposals.view_proposal", p)}
    assert found == allowed


def test_a_superuser_without_an_office_acts_as_nobody(world: World) -> None:
    User.objects.create(username="root", is_superuser=True, is_staff=True)
    client = world.client("publik")
    client.force_login(User.objects.get(username="root"), backend="accounts.permissions.TableBackend")
    assert client.get("/peran/").status_code == 403
