"""The search of the public kamus."""

from typing import Any

from django import forms

from .models import Agency, KamusVersion


class AgencyField(forms.ModelChoiceField[Agency]):
    """An agency by its name."""

    def label_from_instance(self, obj: Agency) -> str:
        return obj.name


class YearField(forms.ModelChoiceField[KamusVersion]):
    """A kamus by its plan year: `?tahun=2027`."""

    def label_from_instance(self, obj: KamusVersion) -> str:
        return str(obj.plan_year)


class KamusSearchForm(forms.Form):
    """Everyday words, the agency, and the plan year; all may be left out."""

    all_optional = True

    cari = forms.CharField(
        label="Cari pekerjaan",
        required=False,
        max_length=100,
        help_text="Ketik kata sehari-hari: got, paving, lampu jalan.",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    opd = AgencyField(
        Agency.objects.none(),
        label="Perangkat daerah",
        required=False,
        empty_label="Semua perangkat daerah",
        error_messages={"invalid_choice": "Perangkat daerah itu tidak ada di kamus. Pilih dari daftar."},
    )
    tahun = YearField(
        KamusVersion.objects.none(),
        label="Tahun rencana",
        required=False,
        empty_label="Terbaru",
        to_field_name="plan_year",
        error_messages={"invalid_choice": "Kamus tahun itu belum diterbitkan. Pilih dari daftar."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies, years = self.fields["opd"], self.fields["tahun"]
        assert isinstance(agencies, forms.ModelChoiceField)
        assert isinstance(years, forms.ModelChoiceField)
        agencies.queryset = Agency.objects.with_items().in_order()
        years.queryset = KamusVersion.objects.published()
