"""The tables of pagu and quotas that Bappeda edits: one field per cell, and only what changed is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.models import ProposerGroup
from catalogue.models import Agency
from proposals.models import Ceiling, Cycle, Quota
from regions.models import Region

from .numbers import RupiahField
from .stages import region_choices


@dataclass(frozen=True)
class Cell:
    """One pagu that may be set: of a region, for one list or (empty) for all lists together."""

    region: Region
    list_kind: str

    @property
    def name(self) -> str:
        return f"pagu-{self.region.code}-{self.list_kind}"


class CeilingForm(forms.Form):
    """Pagu of some regions, one column per list; `known` holds what is set now."""

    all_optional = True

    def __init__(
        self, data: Any = None, *, regions: Sequence[Region], lists: Sequence[str], known: Sequence[Ceiling]
    ) -> None:
        super().__init__(data)
        self.regions, self.lists = regions, lists
        amounts = {(one.region_id, one.list_kind): one.amount for one in known}
        self.cells = [Cell(region, list_kind) for region in regions for list_kind in lists]
        for cell in self.cells:
            label = f"Pagu {cell.region.label}{', ' + cell.list_kind if cell.list_kind else ''}"
            self.fields[cell.name] = RupiahField(
                word="Pagu", label=label, required=False, initial=amounts.get((cell.region.pk, cell.list_kind))
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for cell in self.cells:
            if self.fields[cell.name].initial is not None and found.get(cell.name, 0) is None:
                self.add_error(cell.name, "Pagu yang sudah ada tidak dapat dikosongkan. Isi jumlah yang baru.")
        return found

    def changed(self) -> list[tuple[Region, str, int]]:
        """What differs from what is set now: region, list, new amount in rupiah."""
        return [
            (cell.region, cell.list_kind, self.cleaned_data[cell.name])
            for cell in self.cells
            if self.cleaned_data.get(cell.name) not in {None, self.fields[cell.name].initial}
        ]

    def rows(self) -> list[tuple[Region, list[tuple[str, Any]]]]:
        """The table: each region with its fields, one per list."""
        return [
            (region, [(list_kind, self[Cell(region, list_kind).name]) for list_kind in self.lists])
            for region in self.regions
        ]


class QuotaTable(forms.Form):
    """The maximum of each quota that exists."""

    def __init__(self, data: Any = None, *, quotas: Sequence[Quota]) -> None:
        super().__init__(data)
        self.quotas = quotas
        for quota in quotas:
            self.fields[f"kuota-{quota.pk}"] = forms.IntegerField(
                label=f"Kuota {quota}",
                min_value=1,
                max_value=100_000,
                initial=quota.maximum,
                error_messages={"required": "Isi jumlah usulan, paling sedikit 1."},
                widget=forms.NumberInput(attrs={"class": "w-s num"}),
            )

    def changed(self) -> list[tuple[Quota, int]]:
        """The quotas whose maximum was changed, with the new one."""
        return [
            (quota, self.cleaned_data[f"kuota-{quota.pk}"])
            for quota in self.quotas
            if self.cleaned_data[f"kuota-{quota.pk}"] != quota.maximum
        ]

    def rows(self) -> list[tuple[Quota, Any]]:
        """Each quota with its field."""
        return [(quota, self[f"kuota-{quota.pk}"]) for quota in self.quotas]


class QuotaForm(forms.Form):
    """A quota that is not there yet."""

    per = forms.ChoiceField(label="Berlaku untuk", choices=Quota.Per.choices)
    group_kind = forms.ChoiceField(
        label="Jenis kelompok", required=False, choices=[("", "Semua kelompok"), *ProposerGroup.Kind.choices]
    )
    list_kind = forms.ChoiceField(label="Jenis daftar", required=False)
    region = forms.ChoiceField(label="Khusus wilayah", required=False)
    maximum = forms.IntegerField(
        label="Paling banyak",
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
        error_messages={"required": "Isi jumlah usulan, paling sedikit 1."},
    )

    def __init__(self, data: Any = None, *, regions: list[Region], lists: Sequence[str]) -> None:
        super().__init__(data, prefix="baru")
        self.regions = regions
        self.fields["region"].choices = region_choices(regions)  # type: ignore[attr-defined]
        self.fields["list_kind"].choices = [  # type: ignore[attr-defined]
            ("", "Semua daftar"),
            *((one, one) for one in lists if one),
        ]
        self.fields["maximum"].unit = "usulan"  # type: ignore[attr-defined]

    def clean_region(self) -> Region | None:
        """The area the quota is for; None for the whole city."""
        code = self.cleaned_data["region"]
        return next((region for region in self.regions if region.code == code), None)


class AgencyCeilingForm(forms.Form):
    """The pagu of one perangkat daerah for the whole city."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Perangkat daerah",
        empty_label="Pilih perangkat daerah",
        error_messages={
            "required": "Pilih perangkat daerahnya.",
            "invalid_choice": "Pilih perangkat daerah dari daftar.",
        },
    )
    amount = RupiahField(word="Pagu", label="Pagu", error_messages={"required": "Isi pagunya, misalnya 2.500.000.000."})

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.queryset = Agency.objects.filter(city=cycle.city_id).order_by("name", "pk")
