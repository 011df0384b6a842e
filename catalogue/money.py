"""Rupiah and volumes: how they are counted, written and read. Money is whole rupiah in integers, never floats."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MAX_RUPIAH = 10**13
NBSP = "\u00a0"


def cost(volume: Decimal, unit_price: int) -> int:
    """Multiply a volume by a price in rupiah and round to whole rupiah, half up: 107,5 m × Rp 365.001."""
    return int((volume * unit_price).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def grouped(number: int) -> str:
    """Write a whole number with Indonesian thousands: 1500000 becomes `1.500.000`."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """Write rupiah in full: `Rp 1.500.000`, with a no-break space."""
    return f"-Rp{NBSP}{grouped(-amount)}" if amount < 0 else f"Rp{NBSP}{grouped(amount)}"


def rupiah_short(amount: int) -> str:
    """Write rupiah for figures and the hall screen: `Rp 96,4 miliar`, `Rp 42 juta`."""
    for size, word in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")):
        if abs(amount) >= size:
            tenths = Decimal(amount) / size
            return f"Rp{NBSP}{decimal_text(tenths.quantize(Decimal('0.1'), rounding=ROUND_HALF_UP))}{NBSP}{word}"
    return rupiah(amount)


def decimal_text(number: Decimal) -> str:
    """Write a decimal with a comma and without idle zeros: `107,5`, `1.250`."""
    whole, _, rest = f"{number:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    rest = rest.rstrip("0")
    return f"{sign}{grouped(int(digits))}{',' + rest if rest else ''}"


def read_rupiah(text: str) -> int:
    """Read an amount as people and sheets write it: ` 4.500.000 `, `Rp 1.500.000,00`, `1500000`.

    Raises ValueError where it is not one amount in whole rupiah.
    """
    digits = re.sub(r"(?i)^rp\.?|\s|\u00a0", "", text.strip())
    digits = re.sub(r",(00?|-)$", "", digits)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", digits):
        digits = digits.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(,\d{3})+(\.00?)?", digits):
        digits = digits.partition(".")[0].replace(",", "")
    digits = re.sub(r"\.0+$", "", digits)
    if not re.fullmatch(r"[0-9]{1,14}", digits):
        raise ValueError(f"“{text.strip()[:40]}” bukan jumlah rupiah. Tulis angka saja, misalnya 1.500.000.")
    return int(digits)


def read_volume(text: str) -> Decimal:
    """Read a volume: `118,5`, `569.5`, `1.250`. A dot before three digits at the end groups thousands.

    Raises ValueError where it is not a number above zero with at most two decimals.
    """
    said = text.strip().replace(NBSP, "").replace(" ", "")
    if "," in said:
        said = said.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", said):
        said = said.replace(".", "")
    try:
        number = Decimal(said) if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", said) else Decimal("NaN")
    except InvalidOperation:  # pragma: no cover - the pattern above admits decimals only
        number = Decimal("NaN")
    if not number.is_finite() or number != number.quantize(Decimal("0.01")):
        raise ValueError("Tulis volume dengan angka, misalnya 118,5.")
    if number <= 0:
        raise ValueError("Volume harus lebih dari 0.")
    return number
