"""The form of one row of a kamus sheet: the same sentences wherever the row comes from."""

from typing import Any

from django import forms

from . import wording
from .models import KamusItem
from .money import MAX_RUPIAH, read_rupiah
from .units import canonical

CODE = r"^\d+(\.\d+)*$"
LEVELS = ("urusan", "program", "kegiatan", "subkegiatan")
NO_PRICE = "Harga bukan satu angka, jadi item disimpan tetapi belum dapat dipilih."


class KamusRowForm(forms.Form):
    """One item as the printed kamus lists it: agency, four levels of nomenclature, wording, unit, price, note."""

    perangkat_daerah = forms.CharField(label="Perangkat daerah", max_length=160)
    urusan_kode = forms.RegexField(CODE, label="Kode urusan", required=False, max_length=24)
    urusan = forms.CharField(label="Urusan", required=False, max_length=300)
    program_kode = forms.RegexField(CODE, label="Kode program", required=False, max_length=24)
    program = forms.CharField(label="Program", required=False, max_length=300)
    kegiatan_kode = forms.RegexField(CODE, label="Kode kegiatan", required=False, max_length=24)
    kegiatan = forms.CharField(label="Kegiatan", required=False, max_length=300)
    subkegiatan_kode = forms.RegexField(CODE, label="Kode sub kegiatan", max_length=24)
    subkegiatan = forms.CharField(label="Sub kegiatan", max_length=300)
    no = forms.IntegerField(label="Nomor", min_value=1, max_value=9999)
    uraian = forms.CharField(label="Uraian", max_length=200)
    satuan = forms.CharField(label="Satuan", max_length=40)
    harga_satuan = forms.CharField(label="Harga satuan", required=False, max_length=60)
    harga_satuan_raw = forms.CharField(required=False, max_length=200)
    keterangan = forms.CharField(label="Keterangan", required=False, max_length=1000)

    def clean_satuan(self) -> str:
        return canonical(str(self.cleaned_data["satuan"]))

    def clean_harga_satuan(self) -> int | None:
        """Read whole rupiah; an empty cell means that the kamus has no single price."""
        said = str(self.cleaned_data["harga_satuan"])
        if not said:
            return None
        if said.startswith("-"):
            raise forms.ValidationError("Harga harus lebih dari Rp 0.")
        try:
            price = read_rupiah(said)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if not 0 < price <= MAX_RUPIAH:
            raise forms.ValidationError("Harga harus lebih dari Rp 0 dan paling banyak Rp 10 triliun.")
        return price

    def levels(self) -> tuple[tuple[str, str], ...]:
        """(code, name) of urusan, program, kegiatan, sub kegiatan; a name the sheet leaves out is told by its code."""
        data = self.cleaned_data
        return tuple((data[f"{name}_kode"], data[name] or f"Kode {data[f'{name}_kode']}") for name in LEVELS)

    def warnings(self) -> tuple[str, ...]:
        """What is odd but no error."""
        data = self.cleaned_data
        said = [f"Nama {name} kosong; dipakai kodenya." for name in LEVELS if data[f"{name}_kode"] and not data[name]]
        if data["harga_satuan"] is None:
            raw = data["harga_satuan_raw"]
            said.append(f"{NO_PRICE} Tertulis: {raw}." if raw else NO_PRICE)
        return tuple(said)

    def printed(self) -> dict[str, Any]:
        """The fields of a `KamusItem` that the printed kamus gives."""
        data = self.cleaned_data
        return {
            "number": data["no"],
            "name": data["uraian"],
            "unit": data["satuan"],
            "unit_price": data["harga_satuan"],
            "note": data["keterangan"],
        }

    def derived(self) -> dict[str, Any]:
        """The fields told from the wording by `catalogue.wording`; an office may set them right afterwards."""
        data = self.cleaned_data
        kind = wording.kind_of(data["uraian"], data["satuan"])
        return {
            "kind": KamusItem.Kind(kind),
            "list_kind": wording.list_kind_of(data["uraian"], kind),
            "sector": KamusItem.Sector(wording.sector_of(data["urusan_kode"], kind)),
            **wording.needs_of(data["keterangan"]),
        }


def sentences(form: forms.Form) -> list[str]:
    """Say what is wrong with a row, each with its column: `uraian: Bidang ini tidak boleh kosong.`"""
    return [
        f"{name}: {text}" if name != "__all__" else str(text) for name, texts in form.errors.items() for text in texts
    ]
