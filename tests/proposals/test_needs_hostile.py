"""The needs form under hands that mean no good, and under good hands that press the wrong key."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.test import Client
from PIL import Image

from proposals import actions
from proposals.models import Need, Stage
from tests.proposals.test_need_views import send, tell_up_to
from tests.world import NOW, World


def picture() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    file.name = "foto.jpg"
    file.seek(0)
    return file


def test_enter_in_the_address_goes_on_and_deletes_no_photo(world: World, client: Client) -> None:
    """A browser presses the first submit button of the form for Enter."""
    tell_up_to(client, world, 3)
    page = client.post("/kebutuhan/baru/3/", {"address": "Gang 4", "photos": picture(), "aksi": "unggah"})
    buttons = re.findall(r"<button[^>]*>", page.content.decode().partition("data-langkah")[2])
    assert "hapus:" in "".join(buttons)
    assert "name=" not in buttons[0]


def test_a_browser_that_fills_in_the_hidden_field_does_not_shut_its_person_out(world: World, client: Client) -> None:
    page_4 = tell_up_to(client, world, 4)
    refused = send(client, page_4, website="http://penuh.sendiri.example", teller_name="Budi")
    page = refused.content.decode()
    assert "tekan Kirim sekali lagi" in page
    assert "penuh.sendiri" not in page
    assert 'value="Budi"' in page
    assert not Need.objects.exists()
    assert send(client, page_4, teller_name="Budi").status_code == 302
    assert Need.objects.count() == 1


def test_a_closed_place_is_told_when_it_is_chosen_and_open_ones_are_named(world: World, client: Client) -> None:
    rembuk = world.cycle.stages.get(kind=Stage.Kind.REMBUK)
    by = world.offices["bappeda"]
    actions.stages.extend_stage(
        rembuk,
        region=world.regions["seroja"],
        closes_at=NOW + timedelta(days=30),
        reason="Balai RW dipakai mengungsi",
        by=by,
        at=NOW,
    )
    assert "Dibuka hanya" not in client.get("/kebutuhan/baru/").content.decode()
    actions.stages.schedule_stage(
        rembuk, opens_at=NOW - timedelta(days=20), closes_at=NOW - timedelta(days=1), by=by, at=NOW
    )
    assert "Kec. Seroja sampai" in client.get("/kebutuhan/baru/").content.decode()

    def choose(code: str) -> str:
        answer = client.post("/kebutuhan/baru/1/", {"kelurahan": code, "problem": "Gang tergenang", "aksi": "wilayah"})
        return answer.content.decode()

    closed = choose("99.01.01.1001")
    assert "Kel. Mawar: Rembuk RT/RW sudah ditutup" in closed
    assert "Gang tergenang" in closed
    assert "Belum dapat dikirim dari wilayah ini" not in choose("99.01.02.1001")


def test_photos_without_end_are_refused_and_the_rest_of_the_form_goes_on(
    world: World, client: Client, settings: Any
) -> None:
    settings.NEEDS_PER_HOUR = 1
    tell_up_to(client, world, 3)
    for _ in range(3):
        page = client.post("/kebutuhan/baru/3/", {"address": "Gang 4", "photos": picture(), "aksi": "unggah"})
        name = re.findall(r'value="hapus:([0-9a-f]{32})"', page.content.decode())[0]
        client.post("/kebutuhan/baru/3/", {"address": "Gang 4", "aksi": f"hapus:{name}"})
    refused = client.post("/kebutuhan/baru/3/", {"address": "Gang 4", "photos": picture(), "aksi": "unggah"})
    assert "Terlalu banyak foto" in refused.content.decode()
    assert client.post("/kebutuhan/baru/3/", {"address": "Gang 4"}).status_code == 302


def test_a_photo_of_another_visitor_cannot_be_seen_or_deleted(world: World, client: Client) -> None:
    tell_up_to(client, world, 3)
    page = client.post("/kebutuhan/baru/3/", {"address": "Gang 4", "photos": picture(), "aksi": "unggah"})
    name = re.findall(r'value="hapus:([0-9a-f]{32})"', page.content.decode())[0]
    stranger = Client()
    tell_up_to(stranger, world, 3)
    stranger.post("/kebutuhan/baru/3/", {"address": "Gang 9", "aksi": f"hapus:{name}"})
    assert stranger.get(f"/kebutuhan/baru/foto/{name}/").status_code == 404
    own = client.get(f"/kebutuhan/baru/foto/{name}/")
    assert own.getvalue()[:2] == b"\xff\xd8"
    for odd in ("..", "x" * 300, "%00", "..%2f..%2fsecret_key"):
        assert client.get(f"/kebutuhan/baru/foto/{odd}/").status_code == 404


def test_markup_stays_text_on_every_page_it_reaches(world: World, client: Client) -> None:
    bad = '"><svg onload=alert(1)></script><script>alert(2)</script>{{ 7|add:7 }}'
    tell_up_to(client, world, 3)
    client.post("/kebutuhan/baru/1/", {"kelurahan": "99.01.01.1001", "rw": "99.01.01.1001.001", "problem": bad})
    client.post("/kebutuhan/baru/3/", {"address": bad})
    review = client.get("/kebutuhan/baru/4/")
    sent = send(client, review, teller_name=bad)
    receipt = client.get(sent["Location"])
    for page in (review.content.decode(), receipt.content.decode()):
        assert "<svg onload" not in page
        assert "<script>alert" not in page
        assert "{{ 7|add:7 }}" in page


def test_odd_answers_are_no_fault_of_ours(world: World, client: Client) -> None:
    tell_up_to(client, world, 3)
    huge = "9" * 4000
    for step, fields in (
        (1, {"kelurahan": huge, "rw": "x", "rt": "\0", "problem": "\0" * 30}),
        (1, {"kelurahan": "99.01.01.1001", "rw": "99.01.02.1001.001", "problem": "Got buntu sejak dua bulan lalu"}),
        (2, {"item": huge, "volume": "1e999999999", "wish": "x" * 5000}),
        (2, {"item": "-1", "volume": "NaN"}),
        (2, {"item": "1 OR 1=1", "volume": "0", "aksi": "cari", "cari": "x" * 5000}),
        (3, {"address": "x" * 5000, "aksi": "hapus:../../secret_key"}),
        (3, {"address": "", "photos": BytesIO(b"")}),
    ):
        response = client.post(f"/kebutuhan/baru/{step}/", fields)
        assert response.status_code == 200, (step, fields)
    for odd in ("baru/5", "baru/0", f"baru/{huge}", "x" * 300):
        assert client.get(f"/kebutuhan/{odd}/").status_code == 404, odd
    assert not Need.objects.exists()
