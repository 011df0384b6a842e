"""A resident at the public form: by keyboard, without JavaScript, with a lost connection, on another phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from musrenbang.demo import scenes
from proposals.models import Need, NeedDraft, Proposal
from proposals.statuses import Status

from . import intake

pytestmark = pytest.mark.usefixtures("demo_city")


def picture() -> FilePayload:
    return FilePayload(name="IMG_0001.jpg", mimeType="image/jpeg", buffer=scenes.draw("banjir"))


def test_without_javascript_with_several_rt_a_pin_and_a_photo(visit: Callable[..., Page]) -> None:
    page = visit("/kebutuhan/baru/1/", width=360, script=False)
    intake.place(page, "RT 02", "RT 03", script=False)
    intake.go_on(page)
    intake.wish(page, script=False)
    intake.go_on(page)
    page.get_by_label("Alamat atau patokan").fill(intake.GANG)
    page.locator("[data-peta] summary").click()
    page.get_by_label("Lintang").fill("112,6")
    page.get_by_label("Bujur").fill("-7,9")
    page.locator("input[type=file]").set_input_files(files=[picture()])
    intake.go_on(page)
    expect(page.get_by_text("Lintang dan bujur tertukar").first).to_be_visible()
    page.get_by_role("button", name="Tukar keduanya").click()
    expect(page.get_by_label("Lintang")).to_have_value("-7,9")
    intake.go_on(page)
    expect(page.get_by_text("RT 02, 03 RW 02 Kel. Tulusrejo")).to_be_visible()
    expect(page.get_by_text("1 foto")).to_be_visible()
    intake.go_on(page)
    expect(page.get_by_role("heading", name="Terkirim")).to_be_visible()
    need = Need.objects.latest("pk")
    assert (need.places.count(), need.photos.count(), need.pin) == (2, 1, "-7.900000, 112.600000")


def test_with_the_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("/kebutuhan/baru/1/")

    def tab_to(selector: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        raise AssertionError(f"Tab never reaches {selector}")

    def press_on() -> None:
        tab_to(".foot button")
        page.keyboard.press("Enter")

    tab_to("#id_kelurahan")
    page.keyboard.type("Tulusrejo")
    intake.ready(page)
    page.get_by_label("RW", exact=True).wait_for()
    tab_to("#id_rw")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.get_by_label("RT 01", exact=True).wait_for()
    intake.ready(page)
    tab_to("[name=rt]")
    page.keyboard.press("Space")
    tab_to("#id_problem")
    page.keyboard.type(intake.PROBLEM)
    press_on()
    page.wait_for_url(re.compile("/2/$"))
    tab_to("#cari")
    page.keyboard.type("jembatan gantung kaca")
    expect(page.get_by_text("Tidak ada yang cocok dengan").or_(page.get_by_text("hasil untuk"))).to_be_visible()
    tab_to("[name=wish]")
    page.keyboard.type("Jembatan kecil di ujung gang")
    press_on()
    page.wait_for_url(re.compile("/3/$"))
    tab_to("#id_address")
    page.keyboard.type(intake.GANG)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/4/$"))
    press_on()
    expect(page.get_by_role("heading", name="Terkirim")).to_be_visible()
    assert Need.objects.latest("pk").address == intake.GANG


def test_a_lost_connection_loses_nothing_and_another_phone_goes_on(
    visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    page = visit("/kebutuhan/baru/1/", width=360)
    intake.place(page, "RT 03")
    state = page.locator("[data-keadaan]")
    expect(state).to_contain_text(re.compile(r"Draf tersimpan pukul \d\d\.\d\d WIB"))
    intake.go_on(page)
    page.wait_for_url(re.compile("/2/$"))
    intake.wish(page)
    intake.go_on(page)
    page.wait_for_url(re.compile("/3/$"))

    page.context.set_offline(True)
    page.get_by_label("Alamat atau patokan").fill("Gang 9, ditulis tanpa sambungan")
    expect(state).to_have_text("Sambungan terputus. Draf Anda aman di ponsel ini dan dikirim saat tersambung.")
    shot(page, "kebutuhan-terputus-360")
    page.context.set_offline(False)
    expect(state).to_contain_text("Draf tersimpan")
    kept = NeedDraft.objects.latest("pk")
    assert kept.data["typed"]["3"]["address"] == "Gang 9, ditulis tanpa sambungan"

    other = visit(f"/kebutuhan/lanjut/{kept.code}/", width=360)
    expect(other.locator("body")).to_contain_text(intake.PROBLEM)
    other.get_by_role("button", name="Lanjutkan draf").click()
    expect(other.get_by_label("Alamat atau patokan")).to_have_value("Gang 9, ditulis tanpa sambungan")
    intake.go_on(other)
    other.wait_for_url(re.compile("/4/$"))
    intake.go_on(other)
    expect(other.get_by_role("heading", name="Terkirim")).to_be_visible()
    assert not NeedDraft.objects.filter(pk=kept.pk).exists()
    kept_here = other.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kebutuhan:'))")
    assert kept_here == []


def test_what_was_typed_while_offline_survives_a_closed_page_and_names_are_kept_nowhere(
    visit: Callable[..., Page],
) -> None:
    page = visit("/", width=360)
    intake.up_to(page, 3)
    page.route("**/kebutuhan/baru/simpan/", lambda route: route.abort())
    page.get_by_label("Alamat atau patokan").fill("Gang 9")
    expect(page.locator("[data-keadaan]")).to_contain_text("Sambungan terputus.")
    page.unroute("**/kebutuhan/baru/simpan/")
    page.goto("/jadwal/")
    page.goto("/kebutuhan/baru/3/")
    expect(page.get_by_label("Alamat atau patokan")).to_have_value("Gang 9")
    intake.go_on(page)
    page.wait_for_url(re.compile("/4/$"))
    page.get_by_label("Nama Anda").fill("Ibu Rahasia")
    page.get_by_label("Nomor telepon").fill("0812 0000 0008")
    page.get_by_label("Email").fill("rahasia@contoh.id")
    page.wait_for_timeout(3500)
    stored = str(page.evaluate("JSON.stringify(localStorage)")) + str(list(NeedDraft.objects.values_list("data")))
    for private in ("Rahasia", "0812", "rahasia@contoh.id"):
        assert private not in stored


def test_a_photo_shrinks_on_the_phone_and_says_how_far_it_is(visit: Callable[..., Page], tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415 - only here a large picture is made

    large = tmp_path / "besar.jpg"
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(large, quality=90)
    page = visit("/", width=360)
    intake.up_to(page, 3)
    sizes: list[int] = []
    page.on("request", lambda one: sizes.append(len(one.post_data_buffer or b"")) if one.method == "POST" else None)
    page.locator("input[type=file]").set_input_files(large)
    expect(page.locator("[data-kemajuan]")).to_contain_text("1 foto tersimpan di draf")
    expect(page.locator("[data-foto] img")).to_have_count(1)
    assert max(sizes) < large.stat().st_size / 2


def test_the_map_is_loaded_when_asked_for_and_sets_the_numbers(
    visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    page = visit("/", width=360)
    loaded: list[str] = []
    page.on("request", lambda one: loaded.append(one.url))
    intake.up_to(page, 3)
    assert not [url for url in loaded if "leaflet" in url]
    page.locator("[data-peta] summary").click()
    page.get_by_role("button", name="Tandai di peta").click()
    expect(page.locator(".map.leaflet-container")).to_be_visible()
    page.get_by_role("button", name="Taruh titik di tengah peta").click()
    expect(page.get_by_label("Lintang")).to_have_value(re.compile(r"^-7,\d{6}$"))
    expect(page.get_by_text("Titik berada di Kelurahan Tulusrejo")).to_be_visible()
    shot(page, "kebutuhan-peta-360")


def test_a_resident_sees_what_is_alike_and_joins_it(visit: Callable[..., Page], shot: Callable[..., Path]) -> None:
    like = Proposal.objects.filter(
        kelurahan__code="35.73.05.1010", status=Status.SUBMITTED, item__isnull=False, group__kind="rw"
    )
    old = like.select_related("group__region").order_by("pk")[0]
    before = old.supports.count() if hasattr(old, "supports") else None
    page = visit("/kebutuhan/baru/1/", width=360)
    page.get_by_label("Kelurahan", exact=True).select_option(label="Tulusrejo")
    page.get_by_label("RW", exact=True).wait_for()
    intake.ready(page)
    page.get_by_label("RW", exact=True).select_option(label=f"RW {old.group.region.number:02d}")
    page.get_by_label("RT 01", exact=True).wait_for()
    intake.ready(page)
    page.get_by_label("Apa masalahnya?").fill(old.problem)
    intake.go_on(page)
    page.wait_for_url(re.compile("/2/$"))
    page.get_by_label("Cari di kamus usulan").fill(old.title)
    page.locator("#pilihan").get_by_text(old.title, exact=True).first.click()
    hint = page.locator("[hx-post$='/mirip/']")
    expect(hint).to_contain_text("Ada usulan yang mirip")
    intake.go_on(page)
    page.wait_for_url(re.compile("/3/$"))
    page.get_by_label("Alamat atau patokan").fill(old.address)
    intake.go_on(page)
    page.wait_for_url(re.compile("/4/$"))
    shot(page, "kebutuhan-mirip-360", full=True)
    page.locator(f"input[name=dukung][value='{old.number}']").check()
    intake.go_on(page)
    expect(page.get_by_role("heading", name="Kebutuhan Anda menjadi usulan")).to_be_visible()
    expect(page.locator("body")).to_contain_text(old.number)
    assert Need.objects.latest("pk").proposal == old
    assert before is None or old.supports.count() == before + 1


def test_what_was_typed_before_the_scripts_came_is_searched_for(visit: Callable[..., Page]) -> None:
    page = visit("/", width=360)
    held: list[Route] = []
    page.route("**/htmx-2*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright needs a function of Python
    page.goto("/kamus/", wait_until="commit")
    page.get_by_label("Cari di kamus").fill("paving")
    results = page.locator("#hasil")
    expect(results).not_to_contain_text("untuk “paving”")
    held[0].continue_()
    expect(results).to_contain_text("untuk “paving”")
