"""A ketua RW sends ten usulan in one sitting, on a phone."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import OfficeHolding
from catalogue.models import KamusItem
from musrenbang.demo import scenes
from musrenbang.demo.people import PASSWORD
from proposals.actions import drafting, stages
from proposals.models import Cycle, Photo, Proposal, Quota
from proposals.statuses import Status
from tests.browser.writing import press, write_paving

pytestmark = pytest.mark.usefixtures("demo_city")


def holder(code: str) -> OfficeHolding:
    """Who holds the office of that code."""
    return OfficeHolding.objects.select_related("office__group", "office__region", "user").get(office__code=code)


def nine_drafts() -> None:
    """RW 02 has sent one and may send ten more; it has written nine of them, each with a photo."""
    by, now = holder("rw02.tulusrejo"), timezone.now()
    cycle = Cycle.objects.running(now)[0]
    stages.set_quota(cycle, per=Quota.Per.GROUP, group_kind="rw", maximum=11, by=holder("bappeda"), at=now)
    group = by.office.group
    assert group is not None
    for old in Proposal.objects.filter(group=group, status=Status.DRAFT):
        drafting.discard(old, by=by, at=now)
    item = KamusItem.objects.get(version=cycle.kamus, name="Gorong-gorong diameter 40 cm")
    for place in range(1, 10):
        draft = drafting.start(
            cycle,
            group,
            by=by,
            at=now,
            item=item,
            problem=f"Air got meluap ke gang setiap hujan lebih dari satu jam, titik {place}.",
            address=f"Gang {place}, depan balai RW",
            target_group="Warga gang",
            households=20 + place,
            volume=Decimal(12 + place),
            land_status="aset_pemkot",
        )
        picture = ContentFile(scenes.draw("banjir"), name="got.jpg")
        Photo.objects.create(proposal=draft, image=picture, width=800, height=600, added_at=now)


def test_a_ketua_rw_sends_ten_in_one_sitting(login: Callable[..., Page], shot: Callable[..., Path]) -> None:
    nine_drafts()
    page = login("rw02.tulusrejo", PASSWORD, width=360)
    page.goto("/kelompok/")
    write_paving(page, photo=scenes.draw("banjir"))
    expect(page.get_by_text("Masih perlu diisi sebelum dikirim")).to_have_count(0)

    page.goto("/kelompok/")
    press(page, "Urutkan")
    rows = page.locator("[data-ranks] > [data-key]")
    expect(rows).to_have_count(10)
    shot(page, "urutkan-sepuluh-360")
    press(page, "Kirim")
    expect(page.get_by_role("heading", name="Kirim usulan")).to_be_visible()
    shot(page, "kirim-sepuluh-360")
    press(page, "Kirim dan kunci")

    told = page.locator(".messages")
    expect(told).to_contain_text(re.compile(r"\d{4}-\d{4}-\d{6}"))
    shot(page, "terkirim-sepuluh-360")
    sent = Proposal.objects.filter(group=holder("rw02.tulusrejo").office.group, status=Status.SUBMITTED)
    assert len(set(sent.values_list("number", flat=True))) == 10
    assert set(sent.values_list("group_rank", flat=True)) == set(range(2, 12))
