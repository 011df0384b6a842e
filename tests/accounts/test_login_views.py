"""Coming in, going out, acting as another office."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.doors import acting
from accounts.models import OfficeHolding, User
from tests.permissions import said, table
from tests.world import World

DOORS = """
                peran
    publik      masuk
    rt          boleh
    rw          boleh
    lembaga     boleh
    pendamping  boleh
    kelurahan   boleh
    lurah       boleh
    kecamatan   boleh
    camat       boleh
    opd         boleh
    kepala_opd  boleh
    mitra       boleh
    bappeda     boleh
    tapd        boleh
    dprd        boleh
    pimpinan    boleh
"""


@pytest.mark.parametrize(("row", "door", "word"), table(DOORS))
def test_who_reads_the_roles(world: World, row: str, door: str, word: str) -> None:
    assert said(world.client(row).get(reverse(door))) == word


def test_a_wrong_password_gets_one_sentence_whoever_it_is_for(world: World) -> None:
    user = world.offices["rw"].user
    user.set_password("kata-sandi-panjang")
    user.save()
    client = Client()
    wrong = client.post("/masuk/", {"username": "rw", "password": "salah"})
    unknown = client.post("/masuk/", {"username": "tidak-ada", "password": "salah"})
    sentence = "Nama atau kata sandi salah"
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()
    right = client.post("/masuk/", {"username": "rw", "password": "kata-sandi-panjang"})
    assert right.status_code == 302


def test_the_way_back_after_login_stays_on_our_site(world: World) -> None:
    user = world.offices["rw"].user
    user.set_password("kata-sandi-panjang")
    user.save()
    answer = Client().post(
        "/masuk/?next=//evil.example/", {"username": "rw", "password": "kata-sandi-panjang", "next": "//evil.example/"}
    )
    assert "evil" not in answer["Location"]


def test_a_person_with_two_offices_chooses_one(world: World) -> None:
    user = world.offices["rw"].user
    other = OfficeHolding.objects.create(office=world.offices["lembaga"].office, user=user, starts=date(2019, 1, 1))
    client = world.client("rw")
    assert acting(client.get("/peran/").wsgi_request) == world.offices["rw"]
    client.post("/ganti-jabatan/", {"jabatan": other.pk})
    assert acting(client.get("/peran/").wsgi_request) == other
    foreign = world.offices["camat"]
    assert client.post("/ganti-jabatan/", {"jabatan": foreign.pk}).status_code == 404
    assert client.post("/ganti-jabatan/", {"jabatan": "x'"}).status_code == 404


def test_an_ended_term_opens_no_door(world: World) -> None:
    OfficeHolding.objects.filter(pk=world.offices["rw"].pk).update(ends=date(2021, 1, 1))
    assert world.client("rw").get("/peran/").status_code == 403
    assert User.objects.get(username="rw").is_active


def test_going_out_is_a_post(world: World) -> None:
    client = world.client("rw")
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").status_code == 302
    assert said(client.get("/peran/")) == "masuk"
