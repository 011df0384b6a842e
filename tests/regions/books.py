"""Workbooks for the reader: honest ones, and ones that somebody made to harm."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"


def book(rows: Sequence[Sequence[Any]], *, formulas: dict[str, tuple[str, Any]] | None = None) -> bytes:
    """A plain workbook of one sheet; `formulas` puts (formula, cached value) into cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("Daftar")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for cell, (formula, value) in (formulas or {}).items():
            sheet.write_formula(cell, formula, None, value)
    return out.getvalue()


def altered(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same workbook after its members were changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_member(name: str, content: bytes = b"x") -> bytes:
    """A workbook with one more member."""
    return altered(book([["a", "b"], [1, 2]]), lambda members: members.update({name: content}))


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    return altered(book([["a", "b"], [1, 2]]), lambda members: members.update({SHEET: xml}))


def without(name: str) -> bytes:
    """A workbook that lacks a member."""

    def remove(members: dict[str, bytes]) -> None:
        del members[name]

    return altered(book([["a", "b"], [1, 2]]), remove)
