"""A kelurahan forum from its invitation to the closed list: office, people at the door, order on paper, result."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import OfficeHolding
from musrenbang.demo.people import PASSWORD
from proposals.actions import deciding
from proposals.models import Cycle, Proposal
from proposals.statuses import Status
from tests.browser.writing import press

pytestmark = pytest.mark.usefixtures("demo_city")
KELURAHAN = "Tulusrejo"


def decide_the_rest() -> None:
    """The desk has decided all that was sent: a forum is not closed before."""
    by = OfficeHolding.objects.with_office().get(office__code="kelurahan.tulusrejo")
    now, reason = timezone.now(), {"reason_code": "sudah_ditangani", "reason": "Titik ini sudah ditangani tahun ini."}
    waiting = Proposal.objects.filter(
        cycle=Cycle.objects.running(now)[0],
        kelurahan__name=KELURAHAN,
        status__in=[Status.SUBMITTED, Status.RETURNED],
    )
    for proposal in waiting.order_by("pk"):
        if proposal.status == Status.SUBMITTED:
            deciding.accept(proposal, by=by, at=now, expected=None)
        else:
            deciding.reject(proposal, may_repeat=True, by=by, at=now, expected=None, **reason)


def write_data(page: Page, forum: str) -> None:
    """Fill in when and where, who leads it, when it was announced."""
    today = timezone.localdate()
    page.goto(f"{forum}#data")
    page.get_by_label("Tanggal", exact=True).fill(today.isoformat())
    page.get_by_label("Mulai pukul").fill("00:01")
    page.get_by_label("Sampai pukul").fill("23:59")
    page.get_by_label("Tempat").fill("Balai Kelurahan Tulusrejo")
    page.get_by_label("Diumumkan pada").fill((today - timedelta(days=9)).isoformat())
    page.get_by_label("Pimpinan rapat", exact=True).fill("Lurah Tulusrejo")
    page.get_by_label("Notulis", exact=True).fill("Tenaga pendamping")
    page.get_by_label("Cara kesepakatan").select_option(label="Musyawarah mufakat/aklamasi")
    press(page, "Simpan data rapat")
    expect(page.locator(".messages")).to_contain_text("Data rapat tersimpan.")


def check_in(visit: Callable[..., Page], address: str, name: str, sex: str) -> None:
    """Somebody at the door writes down on their phone that they are here."""
    phone = visit(address, width=360)
    phone.get_by_label("Nama").fill(name)
    phone.get_by_label(sex, exact=True).check()
    phone.get_by_label("Unsur").fill("RW")
    press(phone, "Saya hadir")
    expect(phone.get_by_role("heading", name="Anda tercatat hadir")).to_be_visible()


def test_from_the_invitation_to_the_closed_list(
    login: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    decide_the_rest()
    page = login("lurah.tulusrejo", PASSWORD)
    page.goto("/kantor/forum/")
    press(page, "Siapkan Forum Musrenbang Kelurahan Tulusrejo")
    forum = page.url
    write_data(page, forum)

    page.goto(f"{forum}undangan/")
    page.get_by_label("Pukul, acara 1", exact=True).fill("08:00")
    page.get_by_label("Acara 1", exact=True).fill("Pendaftaran dan catat hadir")
    press(page, "Simpan susunan acara")
    press(page, "Cetak undangan")
    expect(page.locator(".letter")).to_contain_text("08.00 WIB")
    expect(page.locator(".letter")).to_contain_text("Balai Kelurahan Tulusrejo")
    shot(page, "undangan-1280", full=True)

    page.goto(f"{forum}hadir/")
    press(page, "Buat kode hadir untuk ponsel")
    address = page.locator(".poster__code").inner_text()
    check_in(visit, address, "Sri Wahyuni", "Perempuan")
    check_in(visit, address, "Bambang", "Laki-laki")

    page.goto(f"{forum}#buka")
    press(page, "Buka forum dengan")
    expect(page.locator(".hall__sum")).to_contain_text("Usulan masuk")

    press(page, "Ketik urutan")
    places = page.locator("input[name^=urut-]")
    count = places.count()
    for place in range(count):
        places.nth(place).fill(str(count - place))
    last = page.locator("tbody tr").last.locator("b").inner_text()
    press(page, "Simpan urutan")
    expect(page.locator("tbody tr").first.locator("b")).to_have_text(last)

    page.goto(f"{forum}delegasi/")
    for place, (name, sex) in enumerate((("Sri Wahyuni", "Perempuan"), ("Bambang", "Laki-laki")), start=1):
        page.get_by_label(f"Nama, delegasi {place}").fill(name)
        page.get_by_label(f"L/P, delegasi {place}").select_option(label=sex)
    press(page, "Simpan delegasi")
    expect(page.locator(".messages")).to_contain_text("2 delegasi tersimpan.")

    page.goto(f"{forum}tutup/")
    press(page, "Kunci hasil dan tutup forum")
    expect(page.locator("main")).to_contain_text("ditutup. Hasilnya dapat dibaca semua orang.")
    number = forum.rstrip("/").rpartition("/")[2]
    public = visit(f"/hasil-forum/{number}/", width=360)
    expect(public.locator("main")).to_contain_text(KELURAHAN)
    for private in ("Sri Wahyuni", "Bambang"):
        expect(public.locator("body")).not_to_contain_text(private)
