"""The engine of the tables: what no table names is refused, and a superuser has no office."""

from collections.abc import Iterator, Mapping

import pytest

from accounts import permissions
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


def test_a_request_that_comes_while_the_tables_are_read_sees_them_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two requests at the very start: the second was once refused, because it saw the tables half read."""
    permissions._whole_table.cache_clear()
    second: list[bool] = []

    def slowly() -> Iterator[Mapping[str, permissions.Predicate]]:
        yield {"a.view_first": permissions.role("KEL")}
        if not second:
            second.append(True)
            second.append(permissions.find("z.view_last") is not None)
        yield {"z.view_last": permissions.role("KEL")}

    monkeypatch.setattr(permissions, "tables", slowly)
    assert permissions.find("z.view_last") is not None
    assert second == [True, True]
    permissions._whole_table.cache_clear()
