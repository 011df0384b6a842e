"""What several journeys do on the pages of a group: press what is read, write a usulan of paving."""

from playwright.sync_api import FilePayload, Locator, Page


def press(page: Page | Locator, name: str) -> None:
    """Press the first button or link of that name, as somebody who reads from the top would."""
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()
    (page if isinstance(page, Page) else page.page).wait_for_load_state()  # its scripts listen from here on


def write_paving(page: Page, *, photo: bytes = b"") -> None:
    """From the page of a group: write a whole usulan, with a photo where one is given, and save the draft."""
    press(page, "Tulis usulan")
    page.get_by_label("Cari di kamus usulan").fill("paving")
    page.get_by_text("Paving jalan gang tebal 6 cm").click()
    page.get_by_label("Volume").fill("118,5")
    page.get_by_label("RT 03", exact=True).check()
    page.get_by_label("Alamat lokasi").fill("Gang 2, depan rumah nomor 14")
    page.get_by_label("Status lahan").select_option(label="Aset pemerintah kota")
    page.get_by_role("textbox", name="Masalahnya").fill(
        "Paving pecah dan bergelombang, pengendara sepeda motor sering terjatuh."
    )
    page.get_by_label("Kelompok sasaran").fill("Warga Gang 2")
    page.get_by_label("Penerima manfaat").fill("41")
    if photo:
        picture = FilePayload(name="IMG_0002.jpg", mimeType="image/jpeg", buffer=photo)
        page.locator("input[type=file]").first.set_input_files(files=[picture])
    press(page, "Simpan draf")
