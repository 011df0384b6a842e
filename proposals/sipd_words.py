"""The words in which SIPD listed a usulan, kept where ours differ, so that a list goes back as it came. Pure.

`Pasang batu ampyang(Kecamatan Klojen)` is `Pasang batu ampyang` of Kecamatan Klojen here, and `(RW.4 P1)` is RW 04.
Each word is kept as a pair, what we would write and what was listed; it goes back only while we would still write the
same, so that what a level decided since is never covered by an old word.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from decimal import Decimal

from django.utils import timezone

from . import sipd

Pairs = dict[str, list[str]]
Cell = str | int | Decimal | datetime | None

_OFFICE = re.compile(r"(?:lurah|camat|kepala|sekretaris|ketua|admin|operator)\b", re.IGNORECASE)
_NAMED_OFFICE = frozenset({"pengusul", "profil"})
"""Columns in which a list may name a person; only offices and groups are kept of them."""


def kept(said: Mapping[str, str], ours: Mapping[str, str]) -> Pairs:
    """The pairs of a row: by column our word and the listed one, where they differ."""
    return {
        name: [ours[name], text]
        for name, text in said.items()
        if name in ours and text != ours[name] and not (name in _NAMED_OFFICE and text and not _is_office(text))
    }


def _is_office(text: str) -> bool:
    return bool(_OFFICE.match(text)) or sipd.group_of(text, "").kind in {"rw", "rt", "kelurahan", "kecamatan"}


def told(pairs: Pairs, name: str, ours: Cell) -> Cell:
    """What goes back in a column: the listed word where we would still write the same as when it came."""
    pair = pairs.get(name)
    return _typed(name, pair[1]) if pair and pair[0] == written(ours) else ours


def day(at: datetime, zone: tzinfo | None = None) -> datetime:
    """A moment as a sheet holds it: in the city's time (`zone` where many are asked), without seconds and zone."""
    return timezone.localtime(at, zone).replace(tzinfo=None, second=0, microsecond=0)


def written(cell: Cell) -> str:
    """A cell as it is compared: moments to the minute."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return "" if cell is None else str(cell)


def _typed(name: str, text: str) -> Cell:
    """A listed word as a cell: how often and when are a number and a moment where they can be read, nothing is None."""
    if name == "usulan_ke" and text.isascii() and text.isdigit():
        return int(text)
    if name == "tanggal_usul" and re.match(r"\d{4}-\d\d-\d\d", text):
        with suppress(ValueError):
            return datetime.fromisoformat(text)
    return text or None
