import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User


@pytest.mark.django_db
def test_ten_wrong_passwords_lock_the_name_at_that_address_only(settings: Settings) -> None:
    settings.AXES_ENABLED = True
    User.objects.create_user(username="lurah", password="melati-kenanga-7")
    client, door = Client(), reverse("masuk")

    def tried(password: str, address: str) -> int:
        return client.post(door, {"username": "lurah", "password": password}, REMOTE_ADDR=address).status_code

    assert [tried("salah", "10.0.0.1") for _ in range(10)] == [200] * 9 + [429]
    assert tried("melati-kenanga-7", "10.0.0.1") == 429
    locked = client.post(door, {"username": "lurah", "password": "salah"}, REMOTE_ADDR="10.0.0.1")
    assert "Coba lagi dalam 30 menit" in locked.content.decode()
    assert tried("melati-kenanga-7", "10.0.0.2") == 302
