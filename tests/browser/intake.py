"""The steps of the public form as a resident goes through them, for journeys and for axe."""

import re

from playwright.sync_api import Page, expect

PROBLEM = "Air got meluap ke Gang 8 setinggi mata kaki setiap hujan, sudah dua kali masuk dapur."
GANG = "Gang 8, samping lapangan voli"


def ready(page: Page) -> None:
    """Wait until htmx has put its answers into the page; a person is slower than that anyway."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def go_on(page: Page) -> None:
    """Press the main button at the foot of a step."""
    page.locator(".foot button").click()


def place(page: Page, *rts: str, script: bool = True) -> None:
    """Step 1: RW 02 of Tulusrejo and the RT named."""
    for label, choice in (("Kelurahan", "Tulusrejo"), ("RW", "RW 02")):
        page.get_by_label(label, exact=True).select_option(label=choice)
        if not script:
            page.get_by_role("button", name="Tampilkan RW dan RT").click()
        page.get_by_label("RW" if label == "Kelurahan" else "RT 01", exact=True).wait_for()
        ready(page)
    for rt in rts:
        page.get_by_label(rt, exact=True).check()
    page.get_by_label("Apa masalahnya?").fill(PROBLEM)


def wish(page: Page, *, script: bool = True) -> None:
    """Step 2: gorong-gorong, 45,5 m."""
    page.get_by_label("Cari di kamus usulan").fill("got mampet")
    if not script:
        page.get_by_role("button", name="Cari", exact=True).click()
    page.locator("#pilihan").get_by_text("Gorong-gorong diameter 40 cm", exact=True).click()
    page.get_by_label("Perkiraan volume").fill("45,5")
    ready(page)


def up_to(page: Page, step: int) -> None:
    """Fill in the steps before this one."""
    page.goto("/kebutuhan/baru/1/")
    place(page, "RT 03")
    go_on(page)
    if step > 2:
        page.wait_for_url(re.compile("/2/$"))
        wish(page)
        go_on(page)
    if step > 3:
        page.wait_for_url(re.compile("/3/$"))
        page.get_by_label("Alamat atau patokan").fill(GANG)
        go_on(page)
    page.wait_for_url(re.compile(f"/{step}/$"))
