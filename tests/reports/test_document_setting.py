"""How a city prints: what Bappeda writes is on the next draft, and on no paper that is locked."""

import re
from base64 import b64decode
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from reports.documents import forms, locked, pdf, prints
from reports.documents.paper import Paper, canonical, read
from reports.documents.workbook import workbook
from reports.models import Document, DocumentSetting
from rounds.models import Forum
from tests.admin_lists import address, registered
from tests.permissions import said, table
from tests.reports.pdfs import inflated, is_tagged, tags
from tests.rounds.town import closed, district, opened
from tests.world import NOW, World, build

LIST = """
                cetakan
    publik      masuk
    rt          tidak
    rw          tidak
    lembaga     tidak
    pendamping  tidak
    kelurahan   tidak
    lurah       tidak
    kecamatan   tidak
    camat       tidak
    opd         tidak
    kepala_opd  tidak
    mitra       tidak
    bappeda     boleh
    tapd        tidak
    dprd        tidak
    pimpinan    tidak
"""
A4, F4 = (210, 297), (215, 330)
"""Millimetres."""


def logo(kind: str = "PNG") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGBA", (900, 1200), (200, 20, 30, 120)).convert("RGBA" if kind == "PNG" else "RGB").save(out, kind)
    return SimpleUploadedFile(f"lambang.{kind.lower()}", out.getvalue())


def setting(world: World, **said: Any) -> DocumentSetting:
    return DocumentSetting.objects.create(city=world.cycle.city, **said)


def typed(world: World, **more: Any) -> dict[str, Any]:
    return {"city": world.cycle.city.pk, "size": "f4"} | more


def paper(forum: Forum, code: str) -> Paper:
    return forms.papers_of(Forum.objects.get(pk=forum.pk), NOW, frozenset({code}))[0]


def size(made: bytes) -> tuple[int, int]:
    """Of the first page, in whole millimetres."""
    found = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", inflated(made))
    assert found is not None
    return round(float(found[1]) / 72 * 25.4), round(float(found[2]) / 72 * 25.4)


@pytest.mark.parametrize(("row", "door", "word"), table(LIST))
def test_who_opens_the_page(world: World, row: str, door: str, word: str) -> None:
    assert said(world.client(row).get(address(DocumentSetting))) == word


def test_the_table_has_every_list() -> None:
    assert registered("reports") == [DocumentSetting]


def test_a_draft_follows_the_setting_and_a_locked_paper_keeps_its_own(world: World) -> None:
    forum = closed(world)
    document = Document.objects.get(forum=forum, code="1.1")
    before = document.text
    address_of = f"/kantor/forum/{forum.number}/dokumen/1.1.pdf"
    client = world.client("lurah")
    kept = client.get(address_of).content
    setting(world, size="a4", city_said="Kota Contoh Raya", province="Jawa Baru")
    document.refresh_from_db()
    assert document.text == before
    assert client.get(address_of).content == kept
    assert size(kept) == F4
    draft = paper(forum, "1.1")
    assert "Kota Contoh Raya Provinsi Jawa Baru" in canonical([block.text for block in draft.sheets[0].blocks[:1]])  # type: ignore[union-attr]
    assert size(pdf.render([prints.draft(forum, draft, NOW)])[0]) == A4


def test_every_word_of_the_setting_is_printed(world: World) -> None:
    forum = district(world)
    assert paper(forum, "2.1").canonical().count("Delegasi Kelurahan yang bertugas") == 1
    columns = len(paper(forum, "2.4").sheets[0].blocks[0].columns)  # type: ignore[union-attr]
    setting(
        world,
        sent_by_district="Delegasi Kecamatan",
        city_name="Contoh Raya",
        months_district="Pebruari",
        months_attendance="Maret",
        has_reasons=True,
    )
    minutes = paper(forum, "2.1").canonical()
    assert "Delegasi Kecamatan yang bertugas" in minutes
    assert "Pebruari" in minutes
    assert "Maret" in paper(forum, "2.2").canonical()
    assert "Contoh Raya" in paper(forum, "2.5").canonical()
    wider = paper(forum, "2.4").sheets[0].blocks[0].columns  # type: ignore[union-attr]
    assert (len(wider), wider[-1].head) == (columns + 1, "Alasan")


def test_a_logo_is_drawn_anew_and_stands_on_the_berita_acara(world: World) -> None:
    forum, client = opened(world), world.client("bappeda")
    client.post(address(DocumentSetting, "add"), typed(world, new_logo=logo()))
    found = DocumentSetting.objects.get(city=world.cycle.city)
    with Image.open(BytesIO(b64decode(found.logo))) as drawn:
        assert (drawn.format, max(drawn.size)) == ("JPEG", 400)
    draft = paper(forum, "1.1")
    assert draft.logo == found.logo
    assert not paper(forum, "1.2").logo
    made = pdf.render([prints.draft(forum, draft, timezone.now())])[0]
    assert is_tagged(made)
    assert tags(made, "Figure") == 1
    assert b"xl/media" in workbook(draft, "")
    assert read(draft.canonical()) == draft
    client.post(address(DocumentSetting, "change", found.pk), typed(world, drops_logo="on"))
    found.refresh_from_db()
    assert (found.logo, found.logo_digest) == ("", "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg onload=alert(1)></svg>", "Berkas ini bukan gambar. Pilih lambang berupa PNG atau JPG."),
        (b"", "Berkas ini kosong. Pilih berkas lain."),
    ],
)
def test_what_is_no_picture_is_refused_and_the_words_stay(world: World, content: bytes, sentence: str) -> None:
    file = SimpleUploadedFile("lambang.png", content)
    answer = world.client("bappeda").post(
        address(DocumentSetting, "add"), typed(world, new_logo=file, province="Jawa Baru")
    )
    page = answer.content.decode()
    assert sentence in page
    assert "Jawa Baru" in page
    assert not DocumentSetting.objects.exists()


def test_another_city_is_neither_seen_nor_written(world: World) -> None:
    other = build("98", "jauh-")
    theirs = DocumentSetting.objects.create(city=other.cycle.city, province="Jauh")
    client = world.client("bappeda")
    assert client.get(address(DocumentSetting, "change", theirs.pk)).status_code == 404
    client.post(address(DocumentSetting, "add"), {"city": other.cycle.city.pk, "size": "a4"})
    assert list(DocumentSetting.objects.all()) == [theirs]


def test_a_change_is_kept_in_the_history_without_the_picture(world: World) -> None:
    found, client = setting(world), world.client("bappeda")
    client.post(address(DocumentSetting, "change", found.pk), typed(world, size="a4", sent_by_district=" Utusan\x00 "))
    found.refresh_from_db()
    assert (found.size, found.sent_by_district) == ("a4", "Utusan")
    page = client.get(address(DocumentSetting, "history", found.pk)).content.decode()
    assert "Sebutan delegasi kecamatan" in page
    assert "<b>Ukuran kertas</b>: f4 → a4" in page


def test_papers_locked_before_logos_were_kept_are_read(world: World) -> None:
    text = Document.objects.get(forum=closed(world), code="1.1").text
    assert locked.paper_in(text.replace('"logo":""', '"has_logo":true')) == locked.paper_in(text)
