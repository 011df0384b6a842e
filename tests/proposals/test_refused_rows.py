"""Refused rows leave as a workbook of the list's own shape, are mended there, and come in again."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from regions.sheets import REASON
from tests.regions.books import book
from tests.reports.test_sipd_import import FRESH
from tests.world import World

LISTED = (
    "Daftar kami;;;;;;;;\nno_sipd;usulan;permasalahan;alamat;skpd_tujuan;koefisien;anggaran;Catatan Kami;\n"
    "007;Rabat beton;=1+1;RT 01 RW 01;Kecamatan Melati;4 m;100;satu;\n"
    "008;Rabat beton;Jalan licin;RT 01 RW 01;Kecamatan Melati;{};200;dua;\n"
)
SIPD = FRESH.replace("  usulan", " usulan").replace("3;m; Rp 1.095.000,00", "{};m; Rp 1.095.000,00")
EXPLAINED = (
    "Nomor SIPD;Pekerjaan;Keluhan Warga;Letak;Dinas;Jumlah;Sat.;Biaya\n"
    "9001;Rabat beton;Got retak (RW 01 P1);RT 01 RW 01;Kecamatan Melati;{};m;1.095.000\n"
)
KAMUS = (
    "perangkat_daerah;urusan_kode;urusan;program_kode;program;kegiatan_kode;kegiatan;subkegiatan_kode;subkegiatan;no;"
    "uraian;satuan;harga_satuan\n"
    "Kecamatan;7.01;KECAMATAN;7.01.03;PROGRAM;7.01.03.2.02;Kegiatan;7.01.03.2.02.02;Sarana;1;Rabat beton;m;{}\n"
)
POKIR = "no_pokir;usulan;kelurahan;nilai_usulan;Catatan Kami\nP-17;Rabat beton;Mawar;{};x\n"
FOLLOW = "nomor_usulan;tindak_lanjut;alasan;Alasan ditolak\n9901-2000-000001;{};pagu habis;lama\n"
OFFICES = "kelurahan;rw;rt;nama;jabatan\n{};01;01;Budi;Ketua\n"


def send(world: World, data: bytes, kind: str, year: int, name: str = "daftar.csv") -> tuple[Client, str]:
    """Send a file as the office that may; the page it leads to."""
    client = world.client("opd" if kind == "tindak_lanjut" else "bappeda")
    place = world.regions["mawar"].code if kind == "usulan" else ""
    file = SimpleUploadedFile(name, data)
    answers: dict[str, Any] = {"jenis": kind, "tahun": year, "kelurahan": place, "berkas": file}
    return client, client.post("/kantor/impor/", answers)["Location"]


def fetched(client: Client, page: str) -> list[list[Any]]:
    """The cells of the refused rows, heads first."""
    answer = client.get(f"{page}ditolak.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="baris-ditolak.xlsx"'
    return CalamineWorkbook.from_filelike(_file(answer.content)).get_sheet_by_index(0).to_python()


def _file(content: bytes) -> Any:
    return SimpleUploadedFile("x.xlsx", content).file


@pytest.mark.parametrize(
    ("kind", "text", "wrong", "right", "year"),
    [
        ("usulan", LISTED, "-5 m", "5 m", 0),
        ("usulan", SIPD, "-3", "3", 0),
        ("usulan", EXPLAINED, "-3", "3", 0),
        ("kamus", KAMUS, "mahal", "213.400", 2041),
        ("pokir", POKIR, "mahal", "25.608.000", 0),
        ("tindak_lanjut", FOLLOW, "Entah", "Diakomodir", 0),
        ("jabatan", OFFICES, "Antah", "Mawar", 0),
    ],
)
def test_a_refused_row_is_fetched_mended_and_sent_again(
    world: World, kind: str, text: str, wrong: str, right: str, year: int
) -> None:
    year = year or world.cycle.plan_year
    client, page = send(world, text.format(wrong).encode(), kind, year)
    if page.endswith("/kolom/"):
        fields = ("no_sipd", "usulan", "permasalahan", "alamat", "skpd_tujuan", "volume", "satuan", "anggaran")
        page = client.post(page, {f"kolom-{n}": field for n, field in enumerate(fields)})["Location"]
    first = {line.title: line.sentences for line in client.get(page).context["page_obj"] if line.outcome == "ditolak"}
    heads, *rows = fetched(client, page)
    came = next(line for line in text.splitlines() if not line.startswith(("Daftar", "DAFTAR", ";")))
    assert [head.strip() for head in heads] == [*(head.strip() for head in came.split(";") if head != REASON), REASON]
    assert len(rows) == 1 == len(first)
    assert rows[0][-1] == " ".join(*first.values())
    assert wrong in rows[0]

    mended = [right if cell == wrong else cell for cell in rows[0]]
    client, page = send(world, book([heads, mended]), kind, year, "baris-ditolak.xlsx")
    assert not page.endswith("/kolom/")
    report = client.get(page).context["report"]
    said = [line.sentences for line in report.lines]
    assert len(said) == 1
    assert REASON not in " ".join(report.warnings)
    if kind == "tindak_lanjut":
        assert fetched(client, page)[0] == heads
        assert said != list(first.values())
    else:
        assert report.to_write == 1


def test_text_stays_text_and_columns_that_are_not_ours_come_along(world: World) -> None:
    client, page = send(world, LISTED.replace("4 m", "-4 m").format("-5 m").encode(), "usulan", world.cycle.plan_year)
    _, first, second = fetched(client, page)
    assert (first[0], first[2], first[7]) == ("007", "=1+1", "satu")
    assert (second[0], second[7], second[9]) == ("008", "dua", "koefisien: Volume harus lebih dari 0.")
