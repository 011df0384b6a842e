"""The desk by keyboard: fifty usulan in one sitting, undo, the panel of keys and its switch."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from musrenbang.demo.people import PASSWORD
from proposals.actions.numbering import take_numbers
from proposals.models import Event, Proposal
from proposals.statuses import Status

pytestmark = pytest.mark.usefixtures("demo_city")
KELURAHAN = "Tulusrejo"


def waiting() -> set[str]:
    """The numbers of all usulan of the kelurahan that nobody has decided or held."""
    found = Proposal.objects.filter(kelurahan__name=KELURAHAN, status=Status.SUBMITTED, review_on=None)
    return set(found.values_list("number", flat=True))


def queue(total: int) -> set[str]:
    """Let as many wait as asked for: copies of one that its group has sent."""
    known = Proposal.objects.filter(kelurahan__name=KELURAHAN, status=Status.SUBMITTED, group__kind="rw").order_by("pk")
    first, numbers = known[0], []
    copies = []
    for place, number in enumerate(take_numbers(first.cycle, total - len(waiting()))):
        one = Proposal.objects.get(pk=first.pk)
        one.pk, one.public_id, one.number, one.submission_key, one.group_rank = None, uuid4(), number, None, place + 20
        one.submitted_at = first.submitted_at + timedelta(minutes=place + 1) if first.submitted_at else None
        copies.append(one)
        numbers.append(number)
    Proposal.objects.bulk_create(copies)
    return waiting()


def decide(page: Page) -> None:
    """Save with Ctrl Enter and wait for the next."""
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def test_the_kelurahan_verifies_fifty_by_keyboard_in_one_sitting(
    login: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    fifty = queue(50)
    assert len(fifty) == 50
    page = login("kelurahan.tulusrejo", PASSWORD)
    page.goto("/kantor/usulan-masuk/")
    expect(page.get_by_text("50 belum diperiksa")).to_be_visible()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for place in range(50):
        if place % 10 == 9:
            page.keyboard.press("5")
            page.get_by_label("Alasan", exact=True).focus()
            page.keyboard.press("ArrowDown")
            page.get_by_label("Kalimat untuk pengusul").focus()
            page.keyboard.type("Titik ini sudah ditangani tahun ini.")
        else:
            page.keyboard.press("1")
        if place == 3:
            shot(page, "meja-keyboard-1280")
        decide(page)
    expect(page.get_by_text("Semua usulan yang masuk sudah diperiksa.")).to_be_visible()
    shot(page, "meja-selesai-1280")
    assert waiting() == set()
    decided = Event.objects.filter(
        proposal__number__in=fifty, kind__in=[Event.Kind.ACCEPTED, Event.Kind.REJECTED], holding__office__role="KEL"
    )
    assert decided.count() == 50
    assert Proposal.objects.filter(number__in=fifty, status=Status.REJECTED).count() == 5


def test_a_slip_is_undone_on_the_next_page_with_one_key(login: Callable[..., Page], shot: Callable[..., Path]) -> None:
    before = waiting()
    page = login("kelurahan.tulusrejo", PASSWORD)
    page.goto("/kantor/usulan-masuk/")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    slipped = page.url
    page.keyboard.press("1")
    decide(page)
    assert len(waiting()) == len(before) - 1
    expect(page.get_by_text("Keputusan terakhir:")).to_be_visible()
    shot(page, "meja-urungkan-1280")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.url.partition("?")[0] == slipped.partition("?")[0]
    expect(page.locator(".messages")).to_contain_text("dibatalkan")
    assert waiting() == before


def test_the_keys_are_told_and_can_be_switched_off(login: Callable[..., Page], shot: Callable[..., Path]) -> None:
    page = login("kelurahan.tulusrejo", PASSWORD)
    page.goto("/kantor/usulan-masuk/")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    page.keyboard.press("?")
    expect(panel).to_be_visible()
    shot(page, "meja-tombol-1280")
    page.get_by_label("Pakai tombol satu huruf").uncheck()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("1")
    expect(page.locator("[name=outcome]:checked")).to_have_count(0)
    page.reload()
    page.keyboard.press("1")
    expect(page.locator("[name=outcome]:checked")).to_have_count(0)
    page.get_by_role("link", name="semua tombol").click()
    page.get_by_label("Pakai tombol satu huruf").check()
    page.get_by_role("button", name="Tutup").click()
    page.keyboard.press("1")
    expect(page.locator("[name=outcome]:checked")).to_have_value("terima")


def test_a_filter_stays_through_the_whole_work(login: Callable[..., Page]) -> None:
    page = login("kelurahan.tulusrejo", PASSWORD)
    page.goto("/kantor/usulan-masuk/?jenis=rw&tab=belum")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "jenis=rw" in page.url
    page.keyboard.press("1")
    decide(page)
    assert "jenis=rw" in page.url
    with page.expect_navigation():
        page.keyboard.press("l")
    assert "jenis=rw" in page.url
