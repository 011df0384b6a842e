"""The form by which Bappeda confirms what was not discussed: which areas, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms

from proposals.undiscussed import Missed

from .text import CleanCharField


class UndiscussedForm(forms.Form):
    """Chosen areas with the count that the page showed, `kelurahan:35.73.02.1007:12`; one reason for all."""

    wilayah = forms.MultipleChoiceField(
        label="Wilayah",
        error_messages={
            "required": "Pilih paling sedikit satu wilayah.",
            "invalid_choice": "Daftarnya sudah berubah. Muat ulang halaman, lalu periksa lagi.",
        },
    )
    reason = CleanCharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Terbaca pengusul dan semua orang, misalnya “Forum tidak jadi diadakan sampai jadwalnya lewat.”",
        error_messages={"required": "Tulis alasannya."},
    )

    def __init__(self, data: Any = None, *, rows: Sequence[Missed]) -> None:
        super().__init__(data)
        keys = [f"{one.key}:{one.count}" for one in rows]
        self.fields["wilayah"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]
        said = set(self.data.getlist("wilayah")) if hasattr(self.data, "getlist") else set()
        self.rows = [(one, key, key in said) for one, key in zip(rows, keys, strict=True)]

    def seen(self) -> dict[str, int]:
        """How many the page showed of each that was chosen."""
        parts = (key.rpartition(":") for key in self.cleaned_data["wilayah"])
        return {key: int(count) for key, _, count in parts}
