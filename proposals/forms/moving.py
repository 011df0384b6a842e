"""Forms of pindah perangkat daerah, BA Desk and BA perubahan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalogue.models import Agency, KamusItem
from proposals.models import AgencyMove, Amendment, Proposal
from regions.models import Region

from .document import DocumentField
from .proposal import PlacesField, VolumeField
from .text import CleanCharField


class MoveForm(forms.Form):
    """To which agency, and why. Branches are found by the verb: one chooses `Kecamatan dan Kelurahan`."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Pindah ke",
        empty_label="Pilih perangkat daerah",
        error_messages={
            "required": "Pilih perangkat daerahnya.",
            "invalid_choice": "Pilih perangkat daerah dari daftar.",
        },
    )
    reason = CleanCharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Paling sedikit 10 huruf. Dibaca warga.",
        error_messages={"required": "Tulis alasan pindahnya paling sedikit 10 huruf."},
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        found = Agency.objects.filter(city=proposal.cycle.city_id, region=None)
        found = found.exclude(pk=proposal.agency_id) if proposal.agency_id else found
        agency.queryset = found.order_by("name", "pk")


class MoveAnswerForm(forms.Form):
    """What mitra or Bappeda says to a proposed move."""

    decision = forms.ChoiceField(
        label="Keputusan Anda",
        widget=forms.RadioSelect,
        choices=[(AgencyMove.Status.MOVED.value, "Pindahkan"), (AgencyMove.Status.KEPT.value, "Tetap")],
        error_messages={"required": "Pilih pindahkan atau tetap.", "invalid_choice": "Pilih pindahkan atau tetap."},
    )
    answer = CleanCharField(
        label="Jawaban",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bila tetap, tulis sebabnya paling sedikit 10 huruf.",
    )


class LockForm(forms.Form):
    """Why the camat locks although something is still open."""

    go_on_reason = CleanCharField(
        label="Alasan mengunci sekarang",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Hanya bila masih ada yang terbuka. Paling sedikit 10 huruf.",
    )


class AmendForm(forms.Form):
    """One change by a letter. Only the control of the chosen field is read."""

    all_optional = True
    Field = Amendment.Field

    field = forms.ChoiceField(
        label="Yang diubah",
        choices=Amendment.Field.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih yang diubah.", "invalid_choice": "Pilih yang diubah dari daftar."},
    )
    address = CleanCharField(label="Alamat lokasi yang baru", required=False, max_length=255)
    volume = VolumeField(label="Volume yang baru", required=False)
    item = forms.ModelChoiceField(
        KamusItem.objects.none(), label="Item kamus yang baru", required=False, empty_label="Pilih item"
    )
    locations = PlacesField(Region.objects.none(), label="RW dan RT yang baru", required=False)
    number = CleanCharField(
        label="Nomor BA perubahan",
        max_length=60,
        error_messages={"required": "Isi nomor BA perubahan seperti pada suratnya."},
    )
    reason = CleanCharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Paling sedikit 10 huruf. Dibaca warga.",
        error_messages={"required": "Tulis alasannya paling sedikit 10 huruf."},
    )
    letter = DocumentField(label="Surat BA perubahan (PDF atau foto)", required=False)

    def __init__(self, *args: Any, proposal: Proposal, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volume"].unit = proposal.unit  # type: ignore[attr-defined]
        item, locations = self.fields["item"], self.fields["locations"]
        assert isinstance(item, forms.ModelChoiceField)
        assert isinstance(locations, forms.ModelMultipleChoiceField)
        same = KamusItem.objects.filter(version=proposal.cycle.kamus, is_active=True, unit=proposal.unit)
        item.queryset = (same.exclude(pk=proposal.item_id) if proposal.item_id else same).order_by("name", "pk")
        locations.queryset = places

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        field = data.get("field")
        if field and not data.get(field) and field not in self.errors:
            self.add_error(field, ValidationError("Isi nilai yang baru.", code="required"))
        return data

    @property
    def value(self) -> Any:
        """The new value of the chosen field."""
        value = self.cleaned_data[self.cleaned_data["field"]]
        return list(value) if self.cleaned_data["field"] == Amendment.Field.PLACES else value
