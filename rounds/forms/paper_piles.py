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


class PrintForm(forms.Form):
    """So many new sheets of a kind."""

    kind = forms.ChoiceField(label="Jenis lembar")
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

    def __init__(self, data: Any = None, *, forum: Forum) -> None:
        super().__init__(data, prefix="cetak")
        self.fields["kind"] = forms.ChoiceField(
            label="Jenis lembar", choices=[(kind.value, kind.label) for kind in kinds_of(forum)]
        )


class AsideForm(forms.Form):
    """Sheets from one number to another that bring nothing."""

    kind = forms.ChoiceField(label="Jenis lembar")
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

    def __init__(self, data: Any = None, *, forum: Forum) -> None:
        super().__init__(data, prefix="sisih")
        self.fields["kind"] = forms.ChoiceField(
            label="Jenis lembar", choices=[(kind.value, kind.label) for kind in kinds_of(forum)]
        )
        self.order_fields(["kind", "first", "last", "mark"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first = data.get("first")
        if first and not data.get("last"):
            data["last"] = first
        if first and data["last"] and data["last"] < first:
            self.add_error("last", "Nomor sampai lebih kecil dari nomor dari. Periksa lagi.")
        return data
