"""An office goes from one person to the next: the kelurahan writes it down, a card is printed, the new holder is in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from musrenbang.demo.people import PASSWORD

pytestmark = pytest.mark.usefixtures("demo_city")
OFFICE = "Ketua RW 02 Kel. Tulusrejo"
OWN = "gerobak kuning lima"


@pytest.mark.parametrize("script", [True, False], ids=["dengan JavaScript", "tanpa JavaScript"])
def test_hand_over_of_an_office(
    login: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path], *, script: bool
) -> None:
    before = login("rw02.tulusrejo", PASSWORD, width=360, script=script)
    expect(before.get_by_role("heading", name="Usulan RW 02")).to_be_visible()

    desk = login("kelurahan.tulusrejo", PASSWORD, script=script)
    desk.goto("/kantor/pengurus/")
    desk.get_by_label("Cari nama jabatan atau orang").fill("RW 02")
    desk.get_by_role("button", name="Cari").click()
    desk.get_by_role("link", name=OFFICE, exact=True).click()
    desk.get_by_role("link", name="Ganti pemegang").click()
    desk.get_by_label("Nama pemegang baru").fill("Ratna Contoh")
    desk.get_by_label("Nomor telepon").fill("0812 0000 0021")
    desk.get_by_label("Nomor SK").fill("188/7/2026")
    shot(desk, "ganti-pemegang-1280")
    desk.get_by_role("button", name="Catat pemegang baru").click()
    expect(desk.get_by_text(f"{OFFICE} dipegang Ratna Contoh")).to_be_visible()
    expect(desk.get_by_role("table")).to_contain_text("selesai")

    desk.get_by_role("button", name="Terbitkan dan cetak kartu").click()
    code = desk.locator(".kartu__kode").inner_text()
    assert re.fullmatch(r"[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{6}", code)
    shot(desk, "kartu-masuk-1280")

    before.goto("/kelompok/")
    expect(before.get_by_role("button", name="Masuk", exact=True)).to_be_visible()

    phone = visit(f"/aktivasi/#{code.replace('-', '')}", width=360, script=script)
    if script:
        expect(phone.get_by_label("Kode pada kartu")).not_to_have_value("")
        assert "#" not in phone.url
    else:
        phone.get_by_label("Kode pada kartu").fill(code.upper())
    shot(phone, "aktivasi-360")
    phone.get_by_role("button", name="Lanjut: buat kata sandi").click()
    expect(phone.get_by_role("heading", name=OFFICE)).to_be_visible()
    expect(phone.get_by_label("Nama lengkap")).to_have_value("Ratna Contoh")
    phone.get_by_label("Kata sandi baru").fill(OWN)
    phone.get_by_label("Kata sandi sekali lagi").fill(OWN)
    shot(phone, "aktivasi-sandi-360")
    phone.get_by_role("button", name="Aktifkan dan masuk").click()
    expect(phone.get_by_role("heading", name="Usulan RW 02")).to_be_visible()

    again = login("rw02.tulusrejo", OWN, width=360, script=script)
    expect(again.get_by_role("heading", name="Usulan RW 02")).to_be_visible()
    old = login("rw02.tulusrejo", PASSWORD, width=360, script=script)
    expect(old.get_by_role("heading", name="Usulan RW 02")).to_have_count(0)

    used = visit("/aktivasi/", width=360, script=script)
    used.get_by_label("Kode pada kartu").fill(code)
    used.get_by_role("button", name="Lanjut: buat kata sandi").click()
    expect(used.get_by_text("Kode ini sudah dipakai").first).to_be_visible()
