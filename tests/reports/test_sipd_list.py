"""The 26 columns of SIPD: what stands in them, and that a long list costs as many queries as a short one."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from proposals import actions
from proposals.actions import undoing
from proposals.models import Proposal
from reports import sipd_list
from reports.listing import Cell
from tests.reports.copies import copies
from tests.world import NOW, World

SIPD = """
    No · ID Usulan · Tanggal Usul · Pengusul · Profil · Usulan · Masalah · Alamat Lokasi · Kabupaten · Kecamatan ·
    Kelurahan · Usulan Ke · OPD Tujuan Awal · OPD Tujuan Akhir · Status (Existing) · Catatan ·
    Rekomendasi Sekwan/Mitra · Rekomendasi Kelurahan/Desa · Rekomendasi Kecamatan · Rekomendasi SKPD ·
    Rekomendasi TAPD · Volume · Satuan · Anggaran · Jenis Belanja · Sub Kegiatan
"""
HEADS = [head.strip() for head in SIPD.split("·")]


def told(world: World) -> list[dict[str, Cell]]:
    rows = sipd_list.rows(Proposal.objects.public(), world.cycle.city)
    return [dict(zip(HEADS, row, strict=True)) for row in rows]


def test_the_columns_stand_in_the_order_of_sipd() -> None:
    assert [column.head for column in sipd_list.COLUMNS] == HEADS


def test_a_row_says_who_what_where_and_what_was_decided(world: World) -> None:
    sent = world.sent(problem="Got buntu. Hubungi 0812 3456 7890 di gang ini.", sipd_id="208")
    actions.deciding.accept(sent, by=world.offices["lurah"], at=NOW, expected=None)
    actions.deciding.reject(
        world.sent(),
        reason_code="lahan",
        reason="Lahan milik perorangan.",
        may_repeat=True,
        by=world.offices["lurah"],
        at=NOW,
        expected=None,
    )
    accepted, refused = told(world)
    assert accepted["ID Usulan"] == "208"
    assert (accepted["No"], accepted["Pengusul"], accepted["Profil"]) == (1, "RW 01", "Lurah Mawar")
    assert accepted["Masalah"] == "Got buntu. Hubungi [nomor telepon ditutup] di gang ini. (RW 01 P1)"
    assert (accepted["Kabupaten"], accepted["Kecamatan"], accepted["Kelurahan"]) == ("Kota Contoh", "Melati", "Mawar")
    assert (accepted["Volume"], accepted["Satuan"], accepted["Anggaran"]) == (Decimal(120), "m", 43_800_000)
    assert (accepted["Status (Existing)"], accepted["Rekomendasi Kelurahan/Desa"]) == ("Diterima kelurahan", "Diterima")
    assert isinstance(accepted["Tanggal Usul"], datetime)
    assert str(accepted["Sub Kegiatan"])[0].isdigit()
    assert refused["ID Usulan"] == Proposal.objects.get(status="ditolak").number
    assert refused["Rekomendasi Kelurahan/Desa"] == "Ditolak: Lahan milik perorangan."
    assert refused["Rekomendasi Kecamatan"] is None


def test_a_decision_that_was_undone_recommends_nothing(world: World) -> None:
    sent = world.sent()
    actions.deciding.accept(sent, by=world.offices["lurah"], at=NOW, expected=None)
    undoing.undo(sent, by=world.offices["lurah"], at=NOW)
    assert told(world)[0]["Rekomendasi Kelurahan/Desa"] is None


def test_the_query_count_does_not_grow_with_the_list(world: World) -> None:
    asked = []
    for count, start in ((3, 500), (30, 700)):
        copies(world, count, start=start)
        with CaptureQueriesContext(connection) as seen:
            told(world)
        asked.append(len(seen))
    assert asked == [7, 7]
    assert len(told(world)) == 35


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_file_holds_the_office_s_own_list(world: World, kind: str) -> None:
    world.sent(problem="=SUM(A1) got ini buntu sejak lama")
    response = world.client("kelurahan").get(f"/kantor/unduhan/sipd.{kind}")
    data = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    if kind == "csv":
        assert data.decode("utf-8-sig").splitlines()[0] == ";".join(HEADS)
        assert "'=SUM(A1) got" in data.decode()
    else:
        heads, row = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
        assert heads == HEADS
        assert (row[23], row[21]) == (43_800_000.0, 120.0)
