"""What changed between two versions of the kamus. Pure: plain values in, plain values out.

An item is the same where agency and wording are; a code means something else next year and joins nothing. Items that
are left on both sides and read alike are suggested as renamed, for a person to judge.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rapidfuzz import fuzz

from .conditions import conditions, prices
from .models import KamusItem
from .money import decimal_text, rupiah
from .wording import agency_key, item_key
from .words import plain

ALIKE = 80
"""Of 100: from here on two wordings may be one item with another name."""


@dataclass(frozen=True)
class Face:
    """What of an item is compared; rules and variants as sentences."""

    agency: str
    name: str
    unit: str
    price: int | None
    period: str = ""
    note: str = ""
    kind: str = ""
    is_active: bool = True
    variants: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return agency_key(self.agency), item_key(self.name)

    @property
    def price_text(self) -> str:
        return "belum diisi" if self.price is None else rupiah(self.price)


@dataclass(frozen=True)
class Line:
    """One thing that is said otherwise now."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """An item of both versions: what its price did, and what else is said otherwise."""

    old: Face
    new: Face
    lines: tuple[Line, ...]

    @property
    def difference(self) -> int:
        """New price less old one in rupiah; 0 where one of them is open."""
        return (self.new.price or 0) - (self.old.price or 0) if self.old.price and self.new.price else 0

    @property
    def percent(self) -> Decimal:
        """The difference in percent of the old price, one decimal, half up."""
        if not self.old.price:
            return Decimal(0)
        return (Decimal(self.difference * 100) / self.old.price).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def difference_text(self) -> str:
        """As people say it: `naik Rp 20.000 (5,3 %)`."""
        word = "naik" if self.difference > 0 else "turun"
        return f"{word} {rupiah(abs(self.difference))} ({decimal_text(abs(self.percent))} %)"


@dataclass(frozen=True)
class Comparison:
    """All that changed: lists in the order of agency and name; `same` counts what did not."""

    new: tuple[Face, ...]
    gone: tuple[Face, ...]
    renamed: tuple[Change, ...]
    dearer: tuple[Change, ...]
    cheaper: tuple[Change, ...]
    other: tuple[Change, ...]
    same: int


def face(item: KamusItem) -> Face:
    """The face of an item; needs agency, rules and variants loaded."""
    return Face(
        agency=item.agency.name,
        name=item.name,
        unit=item.unit,
        price=item.unit_price,
        period=item.price_period,
        note=item.note,
        kind=item.get_kind_display(),
        is_active=item.is_active,
        variants=tuple(prices(item)) if item.variants.all() else (),
        rules=tuple(conditions(item)),
    )


def compare(old: Iterable[Face], new: Iterable[Face]) -> Comparison:
    """Match two versions and tell new, gone, renamed, dearer, cheaper and otherwise changed items."""
    pairs, gone, added = _match(old, new)
    renamed = _renamed(gone, added)
    gone = [one for one in gone if all(one is not change.old for change in renamed)]
    added = [one for one in added if all(one is not change.new for change in renamed)]
    changes = [Change(before, after, _lines(before, after)) for before, after in pairs]
    changes = sorted((one for one in changes if one.difference or one.lines), key=lambda one: _order(one.new))
    return Comparison(
        new=tuple(sorted(added, key=_order)),
        gone=tuple(sorted(gone, key=_order)),
        renamed=tuple(renamed),
        dearer=tuple(one for one in changes if one.difference > 0),
        cheaper=tuple(one for one in changes if one.difference < 0),
        other=tuple(one for one in changes if not one.difference),
        same=len(pairs) - len(changes),
    )


def _order(one: Face) -> tuple[str, str, str]:
    return (plain(one.agency), plain(one.name), one.unit)


def _match(old: Iterable[Face], new: Iterable[Face]) -> tuple[list[tuple[Face, Face]], list[Face], list[Face]]:
    """Pairs of the same agency and wording; of several the one of the same unit and the nearest price."""
    waiting: dict[tuple[str, str], list[Face]] = defaultdict(list)
    for one in new:
        waiting[one.key].append(one)
    pairs, gone = [], []
    for one in old:
        same = waiting[one.key]
        if not same:
            gone.append(one)
            continue
        best = min(same, key=lambda other: (other.unit != one.unit, abs((other.price or 0) - (one.price or 0))))
        same.remove(best)
        pairs.append((one, best))
    return pairs, gone, [one for left in waiting.values() for one in left]


def _renamed(gone: Sequence[Face], added: Sequence[Face]) -> list[Change]:
    """The likeliest pairs of one agency, each item once, the likest first."""
    found = [
        (likeness, before, after)
        for before in gone
        for after in added
        if before.key[0] == after.key[0]
        and (likeness := fuzz.token_sort_ratio(before.key[1], after.key[1], score_cutoff=ALIKE))
    ]
    taken: list[Face] = []
    renamed = []
    for _, before, after in sorted(found, key=lambda one: (-one[0], _order(one[1]), _order(one[2]))):
        if all(one is not before and one is not after for one in taken):
            taken += [before, after]
            renamed.append(Change(before, after, _lines(before, after)))
    return renamed


def _lines(old: Face, new: Face) -> tuple[Line, ...]:
    said = (
        ("Uraian", old.name, new.name),
        ("Satuan", old.unit, new.unit),
        ("Harga", *(("", "") if old.price and new.price else (old.price_text, new.price_text))),
        ("Harga untuk tiap", old.period, new.period),
        ("Pilihan harga", "; ".join(old.variants), "; ".join(new.variants)),
        ("Jenis", old.kind, new.kind),
        ("Syarat", " ".join(old.rules), " ".join(new.rules)),
        ("Keterangan", old.note, new.note),
        ("Dapat dipilih", "ya" if old.is_active else "tidak", "ya" if new.is_active else "tidak"),
    )
    return tuple(Line(label, before or "kosong", after or "kosong") for label, before, after in said if before != after)
