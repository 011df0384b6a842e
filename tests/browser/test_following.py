"""After the forums: a budgeted usulan is built, handed over with its BAST, and looked at by those who asked for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import OfficeHolding
from musrenbang.demo.people import PASSWORD
from proposals.models import Proposal
from proposals.statuses import Status
from tests.browser.test_field import picture
from tests.browser.writing import press

pytestmark = pytest.mark.usefixtures("demo_city")
PAPER = FilePayload(name="bast.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4\n%%EOF")


def budgeted() -> tuple[Proposal, OfficeHolding]:
    """A usulan of the public works agency that has its budget, and who heads the group that asked for it."""
    waiting = Proposal.objects.filter(status=Status.IN_APBD, agency__short_name="DPUPRPKP").order_by("number")
    for proposal in waiting.select_related("cycle"):
        head = OfficeHolding.objects.filter(office__group=proposal.group_id).select_related("user").first()
        if head is not None:
            return proposal, head
    raise AssertionError("The demo has no budgeted usulan whose group has a head.")


def test_a_usulan_is_followed_to_its_hand_over(
    login: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    proposal, head = budgeted()
    head.user.set_password(PASSWORD)
    head.user.save()

    page = login("staf.dpuprpkp", PASSWORD, width=360)
    page.goto(f"/kantor/tindak-lanjut/?tahun={proposal.cycle.plan_year}&tab=kerja")
    press(page, f"Buka {proposal.number}")
    page.get_by_label("Kemajuan").fill("40")
    page.get_by_label("Foto pekerjaan").set_input_files(files=[picture()])
    press(page, "Simpan laporan")
    expect(page.get_by_text("Kemajuan tersimpan.")).to_be_visible()
    shot(page, "pekerjaan-360", full=True)

    page.get_by_text("Pekerjaan selesai, serahterimakan").click()
    page.get_by_label("Biaya akhir").fill("31.000.000")
    page.get_by_label("Nomor BAST").fill("027/88/BAST/2026")
    page.get_by_label("Tanggal serah terima").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_label("Pindaian BAST").set_input_files(files=[PAPER])
    press(page, "Serahterimakan")
    expect(page.get_by_text("Pekerjaan diserahterimakan.")).to_be_visible()

    group = login(head.user.username, PASSWORD, width=360)
    group.goto(proposal.get_absolute_url())
    press(group, "Periksa hasil pekerjaan")
    group.get_by_label("Sesuai usulan").check()
    press(group, "Kirim")
    expect(group.get_by_text("Pendapat kelompok tersimpan.")).to_be_visible()

    public = visit(proposal.get_absolute_url())
    built = public.locator("#pelaksanaan")
    expect(built).to_contain_text("027/88/BAST/2026")
    expect(built).to_contain_text("sesuai usulan")
    expect(built.locator("img").first).to_be_visible()
    expect(public.locator(".chip").first).to_contain_text("Selesai")
