"""TOTP and recovery codes: set up, asked for, once only; who must have one; how Bappeda takes a lost one off."""

import time
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from accounts.actions import remove_second_factor
from accounts.models import OfficeHolding, User
from tests.permissions import said, table
from tests.world import NOW, TODAY, World

PASSWORD = "kata-sandi-panjang"
INDEX, CODE = "/keamanan/", "/masuk/kode/"


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(totp.time, "time", clock)
    return clock


@pytest.fixture
def strict(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def person(world: World, row: str) -> User:
    user = world.offices[row].user
    user.set_password(PASSWORD)
    user.save()
    return user


def came(user: User, client: Client | None = None, **more: Any) -> Client:
    """Come to the door with the right password."""
    client = client or Client()
    client.post("/masuk/", {"username": user.username, "password": PASSWORD, **more})
    return client


def shown(secret: str, clock: Clock, *, steps: int = 0) -> str:
    """What the app shows now, or so many half-minutes later."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(clock.now) // 30 + steps)))


def with_app(world: World, row: str, clock: Clock) -> tuple[User, str, Client]:
    """A person who has set up the app through the pages; a minute passes."""
    user = person(world, row)
    client = came(user)
    client.get("/keamanan/aplikasi/")
    secret = client.session[totp.SECRET_SESSION_KEY]
    answer = client.post("/keamanan/aplikasi/", {"code": shown(secret, clock)})
    assert answer["Location"] == "/keamanan/kode-cadangan/"
    clock.now += 60
    return user, secret, client


def test_the_app_is_set_up_with_its_code_and_asked_for_from_then_on(world: World, clock: Clock) -> None:
    user, secret, client = with_app(world, "lurah", clock)
    assert "Terpasang sejak" in client.get(INDEX).content.decode()
    other = came(user, next="/peran/")
    assert other.get("/peran/")["Location"] == "/masuk/?next=/peran/"  # the password alone opens nothing
    assert "Satu langkah lagi" in other.get(CODE).content.decode()
    answer = other.post(CODE, {"code": f" {shown(secret, clock)[:3]} {shown(secret, clock)[3:]} "})
    assert answer["Location"] == "/peran/"
    assert other.get("/peran/").status_code == 200


def test_the_page_draws_the_secret_and_keeps_it_when_the_code_is_wrong(world: World, clock: Clock) -> None:
    client = came(person(world, "lurah"))
    page = client.get("/keamanan/aplikasi/").content.decode()
    secret = client.session[totp.SECRET_SESSION_KEY]
    assert secret in page
    assert "<svg" in page
    again = client.post("/keamanan/aplikasi/", {"code": "000000"}).content.decode()
    assert secret in again
    assert not Authenticator.objects.exists()


def test_a_code_counts_once(world: World, clock: Clock) -> None:
    user, secret, _ = with_app(world, "lurah", clock)
    first, second = came(user), came(user)
    clock.now += 90
    code = shown(secret, clock)
    assert first.post(CODE, {"code": code}).status_code == 302
    clock.now += 31  # django-allauth's own mark is gone by now, the code still in its window
    refused = second.post(CODE, {"code": code})
    assert "sudah dipakai" in refused.content.decode()
    assert second.post(CODE, {"code": shown(secret, clock, steps=-2)}).status_code == 200
    assert second.post(CODE, {"code": shown(secret, clock)}).status_code == 302


def test_the_code_of_the_setting_up_does_not_open_the_door(world: World, clock: Clock) -> None:
    user, secret, _ = with_app(world, "lurah", clock)
    clock.now -= 60
    assert came(user).post(CODE, {"code": shown(secret, clock)}).status_code == 200


def test_ten_wrong_codes_rest_the_account(world: World, clock: Clock, settings: Settings) -> None:
    user, secret, _ = with_app(world, "lurah", clock)
    settings.AXES_ENABLED = True
    settings.ACCOUNT_RATE_LIMITS = False
    client = came(user)
    assert [client.post(CODE, {"code": "000000"}).status_code for _ in range(10)] == [200] * 9 + [429]
    right = client.post(CODE, {"code": shown(secret, clock)})
    assert "Terlalu banyak kode yang salah" in right.content.decode()
    again = Client().post("/masuk/", {"username": "lurah", "password": PASSWORD})
    assert again.status_code == 429


def test_each_recovery_code_works_once(world: World, clock: Clock) -> None:
    user, _, client = with_app(world, "lurah", clock)
    page = client.get("/keamanan/kode-cadangan/")
    codes = page.context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] in page.content.decode()
    assert codes[0] not in client.get("/keamanan/kode-cadangan/").content.decode()  # readable once
    assert came(user).post(CODE, {"code": codes[0]}).status_code == 302
    assert came(user).post(CODE, {"code": codes[0]}).status_code == 200
    client.post("/keamanan/kode-cadangan/baru/")
    assert came(user).post(CODE, {"code": codes[1]}).status_code == 200


def test_secrets_are_not_kept_in_the_clear(world: World, clock: Clock) -> None:
    user, secret, _ = with_app(world, "lurah", clock)
    assert secret not in str(
        list(Authenticator.objects.filter(user=user).order_by("pk").values_list("data", flat=True))
    )


def test_setting_up_and_taking_off_end_the_other_sessions(world: World, clock: Clock) -> None:
    old = came(person(world, "lurah"))
    _, _, client = with_app(world, "lurah", clock)
    assert old.get("/peran/").status_code == 302
    assert client.get("/keamanan/aplikasi/lepas/").status_code == 200
    assert client.post("/keamanan/aplikasi/lepas/").status_code == 302
    assert not Authenticator.objects.exists()
    assert client.get("/peran/").status_code == 200


def test_after_five_minutes_the_password_is_asked_again(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, client = with_app(world, "lurah", clock)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    answer = client.get("/keamanan/aplikasi/lepas/")
    assert answer["Location"] == "/keamanan/ulang/?next=%2Fkeamanan%2Faplikasi%2Flepas%2F"
    assert "Ini benar Anda?" in client.get(answer["Location"]).content.decode()
    wrong = client.post(answer["Location"], {"password": "salah"})
    assert wrong.status_code == 200
    assert client.post(answer["Location"], {"password": PASSWORD})["Location"] == "/keamanan/aplikasi/lepas/"
    assert client.get("/keamanan/aplikasi/lepas/").status_code == 200


COMPULSORY = """
                kantor  keamanan
    publik      masuk   masuk
    rt          boleh   boleh
    rw          boleh   boleh
    lembaga     boleh   boleh
    pendamping  boleh   boleh
    kelurahan   boleh   boleh
    lurah       boleh   boleh
    kecamatan   boleh   boleh
    camat       tidak   boleh
    opd         boleh   boleh
    kepala_opd  boleh   boleh
    mitra       boleh   boleh
    bappeda     tidak   boleh
    tapd        boleh   boleh
    dprd        boleh   boleh
    pimpinan    boleh   boleh
"""


@pytest.mark.parametrize(("row", "door", "word"), table(COMPULSORY))
def test_who_is_led_to_set_one_up(world: World, strict: None, row: str, door: str, word: str) -> None:
    """`tidak` stands for: led to the page that sets one up."""
    answer = world.client(row).get(f"/{door}/")
    led = answer.status_code == 302 and answer["Location"] == INDEX
    assert ("tidak" if led else said(answer)) == word


def test_a_camat_without_a_factor_can_do_nothing_else_until_one_is_there(
    world: World, strict: None, clock: Clock
) -> None:
    client = came(person(world, "camat"))
    for door in ("/", "/kantor/", "/admin/", "/api/usulan/", reverse("forum"), "/ganti-jabatan/"):
        assert client.get(door).headers.get("Location") == INDEX, door
    assert "Pasang dahulu, baru bekerja" in client.get(INDEX).content.decode()
    _, _, client = with_app(world, "camat", clock)
    assert client.get("/keamanan/kode-cadangan/").status_code == 200
    assert client.get("/kantor/").status_code == 200


def test_any_running_office_that_needs_it_is_enough(world: World, strict: None) -> None:
    user = world.offices["rw"].user
    plt = OfficeHolding.objects.create(
        office=world.offices["camat"].office, user=user, starts=TODAY, status=OfficeHolding.Status.ACTING
    )
    client = world.client("rw")
    client.session["jabatan"] = world.offices["rw"].pk
    assert client.get("/kelompok/")["Location"] == INDEX
    plt.delete()
    assert world.client("rw").get("/peran/").status_code == 200


def test_ordinary_pages_ask_the_database_nothing_about_it(world: World, strict: None, clock: Clock) -> None:
    _, _, client = with_app(world, "camat", clock)
    client.get("/peran/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/peran/").status_code == 200
    asked = [query["sql"] for query in queries.captured_queries]
    assert not [sql for sql in asked if "mfa_" in sql or "account_email" in sql]
    assert len(asked) <= 4, asked  # session, person, offices; the year of the frame


def test_a_superuser_without_an_office_needs_one_too(world: World, strict: None) -> None:
    root = User.objects.create_superuser(username="root", password=PASSWORD)
    assert came(root).get("/admin/")["Location"] == INDEX


def test_the_demo_asks_nobody(world: World, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    assert came(person(world, "camat")).get("/kantor/").status_code == 200


def test_a_session_opened_around_the_second_factor_ends(world: World, clock: Clock) -> None:
    with_app(world, "lurah", clock)
    world.offices["lurah"].user.refresh_from_db()
    around = world.client("lurah")
    assert around.get("/peran/")["Location"] == "/masuk/"
    assert "_auth_user_id" not in around.session


def test_bappeda_takes_a_lost_factor_off_with_a_reason_that_is_told(world: World, clock: Clock) -> None:
    user, _, client = with_app(world, "lurah", clock)
    door = f"/orang/{user.pk}/lepas-pengamanan/"
    bappeda = world.client("bappeda")
    assert "Lepas pengamanan masuk" in bappeda.get(door).content.decode()
    assert bappeda.post(door, {"reason": " "}).status_code == 200
    assert Authenticator.objects.filter(user=user).exists()
    done = bappeda.post(door, {"reason": "Ponsel hilang, lapor langsung."})
    assert done.status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/peran/").status_code == 302  # whoever has the phone is out
    told = came(user).get(INDEX).content.decode()
    assert "Ponsel hilang, lapor langsung." in told
    assert "Ponsel hilang" not in came(user).get(INDEX).content.decode()
    row = user.history.get(history_change_reason__contains="Ponsel hilang")
    assert row.history_user == world.offices["bappeda"].user


def test_nobody_takes_off_their_own_that_way(world: World, clock: Clock) -> None:
    user, _, client = with_app(world, "bappeda", clock)
    answer = client.post(f"/orang/{user.pk}/lepas-pengamanan/", {"reason": "malas"})
    assert "akun sendiri" in answer.content.decode()
    with pytest.raises(ValidationError, match="akun sendiri"):
        remove_second_factor(user, by=world.offices["bappeda"], at=NOW, reason="malas")
    assert Authenticator.objects.filter(user=user).exists()


def test_the_operator_of_the_server_takes_off_what_nobody_else_can(world: World, clock: Clock) -> None:
    user, _, _ = with_app(world, "bappeda", clock)
    out = StringIO()
    call_command("remove_second_factor", "bappeda", reason="Ponsel hilang", stdout=out)
    assert "Belum ada yang diubah" in out.getvalue()
    call_command("remove_second_factor", "bappeda", reason="Ponsel hilang", commit=True, stdout=out)
    assert not Authenticator.objects.filter(user=user).exists()
    for name in ("bappeda", "tidak-ada"):
        with pytest.raises(CommandError):
            call_command("remove_second_factor", name, reason="Ponsel hilang", commit=True, stdout=out)


def test_the_page_of_a_person_leads_bappeda_to_it_but_not_for_oneself(world: World) -> None:
    bappeda = world.client("bappeda")
    theirs, own = world.offices["lurah"].user, world.offices["bappeda"].user
    assert (
        f"/orang/{theirs.pk}/lepas-pengamanan/"
        in bappeda.get(f"/admin/accounts/user/{theirs.pk}/change/").content.decode()
    )
    assert "lepas-pengamanan" not in bappeda.get(f"/admin/accounts/user/{own.pk}/change/").content.decode()


def test_secrets_and_mail_addresses_are_no_lists_of_the_admin(world: World) -> None:
    root = User.objects.create_superuser(username="root", password=PASSWORD)
    client = came(root)
    assert client.get("/admin/mfa/authenticator/").status_code == 404
    assert client.get("/admin/account/emailaddress/").status_code == 404


def test_what_is_not_there_is_not_taken_off(world: World) -> None:
    with pytest.raises(ValidationError, match="tidak memakai"):
        remove_second_factor(world.offices["rw"].user, by=world.offices["bappeda"], at=NOW, reason="hilang")


@pytest.mark.parametrize(
    "junk", ["", "x", "[]", "{}", '{"id": 1}', '{"id":"a","rawId":"a","response":{},"type":"public-key"}']
)
def test_junk_in_place_of_a_passkey_is_refused(world: World, clock: Clock, junk: str) -> None:
    client = came(person(world, "lurah"))
    client.get("/keamanan/kunci-sandi/")
    assert client.post("/keamanan/kunci-sandi/", {"name": "x", "credential": junk}).status_code == 200
    assert Client().post("/masuk/kunci-sandi/", {"credential": junk}).status_code == 302
    user, _, _ = with_app(world, "kelurahan", clock)
    assert came(user).post(CODE, {"credential": junk}).status_code == 200
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()
