"""The form of one row of a list of pokok pikiran."""

from decimal import Decimal
from typing import Any

from django import forms

from catalogue.words import plain
from proposals import sheet_cells
from proposals.models import Pokir

_STATES = {plain(label): value for value, label in Pokir.Status.choices} | {
    plain(value.replace("_", " ")): value for value in Pokir.Status.values
}


class PokirRowForm(forms.Form):
    """What the Sekretariat DPRD lists of one pokir; an empty status means it was sent."""

    no_pokir = forms.CharField(label="No. pokir", max_length=24)
    dapil = forms.CharField(label="Dapil", required=False, max_length=80)
    fraksi = forms.CharField(label="Fraksi", required=False, max_length=80)
    usulan = forms.CharField(label="Usulan", max_length=200)
    permasalahan = forms.CharField(label="Permasalahan", required=False, max_length=500)
    alamat = forms.CharField(label="Alamat", required=False, max_length=255)
    kelurahan = forms.CharField(label="Kelurahan", required=False, max_length=80)
    opd = forms.CharField(label="OPD", required=False, max_length=160)
    koefisien = forms.CharField(label="Koefisien", required=False, max_length=80)
    nilai_usulan = forms.CharField(label="Nilai usulan", required=False, max_length=40)
    nilai_akomodir = forms.CharField(label="Nilai akomodir", required=False, max_length=40)
    status = forms.CharField(label="Status", required=False, max_length=40)
    keterangan = forms.CharField(label="Keterangan", required=False, max_length=500)

    def clean_koefisien(self) -> tuple[Decimal | None, str]:
        """Volume and unit; (None, "") where the cell has no number at its start."""
        return sheet_cells.coefficient(str(self.cleaned_data["koefisien"]))

    def clean_nilai_usulan(self) -> int:
        return sheet_cells.amount(str(self.cleaned_data["nilai_usulan"]), "Nilainya") or 0

    def clean_nilai_akomodir(self) -> int | None:
        return sheet_cells.amount(str(self.cleaned_data["nilai_akomodir"]), "Nilainya")

    def clean_status(self) -> str:
        """The stored value of a state that the list names in words."""
        said = plain(str(self.cleaned_data["status"]))
        if not said:
            return Pokir.Status.SENT
        if said not in _STATES:
            raise forms.ValidationError(f"Status tidak dikenal. Pakai salah satu: {', '.join(Pokir.Status.labels)}.")
        return _STATES[said]

    def fields_of(self) -> dict[str, Any]:
        """What the row says, under the names of the model; places and agency are found by the resource."""
        data = self.cleaned_data
        volume, unit = data["koefisien"]
        return {
            "dapil": data["dapil"],
            "faction": data["fraksi"],
            "title": data["usulan"],
            "problem": data["permasalahan"],
            "address": data["alamat"],
            "volume": volume,
            "unit": unit,
            "amount": data["nilai_usulan"],
            "amount_granted": data["nilai_akomodir"],
            "status": data["status"],
            "note": data["keterangan"],
        }
