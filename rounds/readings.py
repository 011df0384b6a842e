"""Whether two people read the same on one sheet. Pure."""

import unicodedata
from collections.abc import Mapping
from typing import Any

Values = Mapping[str, Any]
"""The fields of one sheet, as its form takes them: text, whole numbers, lists of keys; empty ones may be left out."""

WORDS = frozenset({"wanted", "problem", "address", "target_group", "receiver", "name", "institution", "contact"})
"""Fields in which capitals, blanks and stops make no difference; all others must be the same to the sign."""


def differing(one: Values, other: Values) -> list[str]:
    """The fields that were not read the same, in the order of the sheet."""
    names = dict.fromkeys([*one, *other])
    return [name for name in names if not _same(name, one.get(name), other.get(name))]


def agreed(one: Values, other: Values) -> dict[str, Any]:
    """What both read; of two spellings the one that is not all in small letters or all in capitals."""
    return {name: _better(said, other.get(name)) for name, said in one.items()}


def _same(name: str, one: Any, other: Any) -> bool:
    if name.rpartition("-")[2] in WORDS:
        return loose(str(one or "")) == loose(str(other or ""))
    return (one or None) == (other or None)


def _better(one: Any, other: Any) -> Any:
    if isinstance(one, str) and isinstance(other, str) and (one.islower() or one.isupper()):
        return other
    return one


def loose(text: str) -> str:
    """Text without regard to capitals, blanks and stops: `Gang 4, RT.02` is `gang 4 rt 02`; 2.5 is not 25."""
    kept = (sign if unicodedata.category(sign)[0] not in "PSZC" else " " for sign in text.casefold())
    return " ".join("".join(kept).split())
