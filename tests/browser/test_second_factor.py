"""A camat sets up a passkey, and the app with its printed codes; comes in with each. The device is Chromium's own."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page, expect
from pytest_django import Settings

from musrenbang.demo.people import PASSWORD
from tests.browser.writing import press

pytestmark = pytest.mark.usefixtures("demo_city")


@pytest.fixture(autouse=True)
def _compulsory(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def type_in(page: Page, name: str) -> None:
    page.get_by_label("Nama pengguna, kode jabatan").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def go_out(page: Page) -> None:
    page.locator("details.nav__office summary").first.click()
    press(page, "Keluar")


def with_fingerprint(page: Page) -> None:
    """Give the browser a device that knows its owner's finger."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_camat_sets_up_a_passkey_and_comes_in_with_it(
    visit: Callable[..., Page], site: str, shot: Callable[..., Path]
) -> None:
    page = visit("/", width=360)
    page.goto(site.replace("127.0.0.1", "localhost") + "/masuk/")  # a passkey belongs to a name, not to an address
    with_fingerprint(page)
    type_in(page, "camat.klojen")
    expect(page.get_by_text("Pasang dahulu, baru bekerja")).to_be_visible()
    shot(page, "pengamanan-360", full=True)

    press(page, "Pasang kunci sandi")
    page.get_by_label("Nama kunci").fill("Ponsel dinas")
    press(page, "Pasang kunci sandi")
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    press(page, "Sudah saya simpan")
    expect(page.get_by_role("heading", name="Camat Klojen")).to_be_visible()

    go_out(page)
    page.goto("/".join(page.url.split("/")[:3]) + "/masuk/")
    type_in(page, "camat.klojen")
    expect(page.get_by_role("heading", name="Satu langkah lagi")).to_be_visible()
    press(page, "Pakai kunci sandi")
    expect(page.get_by_role("heading", name="Camat Klojen")).to_be_visible()

    go_out(page)
    page.goto("/".join(page.url.split("/")[:3]) + "/masuk/?next=/peran/")
    press(page, "Masuk dengan kunci sandi")
    expect(page.get_by_role("heading", name="Siapa mengerjakan apa")).to_be_visible()

    page.goto("/".join(page.url.split("/")[:3]) + "/keamanan/")
    press(page, "Lepas Ponsel dinas")
    press(page, "Lepas kunci sandi")
    expect(page.get_by_text("Pasang dahulu, baru bekerja")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["dengan JavaScript", "tanpa JavaScript"])
def test_bappeda_sets_up_the_app_and_comes_in_with_a_printed_code(
    visit: Callable[..., Page], shot: Callable[..., Path], *, script: bool
) -> None:
    page = visit("/masuk/", width=1280, script=script)
    expect(page.get_by_role("button", name="Masuk dengan kunci sandi")).to_have_count(1 if script else 0)
    type_in(page, "bappeda")
    press(page, "Pasang aplikasi kode")
    secret = page.locator(".secret").inner_text()
    now = next(iter(totp.yield_hotp_counters_from_time())) + 1
    page.get_by_label("Kode dari aplikasi").fill(totp.format_hotp_value(totp.hotp_value(secret, now)))
    press(page, "Pasang")
    expect(page.locator(".backup li")).to_have_count(10)
    codes = page.locator(".backup li").all_inner_texts()
    assert all(re.fullmatch(r"\d{8}", code) for code in codes)
    shot(page, "kode-cadangan-1280")
    press(page, "Sudah saya simpan")

    other = visit("/masuk/", width=360, script=script)
    type_in(other, "bappeda")
    other.get_by_label("Kode").fill(codes[3])
    other.get_by_role("button", name="Masuk", exact=True).click()
    expect(other).to_have_url(re.compile("/kantor/$"))
