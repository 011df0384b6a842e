"""Forms of the list of pokok pikiran and of one decision on it."""

from typing import Any

from django import forms

from catalogue.money import MAX_RUPIAH, read_rupiah
from proposals.actions.pokir import NEXT
from proposals.models import Pokir, Proposal

from .text import CleanCharField


class PokirFilterForm(forms.Form):
    """What the list is cut by."""

    all_optional = True
    cari = CleanCharField(label="Cari", required=False, max_length=100)
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Semua status"), *Pokir.Status.choices])


class PokirForm(forms.Form):
    """The next state of a pokir."""

    status = forms.ChoiceField(label="Menjadi", widget=forms.RadioSelect, error_messages={"required": "Pilih status."})
    amount_granted = forms.CharField(label="Nilai akomodir (rupiah)", required=False, max_length=40)
    related = forms.CharField(
        label="Usulan musrenbang yang sama",
        required=False,
        max_length=24,
        help_text="Nomor usulan, bila tempat dan pekerjaannya sama.",
    )
    note = CleanCharField(label="Keterangan", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, pokir: Pokir, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pokir = pokir
        following = [(value, label) for value, label in Pokir.Status.choices if value in NEXT[pokir.status]]
        self.fields["status"] = forms.ChoiceField(
            label="Menjadi", widget=forms.RadioSelect, choices=following, error_messages={"required": "Pilih status."}
        )

    def clean_amount_granted(self) -> int | None:
        said = str(self.cleaned_data["amount_granted"])
        if not said:
            return None
        try:
            amount = read_rupiah(said)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if not 0 < amount <= MAX_RUPIAH:
            raise forms.ValidationError("Isi nilainya dalam rupiah, misalnya 25.000.000.")
        return amount

    def clean_related(self) -> Proposal | None:
        said = str(self.cleaned_data["related"]).strip()
        if not said:
            return None
        found = Proposal.objects.public().filter(cycle=self.pokir.cycle_id, number=said).first()
        if found is None:
            raise forms.ValidationError("Nomor usulan tidak ditemukan pada tahun ini. Periksa angkanya.")
        return found
