"""Forms of the invitation and of the delegates: rows of the agenda, who is invited, who was elected."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from proposals.forms.text import CleanCharField
from proposals.texts import clean
from rounds.actions.attendance import Person
from rounds.actions.delegating import MOST_DELEGATES
from rounds.invitation import Guest, Point
from rounds.models import Sex
from rounds.models.meeting import OLDEST, YOUNGEST

from .meeting import clock


class PointForm(forms.Form):
    """One row of the agenda; a row without words is left out."""

    all_optional = True

    starts = forms.TimeField(
        label="Pukul", required=False, widget=clock(), error_messages={"invalid": "Tulis jam seperti 09.00."}
    )
    title = CleanCharField(label="Acara", required=False, max_length=160)
    speaker = CleanCharField(label="Oleh", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("title") and data.get("speaker") and "title" not in self.errors:
            self.add_error("title", "Tulis acaranya, atau kosongkan barisnya.")
        return data

    def point(self) -> Point | None:
        """The point, None for an empty row."""
        data = self.cleaned_data
        return Point(data["title"], data["starts"], data["speaker"]) if data.get("title") else None


PointSet = forms.formset_factory(PointForm, extra=2, max_num=40, absolute_max=60)


class GuestForm(forms.Form):
    """Who is invited, one a line."""

    lines = forms.CharField(
        label="Yang diundang",
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Satu unsur satu baris. Boleh dengan nama: Tokoh agama; H. Salim.",
        error_messages={"required": "Tulis paling sedikit satu unsur yang diundang."},
    )

    def clean_lines(self) -> list[Guest]:
        found = []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            element, _, name = (clean(part) for part in clean(line).partition(";"))
            if len(element) > 120 or len(name) > 160:
                raise ValidationError(f"Baris {number} terlalu panjang. Unsur paling banyak 120 huruf, nama 160.")
            if name and not element:
                raise ValidationError(f"Baris {number}: tulis unsurnya sebelum titik koma.")
            found += [Guest(element, name)] if element else []
        if not found:
            raise ValidationError("Tulis paling sedikit satu unsur yang diundang.")
        return found


class DelegateForm(forms.Form):
    """One delegate; a row without a name is left out."""

    all_optional = True

    name = CleanCharField(label="Nama", required=False, max_length=120)
    sex = forms.ChoiceField(label="L/P", required=False, choices=[("", "Pilih"), *Sex.choices])
    institution = CleanCharField(label="Lembaga/unsur", required=False, max_length=120)
    age = forms.IntegerField(
        label="Usia",
        required=False,
        min_value=YOUNGEST,
        max_value=OLDEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Tulis usia dalam tahun, misalnya 45."),
    )
    contact = CleanCharField(label="Alamat dan nomor telepon", required=False, max_length=200)
    occupation = CleanCharField(label="Pekerjaan/profesi", required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("name") and not data.get("sex"):
            self.add_error("sex", "Pilih laki-laki atau perempuan.")
        if not data.get("name") and any(value for name, value in data.items() if name != "name"):
            self.add_error("name", "Tulis namanya, atau kosongkan barisnya.")
        return data

    def person(self) -> Person | None:
        """The person, None for an empty row."""
        data = self.cleaned_data
        if not data.get("name"):
            return None
        return Person(**data)


DelegateSet = forms.formset_factory(DelegateForm, extra=0, max_num=MOST_DELEGATES, absolute_max=MOST_DELEGATES)
