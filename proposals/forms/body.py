"""A lembaga that a kelurahan adds because it proposes for the first time."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import ProposerGroup

from .text import CleanCharField

Kind = ProposerGroup.Kind


class BodyForm(forms.Form):
    """Name and kind of a group that stands at the kelurahan."""

    name = CleanCharField(
        label="Nama lembaga",
        max_length=80,
        help_text="Seperti pada surat lembaganya, misalnya PKK Pokja 2.",
        error_messages={"required": "Isi nama lembaganya."},
    )
    kind = forms.ChoiceField(
        label="Jenis", choices=[(Kind.BODY, Kind.BODY.label), (Kind.THEMATIC, Kind.THEMATIC.label)], initial=Kind.BODY
    )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if len(name) < 3:
            raise ValidationError("Tulis nama lembaganya paling sedikit 3 huruf.")
        return name
