"""How many sheets to print, and which were left over or spoiled."""

from typing import Any

from django import forms

from rounds.actions.transcribing import AT_ONCE
from rounds.models import Blank, Forum
from rounds.models.blanks import ASIDE, MOST, OF_USULAN

NUMBER = "Tulis nomor lembar, 1 sampai 999."


def kinds_of(forum: Forum) -> list[Blank.Kind]:
    """The sheets that a meeting may hand out."""
    return [kind for kind in Blank.Kind if kind != Blank.Kind.USULAN or forum.kind in OF_USULAN]


class _SheetsForm(forms.Form):
    """Sheets of one of the kinds that a meeting hands out."""

    kind = forms.ChoiceField(label="Jenis lembar")

    def __init__(self, data: Any = None, *, forum: Forum) -> None:
        super().__init__(data)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(one.value, one.label) for one in kinds_of(forum)]


class PrintForm(_SheetsForm):
    """So many new sheets of a kind."""

    prefix = "cetak"
    count = forms.IntegerField(
        label="Banyaknya",
        min_value=1,
        max_value=AT_ONCE,
        initial=10,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"Tulis angka 1 sampai {AT_ONCE}."
        ),
    )


class AsideForm(_SheetsForm):
    """Sheets from one number to another that bring nothing."""

    prefix = "sisih"
    first = forms.IntegerField(
        label="Dari nomor",
        min_value=1,
        max_value=MOST,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NUMBER),
    )
    last = forms.IntegerField(
        label="Sampai nomor",
        required=False,
        min_value=1,
        max_value=MOST,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NUMBER),
    )
    mark = forms.ChoiceField(label="Keadaannya", choices=[(mark.value, mark.label) for mark in ASIDE])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first = data.get("first")
        if first and not data.get("last"):
            data["last"] = first
        if first and data["last"] and data["last"] < first:
            self.add_error("last", "Nomor sampai lebih kecil dari nomor dari. Periksa lagi.")
        return data
