"""Ten failures in a quarter of an hour rest an account and, for ten names, a network; known browsers go on."""

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User

RIGHT = "melati-kenanga-7"


@pytest.fixture
def lurah(db: None, settings: Settings) -> User:
    settings.AXES_ENABLED = True
    return User.objects.create_user(username="lurah", password=RIGHT)


def tried(client: Client, password: str, *, name: str = "lurah", address: str = "10.0.0.1") -> int:
    return client.post(reverse("masuk"), {"username": name, "password": password}, REMOTE_ADDR=address).status_code


def test_ten_wrong_passwords_rest_the_account_wherever_they_come_from(lurah: User) -> None:
    client = Client()
    assert [tried(client, "salah", address=f"10.{at}.0.1") for at in range(10)] == [200] * 9 + [429]
    assert tried(client, RIGHT, address="10.99.0.1") == 429
    answer = client.post(reverse("masuk"), {"username": "lurah", "password": RIGHT}, REMOTE_ADDR="10.0.0.1")
    assert "Coba lagi 15 menit lagi" in answer.content.decode()


def test_a_resting_account_costs_no_hash(lurah: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client, hashed = Client(), []
    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, *more: Any, **kwargs: Any) -> str:
        hashed.append(password)
        return encode(self, password, *more, **kwargs)

    for _ in range(10):
        tried(client, "salah")
    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    assert tried(client, RIGHT) == 429
    assert hashed == []


def test_a_stranger_elsewhere_does_not_keep_a_known_browser_out(lurah: User) -> None:
    known, stranger = Client(), Client()
    assert tried(known, RIGHT, address="10.1.0.1") == 302
    known.post(reverse("keluar"))
    for _ in range(10):
        tried(stranger, "salah", address="192.0.2.9")
    assert tried(stranger, RIGHT, address="192.0.2.9") == 429
    assert tried(known, RIGHT, address="10.1.0.1") == 302


def test_a_known_browser_gets_ten_tries_as_well(lurah: User) -> None:
    known = Client()
    tried(known, RIGHT)
    known.post(reverse("keluar"))
    assert [tried(known, "salah") for _ in range(10)] == [200] * 9 + [429]


def test_ten_names_tried_from_one_network_rest_it_for_others(lurah: User) -> None:
    spray = Client()
    for number in range(10):
        assert tried(spray, "salah", name=f"rw{number}", address=f"10.0.0.{number}") == 200
    assert tried(Client(), RIGHT, address="10.0.0.77") == 429
    assert tried(Client(), RIGHT, address="10.0.1.77") == 302
    assert tried(Client(), "salah", name="rw99", address="2001:db8::1") == 200


def test_a_name_remembered_at_last_counts_no_more(lurah: User) -> None:
    client = Client()
    for _ in range(9):
        tried(client, "salah")
    assert tried(client, RIGHT) == 302
    assert not AccessAttempt.objects.exists()


def test_no_secret_is_kept_of_a_failed_try(lurah: User) -> None:
    tried(Client(), "sandi-rahasia-saya")
    [attempt] = AccessAttempt.objects.all()
    assert "sandi-rahasia-saya" not in f"{attempt.post_data}{attempt.get_data}"
    assert attempt.ip_address == "10.0.0.0"
