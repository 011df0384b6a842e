"""A resident tells a need in four steps, without an account and without JavaScript, and follows it by its receipt."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from catalogue.models import KamusVariant
from proposals import actions
from proposals.models import Need, NeedDraft, Photo, Proposal, Stage, StageWindow
from tests.world import NOW, TINY_JPEG, World

PLACE = {"kelurahan": "99.01.01.1001", "rw": "99.01.01.1001.001", "rt": "99.01.01.1001.001.001"}
PROBLEM = "Gang 4 tergenang tiap hujan sejak 2023."
START = "/kebutuhan/baru/"


def text(response: Any) -> str:
    return str(response.content.decode())


def photo(name: str = "foto.jpg") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def step(client: Client, number: int, data: dict[str, Any]) -> Any:
    return client.post(f"{START}{number}/", data)


def tell_up_to(client: Client, world: World, number: int, **changes: Any) -> Any:
    """Fill in the steps before `number`; give the page of that step."""
    filled: list[dict[str, Any]] = [
        {**PLACE, "problem": PROBLEM},
        {"item": world.items["got"].pk, "volume": "118,5", "cari": "got"},
        {"address": "depan pos kamling Gang 4", "photos": [photo()]},
    ]
    for n, data in enumerate(filled[: number - 1], start=1):
        chosen = data | {name: value for name, value in changes.items() if name in data}
        assert step(client, n, chosen)["Location"] == f"{START}{n + 1}/"
    return client.get(f"{START}{number}/")


def send(client: Client, page: Any, **more: Any) -> Any:
    key = text(page).partition('name="submission_key" value="')[2].partition('"')[0]
    return step(client, 4, {"submission_key": key, **more})


def test_a_need_is_told_in_four_steps_and_gets_a_receipt(
    world: World, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = tell_up_to(client, world, 4)
    for words in ("RT 01 RW 01 Kel. Mawar", PROBLEM, "Gorong-gorong Diameter 40 cm", "1 foto", "Rp\xa043.252.500"):
        assert words in text(page)
    with django_capture_on_commit_callbacks(execute=True):
        response = send(client, page, teller_name="Budi", teller_phone="0812 3456 7890")
    need = Need.objects.get()
    assert response["Location"] == need.get_absolute_url()
    assert (need.region.code, need.problem, need.teller_name) == (PLACE["rt"], PROBLEM, "Budi")
    assert str(need.volume) == "118.50"
    shown = client.get(need.get_absolute_url())
    assert need.code[:7] in text(shown)
    assert "Menunggu dibaca" in text(shown)
    assert "Budi" not in text(shown)
    assert "0812" not in text(shown)
    assert "noindex" in shown["X-Robots-Tag"]
    assert shown["Referrer-Policy"] == "no-referrer"
    assert default_storage.listdir("draf")[1] == []
    assert not NeedDraft.objects.exists()
    assert "kebutuhan" not in client.session


def test_lists_follow_from_one_another_without_javascript(world: World, client: Client) -> None:
    typed = {"problem": "Banjir", "aksi": "wilayah"}
    page = text(step(client, 1, {"kelurahan": PLACE["kelurahan"], **typed}))
    assert PLACE["rw"] in page
    assert "Banjir" in page
    assert "Perbaiki dahulu" not in page
    page = text(step(client, 1, {"kelurahan": PLACE["kelurahan"], "rw": PLACE["rw"], **typed}))
    assert PLACE["rt"] in page
    page = text(step(client, 1, {"kelurahan": "99.01.01.1002", "rw": PLACE["rw"], "rt": PLACE["rt"], **typed}))
    assert PLACE["rt"] not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"problem": "Banjir"}, "Tulis masalahnya paling sedikit 20 huruf. Sekarang baru 6."),
        ({"problem": ""}, "Tulis masalahnya paling sedikit 20 huruf."),
        ({"problem": "x" * 501}, "paling banyak 500"),
        ({"kelurahan": ""}, "Pilih kelurahan."),
        ({"rw": "", "rt": ""}, "Pilih RW."),
        ({"kelurahan": "35.73.02.1007"}, "Wilayah ini tidak ada dalam pilihan"),
        ({"rw": "99.01.02.1001.001", "rt": ""}, "Wilayah ini tidak ada dalam pilihan"),
        ({"rt": "99.01.01.1001.002"}, "Wilayah ini tidak ada dalam pilihan"),
        ({"kelurahan": "../etc"}, "Wilayah ini tidak ada dalam pilihan"),
    ],
)
def test_a_wrong_place_or_problem_is_told_and_kept(
    world: World, client: Client, changes: dict[str, str], sentence: str
) -> None:
    response = step(client, 1, {**PLACE, "problem": PROBLEM, **changes})
    assert response.status_code == 200
    if sentence == "paling banyak 500":
        assert "500" in text(response)
    else:
        assert sentence in text(response)
    assert changes.get("problem", PROBLEM) in text(response)
    assert client.get(f"{START}2/")["Location"] == f"{START}1/"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Pilih satu pekerjaan dari kamus, atau tulis yang Anda inginkan."),
        ({"item": "999999999"}, "Item ini tidak ada di kamus tahun ini."),
        ({"item": "abc"}, "Item ini tidak ada di kamus tahun ini."),
        ({"wish": "Lampu", "volume": "-5"}, "Volume harus lebih dari 0."),
        ({"wish": "Lampu", "volume": "0"}, "Volume harus lebih dari 0."),
        ({"wish": "Lampu", "volume": "banyak"}, "Tulis volume dengan angka, misalnya 118,5."),
        ({"wish": "Lampu", "volume": "1" * 12}, "Volume terlalu besar."),
    ],
)
def test_a_wrong_wish_is_told_and_kept(world: World, client: Client, changes: dict[str, str], sentence: str) -> None:
    tell_up_to(client, world, 2)
    response = step(client, 2, {"cari": "got", **changes})
    assert sentence in text(response)
    assert changes.get("wish", "got") in text(response)
    assert client.get(f"{START}3/")["Location"] == f"{START}2/"


def test_everyday_words_find_items_with_and_without_javascript(world: World, client: Client) -> None:
    tell_up_to(client, world, 2)
    page = text(step(client, 2, {"cari": "got mampet", "volume": "12", "aksi": "cari"}))
    assert "<mark>Gorong</mark>" in page
    assert 'value="12"' in page
    part = text(client.get(f"{START}kamus/", {"cari": "got", "item": str(world.items["paving"].pk)}))
    assert part.index("Pavingisasi") < part.index("Tidak ada yang cocok")
    assert "checked" in part
    assert "<html" not in part
    assert client.get(f"{START}kamus/", {"cari": "\0" * 200, "item": "9" * 40}).status_code == 200


def test_nothing_fits_and_the_wish_goes_on(world: World, client: Client) -> None:
    tell_up_to(client, world, 2)
    assert step(client, 2, {"item": "", "wish": "Jembatan gantung", "cari": ""})["Location"] == f"{START}3/"
    step(client, 3, {"address": "Tepi kali"})
    send(client, client.get(f"{START}4/"))
    need = Need.objects.get()
    assert (need.item, need.wish, need.volume) == (None, "Jembatan gantung", None)


def test_good_photos_stay_when_another_is_bad(
    world: World, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    tell_up_to(client, world, 3)
    bad = SimpleUploadedFile("surat.pdf", b"%PDF-1.4", "image/jpeg")
    response = step(client, 3, {"address": "Gang 4", "photos": [photo(), bad]})
    assert "surat.pdf: File ini bukan foto." in text(response)
    assert "Gang 4" in text(response)
    name = default_storage.listdir("draf")[1][0].removesuffix(".jpg")
    shown = client.get(f"{START}foto/{name}/")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]
    assert Client().get(f"{START}foto/{name}/").status_code == 404
    response = step(client, 3, {"address": "Gang 4", "photos": [photo(), photo(), photo()]})
    assert "Foto paling banyak 3." in text(response)
    with django_capture_on_commit_callbacks(execute=True):
        step(client, 3, {"address": "Gang 4", "aksi": f"hapus:{name}"})
    assert len(default_storage.listdir("draf")[1]) == 2
    step(client, 3, {"address": "Gang 4", "aksi": "hapus:../../secret_key"})
    assert step(client, 3, {"address": "Gang 4"})["Location"] == f"{START}4/"
    send(client, client.get(f"{START}4/"))
    assert Photo.objects.filter(need__isnull=False).count() == 2


def test_the_same_form_sent_twice_gives_the_same_receipt(world: World, client: Client) -> None:
    page = tell_up_to(client, world, 4)
    first, second = send(client, page), send(client, page)
    assert first["Location"] == second["Location"]
    assert Need.objects.count() == 1


def test_private_things_in_public_text_are_asked_about_once(world: World, client: Client) -> None:
    page = tell_up_to(client, world, 4, problem="Hubungi 081234567890, NIK 3573011234567890, got buntu.")
    assert "Jangan tulis NIK di sini." in text(page)
    assert "Jangan tulis nomor telepon di sini." in text(page)
    refused = send(client, page, teller_name="Budi")
    assert "Ubah tulisannya, atau centang bila memang harus begitu." in text(refused)
    assert 'value="Budi"' in text(refused)
    assert send(client, page, keep_private_text="on").status_code == 302


def test_a_machine_that_fills_everything_in_is_refused(world: World, client: Client) -> None:
    response = send(client, tell_up_to(client, world, 4), website="http://spam.example", teller_name="Budi")
    assert "tampak buatan mesin" in text(response)
    assert not Need.objects.exists()


def test_floods_from_one_address_are_stopped(world: World, settings: Any) -> None:
    settings.NEEDS_PER_HOUR = 2
    for _ in range(2):
        client = Client()
        assert send(client, tell_up_to(client, world, 4)).status_code == 302
    client = Client()
    response = send(client, tell_up_to(client, world, 4), teller_name="Budi")
    assert "Terlalu banyak kebutuhan dari jaringan ini." in text(response)
    assert 'value="Budi"' in text(response)
    assert Need.objects.count() == 2


def close(world: World) -> None:
    Stage.objects.filter(cycle=world.cycle, kind="rembuk").update(closes_at=timezone.now() - timedelta(hours=1))


def test_a_closed_stage_says_why_and_keeps_what_was_typed(world: World, client: Client) -> None:
    page = tell_up_to(client, world, 4)
    close(world)
    refused = send(client, page, teller_name="Budi")
    assert "Rembuk RT/RW sudah ditutup" in text(refused)
    assert PROBLEM in text(refused)
    assert 'value="Budi"' in text(refused)
    assert not Need.objects.exists()
    assert "Rembuk RT/RW sudah ditutup" in text(client.get(START))
    assert "Rembuk RT/RW sudah ditutup" in text(step(client, 1, {**PLACE, "problem": PROBLEM}))


def test_where_an_area_has_its_own_window_its_people_may_go_on(world: World, client: Client) -> None:
    close(world)
    stage = Stage.objects.get(cycle=world.cycle, kind="rembuk")
    StageWindow.objects.create(
        stage=stage,
        region=world.regions["mawar"],
        opens_at=NOW - timedelta(days=1),
        closes_at=NOW + timedelta(days=1),
        reason="Banjir di Kelurahan Mawar.",
        set_at=NOW,
    )
    assert "Apa masalahnya" in text(client.get(START))
    assert step(client, 1, {**PLACE, "problem": PROBLEM}).status_code == 302
    other = {"kelurahan": "99.01.01.1002", "rw": "99.01.01.1002.001", "problem": PROBLEM}
    assert "sudah ditutup" in text(step(client, 1, other))


def test_a_step_cannot_be_skipped(world: World, client: Client) -> None:
    assert client.get(f"{START}4/")["Location"] == f"{START}1/"
    assert step(client, 4, {"submission_key": str(uuid4())})["Location"] == f"{START}1/"
    assert client.get(f"{START}5/").status_code == 404


@pytest.mark.parametrize(
    "bad", ["Got\0 buntu sejak lama\0 sekali", "Got \ud800buntu sejak lama", "Got \u202ebuntu sejak lama"]
)
def test_invisible_signs_are_dropped_on_the_way(world: World, client: Client, bad: str) -> None:
    sent = bad.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if "\ud800" in bad else bad
    assert step(client, 1, {**PLACE, "problem": sent}).status_code == 302
    assert not {"\0", "\ud800", "\u202e"} & set(text(client.get(f"{START}1/")))


def test_the_receipt_tells_what_became_of_the_need(world: World, client: Client) -> None:
    def tell() -> Need:
        return actions.needs.tell(
            world.cycle,
            region=world.regions["rt01"],
            problem=PROBLEM,
            address="Gang 4",
            item=world.items["paving"],
            submission_key=None,
            at=NOW,
            photos=[ContentFile(TINY_JPEG, name="foto.jpg")],
        )

    answered, taken = tell(), tell()
    actions.needs.answer(answered, answer="Sudah dikerjakan bulan lalu.", by=world.offices["kelurahan"], at=NOW)
    page = text(client.get(answered.get_absolute_url()))
    assert "Sudah dikerjakan bulan lalu." in page
    assert "Operator Kel. Mawar" in page
    draft = actions.needs.take_over(taken, group=world.groups["rw01"], by=world.offices["rw"], at=NOW)
    page = text(client.get(taken.get_absolute_url()))
    assert "Diambil menjadi usulan" in page
    assert "Nomor usulan muncul di sini sesudah dikirim." in page
    actions.drafting.change(
        draft,
        by=world.offices["rw"],
        at=NOW,
        volume=Decimal(30),
        target_group="Warga",
        households=4,
        land_status="fasum",
    )
    sent = world.send(Proposal.objects.get(pk=draft.pk))
    page = text(client.get(taken.get_absolute_url()))
    assert sent.get_absolute_url() in page
    assert "Kebutuhan Anda menjadi usulan" in page
    assert "Sekarang dipegang" in page


def test_photos_of_a_need_open_with_its_receipt_only(world: World, client: Client) -> None:
    send(client, tell_up_to(client, world, 4))
    need = Need.objects.get()
    address = need.photos.get().get_absolute_url()
    assert client.get(address).status_code == 404
    client.get(need.get_absolute_url())
    shown = client.get(address)
    assert shown.status_code == 200
    b"".join(shown.streaming_content)  # type: ignore[attr-defined]
    seen = {}
    for row in ("publik", "rw", "rw_tetangga", "opd"):
        response = world.client(row).get(address)
        seen[row] = response.status_code
        if response.streaming:
            b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert seen == {"publik": 404, "rw": 200, "rw_tetangga": 404, "opd": 404}


def test_no_sum_is_told_where_the_price_is_for_a_month_or_is_to_be_chosen(world: World, client: Client) -> None:
    item = world.items["got"]
    assert "Rp\u00a043.252.500" in text(tell_up_to(client, world, 4))
    item.price_period = "bulan"
    item.save()
    page = text(client.get(f"{START}4/"))
    assert "43.252.500" not in page
    assert "<dt>Harga kamus</dt><dd>Rp\u00a0365.000 per m per bulan." in page
    listed = text(client.get(f"{START}2/"))
    assert "Rp\u00a0365.000 per m per bulan" in listed
    assert f'value="{item.pk}" data-unit="m"' in listed, "the browser does not count it either"
    item.price_period = ""
    item.save()
    KamusVariant.objects.create(item=item, label="Besar", unit_price=900_000)
    assert "43.252.500" not in text(client.get(f"{START}4/"))
