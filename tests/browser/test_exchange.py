"""The road of lists: a strange sheet is explained and written; a long export that fails says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect
from python_calamine import CalamineWorkbook

from musrenbang.demo.people import PASSWORD
from proposals.models import Job, Proposal
from reports import export_jobs
from reports.tasks import write_export
from tests.browser.writing import press

pytestmark = pytest.mark.usefixtures("demo_city")
STRANGE = """DAFTAR USULAN KELURAHAN;;;;;;;
Nomor SIPD;Pekerjaan;Keluhan Warga;Letak;Dinas;Jumlah;Sat.;Biaya
9001;Gorong-gorong Diameter 40 cm;Got retak sejak lama (RW 01 P1);RT 01 RW 01;Kec. Lowokwaruu;3;m; Rp 1.095.000,00
9002;Gorong-gorong Diameter 40 cm;Got buntu setiap hujan (RW 01 P2);RT 02 RW 01;Kec. Lowokwaruu;2;m;730.000 / 740.000
;;;;;;JUMLAH;1.825.000
"""


def test_a_strange_sheet_is_explained_asked_about_and_written(
    login: Callable[..., Page], shot: Callable[..., Path]
) -> None:
    page = login("kelurahan.dinoyo", PASSWORD, width=360, script=False)
    page.goto("/kantor/impor/")
    sheet = FilePayload(name="daftar.csv", mimeType="text/csv", buffer=STRANGE.encode("cp1252"))
    page.get_by_label("Berkas", exact=True).set_input_files(files=[sheet])
    press(page, "Periksa berkas")

    expect(page.get_by_role("heading", name="Cocokkan kolom")).to_be_visible()
    expect(page.get_by_label("Keluhan Warga berisi")).to_have_value("permasalahan")
    expect(page.get_by_label("Letak berisi")).to_have_value("alamat")
    shot(page, "impor-kolom-360", full=True)
    press(page, "Simpan dan periksa berkas")

    expect(page.get_by_text("2 usulan dibaca")).to_be_visible()
    expect(page.get_by_text("bukan jumlah rupiah")).to_be_visible()
    page.get_by_label("Kec. Lowokwaruu adalah").select_option(label="Kecamatan Lowokwaru")
    press(page, "Simpan jawaban dan periksa lagi")
    expect(page.get_by_text("1 ejaan dicatat")).to_be_visible()
    expect(page.get_by_text("Ejaan yang belum dikenal")).to_have_count(0)
    shot(page, "impor-periksa-360", full=True)
    with page.expect_download() as mended:
        page.get_by_role("link", name="Unduh baris ditolak").click()
    assert "730.000 / 740.000" in CalamineWorkbook.from_path(mended.value.path()).get_sheet_by_index(0).to_python()[1]
    press(page, "Tulis 1 usulan, lewati 1 baris")

    expect(page.get_by_text("1 usulan dari daftar.csv ditulis.")).to_be_visible()
    written = Proposal.objects.select_related("agency").get(sipd_id="9001")
    assert (written.amount, written.agency and written.agency.name) == (1_095_000, "Kecamatan Lowokwaru")


def test_a_long_export_that_fails_says_so_and_the_next_one_is_ready(
    login: Callable[..., Page], shot: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_jobs, "LONG", 0)
    page = login("kelurahan.dinoyo", PASSWORD, script=False)
    page.goto("/kantor/unduhan/")
    press(page, "Siapkan bentuk SIPD (CSV)")
    expect(page.get_by_text("Menunggu giliran")).to_be_visible()

    def full(*args: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(export_jobs, "csv_lines", full)
        assert write_export.call(Job.objects.latest("pk").pk) == "failed"
    expect(page.get_by_text("Mungkin ruang simpannya penuh")).to_be_visible()
    shot(page, "antrean-gagal", full=True)

    page.goto("/kantor/unduhan/")
    press(page, "Siapkan bentuk SIPD (CSV)")
    assert write_export.call(Job.objects.latest("pk").pk) == "done"
    expect(page.get_by_role("link", name="Unduh berkas")).to_be_visible()
    with page.expect_download() as ready:
        page.get_by_role("link", name="Unduh berkas").click()
    assert "ID Usulan" in Path(ready.value.path()).read_text(encoding="utf-8-sig")
