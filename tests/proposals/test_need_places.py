"""Several RT and a pin on the map: both may be left out, both go into the need and on into the draft of the group."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from accounts.models import ProposerGroup
from accounts.permissions import allows
from accounts.roles import Role
from proposals import actions
from proposals.models import Event, Need, Proposal
from regions.models import Region
from tests.counting import queries
from tests.proposals.test_need_views import PLACE, PROBLEM, START, send, step, tell_up_to, text
from tests.proposals.test_needs import tell
from tests.regions.test_pins import draw, square
from tests.world import NOW, ROLE_ROWS, World, key
from tests.world import region as place

RTS = [PLACE["rt"], "99.01.01.1001.001.002"]
INSIDE = {"lat": "-7,998", "lng": "112.602"}
BESIDE = {"lat": "-7.995", "lng": "112.615"}
STRAYED = "Titik peta berada di luar Kelurahan Mawar. Geser titiknya atau jelaskan alasannya."


@pytest.fixture
def drawn(world: World) -> World:
    draw(world.regions["mawar"], square(112.60, -8.00))
    draw(world.regions["kenanga"], square(112.61, -8.00))
    return world


def test_several_rt_go_with_the_need_into_the_draft(world: World, client: Client) -> None:
    page = tell_up_to(client, world, 4, rt=RTS)
    assert "RT 01, 02 RW 01 Kel. Mawar" in text(page)
    send(client, page)
    need = Need.objects.get()
    assert sorted(place.code for place in need.places.all()) == RTS
    assert need.region == world.regions["rw01"]
    assert "RT 01, 02 RW 01" in text(client.get(need.get_absolute_url()))
    assert "RT 01, 02 RW 01" in text(world.client("rw").get("/kebutuhan-masuk/"))
    draft = actions.needs.take_over(need, group=world.groups["rw01"], by=world.offices["rw"], at=NOW)
    assert draft.place == "RT 01, 02 RW 01"
    assert sorted(place.code for place in draft.locations.all()) == RTS


def test_no_rt_means_the_whole_rw_and_a_foreign_rt_is_refused(world: World, client: Client) -> None:
    send(client, tell_up_to(client, world, 4, rt=[]))
    assert [place.code for place in Need.objects.get().places.all()] == [PLACE["rw"]]
    other = Client()
    wrong = step(other, 1, {**PLACE, "rt": [PLACE["rt"], "99.01.01.1002.001.001"], "problem": PROBLEM})
    assert "Wilayah ini tidak ada dalam pilihan" in text(wrong)
    with pytest.raises(ValidationError, match="di luar"):
        tell(world, places=[world.regions["rt02"]])


def rt_office(world: World, row: str, code: str) -> None:
    """An RT of the kelurahan with its group and its ketua."""
    known = Region.objects.filter(code=code).first()
    world.regions[row] = known or place(code, f"RT {code[-2:]}", Region.Type.RT)
    name = f"RT {code[-2:]} RW {code[-6:-4]}"
    group = ProposerGroup.objects.create(
        city=world.city, name=name, kind=ProposerGroup.Kind.RT, region=world.regions[row]
    )
    world.add_office(row, f"Ketua {name} Kel. Mawar", Role.RT, row, group=group)


NAMED = {
    "rt": True,
    "rt02": True,
    "rt03": False,
    "rt_lain": False,
    "rw": True,
    "rw_tetangga": False,
    "lembaga": False,
    "pendamping": True,
    "kelurahan": True,
    "lurah_tetangga": False,
    "kecamatan": True,
    "camat_tetangga": False,
    "opd": False,
    "bappeda": True,
}


def test_each_rt_that_is_named_among_several_reads_the_need_and_no_other(world: World) -> None:
    rt_office(world, "rt02", "99.01.01.1001.001.002")
    rt_office(world, "rt03", "99.01.01.1001.001.003")
    rt_office(world, "rt_lain", "99.01.01.1001.002.001")
    need = tell(world, region=world.regions["rw01"], places=[world.regions["rt01"], world.regions["rt02"]])
    for row, expected in NAMED.items():
        holding = world.offices[row]
        assert Need.objects.visible_to(holding).filter(pk=need.pk).count() == int(expected), row
        assert allows(holding, "proposals.view_need", need) == expected, row
    assert "RT 01, 02 RW 01" in text(world.client("rt02").get("/kebutuhan-masuk/"))
    assert "1 kebutuhan warga menunggu" in text(world.client("rt02").get("/kelompok/", follow=True))
    assert "Gang 4" not in text(world.client("rt03").get("/kebutuhan-masuk/"))
    assert world.client("rt03").post(f"/kebutuhan-masuk/{need.public_id}/ambil/").status_code == 404
    assert world.client("rt03").get(f"/kebutuhan-masuk/{need.public_id}/jawab/").status_code == 404
    assert world.client("rt02").post(f"/kebutuhan-masuk/{need.public_id}/ambil/").status_code == 302
    draft = Proposal.objects.get()
    assert (draft.group.name, draft.place) == ("RT 02 RW 01", "RT 01, 02 RW 01")


def test_what_an_office_may_read_is_what_it_finds_at_every_place(world: World) -> None:
    rt_office(world, "rt02", "99.01.01.1001.001.002")
    places = world.regions
    tell(world, region=places["rt01"])
    tell(world, region=places["rw01"], places=[])
    tell(world, region=places["mawar"], places=[places["rt02"], places["rw02"]])
    tell(world, region=places["rw02"])
    tell(world, region=places["kenanga_rw01"])
    for row in (*ROLE_ROWS[1:], "rt02", "rw_tetangga", "lurah_tetangga", "camat_tetangga"):
        holding = world.offices[row]
        found = set(Need.objects.visible_to(holding))
        assert found == {one for one in Need.objects.all() if allows(holding, "proposals.view_need", one)}, row
    assert Need.objects.visible_to(world.offices["rw"]).count() == 3
    assert Need.objects.visible_to(world.offices["rt02"]).count() == 1


def test_a_kelurahan_offers_the_whole_rw_before_one_of_its_rt(world: World) -> None:
    tell(world, region=world.regions["rw01"], places=[world.regions["rt01"], world.regions["rt02"]])
    page = text(world.client("kelurahan").get("/kebutuhan-masuk/"))
    rw, rt = f'value="{world.groups["rw01"].pk}"', f'value="{world.groups["rt01"].pk}"'
    assert 0 < page.index(rw) < page.index(rt)


def test_needs_that_name_several_rt_cost_no_more_queries(world: World) -> None:
    both = [world.regions["rt01"], world.regions["rt02"]]
    for _ in range(3):
        tell(world, region=world.regions["rw01"], places=both)
    few = queries(world.client("rt"), "/kebutuhan-masuk/")
    for _ in range(15):
        tell(world, region=world.regions["rw01"], places=both)
    assert queries(world.client("rt"), "/kebutuhan-masuk/") == few


def test_a_pin_goes_with_the_need_into_the_draft(drawn: World, client: Client) -> None:
    tell_up_to(client, drawn, 3)
    assert step(client, 3, {"address": "Gang 4", **INSIDE})["Location"] == f"{START}4/"
    send(client, client.get(f"{START}4/"))
    need = Need.objects.get()
    assert (need.lat, need.lng) == (Decimal("-7.998"), Decimal("112.602"))
    assert "pin_outside" not in Event.objects.get(kind=Event.Kind.NEED_TOLD).body
    draft = actions.needs.take_over(need, group=drawn.groups["rw01"], by=drawn.offices["rw"], at=NOW)
    assert Proposal.objects.get(pk=draft.pk).lat == Decimal("-7.998")


def test_a_pin_outside_is_warned_about_never_stopped_and_logged(drawn: World, client: Client) -> None:
    tell_up_to(client, drawn, 3)
    reason = "Got ini berada di batas dua kelurahan."
    assert step(client, 3, {"address": "Gang 4", "pin_note": reason, **BESIDE})["Location"] == f"{START}4/"
    page = client.get(f"{START}4/")
    assert STRAYED in text(page)
    assert "Titik ini berada di Kelurahan Kenanga." in text(page)
    assert "Pakai Kelurahan Kenanga" in text(client.get(f"{START}3/"))
    assert send(client, page).status_code == 302
    assert Need.objects.get().pin_note == reason
    body = Event.objects.get(kind=Event.Kind.NEED_TOLD).body
    assert (body["pin_outside"], body["pin_kelurahan"], body["pin_explained"]) == (True, "99.01.01.1002", True)
    assert reason not in str(body)


def test_the_kelurahan_of_the_pin_may_be_taken(drawn: World, client: Client) -> None:
    tell_up_to(client, drawn, 3)
    wrong = step(client, 3, {"address": "Gang 4", **BESIDE, "aksi": "pakai:99.01.01.1001"})
    assert wrong.status_code == 200, "only the one that holds the pin"
    taken = step(client, 3, {"address": "Gang 4", **BESIDE, "aksi": "pakai:99.01.01.1002"})
    assert taken["Location"] == f"{START}1/"
    page = text(client.get(f"{START}1/"))
    assert '<option value="99.01.01.1002" selected>' in page
    assert '<option value="99.01.01.1002.001">' in page
    assert PROBLEM in page
    assert client.get(f"{START}4/")["Location"] == f"{START}1/"
    new = {"kelurahan": "99.01.01.1002", "rw": "99.01.01.1002.001", "problem": PROBLEM}
    assert step(client, 1, new).status_code == 302
    assert "-7.995" in text(client.get(f"{START}3/"))


@pytest.mark.parametrize(
    ("pin", "sentence"),
    [
        ({"lat": "112.602", "lng": "-7.998"}, "Lintang dan bujur tertukar."),
        ({"lat": "NaN", "lng": "112.6"}, "Tulis dengan angka, misalnya -7,983908."),
        ({"lat": "-7.9", "lng": "Infinity"}, "Tulis dengan angka, misalnya 112,621391."),
        ({"lat": "1e5", "lng": "112.6"}, "Tulis dengan angka"),
        ({"lat": "utara", "lng": "timur"}, "Tulis dengan angka"),
        ({"lat": "48.2", "lng": "112.6"}, "Lintang di Indonesia antara -11 dan 6."),
        ({"lat": "-7.9", "lng": "16.4"}, "Bujur di Indonesia antara 95 dan 141."),
        ({"lat": "-7.9", "lng": ""}, "Isi lintang dan bujur keduanya"),
        ({"lat": "9" * 50, "lng": "112.6"}, "Tulis dengan angka"),
    ],
)
def test_a_wrong_pin_is_told_and_kept(drawn: World, client: Client, pin: dict[str, str], sentence: str) -> None:
    tell_up_to(client, drawn, 3)
    page = text(step(client, 3, {"address": "Gang 4", **pin}))
    assert sentence in page
    assert f'value="{pin["lat"]}"' in page
    assert client.get(f"{START}4/")["Location"] == f"{START}3/"
    assert client.get(f"{START}titik/", pin).status_code == 200


def test_a_swapped_pair_is_offered_the_right_way_round(drawn: World, client: Client) -> None:
    tell_up_to(client, drawn, 3)
    page = text(step(client, 3, {"address": "Gang 4", "lat": "112.602", "lng": "-7.998"}))
    assert "Tukar keduanya" in page
    page = text(step(client, 3, {"address": "Gang 4", "lat": "112.602", "lng": "-7.998", "aksi": "tukar"}))
    assert 'name="lat" value="-7.998"' in page
    assert "Titik berada di Kelurahan Mawar" in page


def test_both_numbers_pasted_into_one_field_are_shared_out(drawn: World, client: Client) -> None:
    tell_up_to(client, drawn, 3)
    assert step(client, 3, {"address": "Gang 4", "lat": "-7.998, 112.602", "lng": ""}).status_code == 302
    send(client, client.get(f"{START}4/"))
    assert Need.objects.get().pin == "-7.998000, 112.602000"


def test_the_map_is_public_small_and_kept(drawn: World, client: Client) -> None:
    answer = client.get("/peta/batas/99.01.01.1001/")
    assert answer["Content-Type"] == "application/geo+json"
    assert "max-age=86400" in answer["Cache-Control"]
    assert [one["properties"]["nama"] for one in answer.json()["features"]] == ["Kel. Mawar", "Kel. Kenanga"]
    for odd in ("99.01.01", "99.01.01.9999", "99.01.01.1001.001", "x" * 300, "..%2f"):
        assert client.get(f"/peta/batas/{odd}/").status_code == 404


def test_the_same_key_with_another_content_is_refused_in_a_sentence(world: World, client: Client) -> None:
    same = key()
    need = tell(world, submission_key=same)
    assert tell(world, submission_key=same) == need
    with pytest.raises(ValidationError, match="sudah terkirim dengan isi lain"):
        tell(world, submission_key=same, problem="Sesuatu yang lain sama sekali")
    page = tell_up_to(client, world, 4)
    receipt = send(client, page, teller_name="Budi")["Location"]
    assert send(client, page, teller_name="Budi")["Location"] == receipt
    other = send(client, page, teller_name="Siti")
    assert other.status_code == 422
    assert "sudah terkirim dengan isi lain" in text(other)
    assert receipt in text(other)
    assert Need.objects.count() == 2


def test_an_email_is_kept_for_the_answer_and_shown_to_the_officials_alone(world: World, client: Client) -> None:
    page = tell_up_to(client, world, 4)
    assert "Tulis alamat email seperti" in text(send(client, page, teller_email="bukan email"))
    send(client, page, teller_email="warga@contoh.id")
    need = Need.objects.get()
    assert need.teller_email == "warga@contoh.id"
    assert "warga@contoh.id" not in text(client.get(need.get_absolute_url()))
    assert "warga@contoh.id" in text(world.client("rw").get("/kebutuhan-masuk/"))
    assert "warga@contoh.id" not in text(world.client("bappeda").get("/kebutuhan-masuk/"))


def test_nothing_of_the_phone_remains_in_a_photo(world: World, client: Client) -> None:
    tell_up_to(client, world, 3)
    exif = Image.Exif()
    exif[0x010F] = "Ponsel Rahasia"
    exif.get_ifd(0x8825)[2] = (7.0, 59.0, 1.0)
    jpeg, png = BytesIO(), BytesIO()
    Image.new("RGB", (80, 60), "teal").save(jpeg, "JPEG", exif=exif, comment=b"Komentar Rahasia", xmp=b"<x>Rahasia</x>")
    told = PngInfo()
    told.add_text("Author", "Nama Rahasia")
    Image.new("RGB", (80, 60), "teal").save(png, "PNG", pnginfo=told)
    assert b"Rahasia" in jpeg.getvalue()
    files = [
        SimpleUploadedFile("a.jpg", jpeg.getvalue() + b"<script>Rahasia</script>", "image/jpeg"),
        SimpleUploadedFile("b.png", png.getvalue(), "image/png"),
    ]
    step(client, 3, {"address": "Gang 4", "photos": files})
    send(client, client.get(f"{START}4/"))
    photos = list(Need.objects.get().photos.all())
    assert len(photos) == 2
    for one in photos:
        with one.image.open("rb") as file:
            data: Any = file.read()
        assert b"Rahasia" not in data
        with Image.open(BytesIO(data)) as picture:
            assert not picture.getexif()
            assert not {"comment", "exif", "xmp"} & set(picture.info)
