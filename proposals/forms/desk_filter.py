"""The filter of the work list; it stays in the address, so that a link leads back to the same list."""

from typing import Any

from django import forms
from django.utils.http import urlencode

from accounts.models import ProposerGroup
from catalogue.models import Agency, KamusItem


class DeskFilter(forms.Form):
    """Which usulan of the desk are shown. Values that are not known are ignored."""

    all_optional = True

    kelompok = forms.ModelChoiceField(
        ProposerGroup.objects.none(), label="Kelompok pengusul", required=False, empty_label="Semua kelompok"
    )
    jenis = forms.ChoiceField(
        label="Jenis kelompok", required=False, choices=[("", "Semua jenis"), *ProposerGroup.Kind.choices]
    )
    sifat = forms.ChoiceField(label="Sifat", required=False, choices=[("", "Semua"), *KamusItem.Kind.choices])
    opd = forms.ModelChoiceField(
        Agency.objects.none(), label="Perangkat daerah", required=False, empty_label="Semua perangkat daerah"
    )
    cari = forms.CharField(label="Cari", required=False, max_length=100)

    def __init__(self, *args: Any, groups: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("kelompok", groups), ("opd", agencies)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found

    def wanted(self) -> dict[str, Any]:
        """The values that were understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query(self) -> str:
        """The same as the end of an address, without the question mark."""
        return urlencode({name: getattr(value, "pk", value) for name, value in self.wanted().items()})

    def tags(self, tab: str) -> list[tuple[str, str]]:
        """Each value in force as (words, address of that tab of the list without it)."""
        wanted = self.wanted()
        said = {name: getattr(value, "pk", value) for name, value in wanted.items()}
        words = {
            "jenis": lambda value: ProposerGroup.Kind(value).label,
            "sifat": lambda value: KamusItem.Kind(value).label,
        }
        return [
            (
                words.get(name, str)(value),
                f"?{urlencode({'tab': tab} | {other: kept for other, kept in said.items() if other != name})}",
            )
            for name, value in wanted.items()
        ]
