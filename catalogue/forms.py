"""The search of the public kamus."""

from typing import Any

from django import forms

from .models import Agency, KamusVersion


class KamusSearch(forms.Form):
    """Words and agency; what is not understood is told and left out."""

    all_optional = True

    q = forms.CharField(label="Cari di kamus usulan", required=False, max_length=100)
    opd = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Perangkat daerah",
        required=False,
        empty_label="Semua perangkat daerah",
        error_messages={"invalid_choice": "Perangkat daerah ini tidak ada di kamus."},
    )

    def __init__(self, *args: Any, version: KamusVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opd = self.fields["opd"]
        assert isinstance(opd, forms.ModelChoiceField)
        opd.queryset = Agency.objects.filter(items__version=version, items__is_active=True).distinct().in_order()
