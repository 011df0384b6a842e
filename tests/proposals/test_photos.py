"""Photos from strangers: what is drawn anew, and what is refused with a sentence."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from proposals import actions
from proposals.forms.photo import PhotosField
from proposals.models import Photo
from proposals.photos import MAX_BYTES, NOT_A_PHOTO, reencode
from tests.world import NOW, TINY_JPEG, World


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **more: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 120).save(out, kind, **more)
    return out.getvalue()


def upload(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def fresh(content: bytes) -> Image.Image:
    return Image.open(BytesIO(reencode(upload(content)).read()))


def png_of(width: int, height: int) -> bytes:
    """A PNG that only claims its size, as a bomb does."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def done(response: Any) -> None:
    """Read the answer to its end, which closes the file."""
    if response.streaming:
        b"".join(response.streaming_content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "CMYK", "1"])
def test_photos_of_phones_become_plain_jpeg(kind: str, mode: str) -> None:
    if mode in {"JPEG": ("RGBA", "P"), "PNG": ("CMYK",), "WEBP": ()}[kind]:
        return  # the format itself knows no such picture
    content = picture(kind, mode=mode)
    drawn = fresh(content)
    assert (drawn.format, drawn.mode, drawn.size) == ("JPEG", "RGB", (64, 48))


def test_a_large_photo_is_made_smaller_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the phone turned
    drawn = fresh(picture(size=(4000, 3000), exif=exif))
    assert drawn.size == (1200, 1600)


def test_nothing_of_the_phone_comes_along() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Ponsel Budi"
    exif.get_ifd(0x8825)[2] = (7.0, 58.0, 0.0)
    content = picture(exif=exif, comment=b"rahasia", icc_profile=b"profil-warna") + b"<script>alert(1)</script><?php"
    clean = reencode(upload(content)).read()
    for secret in (b"Ponsel", b"Exif", b"rahasia", b"profil-warna", b"script", b"php"):
        assert secret not in clean
    assert not fresh(content).getexif()


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_other_kinds_are_refused_whatever_their_name(kind: str) -> None:
    with pytest.raises(ValidationError, match="bukan foto"):
        reencode(upload(picture(kind)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan foto",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        picture()[:200],
        TINY_JPEG[:40],
        png_of(100, 100)[:-30],
        picture(size=(6000, 10)),
    ],
    ids=["empty", "text", "svg", "eps", "cut", "cut-head", "cut-png", "stripe"],
)
def test_what_is_no_photo_is_told_so(content: bytes) -> None:
    with pytest.raises(ValidationError) as refusal:
        reencode(upload(content))
    assert refusal.value.messages == [NOT_A_PHOTO]


@pytest.mark.parametrize("size", [(13_000, 13_000), (40_000, 40_000), (6_000, 5_000)])
def test_a_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(ValidationError, match="juta piksel"):
        reencode(upload(png_of(*size)))


def test_a_file_over_ten_megabytes_is_refused_with_its_size() -> None:
    with pytest.raises(ValidationError, match=r"Foto terlalu besar \(11 MB\)\. Pilih foto di bawah 10 MB\."):
        reencode(upload(picture() + b"\0" * MAX_BYTES))


@pytest.mark.parametrize(
    "name", ["../../x.jpg", "..\\..\\x.jpg", "a\0b.jpg", "con.jpg", "foto\u202egpj.exe", ".htaccess"]
)
def test_the_name_of_the_sender_is_never_used(world: World, name: str) -> None:
    photo = Photo.objects.create(proposal=world.draft(), image=reencode(upload(TINY_JPEG, "x.jpg")), added_at=NOW)
    assert photo.image.name == f"foto/{photo.public_id.hex[:2]}/{photo.public_id.hex}.jpg"
    refusal = upload(b"bukan foto", "x.jpg")
    refusal.name = name
    with pytest.raises(ValidationError):
        PhotosField().clean([refusal])


def test_more_than_three_photos_are_refused() -> None:
    with pytest.raises(ValidationError, match="paling banyak 3"):
        PhotosField().clean([upload(TINY_JPEG) for _ in range(4)])
    assert len(PhotosField().clean([upload(TINY_JPEG) for _ in range(3)])) == 3


def test_a_photo_is_shown_with_headers_that_let_nothing_run(world: World, client: Client) -> None:
    photo = world.sent().photos.get()
    response = client.get(photo.get_absolute_url())
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]
    done(response)


def test_a_photo_of_a_draft_is_for_its_own_officials_only(world: World) -> None:
    photo = world.draft().photos.get()
    seen = {}
    for row in ("publik", "rw", "rw_tetangga", "kelurahan", "lurah_tetangga", "opd", "bappeda"):
        response = world.client(row).get(photo.get_absolute_url())
        seen[row] = response.status_code
        done(response)
    assert seen == {
        "publik": 404,
        "rw": 200,
        "rw_tetangga": 404,
        "kelurahan": 200,
        "lurah_tetangga": 404,
        "opd": 404,
        "bappeda": 200,
    }


def test_a_photo_whose_file_is_gone_is_not_found(world: World, client: Client) -> None:
    photo = world.sent().photos.get()
    photo.image.storage.delete(str(photo.image.name))
    assert client.get(photo.get_absolute_url()).status_code == 404


def test_pages_show_thumbnails_that_a_cheap_phone_can_load(world: World, client: Client) -> None:
    noisy = BytesIO()
    Image.effect_noise((3000, 2000), 40).convert("RGB").save(noisy, "JPEG", quality=90)
    sent = world.sent()
    photo = Photo.objects.create(proposal=sent, image=reencode(upload(noisy.getvalue())), added_at=NOW)
    response = client.get(f"{photo.get_absolute_url()}?kecil")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "sandbox" in response["Content-Security-Policy"]
    assert Image.open(BytesIO(response.content)).size == (400, 267)
    assert len(response.content) < 40 * 1024  # pure noise, which no photo of a street is; those stay below 25 KB
    assert f"{photo.get_absolute_url()}?kecil" in client.get(sent.get_absolute_url()).content.decode()
    hidden = world.draft().photos.get()
    assert client.get(f"{hidden.get_absolute_url()}?kecil").status_code == 404


def test_a_photo_taken_off_a_draft_is_gone_from_the_disk(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    photo = world.draft().photos.get()
    name, storage = str(photo.image.name), photo.image.storage
    with django_capture_on_commit_callbacks(execute=True):
        actions.photos.remove_photo(photo, by=world.offices["rw"], at=NOW)
    assert not storage.exists(name)
