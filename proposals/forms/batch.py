"""The form for a list that comes back from SIPD: its rows become the lines with which a hand-over is compared."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from proposals import list_shapes, sheet_cells
from proposals.handover import Item
from proposals.models import Batch
from regions import sheets
from regions.sheet_text import SheetRefused

MAX_BYTES = 40 * 1024 * 1024
MAX_ROWS = 50_000


class ReturnedListForm(forms.Form):
    """One file in SIPD's columns; `items` are its lines under our numbers, where the hand-over knows them."""

    berkas = forms.FileField(
        label="Daftar dari SIPD",
        help_text="CSV atau XLSX dengan kolom ID Usulan, Volume, dan Anggaran seperti bentuk SIPD.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Pilih berkasnya.", "empty": "Berkas ini kosong. Pilih berkas lain."},
    )

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.items: list[Item] = []

    def clean_berkas(self) -> Any:
        """Read the file; refuses another list, a doubled id and cells that cannot be read, with the row's number."""
        file = self.cleaned_data["berkas"]
        if file.size > MAX_BYTES:
            raise ValidationError("Berkas terlalu besar. Pilih berkas di bawah 40 MB.")
        try:
            sheet = sheets.read(file.read(), list_shapes.SIPD, max_rows=MAX_ROWS)
        except SheetRefused as refusal:
            raise ValidationError(refusal.messages) from refusal
        lines = self.batch.lines.order_by().values_list("number", "proposal__sipd_id")
        numbers = {key: number for number, sipd_id in lines for key in (number, sipd_id) if key}
        self.items = _items(sheet, numbers)
        if not {item.number for item in self.items} & set(numbers.values()):
            raise ValidationError("Tidak satu pun usulan di berkas ini ada di daftar yang dikirim. Periksa berkasnya.")
        return file


def _items(sheet: sheets.Sheet, numbers: Mapping[str, str]) -> list[Item]:
    wrong: list[str] = []
    items: dict[str, Item] = {}
    for row in sheet.rows:
        key = row.values.get("id_usulan", "")
        number = numbers.get(key, key)
        fault = row.fault or ("" if key else "ID usulan kosong.")
        if number and number in items:
            fault = f"ID usulan {key} ada dua kali. Hapus salah satunya."
        try:
            volume, _ = sheet_cells.coefficient(f"{row.values['volume']} {row.values['satuan']}".strip())
            amount = sheet_cells.amount(row.values["anggaran"], "Anggaran") or 0
        except ValidationError as refusal:
            fault = fault or refusal.messages[0]
        except KeyError:
            fault = fault or "Baris ini tidak terbaca."
        if fault:
            wrong.append(f"Baris {row.number}: {fault}")
        else:
            items[number] = Item(number, volume, amount)
    if wrong:
        more = [f"Masih ada {len(wrong) - 10} baris lain yang salah."] if len(wrong) > 10 else []
        raise ValidationError(wrong[:10] + more)
    return list(items.values())
