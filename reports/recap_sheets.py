"""The recap as a workbook: one sheet per breakdown, each with its filter in words and its row of totals."""

import tempfile
from collections.abc import Sequence
from typing import IO, Any

from .recap import KINDS, Line, Recap
from .sheets import FOLIO, open_workbook, write_cell
from .verdicts import Verdict

_HEADS = (
    "RW mengirim",
    "Diusulkan",
    "Biaya diusulkan (Rp)",
    *(head for verdict in Verdict for head in (verdict.label, f"Biaya {verdict.label.lower()} (Rp)")),
    "Bagian diterima (%)",
    *(head for _, label in KINDS for head in (label, f"{label} (%)")),
)


def recap_workbook(recap: Recap, *, title: str, note: str) -> IO[bytes]:
    """Write all breakdowns; returns a temporary file at its start. `note`: filter and time, under each title."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    workbook = open_workbook(file)
    workbook.set_properties({"title": title, "comments": note})
    looks = {
        "title": workbook.add_format({"bold": True, "font_size": 13}),
        "head": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2}),
        "number": workbook.add_format({"num_format": "#,##0"}),
        "share": workbook.add_format({"num_format": "0.0"}),
        "total": workbook.add_format({"bold": True, "num_format": "#,##0", "top": 2}),
        "total_share": workbook.add_format({"bold": True, "num_format": "0.0", "top": 2}),
    }
    for name, lines in (
        ("Kecamatan", recap.districts),
        ("Kelurahan", recap.kelurahan),
        ("Perangkat daerah", recap.agencies),
        ("Jenis", recap.kinds),
        ("Jenis daftar", recap.list_kinds),
    ):
        sheet = workbook.add_worksheet(name)
        sheet.write_string(0, 0, f"{title} per {name.lower()}", looks["title"])
        sheet.write_string(1, 0, note)
        _table(sheet, looks, name, [*lines, recap.total])
    _reasons(workbook, looks, recap, note)
    workbook.close()
    file.seek(0)
    return file


def _table(sheet: Any, looks: dict[str, Any], name: str, lines: Sequence[Line]) -> None:
    """Heads in row 4, then the lines; the last is the total."""
    for place, head in enumerate((name, *_HEADS)):
        sheet.write_string(3, place, head, looks["head"])
        sheet.set_column(place, place, 28 if place == 0 else 20 if "(Rp)" in head else 12)
    for row, line in enumerate(lines, start=4):
        is_total = row == 3 + len(lines)
        write_cell(sheet, row, 0, line.name, looks["total"] if is_total else None)
        numbers = ("total", "total_share") if is_total else ("number", "share")
        _numbers(sheet, row, line, *(looks[look] for look in numbers))
    sheet.freeze_panes(4, 1)
    sheet.set_landscape()
    sheet.set_paper(FOLIO)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)


def _numbers(sheet: Any, row: int, line: Line, number: Any, share: Any) -> None:
    pairs = [line.proposed, *(line.by(verdict) for verdict in Verdict)]
    values: list[tuple[Any, Any]] = [(line.senders, number)]
    for tally in pairs:
        values += [(tally.count, number), (tally.amount, number)]
    values.append((line.share, share))
    for _, tally, part in line.composition:
        values += [(tally.count, number), (part, share)]
    for place, (value, look) in enumerate(values, start=1):
        write_cell(sheet, row, place, value, look)


def _reasons(workbook: Any, looks: dict[str, Any], recap: Recap, note: str) -> None:
    sheet = workbook.add_worksheet("Alasan")
    sheet.write_string(0, 0, "Lima alasan terbanyak tidak diterima", looks["title"])
    sheet.write_string(1, 0, note)
    sheet.write_string(3, 0, "Alasan", looks["head"])
    sheet.write_string(3, 1, "Usulan", looks["head"])
    sheet.set_column(0, 0, 60)
    for row, (_, reason, count) in enumerate(recap.reasons, start=4):
        write_cell(sheet, row, 0, reason)
        write_cell(sheet, row, 1, count, looks["number"])
