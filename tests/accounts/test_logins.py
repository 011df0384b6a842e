"""One door, three names: user name, code of the office, telephone."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.logins import Meant, meant
from accounts.models import Office, OfficeHolding, User
from tests.world import TODAY, World

PASSWORD = "kata-sandi-panjang"


def let(world: World, row: str, **fields: Any) -> User:
    """Give the holder of an office a password and what else is asked."""
    user = world.offices[row].user
    for name, value in fields.items():
        setattr(user, name, value)
    user.set_password(PASSWORD)
    user.save()
    return user


def comes_in(typed: str, password: str = PASSWORD) -> bool:
    return Client().post("/masuk/", {"username": typed, "password": password}).status_code == 302


def successor(world: World, row: str, username: str, *, ends_before: bool = True) -> User:
    """A second person takes the office of that row from today on."""
    before = world.offices[row]
    if ends_before:
        OfficeHolding.objects.filter(pk=before.pk).update(ends=TODAY - timedelta(days=1))
    person = User.objects.create_user(username=username, password=PASSWORD)
    OfficeHolding.objects.create(office=before.office, user=person, starts=TODAY)
    return person


def test_a_person_comes_in_by_name_office_code_or_telephone(world: World) -> None:
    Office.objects.filter(pk=world.offices["rw"].office_id).update(code="RW01.MAWAR")
    let(world, "rw", phone="+62 812-3456-7890")
    for typed in ("rw", " rw ", "RW01.MAWAR", "rw01.mawar", "081234567890", "0812 3456 7890", "62812 3456 7890"):
        assert comes_in(typed), typed
        assert not comes_in(typed, "salah"), typed
    assert not comes_in("rw02.mawar")


def test_the_code_of_an_office_leads_to_who_holds_it_now(world: World) -> None:
    before = let(world, "rw")
    assert meant("rw", on=TODAY).person == before
    after = successor(world, "rw", "rw-2")
    assert meant("rw", on=TODAY).person == after
    assert meant("rw", on=TODAY - timedelta(days=1)).person == before
    OfficeHolding.objects.filter(user=after).delete()
    assert meant("rw", on=TODAY).person == before  # nobody holds it: only the user name is left


def test_two_holders_of_one_office_write_their_own_names(world: World) -> None:
    Office.objects.filter(pk=world.offices["kelurahan"].office_id).update(code="op.mawar")
    let(world, "kelurahan")
    successor(world, "kelurahan", "siti", ends_before=False)
    answer = Client().post("/masuk/", {"username": "op.mawar", "password": PASSWORD})
    assert "dipegang lebih dari satu orang" in answer.content.decode()
    assert comes_in("siti")
    assert comes_in("kelurahan")
    User.objects.filter(username="siti").update(is_active=False)
    assert meant("op.mawar", on=TODAY).person == world.offices["kelurahan"].user


def test_a_telephone_of_two_people_is_nobodys(world: World) -> None:
    let(world, "rw", phone="081234567890")
    let(world, "rt", phone="0812-3456-7890")
    assert meant("081234567890", on=TODAY) == Meant("081234567890")
    assert not comes_in("081234567890")


@pytest.mark.parametrize("typed", ["", "-", "?rw", "' OR 1=1 --", "٠٨١٢", "x" * 150, "rw\u202e"])
def test_odd_names_are_nobody(world: World, typed: str) -> None:
    assert meant(typed, on=TODAY).person is None
    assert not comes_in(typed)


def test_a_stranger_costs_as_much_as_an_official(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    Office.objects.filter(pk=world.offices["rw"].office_id).update(code="rw01.mawar")
    let(world, "rw", phone="081234567890")
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, *more: Any, **kwargs: Any) -> str:
        hashed.append(password)
        return encode(self, password, *more, **kwargs)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    costs = set()
    for typed in ("rw", "rw01.mawar", "081234567890", "089999999999", "tidak-ada"):
        hashed.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = Client().post("/masuk/", {"username": typed, "password": "salah"})
        assert "Nama atau kata sandi salah" in answer.content.decode()
        costs.add((len(queries), len(hashed)))
    assert len(costs) == 1
    assert costs.pop()[1] == 1


def test_the_session_key_changes_at_the_door(world: World) -> None:
    let(world, "rw")
    client = Client()
    client.get("/masuk/")
    client.session.save()
    session = client.session
    session["apa"] = "saja"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before or ""
    client.post("/masuk/", {"username": "rw", "password": PASSWORD})
    assert client.session.session_key != before


def test_there_is_no_other_door(world: World) -> None:
    """Django's own login page of the admin would go round lockout and second factor."""
    let(world, "bappeda")
    client = Client()
    answer = client.post("/admin/login/", {"username": "bappeda", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/masuk/?next=/admin/")
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").status_code == 302
    for closed in ("/accounts/signup/", "/accounts/login/", "/accounts/email/", "/accounts/password/reset/"):
        assert client.get(closed).status_code == 404
