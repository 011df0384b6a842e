"""From a resident's need to the camat's closed list: each journey is what one person does in one sitting."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from musrenbang.demo import scenes
from musrenbang.demo.people import PASSWORD
from tests.browser.writing import press, write_paving

pytestmark = pytest.mark.usefixtures("demo_city")
NUMBER = re.compile(r"3573-\d{4}-\d{6}")
GANG = "Gang 8, samping lapangan voli"
PROBLEM = "Air got meluap ke Gang 8 setinggi mata kaki setiap hujan, sudah dua kali masuk dapur."


@pytest.fixture
def enter(login: Callable[..., Page]) -> Callable[..., Page]:
    """Come in as one of the demo's logins: `enter("camat.klojen", width=360)`."""
    return lambda username, **more: login(username, PASSWORD, **more)


def settled(page: Page) -> None:
    """Wait until htmx has put its answer into the page; a person is slower than that anyway."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def ranks(page: Page) -> list[str]:
    """The keys of a ranking list from the top."""
    return [str(row.get_attribute("data-key")) for row in page.locator("[data-ranks] > [data-key]").all()]


# --- a resident -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["dengan JavaScript", "tanpa JavaScript"])
def test_a_resident_tells_a_need_on_the_phone_and_follows_it(
    visit: Callable[..., Page], shot: Callable[..., Path], *, script: bool
) -> None:
    page = visit("/", width=360, script=script)
    shot(page, f"beranda-360{'' if script else '-tanpa-js'}")
    press(page, "Usulkan kebutuhan")
    page.wait_for_load_state()

    page.get_by_label("Kelurahan").select_option(label="Tulusrejo")
    if not script:
        press(page, "Tampilkan RW dan RT")
    page.get_by_label("RW", exact=True).wait_for()
    settled(page)
    page.get_by_label("RW", exact=True).select_option(label="RW 02")
    if not script:
        press(page, "Tampilkan RW dan RT")
    page.get_by_label("RT 03", exact=True).wait_for()
    settled(page)
    page.get_by_label("RT 03", exact=True).check()
    page.get_by_label("Apa masalahnya?").fill(PROBLEM)
    press(page, "Lanjut: kebutuhan")

    page.get_by_label("Cari di kamus usulan").fill("got mampet")
    if not script:
        page.get_by_role("button", name="Cari", exact=True).click()
    page.get_by_text("Gorong-gorong diameter 40 cm", exact=True).click()
    page.get_by_label("Perkiraan volume").fill("45,5")
    if script:
        expect(page.locator("[data-sum-total]")).to_have_text("Rp 16.744.000")
        shot(page, "kebutuhan-kamus-360")
    press(page, "Lanjut: lokasi")

    page.get_by_label("Alamat atau patokan").fill(GANG)
    picture = FilePayload(name="IMG_0001.jpg", mimeType="image/jpeg", buffer=scenes.draw("banjir"))
    page.locator("input[type=file]").set_input_files(files=[picture])
    press(page, "Lanjut: periksa")

    expect(page.get_by_text("1 foto")).to_be_visible()
    page.get_by_label("Nama Anda").fill("Ibu di Gang 8")
    page.get_by_label("Nomor telepon").fill("0812 0000 0008")
    press(page, "Kirim kebutuhan")

    expect(page.get_by_role("heading", name="Terkirim")).to_be_visible()
    expect(page.get_by_text("Ketua RW dan Kelurahan Tulusrejo").first).to_be_visible()
    shot(page, f"tanda-terima-360{'' if script else '-tanpa-js'}")
    secret = page.url

    other = visit(secret, width=360, script=script)
    expect(other.get_by_text("Menunggu dibaca").first).to_be_visible()
    expect(other.locator("body")).to_contain_text(PROBLEM)
    for private in ("Ibu di Gang 8", "0812 0000 0008"):
        expect(other.locator("body")).not_to_contain_text(private)


def test_a_resident_reads_what_became_of_a_usulan(visit: Callable[..., Page], shot: Callable[..., Path]) -> None:
    page = visit("/usulan/?kecamatan=35.73.02&kelurahan=35.73.02.1007&status=belum-diprioritaskan", width=360)
    expect(page.get_by_text(re.compile(r"^\d+ usulan$")).first).to_be_visible()
    shot(page, "daftar-360")
    page.locator(".table--usulan .c-title a").first.click()
    expect(page.get_by_role("heading", name="Mengapa")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Forum Musrenbang Kelurahan Kauman")
    shot(page, "usulan-360")
    wide = visit("/", width=1280)
    shot(wide, "beranda-1280")


# --- a ketua RW -------------------------------------------------------------------------------------------------------


def test_a_ketua_rw_takes_needs_over_writes_orders_and_sends(
    enter: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    page = enter("rw02.tulusrejo", width=360)
    page.goto("/kebutuhan-masuk/")
    need = page.locator("article").filter(has_text="Gang 3, sebelah musala")
    expect(need).to_contain_text("Warga RT 01")
    press(need, "Jadikan usulan")

    expect(page.get_by_text("Masih perlu diisi sebelum dikirim")).to_be_visible()
    page.get_by_label("Volume").fill("60")
    page.get_by_label("Status lahan").select_option(label="Aset pemerintah kota")
    page.get_by_label("Kelompok sasaran").fill("Warga Gang 3")
    page.get_by_label("Penerima manfaat").fill("34")
    press(page, "Simpan draf")
    expect(page.get_by_text("Masih perlu diisi sebelum dikirim")).to_have_count(0)

    page.goto("/kelompok/")
    group = page.url
    write_paving(page)

    page.goto(f"{group}urutkan/")
    before = ranks(page)
    assert len(before) == 6

    moved, said = before[5], page.locator(".foot__state")
    top = int(page.locator(".rank__no").first.inner_text().strip().removeprefix("P"))
    page.locator(f'[data-key="{moved}"]').get_by_role("button").first.click()
    expect(said).to_contain_text(f"P{top + 5} menjadi P{top + 4}. Urutan tersimpan.")
    page.locator(f'[data-key="{moved}"] a').focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(said).to_contain_text(f"P{top + 4} menjadi P{top + 3}")
    drag(page, key=moved, onto=before[0])
    expect(said).to_contain_text(f"P{top + 3} menjadi P{top}")
    shot(page, "urutkan-360")
    page.reload()
    assert ranks(page) == [moved, *before[:5]]

    press(page, "Kirim")
    expect(page.get_by_role("heading", name="Kirim usulan")).to_be_visible()
    shot(page, "kirim-360")
    press(page, "Kirim dan kunci")
    expect(page.locator(".messages")).to_contain_text(NUMBER)
    number = NUMBER.search(page.locator(".messages").inner_text())
    assert number is not None
    public = visit(f"/usulan/{number.group()}/", width=360)
    expect(public.get_by_role("heading", level=1)).to_be_visible()
    expect(public.locator("body")).to_contain_text("RW 02")


def drag(page: Page, *, key: str, onto: str) -> None:
    """Drag a row by its number to the place of another, as a mouse does."""
    grip = page.locator(f'[data-key="{key}"] .rank__no').bounding_box()
    goal = page.locator(f'[data-key="{onto}"]').bounding_box()
    assert grip is not None
    assert goal is not None
    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    steps = 12
    for step in range(1, steps + 1):
        share = step / steps
        page.mouse.move(grip["x"] + 8, grip["y"] + 8 + (goal["y"] + 4 - grip["y"] - 8) * share)
    page.mouse.up()


def test_without_javascript_the_arrows_order_all_the_same(enter: Callable[..., Page]) -> None:
    page = enter("rw02.tulusrejo", width=360, script=False)
    page.goto("/kelompok/")
    press(page, "Urutkan usulan")
    before = ranks(page)
    top = int(page.locator(".rank__no").first.inner_text().strip().removeprefix("P"))
    page.locator(f'[data-key="{before[1]}"]').get_by_role("button").first.click()
    expect(page.locator(".foot__state")).to_contain_text(f"P{top + 1} menjadi P{top}")
    assert ranks(page)[:2] == [before[1], before[0]]


# --- the kelurahan's desk ---------------------------------------------------------------------------------------------


def test_the_kelurahan_decides_in_each_of_five_ways(enter: Callable[..., Page], shot: Callable[..., Path]) -> None:
    page = enter("kelurahan.tulusrejo")
    page.goto("/kantor/usulan-masuk/")
    shot(page, "usulan-masuk-1280")
    press(page, "Periksa usulan pertama")
    shot(page, "meja-1280")
    numbers = [_number(page)]

    page.get_by_text("Terima", exact=True).click()
    numbers.append(decide(page))

    page.get_by_text("Terima dengan perubahan", exact=True).click()
    page.get_by_label("Volume yang diterima").fill("1,5")
    assert decide(page) == numbers[1]
    expect(page.get_by_text("Keputusan belum tersimpan.")).to_be_visible()
    page.get_by_label("Kalimat untuk pengusul").fill("Hasil ukur ulang bersama ketua RT lebih pendek dari usulan.")
    numbers.append(decide(page))

    page.get_by_text("Kembalikan", exact=True).click()
    page.get_by_label("Alasan", exact=True).select_option(index=1)
    page.get_by_label("Kalimat untuk pengusul").fill("Alamatnya belum jelas. Sebutkan rumah terdekat.")
    numbers.append(decide(page))

    page.get_by_text("Tolak", exact=True).click()
    page.get_by_label("Alasan", exact=True).select_option(label="Lokasi sudah tertangani atau sudah dianggarkan")
    page.get_by_label("Kalimat untuk pengusul").fill("Titik ini sudah masuk pekerjaan pemeliharaan tahun ini.")
    numbers.append(decide(page))

    page.get_by_text("Gabung", exact=True).click()
    page.locator("input[name=cari_induk]").fill(numbers[0])
    with page.expect_navigation():
        page.get_by_role("button", name="Cari", exact=True).click()
    page.locator("input[name=parent]").first.check()
    decide(page)
    assert len(set(numbers)) == 5

    words = ("Sedang dibahas", "Sedang dibahas", "Dikembalikan", "Tidak diterima", "Digabung")
    for number, word in zip(numbers, words, strict=True):
        page.goto(f"/usulan/{number}/")
        expect(page.locator("main")).to_contain_text(word)


def decide(page: Page) -> str:
    """Save the decision and return the number of the usulan that comes next."""
    with page.expect_navigation():
        press(page, "Simpan, lalu lanjut")
    return _number(page)


def _number(page: Page) -> str:
    found = NUMBER.search(page.url)
    assert found is not None, page.url
    return found.group()


# --- the lurah --------------------------------------------------------------------------------------------------------


def test_the_lurah_mends_what_is_missing_and_closes_the_forum(
    enter: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    desk = enter("kelurahan.dinoyo")
    desk.goto("/kantor/usulan-masuk/")
    press(desk, "Periksa usulan pertama")
    for _ in range(2):
        desk.get_by_text("Terima", exact=True).click()
        with desk.expect_navigation():
            press(desk, "Simpan, lalu lanjut")

    page = enter("lurah.dinoyo")
    page.goto("/kantor/forum/")
    press(page, "Forum Musrenbang Kelurahan Dinoyo")
    forum = page.url
    missing = page.locator("#sebelum-dikunci")
    for sentence in ("cara kesepakatan", "Daftar berubah"):
        expect(missing).to_contain_text(sentence)
    page.goto(f"{forum}tutup/")
    press(page, "Kunci hasil dan tutup forum")
    expect(page.locator("#sebelum-dikunci")).to_contain_text("cara kesepakatan")

    page.goto(f"{forum}hadir/")
    people = "\n".join(f"Warga {n}; RW {n:02d}; Tokoh masyarakat; {'P' if n % 2 else 'L'}" for n in range(1, 16))
    page.get_by_label("Tempel daftar").fill(people)
    press(page, "Catat semua baris")
    expect(page.locator("main")).to_contain_text("32 orang")

    page.goto(f"{forum}#data")
    page.get_by_label("Pimpinan rapat", exact=True).fill("Sekretaris Kelurahan Dinoyo")
    page.get_by_label("Notulis", exact=True).fill("Tenaga pendamping")
    page.get_by_label("Cara kesepakatan").select_option(label="Musyawarah mufakat/aklamasi")
    press(page, "Simpan data rapat")

    page.goto(f"{forum}urutan/")
    press(page, "Perbarui daftar")
    order = ranks(page)
    page.locator(f'[data-key="{order[2]}"]').get_by_role("button").first.click()
    expect(page.locator("[data-last]")).to_contain_text("urutan 3 menjadi 2")
    shot(page, "urutan-kelurahan-1280")
    hold_back(page, order[3], "Titik ini menunggu perbaikan saluran di hulunya.")

    press(page, "Kunci dan tutup forum")
    shot(page, "tutup-forum-1280")
    press(page, "Kunci hasil dan tutup forum")
    expect(page.locator("main")).to_contain_text("ditutup. Hasilnya dapat dibaca semua orang.")

    public = visit(f"/usulan/{order[3]}/", width=360)
    expect(public.locator("main")).to_contain_text("Titik ini menunggu perbaikan saluran di hulunya.")
    expect(public.locator("main")).to_contain_text("Belum diprioritaskan")


def hold_back(page: Page, number: str, reason: str) -> None:
    """Open the row of a usulan in the hall and hold it back with a reason."""
    page.locator(f'[data-key="{number}"] .hrow__title').click()
    page.get_by_text("Tahan usulan ini").first.click()
    page.get_by_label("Alasan forum").fill(reason)
    page.get_by_label("Jenis alasan, bila ditahan").select_option(index=1)
    page.get_by_role("button", name="Tahan usulan ini").click()
    expect(page.locator(f'[data-key="{number}"]')).to_contain_text("ditahan forum")


# --- the camat --------------------------------------------------------------------------------------------------------


def test_the_camat_ranks_under_quotas_and_closes(
    enter: Callable[..., Page], visit: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    page = enter("camat.klojen")
    page.goto("/kantor/kiriman/")
    expect(page.locator("main")).to_contain_text("260")
    expect(page.get_by_text("Nihil").first).to_be_visible()
    shot(page, "kiriman-1280")
    press(page, "Lihat daftar berdampingan")
    expect(page.locator("main")).to_contain_text("Kauman")

    page.goto("/kantor/forum/?jenis=kecamatan")
    press(page, "Musrenbang Kecamatan Klojen")
    forum = page.url
    page.goto(f"{forum}urutan/")
    expect(page.locator(".hall__sum")).to_contain_text("Sisa")
    shot(page, "urutan-kecamatan-1280")
    order = ranks(page)
    hold_back(page, order[1], "Forum mendahulukan penanganan banjir di bantaran sungai.")

    page.goto(f"{forum}#data")
    page.get_by_label("Pimpinan rapat", exact=True).fill("Sekretaris Kecamatan Klojen")
    page.get_by_label("Notulis", exact=True).fill("Tenaga pendamping")
    page.get_by_label("Cara kesepakatan").select_option(label="Musyawarah mufakat/aklamasi")
    press(page, "Simpan data rapat")
    press(page, "Periksa lalu tutup forum")
    press(page, "Kunci hasil dan tutup forum")
    expect(page.locator("main")).to_contain_text("ditutup. Hasilnya dapat dibaca semua orang.")

    public = visit(f"/usulan/{order[1]}/", width=360)
    expect(public.locator("main")).to_contain_text("Forum mendahulukan penanganan banjir di bantaran sungai.")
    result = visit("/hasil-forum/", width=360)
    expect(result.get_by_text("Musrenbang Kecamatan Klojen").first).to_be_visible()
    shot(result, "hasil-forum-360")


def test_a_camat_sees_who_is_missing(enter: Callable[..., Page]) -> None:
    page = enter("bappeda")
    page.goto("/kantor/kiriman/?kecamatan=35.73.01")
    expect(page.get_by_text("Belum mengirim").first).to_be_visible()
