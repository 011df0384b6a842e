"""Forms 1.4, 1.5, 2.3 and 2.4 as papers, with the circular's own titles, heads and notes; spelling as printed."""

from .agreed import OpenForm, PriorityForm, WorkForm, WorkSheet
from .paper import DECIMAL, MIDDLE, MONEY, Block, Column, Lines, Paper, Points, Sheet, Table, Text, filled
from .signing import Official, signed_at_right
from .wording import Wording

NOTES = (
    "Satu usulan, satu (lembar) proposal;",
    "Format adalah untuk proposal yang dokumentasi usulan/lokasinya dijadikan satu;",
    "Proposal dan dokumentasi usulan/lokasi dapat dipisah, dan diunggah secara terpisah sebagaimana ",
)
NOTES_END = "Form Usulan"
NOT_OFFICIAL = "Bukan formulir resmi"
ASKED = "Usulan"
WORK_COLUMNS = (
    Column("No. (Prioritas)", 12, MIDDLE),
    Column("Uraian", 34, group=ASKED),
    Column("Volume", 10, DECIMAL, ASKED),
    Column("Satuan", 9, MIDDLE, ASKED),
    Column("Perkiraan Harga per Satuan", 16, MONEY, ASKED),
    Column("Total Perkiraan Biaya", 18, MONEY, ASKED),
    Column("Kelompok Sasaran", 20),
    Column("Lokasi", 30),
    Column("Keterangan", 26),
)
PRIORITY_COLUMNS = (
    Column("No.", 11, MIDDLE),
    Column("Prioritas Daerah", 24),
    Column("Sasaran Daerah", 22),
    Column("Program", 24),
    Column("Kegiatan Prioritas", 32),
    Column("Sasaran Kegiatan", 20),
    Column("Lokasi (Kelurahan)", 17),
    Column("Volume", 12),
    Column("Pagu", 17, MONEY),
    Column("Perangkat Daerah Penanggung jawab", 26),
)
OPEN_COLUMNS = (
    Column("No.", 6, MIDDLE),
    Column("Kegiatan", 40),
    Column("Lokasi (Kelurahan)", 22),
    Column("Volume", 14),
    Column("Kegiatan Prioritas", 34),
)
REASON_COLUMN = Column("Alasan", 36)


def work_paper(form: WorkForm, wording: Wording) -> Paper:
    """Form 1.4 or 1.5: one sheet per perangkat daerah, or of the kelurahan."""
    sheets = tuple(_work_sheet(form, sheet, wording) for sheet in form.sheets)
    name = f"Form {form.number} Kelurahan {form.kelurahan} tahun {form.plan_year}"
    return Paper(form.number, name, sheets, is_landscape=True, size=wording.size)


def _work_sheet(form: WorkForm, data: WorkSheet, wording: Wording) -> Sheet:
    titles = (
        f"DAFTAR USULAN KEGIATAN PEMBANGUNAN PRIORITAS KELURAHAN TAHUN {form.plan_year}",
        f"DENGAN SUMBER PENDANAAN {data.source}",
        f"(MUSRENBANG {form.held_year})",
    )
    place = (("Kelurahan", form.kelurahan), ("Kecamatan", form.kecamatan), ("Kota", wording.city_in_capitals))
    blocks: list[Block] = [Lines(place)]
    if data.number == "1.4" and data.is_official:
        blocks.append(Text(f"Perangkat Daerah Pengampu: {data.agency}".rstrip(), is_strong=True))
    rows = tuple(
        (
            row.rank, row.title, row.volume, row.unit, row.unit_price, row.amount, row.target_group, row.location,
            row.note,
        )
        for row in data.rows
    )  # fmt: skip
    blocks.append(Table(WORK_COLUMNS, filled(rows, len(WORK_COLUMNS), 5 if not rows else 0), numbered=True))
    blocks.append(Points(NOTES, "Catatan:", NOTES_END))
    return Sheet(f"Form {form.number}" if data.is_official else NOT_OFFICIAL, titles, tuple(blocks))


def priority_paper(form: PriorityForm, wording: Wording, camat: Official) -> Paper:
    """Form 2.3."""
    rows = tuple(
        (
            row.rank, row.priority, row.target, row.program, row.title, row.target_group, row.kelurahan, row.volume,
            row.amount, row.agency,
        )
        for row in form.rows
    )  # fmt: skip
    sheet = Sheet(
        "Form 2.3",
        ("DAFTAR URUTAN KEGIATAN PRIORITAS KECAMATAN MENURUT PERANGKAT DAERAH",),
        (
            Lines((("Kecamatan", form.kecamatan), ("Tahun", str(form.plan_year)))),
            Table(PRIORITY_COLUMNS, filled(rows, len(PRIORITY_COLUMNS), 5 if not rows else 0), numbered=True),
            signed_at_right(camat),
        ),
    )
    name = f"Form 2.3 Kecamatan {form.kecamatan} tahun {form.plan_year}"
    return Paper("2.3", name, (sheet,), is_landscape=True, size=wording.size)


def open_paper(form: OpenForm, wording: Wording, camat: Official) -> Paper:
    """Form 2.4; with the column Alasan where the city asks for it."""
    columns = (*OPEN_COLUMNS, REASON_COLUMN) if wording.has_reasons else OPEN_COLUMNS
    rows = tuple(
        (number, row.title, row.kelurahan, row.volume, row.priority, row.reason)[: len(columns)]
        for number, row in enumerate(form.rows, start=1)
    )
    table = Table(columns, filled(rows, len(columns), 5 if not rows else 0), numbered=True)
    titles = ("DAFTAR KEGIATAN YANG BELUM DISEPAKATI", f"Tahun {form.plan_year}")
    sheet = Sheet("Form 2.4", titles, (table, signed_at_right(camat)))
    return Paper("2.4", f"Form 2.4 Kecamatan {form.kecamatan} tahun {form.plan_year}", (sheet,), size=wording.size)
