"""Cells that lists of usulan and of pokir share: a coefficient, an amount of rupiah. Pure; refused with a sentence."""

import re
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from catalogue.money import MAX_RUPIAH, read_rupiah

from . import sipd
from .models.proposal import MAX_VOLUME
from .windows import MONTHS


def coefficient(said: str) -> tuple[Decimal | None, str]:
    """Volume and unit of `250 m`; (None, "") where the cell has no number at its start."""
    try:
        volume, unit = sipd.split_coefficient(said)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from wrong
    if volume is not None and volume > MAX_VOLUME:
        raise ValidationError("Volume terlalu besar. Periksa lagi angkanya.")
    if len(unit) > 40:
        raise ValidationError("Satuannya lebih dari 40 huruf. Ringkas, misalnya orang.")
    return volume, unit


def amount(said: str, what: str) -> int | None:
    """Whole rupiah, None for an empty cell; `what` begins the sentence of a refusal: `Anggaran`, `Nilainya`."""
    if not said:
        return None
    if said.startswith("-"):
        raise ValidationError(f"{what} tidak boleh kurang dari Rp 0.")
    try:
        found = read_rupiah(said)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from wrong
    if found > MAX_RUPIAH:
        raise ValidationError(f"{what} terlalu besar. Periksa lagi angkanya.")
    return found


def day(said: str) -> date | None:
    """A day as lists write it: `2026-02-12 08:30`, `12/02/2026`, `Kamis, 12 Februari 2026`; None for an empty cell."""
    text = said.strip()
    if not text:
        return None
    if match := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]|$)", text):
        year, month, number = match.groups()
    elif match := re.match(r"(?:[a-z']+,\s*)?(\d{1,2})(?:[/.-]|\s+)([a-z]+|\d{1,2})(?:[/.-]|\s+)(\d{4})\b", text, re.I):
        number, month, year = match.groups()
        short = month[:3].lower().replace("agt", "agu").replace("nop", "nov")
        month = str(_MONTHS.get(short, 0)) if month.isalpha() else month
    else:
        raise ValidationError(f"Tanggal “{said[:40]}” tidak terbaca. Tulis misalnya 12 Februari 2026.")
    try:
        return date(int(year), int(month), int(number))
    except ValueError as wrong:
        raise ValidationError(f"Tanggal “{said[:40]}” tidak ada di kalender. Periksa lagi.") from wrong


_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
