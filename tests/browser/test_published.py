"""What is published: a round with its scan, bundle and addendum; and a printed paper that its code proves."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from musrenbang.demo.counted import BEFORE_FORUM
from musrenbang.demo.people import PASSWORD
from rounds.models import Forum, Round
from tests.browser.writing import press
from tests.reports.pdfs import code_address

pytestmark = pytest.mark.usefixtures("demo_city")
PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def upload(page: Page, content: bytes) -> None:
    """Put a better scan of the berita acara in the place of the one that is there."""
    page.get_by_text("Unggah pindaian", exact=True).click()
    page.get_by_label("Isi pindaian").select_option(label="Berita acara")
    page.get_by_label("Berkas").set_input_files(
        files=[FilePayload(name="BA 07.pdf", mimeType="application/pdf", buffer=content)]
    )
    page.get_by_label("Menggantikan").select_option(index=1)
    page.get_by_label("Keterangan").fill("Halaman kedua kini terbaca.")
    press(page, "Simpan pindaian")


def test_a_signed_scan_the_publication_and_an_addendum(
    login: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    round_ = Round.objects.counted().get(terms__title=BEFORE_FORUM)
    page = login("lurah.jatimulyo", PASSWORD)
    page.goto(f"/kantor/putaran/{round_.code}/")
    press(page, "Tutup putaran")
    expect(page.locator(".messages")).to_contain_text("Putaran ditutup")

    upload(page, b"MZ this is no scan")
    expect(page.locator("main")).to_contain_text("Berkas ini bukan PDF atau JPG")
    page.goto(f"/kantor/putaran/{round_.code}/")
    upload(page, PDF)
    expect(page.locator(".messages")).to_contain_text("Pindaian tersimpan")
    expect(page.locator("#pindaian")).to_contain_text("sudah diganti")
    shot(page, "putaran-pindaian-1280", full=True)
    press(page, "Terbitkan berkas")
    expect(page.locator(".messages")).to_contain_text("Berkas putaran terbit")

    page.goto(f"/kantor/putaran/{round_.code}/adendum/")
    page.get_by_label("Alasan adendum").fill("Nama pimpinan rapat salah tulis di berita acara.")
    page.get_by_label("Nomor berita acara").fill("BA/15/2026")
    page.get_by_text("Ralat salah tulis").click()
    row = page.get_by_role("group", name="Ralat 1")
    row.get_by_label("Yang diralat").select_option(label="Tulisan dalam berita acara")
    row.get_by_label("Tertulis").fill("Sekretaris Kelurahan Jatimulya")
    row.get_by_label("Seharusnya").fill("Sekretaris Kelurahan Jatimulyo")
    press(page, "Lihat usul perubahan")
    expect(page.locator("main")).to_contain_text("Tidak ada usulan yang naik")
    press(page, "Tandatangani adendum")
    expect(page.locator(".messages")).to_contain_text("Adendum 1 ditandatangani")

    public = visit(f"/putaran/{round_.code}/", width=360)
    expect(public.locator("main")).to_contain_text(sha256(PDF).hexdigest())
    expect(public.locator("#adendum")).to_contain_text("Sekretaris Kelurahan Jatimulyo")
    expect(public.locator("main").get_by_role("link", name="Unduh berkas putaran")).to_be_visible()


def test_the_code_of_a_printed_paper_proves_it_on_a_strange_phone(
    login: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    forum = Forum.objects.filter(kind=Forum.Kind.KELURAHAN, region__name="Kauman").latest("cycle__plan_year")
    desk = login("lurah.kauman", PASSWORD)
    printed = desk.request.get(f"/kantor/forum/{forum.number}/dokumen/1.1.pdf").body()
    address = code_address(printed)
    digest = address.rstrip("/").rpartition("/")[2]

    phone = visit(address, width=360)
    page = phone.locator("main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Form 1.1, berita acara")
    for said in ("Dokumen ini tercatat", forum.title, forum.number, digest, sha256(printed).hexdigest()):
        expect(page).to_contain_text(said)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(phone, "dokumen-periksa-360", full=True)
    page.get_by_role("link", name="halaman hasil forum").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kauman")

    changed = address.replace(digest, f"{digest[:-1]}{'0' if digest[-1] != '0' else '1'}")
    phone.goto(changed)
    expect(page).to_contain_text("Dokumen ini tidak tercatat")
    expect(page).not_to_contain_text("Kauman")
