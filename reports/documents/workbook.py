"""Papers as XLSX: the same words in the same order, numbers as numbers, ready to print on the same paper."""

from base64 import b64decode
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reports.sheets import A4, FOLIO, open_workbook, write_cell

from .paper import (
    DECIMAL,
    MIDDLE,
    MONEY,
    Block,
    Cell,
    Leaders,
    Lines,
    Paper,
    Points,
    Sheet,
    Signature,
    Signatures,
    Table,
    Text,
)

FONT = "Times New Roman"
PLAIN_COLUMNS = 6
"""Columns of a sheet without a table with lines."""
LINE_HEIGHT = 15
SIGNS_ON_A_LINE = 95
POINTS_PER_MM = 2.835
LOGO_PIXELS, LOGO_SCALE = 76, 0.19
"""A logo is 400 pixels at most on its longer side."""


class _Looks:
    """The few formats of a paper."""

    def __init__(self, workbook: Any) -> None:
        base: dict[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "top"}
        box = base | {"border": 1, "text_wrap": True}

        def make(**more: Any) -> Any:
            return workbook.add_format(base | more)

        self.label = make(bold=True)
        self.title = make(bold=True, align="center", font_size=12)
        self.plain = make()
        self.wrapped = make(text_wrap=True)
        self.wrapped_strong = make(text_wrap=True, bold=True)
        self.centred = make(align="center")
        self.underlined = make(align="center", underline=1)
        self.italic = make(italic=True)
        self.head = workbook.add_format(box | {"bold": True, "align": "center", "valign": "vcenter"})
        self.column_number = workbook.add_format(box | {"align": "center"})
        self.cell = workbook.add_format(box)
        middle = workbook.add_format(box | {"align": "center"})
        self.kinds = {
            MIDDLE: middle,
            DECIMAL: workbook.add_format(box | {"num_format": "#,##0.##"}),
            MONEY: workbook.add_format(box | {"num_format": "#,##0"}),
        }


