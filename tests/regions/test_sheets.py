"""Whatever somebody calls a table: read as such, or refused with one sentence, quickly and without harm."""

import time

import pytest
from django.core.exceptions import ValidationError

from regions.sheets import BLANK_RUN, Columns, read
from tests.regions.books import altered, book, with_member, with_sheet, without

COLUMNS = Columns(("a", "b"), ("c",), also={"alpha": "a"})


def rows(data: bytes) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, row.values) for row in read(data, COLUMNS).rows]


def refusal(data: bytes, max_rows: int = 5000) -> str:
    with pytest.raises(ValidationError) as wrong:
        read(data, COLUMNS, max_rows=max_rows)
    (sentence,) = wrong.value.messages
    return sentence


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,x\n",
        b"a;b\r\n1;x\r\n",
        b"a\tb\n1\tx\n",
        b"\xef\xbb\xbfa,b\n1,x",
        b" B ,ALPHA  ,\nx,1,\n",
        b'"a","b"\n"1","x"\n',
        book([["a", "b"], [1, "x"]]),
        book([["b", "A "], ["x", 1.0]]),
    ],
)
def test_the_same_table_is_read_from_any_dress(data: bytes) -> None:
    assert rows(data) == [(2, {"a": "1", "b": "x"})]


def test_rows_keep_the_number_they_have_in_the_file() -> None:
    data = b"Daftar usulan,,\n,,\na,b,c\n1,x,\n,,\n2,y,z\n"
    assert [number for number, _ in rows(data)] == [4, 6]
    sheet = book([["Daftar usulan"], [], ["a", "b"], [1, "x"], [], [2, "y"]])
    assert [number for number, _ in rows(sheet)] == [4, 6]


def test_numbers_of_a_workbook_mean_the_same_as_text() -> None:
    assert rows(book([["a", "b"], [569.5, 10_500_000]])) == [(2, {"a": "569,5", "b": "10500000"})]
    assert rows(book([["a", "b"], [1.125, True]])) == [(2, {"a": "1,125", "b": "ya"})]


def test_formulas_count_by_their_last_value_and_are_told() -> None:
    sheet = read(book([["a", "b"], [0, "x"]], formulas={"A2": ("=1+2", 3)}), COLUMNS)
    assert sheet.rows[0].values["a"] == "3"
    assert sheet.warnings == ["1 sel berisi rumus. Yang dipakai hasil terakhirnya; sebaiknya tempel sebagai nilai."]


def test_a_failed_formula_faults_its_row_only() -> None:
    sheet = read(b"a,b\n#REF!,x\n2,y\n", COLUMNS)
    assert [bool(row.fault) for row in sheet.rows] == [True, False]
    assert "#REF!" in sheet.rows[0].fault


def test_windows_letters_are_read_with_a_warning() -> None:
    sheet = read("a,b\n1,Café\n".encode("cp1252"), COLUMNS)
    assert sheet.rows[0].values["b"] == "Café"
    assert "Windows-1252" in sheet.warnings[0]


def test_columns_that_nobody_uses_are_named() -> None:
    assert read(b"a,b,lain\n1,2,3\n", COLUMNS).warnings == ["Kolom yang tidak dipakai: lain."]


def test_cells_are_cleaned_of_what_nobody_sees() -> None:
    assert rows("a,b\n1\u200b,x\u202ey\u0007\n".encode()) == [(2, {"a": "1", "b": "xy"})]


