"""Cells that lists of usulan and of pokir share: a coefficient, an amount of rupiah. Pure; refused with a sentence."""

from decimal import Decimal

from django.core.exceptions import ValidationError

from catalogue.money import MAX_RUPIAH, read_rupiah

from . import sipd
from .models.proposal import MAX_VOLUME


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
