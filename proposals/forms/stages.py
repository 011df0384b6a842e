"""What Bappeda types about the calendar: a reason, a new window, an extension, a new cycle."""

from itertools import groupby
from typing import Any

from django import forms

from catalogue.models import KamusVersion
from proposals.models import Cycle, Stage
from regions import codes
from regions.models import Region

from .text import CleanCharField

WHOLE_CITY = ""


class MomentField(forms.DateTimeField):
    """A day and a clock time in WIB; by the browser's own picker, or typed as `7/1/2026 16.00`."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "w-m"}, format="%Y-%m-%dT%H:%M")
    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H.%M", "%d/%m/%Y %H:%M")
    default_error_messages = {
        "required": "Isi tanggal dan jamnya.",
        "invalid": "Tulis tanggal dan jam, misalnya 7/1/2026 16.00.",
    }


class ReasonForm(forms.Form):
    """Why a stage is opened or closed out of its time."""

    reason = CleanCharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tercatat di riwayat. Paling sedikit 10 huruf.",
        error_messages={"required": "Tulis alasannya paling sedikit 10 huruf."},
    )

    def __init__(self, data: Any = None, *, stage: Stage) -> None:
        super().__init__(data)
        self.stage = stage


class ScheduleForm(forms.Form):
    """The window of a stage for the whole city."""

    opens_at = MomentField(label="Dibuka")
    closes_at = MomentField(label="Ditutup", help_text="Pada jam ini tahap sudah tertutup.")

    def __init__(self, data: Any = None, *, stage: Stage) -> None:
        super().__init__(data, initial={"opens_at": stage.opens_at, "closes_at": stage.closes_at})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        opens, closes = found.get("opens_at"), found.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Waktu tutup harus sesudah waktu buka.")
        return found


class ExtendForm(ReasonForm):
    """More time, for the city or for one kecamatan or kelurahan."""

    region = forms.ChoiceField(label="Wilayah", required=False)
    closes_at = MomentField(label="Ditutup")

    field_order = ("region", "closes_at", "reason")

    def __init__(self, data: Any = None, *, stage: Stage) -> None:
        super().__init__(data, stage=stage)
        self.regions = list(
            Region.objects.current()
            .within(stage.cycle.city.code)
            .filter(level__in=[codes.DISTRICT, codes.KELURAHAN])
            .in_order()
        )
        self.fields["region"].choices = region_choices(self.regions)  # type: ignore[attr-defined]
        self.fields["region"].required = False
        self.fields["region"].help_text = "Wilayah dengan jadwal sendiri tetap memakai jadwalnya."

    def clean_region(self) -> Region | None:
        """The chosen area; None for the whole city."""
        code = self.cleaned_data["region"]
        return next((region for region in self.regions if region.code == code), None)


def region_choices(regions: list[Region], empty: str = "Seluruh kota") -> list[Any]:
    """The city first, then each kecamatan with its kelurahan as one group of the list."""
    choices: list[Any] = [(WHOLE_CITY, empty)]
    for _, group in groupby(regions, key=lambda region: codes.cut(region.code, codes.DISTRICT)):
        members = list(group)
        label = members[0].label
        choices.append(
            (
                label,
                [(one.code, f"Seluruh {one.label}" if one.level == codes.DISTRICT else one.label) for one in members],
            )
        )
    return choices


class CycleForm(forms.Form):
    """The two years of a new cycle, and the kamus it uses."""

    held_year = forms.IntegerField(label="Tahun pelaksanaan", min_value=2000, max_value=2100)
    plan_year = forms.IntegerField(
        label="Tahun rencana", min_value=2000, max_value=2100, help_text="Tahun RKPD yang disusun."
    )
    kamus = forms.ModelChoiceField(
        KamusVersion.objects.none(),
        label="Kamus usulan",
        required=False,
        empty_label="Belum ada, diisi kemudian",
    )

    def __init__(self, data: Any = None, *, previous: Cycle) -> None:
        super().__init__(data, initial={"held_year": previous.held_year + 1, "plan_year": previous.plan_year + 1})
        versions = KamusVersion.objects.filter(city=previous.city).order_by("-plan_year")
        self.fields["kamus"].queryset = versions  # type: ignore[attr-defined]
        self.fields["kamus"].initial = next((one for one in versions if one.plan_year == previous.plan_year + 1), None)