class _Page:
    """One sheet being written from top to bottom."""

    def __init__(self, worksheet: Any, looks: _Looks, paper: Paper, sheet: Sheet, foot: str) -> None:
        self.sheet, self.looks, self.row = worksheet, looks, 0
        table = next((block for block in sheet.blocks if isinstance(block, Table) and not block.is_open), None)
        widths = [column.width for column in table.columns] if table else [16] * PLAIN_COLUMNS
        self.last = len(widths) - 1
        self.sheet.set_paper(A4 if paper.size == "a4" else FOLIO)
        self.sheet.set_landscape() if paper.is_landscape else self.sheet.set_portrait()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.47, right=0.47, top=0.47, bottom=0.6)
        self.sheet.hide_gridlines(2)
        said = (foot or "&A").replace("&", "&&") if foot else "&A"
        self.sheet.set_footer(f'&L&"{FONT}"&9{said}&R&"{FONT}"&9Halaman &P dari &N')
        for place, width in enumerate(widths):
            self.sheet.set_column(place, place, width, looks.plain)
        self.label_and_title(paper, sheet)
        for block in sheet.blocks:
            self.write(block)

    def label_and_title(self, paper: Paper, sheet: Sheet) -> None:
        self.sheet.write_string(0, 0, sheet.label, self.looks.label)
        if paper.logo:
            self.sheet.set_row_pixels(1, LOGO_PIXELS + 8)
            image = {"image_data": BytesIO(b64decode(paper.logo)), "x_scale": LOGO_SCALE, "y_scale": LOGO_SCALE}
            self.sheet.insert_image(1, (self.last + 1) // 2, "lambang.jpg", image | {"description": "Lambang daerah"})
        self.row = 2
        for title in sheet.titles:
            self.across(title, self.looks.title)
        self.row += 1

    def across(self, text: str, look: Any, *, first: int = 0, last: int | None = None) -> None:
        """One line over several columns."""
        last = self.last if last is None else last
        if first == last:
            self.sheet.write_string(self.row, last, text, look)
        else:
            self.sheet.merge_range(self.row, first, self.row, last, text, look)
        self.row += 1

    def write(self, block: Block) -> None:
        match block:
            case Lines():
                self.lines(block)
            case Text():
                self.text(block)
            case Leaders():
                self.leaders(block)
            case Points():
                self.points(block)
            case Signatures():
                self.signatures(block)
            case Table():
                self.table(block)

    def lines(self, block: Lines) -> None:
        for name, value in block.rows:
            self.sheet.write_string(self.row, 0, name, self.looks.plain)
            self.sheet.write_string(self.row, 1, f": {value}".rstrip(), self.looks.plain)
            self.row += 1
        self.row += 1

    def text(self, block: Text) -> None:
        self.sheet.set_row(self.row, LINE_HEIGHT * (1 + len(block.text) // SIGNS_ON_A_LINE))
        self.across(block.text, self.looks.wrapped_strong if block.is_strong else self.looks.wrapped)
        self.row += int(block.is_strong)

    def leaders(self, block: Leaders) -> None:
        for what, who, place in block.rows:
            said = (what, f": {who}" if what else f"  {who}", f"Dari : {place}")
            for column, text in zip((0, 1, self.last - 1), said, strict=True):
                self.sheet.write_string(self.row, column, text, self.looks.plain)
            self.row += 1

    def points(self, block: Points) -> None:
        self.row += 1
        if block.title:
            self.across(block.title, self.looks.plain)
        for number, item in enumerate(block.items, start=1):
            if block.tail and number == len(block.items):
                looks = self.looks
                parts = (looks.plain, f"{number}. {item}", looks.italic, block.tail, looks.plain, ".", looks.plain)
                self.sheet.write_rich_string(self.row, 0, *parts)
                self.row += 1
            else:
                self.text(Text(f"{number}. {item}"))

    def signatures(self, block: Signatures) -> None:
        """Who signs alone stands at the right, or in the middle over all columns; two stand beside each other."""
        self.row += 1
        top, last = self.row, self.last
        half = last // 2
        if len(block.people) > 1:
            spans = [(0, half), (half + 1, last)]
        elif block.is_centred:
            spans = [(0, last)]
        else:
            spans = [(last - 1 if last > 4 else last, last)]
        for signature, (first, end) in zip(block.people, spans, strict=True):
            self.row = top
            self.signature(signature, first, end)

    def signature(self, one: Signature, first: int, last: int) -> None:
        for line in one.above:
            self.across(line, self.looks.centred, first=first, last=last)
        if one.name:
            self.row += 3
            look = self.looks.underlined if one.is_official else self.looks.centred
            self.across(one.name, look, first=first, last=last)
        for line in one.below:
            self.across(line, self.looks.centred, first=first, last=last)

    def table(self, block: Table) -> None:
        if block.is_open:
            self.open_table(block)
            return
        top = self.row
        self.heads(block)
        if block.numbered:
            for place in range(len(block.columns)):
                self.sheet.write_string(self.row, place, f"({place + 1})", self.looks.column_number)
            self.row += 1
        self.sheet.repeat_rows(top, self.row - 1)
        looks = [self.looks.kinds.get(column.kind, self.looks.cell) for column in block.columns]
        for row in (*block.rows, *([block.total] if block.total else [])):
            is_blank = all(cell is None for cell in row)
            if block.height or is_blank:
                self.sheet.set_row(self.row, block.height * POINTS_PER_MM if block.height else 24)
            self.cells(row, looks)

    def cells(self, row: Sequence[Cell], looks: Sequence[Any]) -> None:
        for place, (value, look) in enumerate(zip(row, looks, strict=True)):
            write_cell(self.sheet, self.row, place, value, look)
        self.row += 1

    def heads(self, block: Table) -> None:
        """One row of heads, or two where some share a group; they repeat on each printed page."""
        look, top = self.looks.head, self.row
        groups = [column.group for column in block.columns]
        for place, column in enumerate(block.columns):
            if column.group:
                self.sheet.write_string(top + 1, place, column.head, look)
            elif any(groups):
                self.sheet.merge_range(top, place, top + 1, place, column.head, look)
            else:
                self.sheet.write_string(top, place, column.head, look)
        for group in dict.fromkeys(filter(None, groups)):
            first = groups.index(group)
            self.sheet.merge_range(top, first, top, first + groups.count(group) - 1, group, look)
        self.row += 2 if any(groups) else 1
        self.sheet.set_row(self.row - 1, 32)

    def open_table(self, block: Table) -> None:
        """Rows without lines: its three columns spread over the sheet."""
        heads = tuple(column.head for column in block.columns)
        for row in (heads, *block.rows):
            for place, cell in enumerate(row):
                self.sheet.write_string(self.row, place * self.last // len(row), str(cell or ""), self.looks.plain)
            self.sheet.set_row(self.row, block.height * POINTS_PER_MM)
            self.row += 1


def workbook(paper: Paper, foot: str = "") -> bytes:
    """Write a paper, each of its sheets as a sheet. `foot` stands below each page."""
    file = BytesIO()
    book = open_workbook(file)
    book.set_properties({"title": paper.name})
    looks = _Looks(book)
    base = f"Form {paper.code}" if paper.code[0].isdigit() else paper.code
    for count, sheet in enumerate(paper.sheets, start=1):
        worksheet = book.add_worksheet(base + (f" ({count})" if len(paper.sheets) > 1 else ""))
        _Page(worksheet, looks, paper, sheet, foot)
    book.close()
    return file.getvalue()
