import csv
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from proposals.models import Proposal
from reports.listing import COLUMNS, DATE, DECIMAL, MONEY, NUMBER, TEXT, Cell, Column, rows
from reports.sheets import csv_lines, safe_text, xlsx
from tests.reports.copies import copies
from tests.world import World

HEADS = (
    Column("Usulan", TEXT, "title"),
    Column("Urutan", NUMBER, "group_rank"),
    Column("Volume", DECIMAL, "volume"),
    Column("Biaya", MONEY, "amount"),
    Column("Tanggal", DATE, "submitted_at"),
)
BAD = ["=1+1", '=HYPERLINK("http://contoh.test","klik")', "+62", "-3", "@SUM(A1)", "\tx", "007", "a&b<c>", "😀"]


def read(data: bytes) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()]


def test_text_stays_text_and_numbers_stay_numbers_in_xlsx() -> None:
    lines: list[list[Cell]] = [
        [text, 3, Decimal("569.5"), 2_232_210_000, datetime(2026, 1, 7, 16, 0)]  # noqa: DTZ001 - WIB, as sheets hold it
        for text in BAD
    ]
    with xlsx("Usulan", HEADS, lines) as file:
        data = file.read()
    found = read(data)
    assert found[0] == ["Usulan", "Urutan", "Volume", "Biaya", "Tanggal"]
    assert [row[0] for row in found[1:]] == BAD
    assert found[1][1:4] == [3.0, 569.5, 2232210000.0]
    assert found[1][4] == datetime(2026, 1, 7, 16, 0)  # noqa: DTZ001
    assert sum(float(str(row[3])) for row in found[1:]) == 2_232_210_000 * len(BAD)
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["=1+1", "+62", "-3", "@SUM(A1)", "\tx"])
def test_csv_puts_an_apostrophe_before_what_would_run(text: str) -> None:
    assert safe_text(text) == f"'{text}"
    assert safe_text(f"a{text}") == f"a{text}"


def test_csv_reads_back_as_excel_in_indonesia_writes_it() -> None:
    line: list[Cell] = ['=1+1; "x"\nbaris', 3, Decimal("569.50"), 1000, None]
    text = b"".join(csv_lines(HEADS, [line])).decode("utf-8-sig")
    assert list(csv.reader(StringIO(text), delimiter=";")) == [
        ["Usulan", "Urutan", "Volume", "Biaya", "Tanggal"],
        ['\'=1+1; "x"\nbaris', "3", "569,50", "1000", ""],
    ]


def test_odd_and_endless_text_and_a_long_note_still_make_a_file() -> None:
    lines: list[list[Cell]] = [[None] * 5, ["a\x0bb\x00", None, None, None, None], ["x" * 40_000, 1, None, 2, None]]
    with xlsx("Usulan", HEADS, lines, note="R&D " * 100) as file:
        found = read(file.read())
    assert [len(str(row[0])) for row in found[-2:]] == [4, 32_000]
    assert found[-1][3] == 2.0


def test_an_empty_list_is_a_sheet_with_heads() -> None:
    with xlsx("Usulan", HEADS, []) as file:
        assert read(file.read()) == [["Usulan", "Urutan", "Volume", "Biaya", "Tanggal"]]


def test_the_list_carries_labels_places_and_sums(world: World) -> None:
    sent = world.sent(problem="Got buntu. Hubungi 0812 3456 7890 di gang ini.", address="=cmd()")
    [line] = rows(Proposal.objects.all())
    cells = dict(zip([column.head for column in COLUMNS], line, strict=True))
    assert cells["No. Usulan"] == sent.number
    assert (cells["Kecamatan"], cells["Kelurahan"]) == ("Melati", "Mawar")
    assert (cells["Kelompok Pengusul"], cells["Prioritas Kelompok"]) == ("RW 01", 1)
    assert (cells["Volume Diusulkan"], cells["Satuan"]) == (Decimal("120.00"), "m")
    assert cells["Biaya Diusulkan (Rp)"] == 43_800_000
    assert (cells["Status"], cells["Status Kerja"]) == ("Sedang dibahas", "Diajukan")
    assert cells["Permasalahan"] == "Got buntu. Hubungi [nomor telepon ditutup] di gang ini."
    assert cells["Jenis"] == "Fisik"
    assert cells["Asal Usulan"] == "Musrenbang"
    assert isinstance(cells["Tanggal Usul"], datetime)


def test_no_column_names_a_person() -> None:
    paths = {column.path for column in COLUMNS}
    assert not {path for path in paths if path.startswith(("entered_by", "submitted_by", "needs")) or "phone" in path}


def test_a_list_is_read_in_one_query(world: World, django_assert_num_queries: object) -> None:
    copies(world, 30)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(list(rows(Proposal.objects.order_by("number")))) == 31
