from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from accounts.models import Office, OfficeHolding, ProposerGroup, User
from tests.admin_lists import address, registered, same_queries, shown
from tests.permissions import said, table
from tests.world import World

MODELS = {"jabatan": Office, "pemegang": OfficeHolding, "orang": User, "kelompok": ProposerGroup}
LISTS = """
                jabatan pemegang orang kelompok
    publik      masuk   masuk    masuk masuk
    rt          tidak   tidak    tidak tidak
    rw          tidak   tidak    tidak tidak
    lembaga     tidak   tidak    tidak tidak
    pendamping  tidak   tidak    tidak tidak
    kelurahan   boleh   boleh    tidak boleh
    lurah       boleh   boleh    tidak boleh
    kecamatan   boleh   boleh    tidak boleh
    camat       boleh   boleh    tidak boleh
    opd         tidak   tidak    tidak tidak
    kepala_opd  tidak   tidak    tidak tidak
    mitra       tidak   tidak    tidak tidak
    bappeda     boleh   boleh    boleh boleh
    tapd        tidak   tidak    tidak tidak
    dprd        tidak   tidak    tidak tidak
    pimpinan    tidak   tidak    tidak tidak
"""


@pytest.mark.parametrize(("row", "door", "word"), table(LISTS))
def test_who_opens_which_list(world: World, row: str, door: str, word: str) -> None:
    client, model = world.client(row), MODELS[door]
    assert said(client.get(address(model))) == word
    one = {
        "jabatan": world.offices["rw"].office,
        "pemegang": world.offices["rw"],
        "orang": world.offices["rw"].user,
        "kelompok": world.groups["rw01"],
    }[door]
    expected = word
    assert said(client.get(address(model, "change", one.pk))) == expected
    if row not in {"publik", "bappeda"}:
        assert client.post(address(model, "change", one.pk), {"name": "X"}).status_code == 403
        assert client.get(address(model, "add")).status_code == 403


def test_the_table_has_every_list() -> None:
    assert set(registered("accounts")) == set(MODELS.values())
    assert not admin.site.is_registered(Group)


def test_an_office_sees_the_offices_below_it(world: World) -> None:
    names = {one.code for one in shown(world.client("lurah"), Office)}
    assert "rw" in names
    assert not names & {"lurah_tetangga", "camat", "bappeda", "opd"}
    foreign = world.offices["lurah_tetangga"].office
    assert world.client("lurah").get(address(Office, "change", foreign.pk)).status_code == 404
    terms = {one.office.code for one in shown(world.client("camat_tetangga"), OfficeHolding)}
    assert terms == {"camat_tetangga"}


def test_bappeda_cannot_make_or_touch_a_superuser(world: World) -> None:
    client = world.client("bappeda")
    root = User.objects.create_superuser("root")
    assert root not in shown(client, User)
    assert client.get(address(User, "change", root.pk)).status_code == 404
    assert client.get(f"/admin/accounts/user/{root.pk}/password/").status_code in {302, 403, 404}
    assert client.post(
        f"/admin/accounts/user/{root.pk}/password/", {"password1": "Rahasia12345", "password2": "Rahasia12345"}
    ).status_code in {302, 403, 404}
    root.refresh_from_db()
    assert not root.has_usable_password()
    user = world.offices["rw"].user
    data = {"username": user.username, "name": "Pak Budi", "is_active": "on", "is_superuser": "on", "is_staff": "on"}
    assert client.post(address(User, "change", user.pk), data).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.is_superuser, user.is_staff) == ("Pak Budi", False, False)


def test_bappeda_makes_a_person_an_office_and_a_term(world: World) -> None:
    client = world.client("bappeda")
    data = {
        "username": "rw03",
        "name": "Bu Sari",
        "password1": "Kata-sandi-panjang-9",
        "password2": "Kata-sandi-panjang-9",
    }
    assert client.post(address(User, "add"), data).status_code == 302
    person = User.objects.get(username="rw03")
    office = {
        "city": world.city.pk,
        "code": "rw02b",
        "name": "Sekretaris RW 02",
        "role": "RW",
        "region": world.regions["rw02"].pk,
        "group": world.groups["rw02"].pk,
    }
    assert client.post(address(Office, "add"), office).status_code == 302
    made = Office.objects.get(code="rw02b")
    term = {"office": made.pk, "user": person.pk, "status": "definitif", "starts": "2026-01-02", "decree": "SK 1"}
    assert client.post(address(OfficeHolding, "add"), term).status_code == 302
    holding = OfficeHolding.objects.get(office=made)
    assert (holding.user, holding.starts) == (person, date(2026, 1, 2))


def test_a_term_is_ended_but_never_given_to_another(world: World) -> None:
    holding = world.offices["rw"]
    data = {
        "office": world.offices["lurah"].office.pk,
        "user": world.offices["opd"].user.pk,
        "status": "definitif",
        "starts": "2020-01-01",
        "ends": "2026-01-31",
    }
    assert world.client("bappeda").post(address(OfficeHolding, "change", holding.pk), data).status_code == 302
    fresh = OfficeHolding.objects.get(pk=holding.pk)
    assert (fresh.office, fresh.user, fresh.ends) == (holding.office, holding.user, date(2026, 1, 31))


def test_a_person_without_an_office_and_a_superuser_at_the_door(world: World) -> None:
    nobody = User.objects.create_user("tanpa")
    client = world.client("publik")
    client.force_login(nobody, backend="accounts.permissions.TableBackend")
    assert client.get("/admin/").status_code in {302, 403}
    root = User.objects.create_superuser("root")
    client.force_login(root, backend="accounts.permissions.TableBackend")
    assert client.get(address(Office)).status_code == 200


def test_the_lists_take_the_same_queries_for_more_rows(world: World) -> None:
    def add(count: int) -> None:
        start = Office.objects.count()
        for n in range(start, start + count):
            world.add_office(f"o{n}", f"Jabatan {n}", "PDP", "mawar")

    for model in (Office, OfficeHolding, User):
        same_queries(world.client("bappeda"), address(model), add, many=20)
