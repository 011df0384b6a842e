"""The forms about who holds an office: Ganti pemegang, and which login cards are printed."""

from typing import Any

from django import forms

from accounts.models import OfficeHolding
from accounts.models.people import EIGHTEEN_DIGITS
from accounts.office_row import person_name, phone_number

from .text import CleanCharField


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "w-m"})


class PersonFields(forms.Form):
    """Name and phone of a person, with the sentences of the sheet."""

    def clean_name(self) -> str:
        return person_name(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        return phone_number(self.cleaned_data["phone"])


class HandOverForm(PersonFields):
    """The next holder of an office. `follows` is the term that was running when the page was drawn."""

    name = CleanCharField(
        label="Nama pemegang baru",
        max_length=120,
        error_messages={"required": "Isi nama pemegang jabatan."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = CleanCharField(
        label="Nomor telepon",
        max_length=20,
        required=False,
        help_text="Bila nama dan nomornya sudah dikenal, akunnya dipakai lagi.",
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "w-m", "autocomplete": "off"}),
    )
    email = forms.EmailField(label="Email", required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    status = forms.ChoiceField(
        label="Status",
        choices=OfficeHolding.Status.choices,
        initial=OfficeHolding.Status.DEFINITIVE,
        widget=forms.RadioSelect,
        help_text="Plt. dan Plh. bertindak penuh selama masa jabatannya.",
    )
    starts = forms.DateField(
        label="Mulai",
        widget=DayInput(),
        help_text="Masa jabatan pemegang lama berakhir sehari sebelumnya.",
        error_messages={"required": "Isi tanggal mulai.", "invalid": "Tanggal tidak terbaca."},
    )
    ends = forms.DateField(
        label="Sampai", required=False, widget=DayInput(), error_messages={"invalid": "Tanggal tidak terbaca."}
    )
    decree = CleanCharField(label="Nomor SK", required=False, max_length=80)
    follows = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Tanggal selesai tidak boleh sebelum tanggal mulai.")
        return data


class SignerForm(forms.Form):
    """What is printed below the name of a holder who signs papers."""

    all_optional = True

    rank = CleanCharField(
        label="Pangkat", max_length=60, required=False, help_text="Misalnya Penata Tingkat I (III/d)."
    )
    nip = CleanCharField(
        label="NIP",
        max_length=30,
        required=False,
        help_text="18 angka, boleh dengan spasi.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-m", "autocomplete": "off"}),
    )

    def clean_nip(self) -> str:
        nip = "".join(str(self.cleaned_data["nip"]).split())
        if nip:
            EIGHTEEN_DIGITS(nip)
        return nip


class CardsForm(forms.Form):
    """Which holders get a card: those without one, or all who never came in."""

    WITHOUT, ALL = "tanpa", "semua"

    siapa = forms.ChoiceField(
        label="Untuk siapa",
        choices=[(WITHOUT, "Yang belum punya kartu berlaku"), (ALL, "Semua yang belum masuk; kartu lama dicabut")],
        initial=WITHOUT,
        widget=forms.RadioSelect,
    )
