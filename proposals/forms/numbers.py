"""Fields for numbers as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalogue.money import decimal_text, read_volume
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
