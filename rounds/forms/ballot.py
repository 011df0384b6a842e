"""What a delegate chooses, and what two people read on a blank: cleaned here and said back in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from proposals.forms.text import CleanCharField
from rounds.actions.preparing import Mandate
from rounds.counting.blank import Blank

FIELD = "pilih-"
WHOLE = {"invalid": "Tulis dengan angka, misalnya 60.", "required": "Tulis dengan angka, misalnya 60."}


@dataclass(frozen=True)
class Chosen:
    """A ballot as it was typed: the mark of each usulan, the choices they make, and what is wrong with them."""

    marks: Mapping[str, str]
    choices: tuple[str, ...]
    error: str = ""


def read_choices(blank: Blank, data: Mapping[str, str]) -> Chosen:
    """Read the marks of a ballot: a place for each usulan chosen, or a tick."""
    marks = {line.number: data.get(f"{FIELD}{line.number}", "").strip()[:3] for line in blank.lines}
    held: dict[int, list[str]] = {}
    for line in blank.lines:
        mark = marks[line.number]
        place = int(mark) if mark.isascii() and mark.isdigit() else 0
        if mark and place not in blank.places:
            return Chosen(marks, (), f"Pilih angka 1 sampai {blank.terms.k} untuk {line.title}.")
        if mark:
            held.setdefault(place if blank.is_ranked else len(held) + 1, []).append(line.number)
    titles = {line.number: line.title for line in blank.lines}
    for place, numbers in sorted(held.items()):
        if len(numbers) > 1:
            named = " dan ".join(titles[number] for number in numbers)
            return Chosen(marks, (), f"Pilihan {place} diberikan kepada {named}. Sisakan satu.")
    choices = tuple(numbers[0] for _, numbers in sorted(held.items()))
    return Chosen(marks, choices, _amiss(blank, sorted(held)))


def _amiss(blank: Blank, places: list[int]) -> str:
    """Too few, too many, or a place left out."""
    count, least, most = len(places), blank.terms.least, blank.terms.k
    if not count:
        return "Belum ada usulan yang dipilih."
    if missing := next((place for place in range(1, count + 1) if place not in places), 0):
        return f"Pilihan {missing} belum diberikan. Isi berurutan mulai dari pilihan 1."
    if count > most:
        return f"Anda memilih {count} usulan. Paling banyak {most}."
    if count < least:
        return f"Anda baru memilih {count} usulan. Pilih paling sedikit {least}."
    return ""


class MandateForm(forms.Form):
    """One mandate typed by hand."""

    name = CleanCharField(label="Nama", max_length=120, error_messages={"required": "Tulis nama pemilik suara."})
    area = CleanCharField(
        label="Wilayah atau kelompok", max_length=120, error_messages={"required": "Tulis wilayah atau kelompoknya."}
    )
    mandate = CleanCharField(
        label="Mandat",
        max_length=200,
        help_text="Rapat yang memilihnya, misalnya Rembuk RW 03, 12 Januari 2026.",
        error_messages={"required": "Tulis rapat yang memberi mandat."},
    )

    def said(self) -> Mandate:
        return Mandate(**self.cleaned_data)


class StackForm(forms.Form):
    """How many blanks were printed and, in the end, how many were left over."""

    issued = forms.IntegerField(label="Dicetak (lembar)", min_value=1, max_value=5000, error_messages=WHOLE)
    unused = forms.IntegerField(
        label="Tidak terpakai (lembar)",
        min_value=0,
        max_value=5000,
        required=False,
        help_text="Isi sesudah semua memilih. Boleh kosong dulu.",
        error_messages=WHOLE,
    )


class ReadingForm(forms.Form):
    """What one person reads on one blank: its serial, and the short numbers written in its boxes."""

    all_optional = True

    serial = forms.IntegerField(label="Nomor lembar", min_value=1, max_value=5000, error_messages=WHOLE)
    is_spoiled = forms.BooleanField(
        label="Lembar ini rusak",
        required=False,
        help_text="Kosong, dicoret, atau tidak dapat dibaca. Biarkan kotak pilihannya kosong.",
    )

    def __init__(self, data: Any = None, *, blank: Blank) -> None:
        super().__init__(data)
        self.blank = blank
        for place in blank.places:
            self.fields[f"choice_{place}"] = forms.CharField(
                label=f"Pilihan {place}", required=False, max_length=6, widget=_short()
            )
        self.fields["serial"].widget = _short()
        if data is None:
            self.fields["serial"].widget.attrs["autofocus"] = True
        self.order_fields(["serial", *(f"choice_{place}" for place in blank.places), "is_spoiled"])

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The boxes of the choices."""
        return [self[f"choice_{place}"] for place in self.blank.places]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        typed = {place: (data.get(f"choice_{place}") or "").strip() for place in self.blank.places}
        filled = [place for place, text in typed.items() if text]
        if data.get("is_spoiled"):
            if filled:
                raise ValidationError("Kosongkan kotak pilihan, atau lepas tanda rusak.")
            return data | {"choices": ()}
        by_place = {str(line.place): line.number for line in self.blank.lines}
        for place in filled:
            if typed[place].lstrip("0") not in by_place:
                self.add_error(f"choice_{place}", f"Nomor {typed[place]} tidak ada di surat suara.")
        if not self.errors:
            data["choices"] = self._choices([by_place[typed[place].lstrip("0")] for place in filled], filled)
        return data

    def _choices(self, numbers: list[str], filled: list[int]) -> tuple[str, ...]:
        """The choices in their order; a slip of the hand is told apart from a blank that is itself wrong."""
        least, also = self.blank.terms.least, "Bila di kertas juga begitu, tandai rusak."
        if len(set(numbers)) < len(numbers):
            raise ValidationError(f"Satu nomor terisi dua kali. {also}")
        if self.blank.is_ranked and filled != list(range(1, len(filled) + 1)):
            raise ValidationError(f"Ada pilihan yang terlewati. {also}")
        if len(numbers) < least:
            raise ValidationError(f"Terisi {len(numbers)} pilihan, paling sedikit {least}. {also}")
        return tuple(numbers)


def _short() -> forms.TextInput:
    """A small field for a number; the phone shows its digits."""
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "w-s"})
