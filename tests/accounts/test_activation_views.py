"""Aktivasi: small, throttled, the same answer to every wrong code, and no code in any address."""

import gzip

from django.core.cache import cache
from django.test import Client

from accounts.actions import cards
from accounts.doors import acting
from accounts.models import OfficeHolding
from tests.world import NOW, TODAY, World

URL = "/aktivasi/"
PASSWORD = "gerobak-kuning-lima"


def code(world: World, row: str = "rw") -> str:
    return cards.issue([world.offices[row]], by=world.offices["kecamatan"], at=NOW)[0].spoken


def send(client: Client, kode: str, **other: str) -> str:
    data = {
        "kode": kode,
        "langkah": "2",
        "name": "Budi Santoso",
        "phone": "081234567890",
        "password": PASSWORD,
        "again": PASSWORD,
    }
    return client.post(URL, data | other).content.decode()


def test_a_holder_comes_in_with_a_card_and_a_password_of_the_own(world: World) -> None:
    client, kode = Client(), code(world)
    asked = client.post(URL, {"kode": kode.upper().replace("-", " ")}).content.decode()
    assert "Ketua RW 01 Kel. Mawar" in asked
    assert 'value="Pemegang rw"' in asked
    before = client.session.session_key
    answer = client.post(
        URL, {"kode": kode, "langkah": "2", "name": "Budi Santoso", "password": PASSWORD, "again": PASSWORD}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/kantor/")
    assert client.session.session_key != before
    assert acting(client.get("/peran/").wsgi_request) == world.offices["rw"]
    fresh = Client()
    assert fresh.post("/masuk/", {"username": "rw", "password": PASSWORD}).status_code == 302
    assert "sudah dipakai" in send(Client(), kode)


def test_a_person_with_two_offices_comes_in_as_the_one_of_the_card(world: World) -> None:
    OfficeHolding.objects.create(office=world.offices["lembaga"].office, user=world.offices["rw"].user, starts=TODAY)
    client = Client()
    send(client, code(world))
    assert acting(client.get("/peran/").wsgi_request) == world.offices["rw"]


def test_a_weak_or_mistyped_password_keeps_the_card(world: World) -> None:
    kode = code(world)
    assert "Kedua kata sandi tidak sama" in send(Client(), kode, again="lain-sama-sekali-9")
    assert "terlalu" in send(Client(), kode, password="1234567890", again="1234567890")
    assert "Tulis nama orangnya saja" in send(Client(), kode, name="<b>1</b>")
    assert not world.offices["rw"].user.__class__.objects.get(username="rw").password
    send(Client(), kode)
    assert world.offices["rw"].user.__class__.objects.get(username="rw").check_password(PASSWORD)


def test_wrong_codes_get_one_answer_and_run_out(world: World) -> None:
    cache.clear()
    kode = code(world)
    answers = [Client().post(URL, {"kode": f"2222-2222-{n:06d}"}) for n in range(20)]
    assert {answer.status_code for answer in answers} == {200}
    assert all("Kode ini tidak dikenal" in answer.content.decode() for answer in answers)
    late = Client().post(URL, {"kode": kode})
    assert late.status_code == 429
    assert "Tunggu satu menit" in late.content.decode()
    assert Client().post(URL, {"kode": kode}, REMOTE_ADDR="10.1.1.1").status_code == 200


def test_a_hall_with_good_codes_is_never_held_up(world: World) -> None:
    cache.clear()
    holdings = [world.add_office(f"r{n}", f"Ketua {n}", "RT", "rt01", group=world.groups["rt01"]) for n in range(25)]
    made = cards.issue(holdings, by=world.offices["lurah"], at=NOW)
    for card in made:
        assert "Buat kata sandi" in Client().post(URL, {"kode": card.code}).content.decode()


def test_the_page_is_small_and_nothing_of_it_is_kept(world: World) -> None:
    first = Client().get(URL)
    second = Client().post(URL, {"kode": code(world)})
    for answer in (first, second):
        assert len(gzip.compress(answer.content)) <= 20 * 1024
        assert "no-store" in answer["Cache-Control"]
    assert first["Referrer-Policy"] == "same-origin"
    assert Client().get(f"{URL}?kode=2222-2222-222222").content.decode().count("2222") == 0
