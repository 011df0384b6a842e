"""The form of an announcement."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import OfficeHolding
from accounts.roles import MANAGED, Role
from regions import codes
from regions.models import Region

from .holders import DayInput
from .text import CleanCharField

READERS = {Role.KEL: (Role.RT, Role.RW, Role.LK, Role.PDP), Role.KEC: (Role.RT, Role.RW, Role.LK, Role.PDP, Role.KEL)}
"""Whom a level usually tells; Bappeda chooses among all."""


class AnnouncementForm(forms.Form):
    """What is told, to which area and which offices. Plain text: signs of markup are shown as they were typed."""

    title = CleanCharField(label="Judul", max_length=120, error_messages={"required": "Isi judulnya."})
    text = CleanCharField(
        label="Isi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Isi pengumumannya."},
    )
    region = forms.ChoiceField(
        label="Wilayah",
        help_text="Semua jabatan di wilayah ini dan di bawahnya.",
        error_messages={"invalid_choice": "Pilih wilayah dari daftar."},
    )
    roles = forms.MultipleChoiceField(
        label="Untuk peran",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tanpa pilihan: semua peran.",
        error_messages={"invalid_choice": "Pilih peran dari daftar."},
    )
    ends_on = forms.DateField(
        label="Tampil sampai",
        required=False,
        widget=DayInput(),
        error_messages={"invalid": "Tanggal tidak terbaca."},
    )

    def __init__(self, *args: Any, holding: OfficeHolding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = Region.objects.current().visible_to(holding.scope).filter(level__lte=codes.KELURAHAN).in_order()
        self.places = {place.code: place for place in whole}
        self.fields["region"].choices = [(code, place.label) for code, place in self.places.items()]  # type: ignore[attr-defined]
        self.initial.setdefault("region", holding.office.region.code)
        readers = READERS.get(Role(holding.role), tuple(Role)) if holding.role in MANAGED else ()
        self.fields["roles"].choices = [(role.value, role.label) for role in readers]  # type: ignore[attr-defined]

    def clean_region(self) -> Region:
        place = self.places.get(str(self.cleaned_data["region"]))
        if place is None:
            raise ValidationError("Pilih wilayah dari daftar.")
        return place
