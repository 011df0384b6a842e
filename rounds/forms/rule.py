"""The rule of a counted round as officials write it, in the admin: each text is read at once and refused in words."""

from typing import Any

from django import forms

from rounds.counting import words
from rounds.models import Criterion, Guarantee, Limit, Terms


class TermsForm(forms.ModelForm[Terms]):
    """How a round counts."""

    class Meta:
        model = Terms
        fields = (
            "title", "only_kind", "only_list", "only_agency", "alpha", "threshold", "middle", "assessors_needed",
            "skip", "ballot", "choices", "choices_least", "points", "publication", "go_on_reason", "ahp",
        )  # fmt: skip
        widgets = {"ahp": forms.Textarea(attrs={"rows": 3})}

    def clean_ahp(self) -> str:
        text: str = self.cleaned_data["ahp"]
        words.matrix(text)
        return text


class CriterionForm(forms.ModelForm[Criterion]):
    """One criterion with its rubric."""

    class Meta:
        model = Criterion
        fields = ("place", "code", "name", "weight", "list_kind", "rubric")
        widgets = {"rubric": forms.Textarea(attrs={"rows": 5, "cols": 30})}

    def clean_rubric(self) -> str:
        text: str = self.cleaned_data["rubric"]
        words.rubric(text)
        return text


class _CoveringForm(forms.ModelForm[Any]):
    """What limits and guarantees share: the dimensions they count by, the values they cover."""

    def clean_per(self) -> str:
        return ", ".join(words.dimensions(self.cleaned_data["per"]))

    def clean_only(self) -> str:
        text: str = self.cleaned_data["only"]
        words.values(text)
        return text


class LimitForm(_CoveringForm):
    """A quota or pagu."""

    class Meta:
        model = Limit
        fields = ("code", "label", "per", "only", "unit", "maximum", "special")
        widgets = {"special": forms.Textarea(attrs={"rows": 2, "cols": 24})}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            words.special(data.get("special", ""), words.dimensions(data.get("per", "")))
        except forms.ValidationError as fault:
            self.add_error("special", fault)
        return data


class GuaranteeForm(_CoveringForm):
    """A jaminan."""

    class Meta:
        model = Guarantee
        fields = ("place", "code", "label", "per", "only", "count", "order")
