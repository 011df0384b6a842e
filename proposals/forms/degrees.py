"""Latitude and longitude as people write them: `-7,983908`, `112.62`, or both pasted into one field from a map."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from proposals.texts import clean
from regions.outlines import EAST, NORTH, SOUTH, WEST

SWAPPED = "Lintang dan bujur tertukar."
HALF = "Isi lintang dan bujur keduanya, atau kosongkan keduanya."
RANGES = {
    "lat": (SOUTH, NORTH, "Lintang di Indonesia antara -11 dan 6. Periksa lagi angkanya."),
    "lng": (WEST, EAST, "Bujur di Indonesia antara 95 dan 141. Periksa lagi angkanya."),
}
_DEGREES = re.compile(r"([+-]?\d{1,3}(?:[.,]\d{1,20})?)\s*°?")
_PAIR = re.compile(r"\(?\s*([+-]?\d{1,3}(?:[.,]\d{1,20})?)°?\s*[,;\s]\s*([+-]?\d{1,3}(?:[.,]\d{1,20})?)°?\s*\)?")


class DegreesField(forms.CharField):
    """Degrees with a dot or a comma; becomes a Decimal of six places (11 cm), or None where it is left out."""

    def __init__(self, *, example: str, **kwargs: Any) -> None:
        self.example = example
        widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "class": "w-m"})
        super().__init__(required=False, max_length=60, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        said = clean(str(super().clean(value))).replace("−", "-")
        if not said:
            return None
        found = _DEGREES.fullmatch(said)
        if found is None:
            raise ValidationError(f"Tulis dengan angka, misalnya {self.example}.", code="invalid")
        return Decimal(found[1].replace(",", ".")).quantize(Decimal("0.000001"))


def split_pair(lat: str, lng: str) -> tuple[str, str]:
    """Share out two numbers pasted into the field of the latitude: `-7.98, 112.62`."""
    found = _PAIR.fullmatch(lat.replace("−", "-").strip()[:60]) if not lng.strip() else None
    return (found[1], found[2]) if found and _DEGREES.fullmatch(lat.strip()[:60]) is None else (lat, lng)


def inside(name: str, value: Decimal) -> bool:
    """Say whether a latitude or longitude can be in Indonesia."""
    low, high, _ = RANGES[name]
    return low <= value <= high


class PinForm(forms.Form):
    """A pin on the map, which may be left out. `is_swapped` after cleaning: the two belong the other way round."""

    lat = DegreesField(label="Lintang", example="-7,983908")
    lng = DegreesField(label="Bujur", example="112,621391")

    is_swapped = False

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None:
            lat, lng = split_pair(str(data.get("lat", "")), str(data.get("lng", "")))
            data = data.copy()
            data["lat"], data["lng"] = lat, lng
        super().__init__(data, *args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "lat" not in data or "lng" not in data:
            return data
        lat, lng = data["lat"], data["lng"]
        if lat is None and lng is None:
            return data
        if lat is None or lng is None:
            self.add_error("lng" if lng is None else "lat", HALF)
        elif inside("lat", lng) and inside("lng", lat):
            self.is_swapped = True
            self.add_error("lat", SWAPPED)
        else:
            for name in ("lat", "lng"):
                if not inside(name, data[name]):
                    self.add_error(name, RANGES[name][2])
        return data
