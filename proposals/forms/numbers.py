"""Fields for numbers as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalogue.money import MAX_RUPIAH, decimal_text, grouped, read_rupiah, read_volume
from proposals.models.proposal import MAX_VOLUME


class VolumeField(forms.CharField):
    """A volume as people write it: `118,5`, `569.5`, `1.250`; becomes a Decimal, or None where it is left out."""

    word, most = "Volume", MAX_VOLUME

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            number = read_volume(said.removeprefix("-"))
        except ValueError as wrong:
            sentence = str(wrong).replace("Volume", self.word).replace("volume", self.word.lower())
            raise ValidationError(sentence, code="invalid") from wrong
        if said.startswith("-"):
            raise ValidationError(f"{self.word} harus lebih dari 0.", code="negative")
        if number > self.most:
            raise ValidationError(f"{self.word} terlalu besar. Periksa lagi angkanya.", code="absurd")
        return number

    def prepare_value(self, value: Any) -> Any:
        return decimal_text(value).replace(".", "") if isinstance(value, Decimal) else value


class MetreField(VolumeField):
    """A length in metres, at most 99.999,99."""

    word, most = "Ukuran", Decimal("99999.99")


class RupiahField(forms.CharField):
    """An amount in whole rupiah as people write it: `1.500.000`, `Rp 1.500.000,00`; None while empty."""

    prefix = "Rp"

    def __init__(self, *, word: str = "Anggaran", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "class": "num w-m"}))
        super().__init__(max_length=40, **kwargs)
        self.word = word

    def prepare_value(self, value: Any) -> Any:
        return grouped(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = read_rupiah(text)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong
        if not 0 < amount <= MAX_RUPIAH:
            raise ValidationError(f"{self.word} harus lebih dari Rp 0 dan paling banyak Rp 10 triliun.")
        return amount
