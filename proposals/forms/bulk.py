"""The form that decides many at once: which, what, why."""

from typing import Any

from django import forms

from proposals.models import Proposal
from proposals.reasons import Reason

from .text import CleanCharField


class BulkForm(forms.Form):
    """Chosen usulan with the version seen, `12:3`; one outcome; one reason for all where it is not terima."""

    usulan = forms.MultipleChoiceField(
        label="Usulan",
        error_messages={"required": "Pilih paling sedikit satu usulan.", "invalid_choice": "Muat ulang."},
    )
    outcome = forms.ChoiceField(
        label="Keputusan",
        choices=[("terima", "Terima semua yang dipilih"), ("kembalikan", "Kembalikan"), ("tolak", "Tolak")],
        widget=forms.RadioSelect,
        initial="terima",
        error_messages={"required": "Pilih keputusannya."},
    )
    reason_code = forms.ChoiceField(
        label="Alasan", required=False, choices=[("", "Tanpa alasan, untuk terima"), *Reason.choices]
    )
    reason = CleanCharField(
        label="Kalimat untuk pengusul", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, proposals: list[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {f"{one.pk}:{one.version}": one for one in proposals}
        self.seen: dict[int, int] = {}
        field = self.fields["usulan"]
        assert isinstance(field, forms.MultipleChoiceField)
        by_key = {key.split(":")[0]: one for key, one in self.known.items()}
        self._by_pk = by_key
        field.choices = [(key, one.number) for key, one in self.known.items()]
        said = self.data.getlist("usulan") if hasattr(self.data, "getlist") else []
        stale = [key for key in said if key not in self.known and key.split(":")[0] in by_key]
        field.choices += [(key, by_key[key.split(":")[0]].number) for key in stale]

    def chosen(self) -> tuple[list[Proposal], dict[int, int]]:
        """The usulan and the version that the page showed of each."""
        picked = [key.split(":") for key in self.cleaned_data["usulan"]]
        return [self._by_pk[pk] for pk, _ in picked], {int(pk): int(version) for pk, version in picked}
