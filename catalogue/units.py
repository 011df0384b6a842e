"""Satuan: one spelling for the many that sheets carry (`m2`, `M²`, `Orang`, `titik/lokasi`)."""

import re

_SAME = {
    "meter": "m",
    "m1": "m",
    "m'": "m",
    "m2": "m²",
    "meter2": "m²",
    "meter persegi": "m²",
    "m3": "m³",
    "meter3": "m³",
    "org": "orang",
    "bh": "buah",
    "titik/lokasi": "titik",
    "um": "usaha mikro",
}


def canonical(text: str) -> str:
    """Return the unit as our screens write it: small letters, squares raised, one word for one thing."""
    said = re.sub(r"\s+", " ", text.strip().lower().replace("²", "2").replace("³", "3"))
    head, slash, tail = said.partition("/")
    if said in _SAME:
        return _SAME[said]
    if slash:
        return f"{canonical(head)}/{tail.strip()}"
    return said
