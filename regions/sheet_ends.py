"""Lines of a list that are no rows: the count of its columns below the heads, sums and signatures at its foot. Pure."""

import re
from collections.abc import Mapping, Sequence

_FOOTER = re.compile(
    r"(?:grand\s+)?(?:sub\s*)?(?:total|jumlah)\b|mengetahui\b|dicetak\b|sumber\b|keterangan\b", re.IGNORECASE
)


def is_numbering(values: Mapping[str, str]) -> bool:
    """Say whether a row only counts the columns: (1) (2) (3)."""
    said = [value.strip("() ") for value in values.values()]
    numbers = [int(text) for text in said if text.isascii() and text.isdigit() and len(text) < 3]
    return len(numbers) == len(said) > 3 and numbers == sorted(set(numbers))


def is_footer(values: Mapping[str, str], needed: Sequence[str]) -> bool:
    """Say whether a row is a sum or a signature: without the first needed column, and with less than three others."""
    key, *others = needed
    is_keyed = bool(values.get(key)) and not _FOOTER.match(values[key])
    return not is_keyed and sum(1 for name in others if values.get(name)) < 3
