"""Forms of the survey: which usulan are visited when, and the sheet that is filled in on the phone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import OfficeHolding
from catalogue.money import decimal_text, read_volume
from proposals.actions.surveying import MAX_PHOTOS, Findings
from proposals.models import Survey
from proposals.reasons import FINAL, Reason

from .photo import PhotosField, PhotosInput
from .proposal import VolumeField
from .text import CleanCharField
from .ticked import TickedForm

MAX_METRES = 99_999
REASONS = [
    ("", "Pilih alasan"),
    *((code.value, code.label) for code in (Reason.TECHNICAL, Reason.LAND)),
    *((code.value, code.label) for code in FINAL if code not in (Reason.TECHNICAL, Reason.LAND)),
    (Reason.OTHER.value, Reason.OTHER.label),
]
"""Why a place is not fit: what a survey finds most often stands first."""


class ColleagueField(forms.ModelChoiceField[OfficeHolding]):
    """A person of the office, by name and office."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user}, {obj.label}" if str(obj.user) != obj.label else obj.label


class PlanForm(forms.Form):
    """Day and surveyor of a visit, or of many."""

    planned_on = forms.DateField(
        label="Tanggal survei",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Isi tanggal surveinya.", "invalid": "Isi tanggalnya, misalnya 12/01/2026."},
    )
    surveyor = ColleagueField(
        OfficeHolding.objects.none(),
        label="Petugas",
        required=False,
        empty_label="Belum ditentukan",
        error_messages={"invalid_choice": "Pilih petugas dari kantor Anda."},
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        surveyor = self.fields["surveyor"]
        assert isinstance(surveyor, forms.ModelChoiceField)
        surveyor.queryset = colleagues


class PlanManyForm(TickedForm, PlanForm):
    """The same for the usulan that were ticked."""


class MeasureField(forms.CharField):
    """A length in metres as people write it: `2,5`; None where it is left out."""

    unit = "m"

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal"}
        super().__init__(max_length=12, required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            metres = read_volume(said)
        except ValueError as wrong:
            raise ValidationError("Tulis dengan angka lebih dari 0, misalnya 2,5.", code="invalid") from wrong
        if metres > MAX_METRES:
            raise ValidationError("Ukurannya terlalu besar. Tulis dalam meter.", code="absurd")
        return metres

    def prepare_value(self, value: Any) -> Any:
        return decimal_text(value).replace(".", "") if hasattr(value, "quantize") else value


class SurveyForm(forms.Form):
    """What the surveyor finds. All may be left out while it is a draft; finishing asks for the rest."""

    all_optional = True

    length_m = MeasureField(label="Panjang")
    width_m = MeasureField(label="Lebar")
    height_m = MeasureField(label="Tinggi")
    damage_pct = forms.IntegerField(
        label="Kerusakan",
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Isi angka 0 sampai 100.",
            "min_value": "Isi angka 0 sampai 100.",
            "max_value": "Isi angka 0 sampai 100.",
        },
    )
    photos = PhotosField(
        label="Foto di lokasi",
        required=False,
        most=MAX_PHOTOS,
        widget=PhotosInput({"capture": "environment", "multiple": True}),
    )
    verdict = forms.ChoiceField(
        label="Hasil survei", required=False, choices=Survey.Verdict.choices, widget=forms.RadioSelect
    )
    volume = VolumeField(label="Volume yang disarankan", required=False)
    reason_code = forms.ChoiceField(label="Alasan tidak layak", required=False, choices=REASONS)
    note = CleanCharField(
        label="Temuan di lapangan",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dibaca warga, jadi tanpa nama dan nomor telepon.",
    )

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        names = ("length_m", "width_m", "height_m", "damage_pct", "verdict", "volume", "note")
        kwargs["initial"] = {name: getattr(survey, name) for name in names}
        super().__init__(*args, **kwargs)
        self.fields["volume"].unit = survey.proposal.unit  # type: ignore[attr-defined]
        self.fields["damage_pct"].unit = "%"  # type: ignore[attr-defined]

    def findings(self) -> Findings:
        """The cleaned sheet as the verb takes it."""
        data = {name: self.cleaned_data[name] for name in Findings.__dataclass_fields__}
        return Findings(**data)
