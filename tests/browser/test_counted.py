"""A kecamatan forum counts: ballots from phones and on paper, a tie and its lot, a change with its reason, the wall."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import OfficeHolding
from catalogue.models import Agency
from musrenbang.demo.people import PASSWORD
from proposals.models import Proposal
from rounds import actions, pool
from rounds.models import Forum, Limit, Round
from tests.browser.writing import press

pytestmark = pytest.mark.usefixtures("demo_city")
COST = 40_000_000


def office(code: str) -> OfficeHolding:
    return OfficeHolding.objects.with_office().get(office__code=code)


def six_alike(forum: Forum) -> Agency:
    """Six usulan of one perangkat daerah, from six kelurahan, that cost and help the same."""
    agency = pool.pool(forum).order_by("agency_id").values_list("agency", flat=True)
    for key in sorted({one for one in agency if one}):
        found = {one.kelurahan_id: one for one in pool.pool(forum).filter(agency=key, kelurahan_rank__isnull=False)}
        if len(found) >= 6:
            keep = [one.pk for one in list(found.values())[:6]]
            Proposal.objects.filter(pk__in=keep).update(current_amount=COST, people=120)
            other = Agency.objects.exclude(pk=key).order_by("pk").first()
            Proposal.objects.filter(pk__in=pool.pool(forum).filter(agency=key).values("pk")).exclude(
                pk__in=keep
            ).update(agency=other)
            return Agency.objects.get(pk=key)
    raise AssertionError("no agency with usulan of six kelurahan")


def prepared(page: Page, forum: Forum) -> Round:
    """The camat begins the round on the page; its rule is written as in the admin."""
    page.goto(f"/kantor/forum/{forum.number}/")
    page.get_by_text("Siapkan putaran").first.click()
    page.get_by_label("Nama putaran").fill("Fisik")
    page.get_by_label("Cara menghitung").select_option(label="Suara saja")
    page.get_by_role("button", name="Siapkan putaran").click()
    expect(page.get_by_role("heading", name="Putaran Fisik")).to_be_visible()
    round_, now = Round.objects.counted().get(forum=forum), timezone.now()
    round_.terms.only_agency, round_.terms.choices, round_.terms.choices_least = six_alike(forum), 2, 2
    round_.terms.save()
    round_.limits.all().delete()
    Limit.objects.create(
        round=round_, code="PAGU", label="pagu", per="sumber_dana", unit=Limit.Unit.RUPIAH, maximum=3 * COST
    )
    Round.objects.filter(pk=round_.pk).update(opens_at=now, closes_at=now + timedelta(hours=2))
    camat = office("camat.klojen")
    actions.meeting.update_forum(
        forum, chair="Camat Klojen", secretary="Tenaga pendamping", method="mufakat", by=camat, at=now
    )
    return round_


def cast(visit: Callable[..., Page], code: str, numbers: list[str]) -> None:
    """Vote for these nomor, the first first."""
    phone = visit("/suara/", width=360)
    phone.get_by_label("Kode").first.fill(code)
    press(phone, "Buka surat suara")
    for place, number in enumerate(numbers, start=1):
        phone.locator(f"[name='pilih-{number}']").select_option(label=f"Pilihan {place}")
    press(phone, "Periksa pilihan")
    press(phone, "Kirim suara")
    expect(phone.get_by_role("heading", name="Suara Anda terkirim")).to_be_visible()


def read(page: Page, round_: Round, serial: int, *numbers: int) -> None:
    """One person types in what a blank says."""
    page.goto(f"/kantor/putaran/{round_.code}/kertas/")
    page.get_by_label("Nomor lembar").fill(str(serial))
    for place, number in enumerate(numbers, start=1):
        page.get_by_label(f"Pilihan {place}", exact=True).fill(str(number))
    press(page, "Simpan lembar")
    expect(page.locator(".messages")).to_contain_text(re.compile(r"[Ll]embar"))


def collect(
    round_: Round, *, camat: Page, desk: Page, wall: Page, visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    """Two delegates vote on their phones, one on paper that two people read; the wall counts along."""
    page = f"/kantor/putaran/{round_.code}/"
    voters = list(round_.voters.order_by("number"))
    now, by = timezone.now(), office("kecamatan.klojen")
    actions.balloting.mark_present(round_, voters, by=by, at=now)
    expect(wall.locator("main")).to_contain_text("0 dari 3")
    titles = [row.facts["nomor"] for row in round_.candidates.order_by("position")]
    for voter, choices in zip(voters[:2], ((0, 1), (0, 2)), strict=True):
        code = actions.balloting.give_code(voter, by=by, at=now)
        cast(visit, code, [titles[n] for n in choices])
    expect(wall.locator("main")).to_contain_text("2 dari 3")
    shot(wall, "layar-suara-1280")

    actions.balloting.count_stack(round_, issued=2, unused=1, by=by, at=now)
    desk.goto(f"{page}suara/")
    desk.get_by_role("button", name="Beri kertas kepada Delegasi 3").click()
    expect(desk.locator("main")).to_contain_text("Menerima kertas")
    read(desk, round_, 1, 1, 4)
    read(camat, round_, 1, 1, 4)


def settle(round_: Round, *, camat: Page, desk: Page, wall: Page) -> None:
    """Count, draw the lot before two witnesses, confirm it as another, bring it before the forum."""
    page = f"/kantor/putaran/{round_.code}/"
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now())  # the hour has come
    camat.goto(page)
    camat.get_by_text("Catatan kuorum").click()
    camat.get_by_label("Kalimat untuk berita acara").fill("Hadir kurang dari 75 orang, forum tetap sah.")
    press(camat, "Simpan catatan")
    press(camat, "Akhiri dan hitung")
    expect(camat.locator(".messages")).to_contain_text("Adakan undian")
    expect(wall.locator("main")).to_contain_text("Undian")
    camat.get_by_label("Angka undian").fill("483920")
    camat.get_by_label("Saksi, satu nama tiap baris").fill("Kepala Bappeda\nKetua LPMK")
    press(camat, "Catat undian")
    expect(camat.locator(".messages")).to_contain_text("Orang kedua membenarkannya")
    desk.goto(page)
    press(desk, "Angka ini benar, hitung")
    expect(desk.locator(".messages")).to_contain_text("Undian dibenarkan")
    camat.goto(page)
    press(camat, "Bawa ke forum")
    expect(camat.locator(".messages")).to_contain_text("dibawa ke forum")


def test_ballots_a_tie_its_lot_and_a_change_with_its_reason(
    login: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    forum = Forum.objects.get(kind="kecamatan", status="dibuka", region__name="Klojen")
    camat, desk = login("camat.klojen", PASSWORD), login("kecamatan.klojen", PASSWORD)
    round_ = prepared(camat, forum)
    people = [actions.preparing.Mandate(f"Delegasi {n}", "Kauman", "Delegasi kelurahan") for n in range(1, 4)]
    actions.preparing.set_voters(round_, people, by=office("kecamatan.klojen"), at=timezone.now())
    page = f"/kantor/putaran/{round_.code}/"
    camat.goto(page)
    press(camat, "Bekukan aturan")
    expect(camat.locator(".messages")).to_contain_text("Aturan dibekukan")
    press(camat, "Buka pengumpulan")
    expect(camat.locator(".messages")).to_contain_text("Pengumpulan dibuka")

    wall = camat.context.new_page()
    wall.goto(f"{page}layar/")
    collect(round_, camat=camat, desk=desk, wall=wall, visit=visit, shot=shot)
    settle(round_, camat=camat, desk=desk, wall=wall)

    last = actions.settling.agreed_list(round_).lines[-1].number
    camat.goto(f"{page}hasil/?ubah={last}#u-{last}")
    camat.get_by_label("Perubahan").select_option(label="Keluarkan")
    camat.get_by_label("Alasan").fill("Lokasinya masuk proyek drainase kota tahun ini.")
    camat.get_by_label("Diminta oleh").fill("Lurah Kauman")
    press(camat, "Ubah daftar")
    expect(camat.locator("main")).to_contain_text(f"{last} keluar dari daftar.")
    shot(camat, "putaran-hasil-1280", full=True)
    expect(wall.locator(".wall__row.is-now")).to_contain_text("diubah forum")

    actions.attendance.record_attendance(
        forum, [actions.attendance.Person("Tamu", "P", "PKK", "PKK")], by=office("kecamatan.klojen"), at=timezone.now()
    )
    camat.goto(page)
    press(camat, "Tutup putaran")
    expect(camat.locator(".messages")).to_contain_text("Putaran ditutup")
    public = visit(f"/putaran/{round_.code}/", width=360)
    expect(public.locator("main")).to_contain_text("Keputusan forum")
    expect(public.locator("main")).to_contain_text("undian menempatkannya")
    expect(public.locator("body")).not_to_contain_text("Delegasi 1")
    shot(public, "putaran-umum-360", full=True)
