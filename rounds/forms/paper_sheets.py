"""What stands on a printed sheet, as two people type it: one usulan, or who came.

A usulan is read by the form that groups fill in themselves, cut to what the paper asks for.
"""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from accounts.models import ProposerGroup
from catalogue.land import land_words
from catalogue.models import KamusItem
from proposals.forms.proposal import ProposalForm
from proposals.forms.text import CleanCharField
from rounds.actions.from_paper import CELLS
from rounds.models import Blank, Sex
from rounds.models.blanks import ROWS
from rounds.readings import Values

EMPTY = "tidak diisi"
ON_PAPER = (
    *("locations", "item", "wanted", "volume", "problem", "address", "target_group", "households", "land_status"),
    "receiver",
)
"""Fields of a usulan in the order of the paper."""


class ItemField(forms.ModelChoiceField[KamusItem]):
    """An item of the kamus with its unit, to be found by its first letters."""

    def label_from_instance(self, obj: KamusItem) -> str:
        return f"{obj.name} ({obj.unit})"


class UsulanSheetForm(ProposalForm):
    """One sheet for a usulan. What the kamus asks besides is filled in on the draft."""

    item = ItemField(
        KamusItem.objects.none(),
        label="Pekerjaan dari kamus",
        required=False,
        empty_label="Tidak ada di kamus",
        error_messages={"invalid_choice": "Item ini tidak ada di kamus tahun ini. Pilih lagi."},
    )
    wanted = CleanCharField(
        label="Yang diusulkan, bila tidak ada di kamus",
        required=False,
        max_length=200,
        error_messages={"max_length": "Tulis paling banyak 200 huruf."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = self.fields["item"]
        assert isinstance(items, ItemField)
        items.queryset = items.queryset.order_by("name", "pk") if items.queryset is not None else None
        self.fields["problem"].help_text = "Seperti tertulis di kertas."
        self.fields["volume"].unit = ""  # type: ignore[attr-defined]

    on_paper = ON_PAPER

    def written_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ON_PAPER]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("item") and data.get("wanted"):
            self.add_error("wanted", "Kosongkan, karena pekerjaannya sudah dipilih dari kamus.")
        return data

    def values(self) -> dict[str, Any]:
        """What a valid form says, as it is kept: keys, whole numbers and text; what is empty is left out."""
        data = self.cleaned_data
        said = {name: data[name] for name in ON_PAPER} | {
            "item": data["item"] and data["item"].pk,
            "locations": sorted(place.pk for place in data["locations"]),
            "volume": self.fields["volume"].prepare_value(data["volume"]),
        }
        return {"group": self.group.pk} | {name: value for name, value in said.items() if value not in (None, "", [])}

    def words(self, name: str, value: Any) -> str:
        """What was read in one field, as people say it."""
        field = self.fields[name]
        if value and isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            keys = value if isinstance(value, list) else [value]
            known = field.queryset.model._default_manager.filter(pk__in=keys).order_by("pk")
            return ", ".join(field.label_from_instance(one) for one in known)
        return land_words([value]) if value and name == "land_status" else str(value or EMPTY)


class PresenceSheetForm(forms.Form):
    """One sheet of the attendance list, twenty lines numbered on from the sheet before."""

    all_optional = True

    def __init__(self, *args: Any, first: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first
        for row in range(1, ROWS + 1):
            said = f"baris {first + row - 1}"
            self.fields[f"{row}-name"] = CleanCharField(label=f"Nama, {said}", required=False, max_length=120)
            self.fields[f"{row}-institution"] = CleanCharField(label=f"Lembaga, {said}", required=False, max_length=120)
            self.fields[f"{row}-contact"] = CleanCharField(
                label=f"Alamat dan telepon, {said}", required=False, max_length=200
            )
            self.fields[f"{row}-sex"] = forms.ChoiceField(
                label=f"L/P, {said}", required=False, choices=[("", "L/P"), *((sex, sex) for sex in Sex.values)]
            )

    @property
    def on_paper(self) -> tuple[str, ...]:
        return tuple(self.fields)

    def lines(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Each line with its number and its cells."""
        rows = range(1, ROWS + 1)
        return [(self.first + row - 1, [self[f"{row}-{name}"] for name in CELLS]) for row in rows]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for row in range(1, ROWS + 1):
            cells = {name: data.get(f"{row}-{name}") for name in CELLS}
            if any(cells.values()) and not cells["name"] and f"{row}-name" not in self.errors:
                self.add_error(f"{row}-name", "Tulis namanya, atau kosongkan seluruh baris.")
            elif cells["name"] and not cells["sex"] and f"{row}-sex" not in self.errors:
                self.add_error(f"{row}-sex", "Pilih L atau P.")
        if not self.errors and not any(data.values()):
            self.add_error(None, "Belum ada nama. Bila lembarnya kosong, tekan tombol Tidak terpakai.")
        return data

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def words(self, name: str, value: Any) -> str:
        return str(value or EMPTY)


SheetForm = UsulanSheetForm | PresenceSheetForm


def sheet_form(blank: Blank, group: ProposerGroup | None, data: Any = None) -> SheetForm | None:
    """The form of a sheet; None for a usulan whose group is not known yet."""
    if blank.kind == Blank.Kind.PRESENT:
        return PresenceSheetForm(data, first=(blank.number - 1) * ROWS + 1)
    return UsulanSheetForm(data, cycle=blank.forum.cycle, group=group) if group else None


def as_typed(values: Values) -> MultiValueDict[str, Any]:
    """Kept values as a browser sends them."""
    many = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    return MultiValueDict({name: [str(one) for one in found] for name, found in many.items()})
