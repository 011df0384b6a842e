"""axe finds nothing on any public page, on phone and wide screen, in the steps of the form with errors too."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from proposals.models import Proposal
from rounds.models import Forum

from . import intake

pytestmark = pytest.mark.usefixtures("demo_city")
WIDTHS = (360, 1280)


def faults(page: Page) -> list[str]:
    """What axe finds, one line each: the rule, where, and why."""
    intake.ready(page)
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_that_everybody_may_read(visit: Callable[..., Page], width: int) -> None:
    shown = Proposal.objects.public().exclude(number="").order_by("pk")
    forum = Forum.objects.filter(closed_at__isnull=False).order_by("pk").first()
    assert forum is not None
    numbers = [shown.filter(status=status).values_list("number", flat=True).first() for status in KINDS]
    pages = [*PAGES, f"/hasil-forum/{forum.number}/", *(f"/usulan/{number}/" for number in numbers if number)]
    page = visit("/", width=width)
    seen = {}
    for address in pages:
        page.goto(address)
        seen[address] = faults(page)
    assert {address: found for address, found in seen.items() if found} == {}


PAGES = (
    "/",
    "/usulan/",
    "/usulan/?q=tidak-ada-yang-begini",
    "/lacak/",
    "/lacak/?nomor=000",
    "/jadwal/",
    "/kamus/",
    "/hasil-forum/",
    "/api/",
    "/masuk/",
    "/aktivasi/",
    "/suara/",
    "/kebutuhan/baru/1/",
    "/kebutuhan/tidak-ada/",
    "/kebutuhan/lanjut/tidak-ada/",
)
KINDS = ("diajukan", "diterima_kel", "ditolak", "digabung", "cadangan_kel", "prioritas_kec", "belum_disepakati")


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_the_four_steps_nor_on_the_receipt(visit: Callable[..., Page], width: int) -> None:
    page = visit("/kebutuhan/baru/1/", width=width)
    seen = {}

    intake.go_on(page)
    expect(page.locator(".errors")).to_be_visible()
    seen["1 with errors"] = faults(page)
    intake.place(page, "RT 02", "RT 03")
    page.get_by_label("Apa masalahnya?").fill("Got buntu di depan rumah Bapak Slamet sejak tahun lalu.")
    expect(page.locator("[data-peringatan]")).to_contain_text("nama orang")
    seen["1 filled in"] = faults(page)
    intake.go_on(page)

    page.wait_for_url(re.compile("/2/$"))
    intake.go_on(page)
    expect(page.locator(".errors")).to_be_visible()
    seen["2 with errors"] = faults(page)
    intake.wish(page)
    seen["2 filled in"] = faults(page)
    intake.go_on(page)

    page.wait_for_url(re.compile("/3/$"))
    intake.go_on(page)
    expect(page.locator(".errors")).to_be_visible()
    seen["3 with errors"] = faults(page)
    page.get_by_label("Alamat atau patokan").fill(intake.GANG)
    if not page.get_by_role("button", name="Tandai di peta").is_visible():
        page.locator("[data-peta] summary").click()
    page.get_by_role("button", name="Tandai di peta").click()
    expect(page.locator(".map.leaflet-container")).to_be_visible()
    page.get_by_label("Lintang").fill("-7,1")
    page.get_by_label("Bujur").fill("112,1")
    expect(page.get_by_text("Titik peta berada di luar Kelurahan Tulusrejo.")).to_be_visible()
    seen["3 with map and a pin outside"] = faults(page)
    intake.go_on(page)

    page.wait_for_url(re.compile("/4/$"))
    intake.go_on(page)
    expect(page.locator(".errors")).to_be_visible()
    page.locator("details[data-lanjut] summary").click()
    seen["4 with errors"] = faults(page)
    link = page.locator("[data-tautan]").get_attribute("href")
    page.get_by_label("Tetap kirim seperti ini").check()
    other = visit(str(link), width=width)
    seen["secret link"] = faults(other)
    intake.go_on(page)
    expect(page.get_by_role("heading", name="Terkirim")).to_be_visible()
    seen["receipt"] = faults(page)
    assert {step: found for step, found in seen.items() if found} == {}
