"""The search of the public kamus, and what officials write: items with their rules, steps of a version."""

from collections.abc import Sequence
from typing import Any

from django import forms

from regions.plaintext import clean

from .actions.trace import MAX_REASON, MIN_REASON
from .land import LandStatus
from .models import Agency, KamusItem, KamusRule, KamusVersion


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


class KamusItemForm(forms.ModelForm[KamusItem]):
    """After the kamus is published a change needs its reason; sent usulan keep the wording and price they had."""

    change_reason = forms.CharField(
        label="Alasan perubahan",
        max_length=MAX_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib diisi bila kamus sudah terbit. Usulan yang sudah dikirim tetap memakai harga lama.",
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        version = self.instance.version if self.instance.pk else found.get("version")
        if version is None or version.is_draft:
            return found
        if version.status == KamusVersion.Status.LOCKED:
            self.add_error(None, "Kamus ini terkunci. Bappeda membukanya lebih dulu, dengan alasan.")
        elif len(found.get("change_reason", "").strip()) < MIN_REASON:
            text = f"Kamus sudah terbit. Tulis alasan perubahan paling sedikit {MIN_REASON} huruf."
            self.add_error("change_reason", text)
        return found


class RuleForm(forms.ModelForm[KamusRule]):
    """One rule of an item; statuses of land are ticked, the kinds of group of a rule stay as they are."""

    allowed = forms.MultipleChoiceField(
        label="Status lahan yang boleh",
        required=False,
        choices=[choice for choice in LandStatus.choices if choice[0] != LandStatus.UNKNOWN],
        widget=forms.CheckboxSelectMultiple,
        help_text="Hanya untuk aturan status lahan.",
    )

    class Meta:
        model = KamusRule
        fields = (
            "kind",
            "measure",
            "comparison",
            "value",
            "value_area",
            "person_at_limit",
            "allowed",
            "question",
            "quote",
            "other_item",
            "order",
        )

    def clean_allowed(self) -> list[str]:
        kind = self.cleaned_data.get("kind")
        if kind == KamusRule.Kind.LAND:
            return list(self.cleaned_data["allowed"])
        return list(self.instance.allowed) if kind == KamusRule.Kind.REGISTERED else []

    def clean_question(self) -> str:
        return clean(str(self.cleaned_data["question"]))

    def clean_quote(self) -> str:
        return clean(str(self.cleaned_data["quote"]))


class VersionStepForm(forms.Form):
    """The next step of a version; opening a lock asks why."""

    STEPS = (("terbit", "Terbitkan"), ("kunci", "Kunci"), ("buka", "Buka kunci"), ("lanjut", "Buka tahun berikutnya"))

    langkah = forms.ChoiceField(choices=STEPS, error_messages={"invalid_choice": "Pilih langkah yang ada di halaman."})
    alasan = forms.CharField(label="Alasan membuka kunci", required=False, max_length=MAX_REASON)

    def clean_alasan(self) -> str:
        said = clean(str(self.cleaned_data["alasan"]))
        if self.cleaned_data.get("langkah") == "buka" and len(said) < MIN_REASON:
            raise forms.ValidationError(f"Tulis alasan membuka kunci paling sedikit {MIN_REASON} huruf.")
        return said


class CompareForm(forms.Form):
    """Two versions of a city; without a choice the newest and the one before it."""

    all_optional = True

    dari = forms.ModelChoiceField(KamusVersion.objects.none(), label="Dari", required=False, empty_label=None)
    ke = forms.ModelChoiceField(KamusVersion.objects.none(), label="Ke", required=False, empty_label=None)

    def __init__(self, *args: Any, versions: Sequence[KamusVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = KamusVersion.objects.filter(pk__in=[version.pk for version in versions]).order_by("-plan_year", "pk")
        for name in ("dari", "ke"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = known
            field.error_messages["invalid_choice"] = "Versi kamus ini tidak ada."