def test_a_shifted_row_is_faulted_with_its_number() -> None:
    (row,) = read(b"a,b\n1,x,y\n", COLUMNS).rows
    assert (row.number, "lebih banyak sel" in row.fault) == (2, True)


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "kosong"),
        (b"  \n ", "kosong"),
        (b"a,b\n", "tidak ada baris"),
        (b"x,y\n1,2\n", "Baris judul kolom tidak ditemukan. Kolom yang diperlukan: a, b."),
        (b"1,2\n3,4\n", "Baris judul kolom tidak ditemukan"),
        (b"a,c\n1,2\n", "Kolom ini tidak ada: b."),
        (b"a,b,A\n1,2,3\n", "ada dua kali"),
        (b"a,b,alpha\n1,2,3\n", "ada dua kali"),
        (b"a,b\n1,\x00\n", "bukan CSV atau XLSX"),
        ("a,b\n1,x\n".encode("utf-16"), "UTF-16"),
        (b"a,b\n1,\xed\xa0\x80\n", "huruf yang rusak"),
        (b"a,b\n1,\x81\xc3\x28\n", "tidak terbaca"),
        (b'a,b\n1,"x\n2,y\n', "Baris 2 tidak terbaca"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", "tidak terbaca"),
        (b"<html><table>", "bukan tabel"),
        (b"%PDF-1.7", "bukan tabel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "format Excel lama atau bersandi"),
        (b"PK\x03\x04rubbish", "rusak atau terpotong"),
        (book([["a", "b"], [1, 2]])[:-200], "rusak atau terpotong"),
        (book([["x", "y"], [1, 2]]), "Kolom yang diperlukan: a, b."),
        (book([]), "judul kolom tidak ditemukan"),
    ],
)
def test_what_is_no_table_is_refused_with_one_sentence(data: bytes, part: str) -> None:
    assert part in refusal(data)


def test_too_many_rows_are_refused() -> None:
    data = b"a,b\n" + b"1,2\n" * 51
    assert refusal(data, max_rows=50) == "Berkas ini berisi lebih dari 50 baris. Bagi menjadi beberapa berkas."
    assert len(read(data, COLUMNS, max_rows=51).rows) == 51


def test_a_long_run_of_blank_rows_ends_the_table() -> None:
    assert len(rows(b"a,b\n1,2\n" + b",\n" * (BLANK_RUN + 1) + b"3,4\n")) == 1


BOMB = b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 2_000_000
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (with_sheet(BOMB), "terlalu besar sesudah dibuka"),
        (with_member("xl/sharedStrings.xml", b"<si/>" * 5_000_000), "terlalu besar sesudah dibuka"),
        (with_member("xl/vbaProject.bin"), "makro"),
        (with_member("xl/macrosheets/sheet1.xml"), "makro"),
        (with_member("xl/externalLinks/externalLink1.xml"), "terhubung ke berkas lain"),
        (with_member("../../evil.txt"), "tidak dikenal"),
        (with_member("xl/embeddings/oleObject1.bin"), "tidak dikenal"),
        (with_sheet(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + HEAD), "perintah XML"),
        (with_sheet(b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + HEAD), "perintah XML"),
        (with_sheet(HEAD + b'<row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'), "terlalu luas"),
        (with_sheet(HEAD + b'<row r="99999999999"><c><v>1</v></c></row></sheetData></worksheet>'), "terlalu luas"),
        (with_sheet(b"\xff\xfe<\x00"), "perintah XML"),
        (with_sheet(b"no xml at all"), ""),
        (with_sheet(HEAD + b'<row r="1"><c r="A1" t="s"><v>999</v></c></row></sheetData></worksheet>'), ""),
        (with_sheet(HEAD + b'<row r="1"><c r="A1"><v>1E400</v></c><c r="B1"><v>NaN</v></c></row></sheetData>'), ""),
        (without("xl/workbook.xml"), "bukan .xlsx"),
    ],
)
def test_a_hostile_workbook_is_refused_quickly(data: bytes, part: str) -> None:
    begun = time.process_time()
    assert part in refusal(data)
    assert time.process_time() - begun < 2


def test_a_dimension_that_lies_does_not_matter() -> None:
    lying = altered(
        book([["a", "b"], [1, "x"]]),
        lambda members: members.update(
            {"xl/worksheets/sheet1.xml": members["xl/worksheets/sheet1.xml"].replace(b'"A1:B2"', b'"A1:XFD1048576"')}
        ),
    )
    assert rows(lying) == [(2, {"a": "1", "b": "x"})]


def test_5000_rows_are_read_within_a_second() -> None:
    data = book([["a", "b"], *([n, f"nilai {n}"] for n in range(5000))])
    begun = time.process_time()
    assert len(rows(data)) == 5000
    assert time.process_time() - begun < 1
