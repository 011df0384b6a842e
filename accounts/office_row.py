"""The form of one row of a sheet of offices: the same sentences wherever the row comes from."""

import re
from datetime import date
from typing import Any

from django import forms

from .models import OfficeHolding
from .office_names import number_of
from .phones import canonical

MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y"]
WRONG_DATE = "Tanggal tidak terbaca. Tulis seperti 2026-01-31 atau 31/01/2026."
WRONG_NAME = "Tulis nama orangnya saja: huruf, titik, koma, petik, dan tanda hubung."
STATUSES = {
    "": "",
    "definitif": OfficeHolding.Status.DEFINITIVE,
    "tetap": OfficeHolding.Status.DEFINITIVE,
    "plt": OfficeHolding.Status.ACTING,
    "pelaksana tugas": OfficeHolding.Status.ACTING,
    "plh": OfficeHolding.Status.DAILY,
    "pelaksana harian": OfficeHolding.Status.DAILY,
}


def person_name(text: str) -> str:
    """Return a person's name; raises ValidationError for signs and numbers that no name has."""
    name = re.sub(r"\s+", " ", text).strip()
    if not re.search(r"[^\W\d_]", name) or re.search(r"[<>{}\[\]=|\\@#$%^*_+~]|\d{4}", name):
        raise forms.ValidationError(WRONG_NAME)
    return name


def phone_number(text: str) -> str:
    """Return a number in its one form; raises ValidationError for what is none."""
    try:
        return canonical(text)
    except ValueError as wrong:
        raise forms.ValidationError(str(wrong)) from wrong


class LooseDateField(forms.DateField):
    """A day as sheets hold it: `2026-01-31`, `31/1/2026`, `31 Januari 2026`, or a moment whose day counts."""

    def __init__(self) -> None:
        super().__init__(required=False, input_formats=DATES, error_messages={"invalid": WRONG_DATE})

    def to_python(self, value: Any) -> date | None:
        said = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", str(value or "").strip())
        named = re.fullmatch(r"(\d{1,2})[\s\-]+([A-Za-z]{3})[a-z]*[\s\-]+(\d{4})", said)
        if named and named[2].lower() in MONTHS:
            said = f"{named[1]}/{MONTHS.index(named[2].lower()) + 1}/{named[3]}"
        found = super().to_python(said)
        if found is not None and not 1990 <= found.year <= 2100:
            raise forms.ValidationError(WRONG_DATE)
        return found


class OfficeRowForm(forms.Form):
    """One office with its holder: where it stands, which office, who holds it, for which term."""

    kecamatan = forms.CharField(required=False, max_length=80)
    kelurahan = forms.CharField(max_length=80, error_messages={"required": "Isi kelurahannya."})
    rw = forms.CharField(required=False, max_length=20)
    rt = forms.CharField(required=False, max_length=20)
    lembaga = forms.CharField(required=False, max_length=80)
    jabatan = forms.CharField(required=False, max_length=60)
    nama = forms.CharField(max_length=120, error_messages={"required": "Isi nama pemegang jabatan."})
    telepon = forms.CharField(required=False, max_length=40)
    email = forms.EmailField(required=False, max_length=254, error_messages={"invalid": "Alamat email tidak benar."})
    mulai = LooseDateField()
    selesai = LooseDateField()
    sk = forms.CharField(required=False, max_length=80)
    status = forms.CharField(required=False, max_length=30)

    def clean_rw(self) -> int:
        return self._number("rw")

    def clean_rt(self) -> int:
        return self._number("rt")

    def clean_nama(self) -> str:
        return person_name(self.cleaned_data["nama"])

    def clean_telepon(self) -> str:
        return phone_number(self.cleaned_data["telepon"])

    def clean_jabatan(self) -> str:
        said = str(self.cleaned_data["jabatan"])
        if re.search(r"[<>{}=|\\@]", said):
            raise forms.ValidationError("Tulis nama jabatannya saja, misalnya Ketua.")
        return said

    def clean_lembaga(self) -> str:
        said = str(self.cleaned_data["lembaga"])
        if re.search(r"[<>{}=|\\@]", said):
            raise forms.ValidationError("Tulis nama lembaganya saja, misalnya PKK Pokja 2.")
        return said

    def clean_status(self) -> str:
        said = str(self.cleaned_data["status"]).lower().strip(" .")
        if said not in STATUSES:
            raise forms.ValidationError("Status ditulis Definitif, Plt., atau Plh.")
        return STATUSES[said]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("mulai"), data.get("selesai")
        if starts and ends and ends < starts:
            self.add_error("selesai", "Tanggal selesai tidak boleh sebelum tanggal mulai.")
        if data.get("rt") and data.get("rw") == 0:
            self.add_error("rw", "Isi RW dari RT ini.")
        if data.get("lembaga") and (data.get("rw") or data.get("rt")):
            self.add_error("lembaga", "Isi RW dan RT, atau lembaga; tidak keduanya.")
        return data

    def _number(self, name: str) -> int:
        try:
            return number_of(str(self.cleaned_data[name]))
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
