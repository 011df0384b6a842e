"""Out of the office: an OPD surveys with a phone, and a group objects to a refusal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import User
from musrenbang.demo import scenes
from musrenbang.demo.people import PASSWORD
from proposals import objection_rules
from proposals.models import Proposal
from tests.browser.writing import press

pytestmark = pytest.mark.usefixtures("demo_city")
OBJECTION = "Pemilik lahan sudah memberi izin tertulis. Suratnya kami serahkan ke kelurahan kemarin."


def picture() -> FilePayload:
    return FilePayload(name="IMG_0002.jpg", mimeType="image/jpeg", buffer=scenes.draw("jalan"))


def test_an_opd_surveys_on_a_phone(login: Callable[..., Page], shot: Callable[..., Path]) -> None:
    page = login("staf.dpuprpkp", PASSWORD, width=360)
    press(page, "Buka daftar survei")
    expect(page.locator("h2").first).to_contain_text("Hari ini")
    shot(page, "survei-360")
    page.locator(".work__item a").first.click()
    page.wait_for_load_state()

    expect(page.get_by_text("Dari pengusul").first).to_be_visible()
    page.get_by_label("Panjang").fill("40,5")
    page.get_by_label("Lebar").fill("1,2")
    page.get_by_label("Kerusakan").fill("70")
    expect(page.locator("[data-state]")).to_contain_text("Tersimpan pukul")

    page.context.set_offline(True)
    page.get_by_label("Temuan di lapangan").fill("Bagian hulu masih baik, yang rusak hanya bagian hilir.")
    page.get_by_label("Kerusakan").click()
    expect(page.locator("[data-state]")).to_contain_text("Sambungan terputus")
    page.context.set_offline(False)
    expect(page.locator("[data-state]")).to_contain_text("Tersimpan pukul")

    with page.expect_navigation():
        page.locator("input[type=file]").set_input_files(files=[picture()])
    expect(page.get_by_text("Hapus foto 1")).to_be_visible()
    expect(page.get_by_label("Panjang")).to_have_value("40,5")

    expect(page.get_by_label("Volume yang disarankan")).to_be_hidden()
    page.get_by_label("Layak dengan perubahan").check()
    page.get_by_label("Volume yang disarankan").fill("2")
    expect(page.locator("[data-sum] .sum__total b")).to_contain_text("Rp")
    shot(page, "survei-isi-360", full=True)
    press(page, "Selesai dan kunci")

    expect(page.get_by_text("Survei selesai dan terkunci.")).to_be_visible()
    expect(page.get_by_role("heading", name="Hasil survei, terkunci")).to_be_visible()
    expect(page.get_by_role("button", name="Simpan")).to_have_count(0)
    press(page, "lihat usulan")
    expect(page.get_by_role("heading", name="Survei lapangan")).to_be_visible()
    expect(page.locator("main")).to_contain_text("yang rusak hanya bagian hilir")


def test_what_is_typed_without_a_line_comes_back_after_a_reload(login: Callable[..., Page]) -> None:
    page = login("staf.dpuprpkp", PASSWORD, width=360)
    page.goto("/kantor/survei/")
    page.locator(".work__item a").first.click()
    page.route(
        "**/kantor/survei/*/", lambda route: route.abort() if route.request.method == "POST" else route.fallback()
    )
    page.get_by_label("Panjang").fill("33,5")
    page.get_by_label("Temuan di lapangan").fill("Akar pohon mengangkat paving di tengah gang.")
    page.get_by_label("Lebar").click()
    expect(page.locator("[data-state]")).to_contain_text("Sambungan terputus")
    page.reload()
    expect(page.get_by_label("Panjang")).to_have_value("33,5")
    expect(page.get_by_label("Temuan di lapangan")).to_have_value("Akar pohon mengangkat paving di tengah gang.")


def refused() -> tuple[Proposal, str]:
    """A usulan of Lowokwaru to which its group may still object, and the login of the group; it gets a password."""
    now = Proposal.objects.filter(kecamatan__code="35.73.05", status="ditolak").select_related("cycle", "group")
    found = list(now.order_by("number"))
    may = objection_rules.open_among(found, timezone.now())
    proposal = next(one for one in found if one.pk in may)
    user = User.objects.get(holdings__office__group=proposal.group)
    user.set_password(PASSWORD)
    user.save()
    return proposal, user.username


def test_a_group_objects_and_the_desk_sees_its_usulan_again(
    login: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    proposal, username = refused()
    group = login(username, PASSWORD, width=360)
    group.goto("/kelompok/")
    press(group, "Sampaikan keberatan")
    expect(group.get_by_text("hari lagi")).to_be_visible()
    group.get_by_label("Mengapa keputusan itu perlu diperiksa lagi?").fill(OBJECTION)
    shot(group, "keberatan-360")
    press(group, "Kirim keberatan")
    expect(group.get_by_role("heading", name="Keberatan pengusul")).to_be_visible()
    expect(group.get_by_text("Dijawab Kecamatan Lowokwaru paling lambat")).to_be_visible()

    district = login("kecamatan.lowokwaru", PASSWORD)
    district.goto("/kantor/keberatan/")
    district.locator(".work__item a").filter(has_text=OBJECTION).click()
    district.get_by_label("Dikabulkan: usulan diperiksa lagi").check()
    district.get_by_label("Penjelasan untuk pengusul").fill("Surat izinnya sudah kami periksa dan sah.")
    shot(district, "keberatan-1280")
    press(district, "Simpan jawaban")
    expect(district.get_by_text("Usulan kembali ke meja yang memutuskan.")).to_be_visible()

    public = visit(f"/usulan/{proposal.number}/", width=360)
    expect(public.get_by_text("Keberatan dikabulkan, diperiksa lagi")).to_be_visible()
    expect(public.get_by_text("Surat izinnya sudah kami periksa dan sah.").first).to_be_visible()
    proposal.refresh_from_db()
    assert proposal.status == "diajukan"
