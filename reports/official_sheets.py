"""Forms 1.4, 1.5, 2.3 and 2.4 as XLSX, with the circular's own titles, heads and notes. Spelling is kept as printed."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

from .official_forms import OpenForm, PriorityForm, WorkForm, WorkSheet
from .sheets import FOLIO, open_workbook, write_cell

FONT = "Times New Roman"
BLANK_ROWS = 5
"""Rows left for writing by hand where a form has none."""

NOTES = (
    "1. Satu usulan, satu (lembar) proposal;",
    "2. Format adalah untuk proposal yang dokumentasi usulan/lokasinya dijadikan satu;",
    "3. Proposal dan dokumentasi usulan/lokasi dapat dipisah, dan diunggah secara terpisah sebagaimana ",
)
NOTES_END = "Form Usulan"
WORK_HEADS = (
    ("No. (Prioritas)", 10),
    ("Uraian", 34),
    ("Volume", 10),
    ("Satuan", 9),
    ("Perkiraan Harga per Satuan", 16),
    ("Total Perkiraan Biaya", 18),
    ("Kelompok Sasaran", 20),
    ("Lokasi", 30),
    ("Keterangan", 26),
)
PRIORITY_HEADS = (
    ("No.", 11),
    ("Prioritas Daerah", 24),
    ("Sasaran Daerah", 22),
    ("Program", 24),
    ("Kegiatan Prioritas", 32),
    ("Sasaran Kegiatan", 20),
    ("Lokasi (Kelurahan)", 17),
    ("Volume", 12),
    ("Pagu", 17),
    ("Perangkat Daerah Penanggung jawab", 26),
)
OPEN_HEADS = (("No.", 6), ("Kegiatan", 40), ("Lokasi (Kelurahan)", 22), ("Volume", 14), ("Kegiatan Prioritas", 34))
DOTS = "……………………"


class _Looks:
    """The few formats of a form."""

    def __init__(self, workbook: Any) -> None:
        base: dict[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "top"}
        box = base | {"border": 1, "text_wrap": True}

        def make(**more: Any) -> Any:
            return workbook.add_format(base | more)

        self.label = make(bold=True)
        self.title = make(bold=True, align="center", font_size=12)
        self.plain = make()
        self.centred = make(align="center")
        self.underlined = make(align="center", underline=1)
        self.italic = make(italic=True)
        self.head = workbook.add_format(box | {"bold": True, "align": "center", "valign": "vcenter"})
        self.column_number = workbook.add_format(box | {"align": "center"})
        self.cell = workbook.add_format(box)
        self.middle = workbook.add_format(box | {"align": "center"})
        self.decimal = workbook.add_format(box | {"num_format": "#,##0.##"})
        self.money = workbook.add_format(box | {"num_format": "#,##0"})


class _Page:
    """One sheet being written from top to bottom."""

    def __init__(self, workbook: Any, looks: _Looks, name: str, heads: Sequence[tuple[str, int]]) -> None:
        self.sheet = workbook.add_worksheet(name)
        self.looks, self.heads, self.row = looks, heads, 0
        self.width = len(heads) - 1
        self.sheet.set_paper(FOLIO)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.47, right=0.47, top=0.47, bottom=0.6)
        self.sheet.hide_gridlines(2)
        self.sheet.set_footer(f'&L&"{FONT}"&9&A&R&"{FONT}"&9Halaman &P dari &N')
        for place, (_, width) in enumerate(heads):
            self.sheet.set_column(place, place, width, looks.plain)

    def label_and_title(self, label: str, titles: Sequence[str]) -> None:
        self.sheet.write_string(0, 0, label, self.looks.label)
        self.row = 2
        for title in titles:
            self.sheet.merge_range(self.row, 0, self.row, self.width, title, self.looks.title)
            self.row += 1
        self.row += 1

    def head_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        for name, value in lines:
            self.sheet.write_string(self.row, 0, name, self.looks.plain)
            self.sheet.write_string(self.row, 1, f": {value}".rstrip(), self.looks.plain)
            self.row += 1
        self.row += 1 if lines else 0

    def column_numbers(self) -> None:
        for place in range(self.width + 1):
            self.sheet.write_string(self.row, place, f"({place + 1})", self.looks.column_number)
        self.row += 1

    def simple_heads(self) -> None:
        """One row of heads and the row of numbers; both repeat on each printed page."""
        top = self.row
        for place, (head, _) in enumerate(self.heads):
            self.sheet.write_string(self.row, place, head, self.looks.head)
        self.sheet.set_row(self.row, 32)
        self.row += 1
        self.column_numbers()
        self.sheet.repeat_rows(top, self.row - 1)

    def cells(self, values: Sequence[str | int | Decimal | datetime | None], looks: Sequence[Any]) -> None:
        for place, (value, look) in enumerate(zip(values, looks, strict=True)):
            write_cell(self.sheet, self.row, place, value, look)
        self.row += 1

    def blanks(self) -> None:
        for _ in range(BLANK_ROWS):
            self.sheet.set_row(self.row, 24)
            self.cells([None] * (self.width + 1), [self.looks.cell] * (self.width + 1))

    def signature(self, office: str) -> None:
        """`Mengetahui`, the office, and the three dotted lines of a pejabat, at the right."""
        first, last = self.width - 1 if self.width > 4 else self.width, self.width
        lines = ["Mengetahui", office, "", "", "", f"Nama{DOTS}", f"Pangkat{DOTS}", f"NIP{DOTS}"]
        self.row += 1
        for line in lines:
            look = self.looks.underlined if line.startswith("Nama") else self.looks.centred
            if first == last:
                self.sheet.write_string(self.row, last, line, look)
            else:
                self.sheet.merge_range(self.row, first, self.row, last, line, look)
            self.row += 1


def work_sheets(form: WorkForm) -> IO[bytes]:
    """Write Form 1.4 or 1.5; returns a temporary file at its start."""
    file, workbook, looks = _start(f"Form {form.number} Kelurahan {form.kelurahan}")
    for count, sheet in enumerate(form.sheets, start=1):
        _work_page(
            workbook, looks, form, sheet, f"Form {form.number}" + (f" ({count})" if len(form.sheets) > 1 else "")
        )
    return _finish(file, workbook)


def _work_page(workbook: Any, looks: _Looks, form: WorkForm, data: WorkSheet, name: str) -> None:
    page = _Page(workbook, looks, name, WORK_HEADS)
    page.sheet.set_landscape()
    page.label_and_title(
        f"Form {form.number}" if data.is_official else "Bukan formulir resmi",
        [
            f"DAFTAR USULAN KEGIATAN PEMBANGUNAN PRIORITAS KELURAHAN TAHUN {form.plan_year}",
            f"DENGAN SUMBER PENDANAAN {data.source}",
            f"(MUSRENBANG {form.held_year})",
        ],
    )
    page.head_lines(
        [("Kelurahan", form.kelurahan), ("Kecamatan", form.kecamatan), ("Kota", city_in_capitals(form.city))]
    )
    if data.number == "1.4" and data.is_official:
        page.sheet.write_string(page.row, 0, f"Perangkat Daerah Pengampu: {data.agency}".rstrip(), looks.label)
        page.row += 2
    _work_heads(page)
    columns = (
        looks.middle,
        looks.cell,
        looks.decimal,
        looks.middle,
        looks.money,
        looks.money,
        looks.cell,
        looks.cell,
        looks.cell,
    )
    for row in data.rows:
        page.cells(
            [
                row.rank,
                row.title,
                row.volume,
                row.unit,
                row.unit_price,
                row.amount,
                row.target_group,
                row.location,
                row.note,
            ],
            columns,
        )
    if not data.rows:
        page.blanks()
    _notes(page)


def _work_heads(page: _Page) -> None:
    """The two-row heading: `Usulan` spans (2) to (6), the others span both rows; then the row of numbers."""
    sheet, look, top = page.sheet, page.looks.head, page.row
    for place, (head, _) in enumerate(page.heads):
        if 1 <= place <= 5:
            sheet.write_string(top + 1, place, head, look)
        else:
            sheet.merge_range(top, place, top + 1, place, head, look)
    sheet.merge_range(top, 1, top, 5, "Usulan", look)
    sheet.set_row(top + 1, 32)
    page.row += 2
    page.column_numbers()
    sheet.repeat_rows(top, page.row - 1)


def _notes(page: _Page) -> None:
    page.row += 1
    page.sheet.write_string(page.row, 0, "Catatan:", page.looks.plain)
    for note in NOTES[:2]:
        page.row += 1
        page.sheet.write_string(page.row, 0, note, page.looks.plain)
    page.row += 1
    page.sheet.write_rich_string(
        page.row, 0, page.looks.plain, NOTES[2], page.looks.italic, NOTES_END, page.looks.plain, ".", page.looks.plain
    )


def priority_sheet(form: PriorityForm) -> IO[bytes]:
    """Write Form 2.3; returns a temporary file at its start."""
    file, workbook, looks = _start(f"Form 2.3 Kecamatan {form.kecamatan}")
    page = _Page(workbook, looks, "Form 2.3", PRIORITY_HEADS)
    page.sheet.set_landscape()
    page.label_and_title("Form 2.3", ["DAFTAR URUTAN KEGIATAN PRIORITAS KECAMATAN MENURUT PERANGKAT DAERAH"])
    page.head_lines([("Kecamatan", form.kecamatan), ("Tahun", str(form.plan_year))])
    page.simple_heads()
    columns = (looks.middle, *[looks.cell] * 7, looks.money, looks.cell)
    for row in form.rows:
        page.cells(
            [
                row.rank,
                row.priority,
                row.target,
                row.program,
                row.title,
                row.target_group,
                row.kelurahan,
                row.volume,
                row.amount,
                row.agency,
            ],
            columns,
        )
    if not form.rows:
        page.blanks()
    page.signature(f"CAMAT {form.kecamatan.upper()},")
    return _finish(file, workbook)


def open_sheet(form: OpenForm) -> IO[bytes]:
    """Write Form 2.4; returns a temporary file at its start."""
    file, workbook, looks = _start(f"Form 2.4 Kecamatan {form.kecamatan}")
    page = _Page(workbook, looks, "Form 2.4", OPEN_HEADS)
    page.sheet.set_portrait()
    page.label_and_title("Form 2.4", ["DAFTAR KEGIATAN YANG BELUM DISEPAKATI", f"Tahun {form.plan_year}"])
    page.simple_heads()
    columns = (looks.middle, *[looks.cell] * 4)
    for number, row in enumerate(form.rows, start=1):
        page.cells([number, row.title, row.kelurahan, row.volume, row.priority], columns)
    if not form.rows:
        page.blanks()
    page.signature(f"CAMAT {form.kecamatan.upper()},")
    return _finish(file, workbook)


def city_in_capitals(name: str) -> str:
    """`KOTA MALANG`, whether the region is stored as `Kota Malang` or as `Malang`."""
    said = name.upper()
    return said if said.startswith(("KOTA ", "KABUPATEN ")) else f"KOTA {said}"


def _start(title: str) -> tuple[IO[bytes], Any, _Looks]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    workbook = open_workbook(file)
    workbook.set_properties({"title": title})
    return file, workbook, _Looks(workbook)


def _finish(file: IO[bytes], workbook: Any) -> IO[bytes]:
    workbook.close()
    file.seek(0)
    return file
