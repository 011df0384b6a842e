"""Ganti pemegang: the office goes on, the terms stay, the person before is out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.actions import cards, terms
from accounts.models import Office, OfficeHolding, User
from accounts.permissions import allows
from accounts.roles import Role
from proposals import actions
from proposals.models import Event
from tests.permissions import said
from tests.world import NOW, TODAY, World

DEFINITIVE, ACTING = OfficeHolding.Status.DEFINITIVE, OfficeHolding.Status.ACTING


def give(world: World, row: str = "rw", **other: Any) -> OfficeHolding:
    """Hand an office of the world to Bu Ratna from today on, by the kelurahan."""
    data: dict[str, Any] = {
        "name": "Ratna Dewi",
        "phone": "081200000001",
        "starts": TODAY,
        "status": DEFINITIVE,
        "decree": "SK 5/2026",
        "by": world.offices["kelurahan"],
        "at": NOW,
    }
    return terms.hand_over(world.offices[row].office, **(data | other))


def test_the_old_term_ends_the_day_before_and_stays(world: World) -> None:
    old = world.offices["rw"]
    new = give(world)
    old.refresh_from_db()
    assert (old.ends, new.starts, new.ends) == (TODAY - timedelta(days=1), TODAY, None)
    assert (new.office, new.decree, new.label) == (old.office, "SK 5/2026", "Ketua RW 01 Kel. Mawar")
    assert new.user != old.user
    assert not new.user.has_usable_password()
    assert new.user.username.startswith("rw")
    assert old.history.count() == 1


def test_who_held_the_office_before_can_act_no_more_even_in_a_running_session(world: World) -> None:
    client = world.client("rw")
    assert said(client.get("/peran/")) == "boleh"
    new = give(world)
    assert said(client.get("/peran/")) in {"masuk", "tidak"}
    client = world.client("publik")
    client.force_login(new.user, backend="accounts.permissions.TableBackend")
    assert said(client.get("/peran/")) == "boleh"


def test_a_term_that_begins_later_leaves_the_holder_in_office_until_then(world: World) -> None:
    new = give(world, starts=TODAY + timedelta(days=10))
    holders = OfficeHolding.objects.filter(office=new.office)
    assert [term.user_id for term in holders.in_force(TODAY)] == [world.offices["rw"].user_id]
    assert [term.user_id for term in holders.in_force(TODAY + timedelta(days=10))] == [new.user_id]


def test_what_was_done_keeps_the_name_of_who_did_it(world: World) -> None:
    proposal = world.sent()
    new = give(world)
    event = Event.objects.get(proposal=proposal, kind=Event.Kind.SUBMITTED)
    assert event.holding == world.offices["rw"]
    proposal.refresh_from_db()
    assert proposal.entered_by == world.offices["rw"]
    assert allows(new, "proposals.withdraw_proposal", proposal)
    actions.sending.withdraw(proposal, reason="Sudah dikerjakan warga sendiri", by=new, at=NOW)
    assert Event.objects.filter(proposal=proposal, holding=new).count() == 1


def test_an_acting_holder_signs_with_plt(world: World) -> None:
    new = give(world, "lurah", status=ACTING, by=world.offices["kecamatan"])
    assert (new.label, new.is_head) == ("Plt. Lurah Mawar", True)


REFUSALS = [
    ({"starts": date(2020, 1, 1)}, "Tanggal mulai harus sesudahnya"),
    ({"starts": TODAY + timedelta(days=800)}, "paling jauh setahun"),
    ({"name": "pemegang  RW"}, "sedang memegang jabatan ini"),
    ({"follows": 0}, "baru saja berganti"),
    ({"ends": TODAY - timedelta(days=3)}, "tidak boleh sebelum tanggal mulai"),
]


@pytest.mark.parametrize(("other", "sentence"), REFUSALS)
def test_what_cannot_be_is_refused(world: World, other: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        give(world, **other)
    assert OfficeHolding.objects.get(office__code="rw").ends is None


def test_a_known_person_keeps_the_account(world: World) -> None:
    known = world.offices["lembaga"].user
    known.phone = "081200000001"
    known.name = "Ratna Dewi"
    known.save()
    assert give(world).user == known
    assert OfficeHolding.objects.in_force(TODAY).filter(user=known).count() == 2


def test_nobody_gives_a_small_office_to_somebody_higher_to_get_at_the_account(world: World) -> None:
    camat = world.offices["camat"].user
    camat.phone = "081200000001"
    camat.name = "Ratna Dewi"
    camat.save()
    new = give(world)
    assert new.user != camat
    with pytest.raises(ValidationError, match="di luar wewenang Anda"):
        give(world, starts=TODAY + timedelta(days=1), user=camat, name="Ratna Dewi Camat")
    OfficeHolding.objects.filter(pk=new.pk).update(user=camat)
    new.refresh_from_db()
    with pytest.raises(ValidationError, match="di luar wewenang Anda"):
        cards.start_anew(new, by=world.offices["lurah"], at=NOW)
    camat.refresh_from_db()
    assert camat.session_serial == 0


def test_nobody_gives_the_own_office_away(world: World) -> None:
    with pytest.raises(ValidationError, match="jabatan Anda sendiri"):
        give(world, "bappeda", by=world.offices["bappeda"])


def test_an_office_can_stand_empty_and_be_filled(world: World) -> None:
    office = Office.objects.create(
        city=world.city, code="rt02", name="Ketua RT 02", role=Role.RT, region=world.regions["rt02"],
        group=world.groups["rt01"],
    )  # fmt: skip
    new = terms.hand_over(
        office, name="Baru", phone="", starts=TODAY, status=DEFINITIVE, decree="", by=None, at=NOW, follows=0
    )
    assert (new.office, new.user.username) == (office, "rt02")


def test_no_account_is_made_twice_under_one_name(world: World) -> None:
    User.objects.create_user("rw-2")
    assert give(world).user.username == "rw-3"
