"""Finding the kamus item and the agency that a list means, spelling aside. A wrong match is worse than none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from catalogue.models import Agency, KamusItem, KamusVersion
from catalogue.wording import agency_key, item_key
from regions.models import Region

SAFE = 92.0
"""Likeness in percent from which two wordings count as one; numbers must be equal besides (30 cm is not 40 cm)."""


@dataclass(frozen=True)
class Match:
    """An item that was found, and whether its wording was only alike."""

    item: KamusItem | None = None
    is_alike: bool = False


@dataclass
class Matcher:
    """The agencies of a city and the items of one kamus, loaded once; `kecamatan` is where the usulan lie."""

    city: Region
    plan_year: int
    kecamatan: Region
    has_kamus: bool = False
    _agencies: dict[str, Agency] = field(default_factory=dict)
    _branches: dict[int, Agency] = field(default_factory=dict)
    _items: dict[int, dict[str, KamusItem]] = field(default_factory=dict)
    _found: dict[tuple[str, int | None], Match] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for agency in Agency.objects.filter(city=self.city).in_order():
            for name in (agency.short_name, agency.name):
                self._agencies[agency_key(name)] = agency
            if agency.parent_id and agency.region_id == self.kecamatan.pk:
                self._branches[agency.parent_id] = agency
        version = KamusVersion.objects.filter(city=self.city, plan_year=self.plan_year).first()
        self.has_kamus = version is not None
        items = KamusItem.objects.active().filter(version=version) if version else KamusItem.objects.none()
        for item in items.in_order():
            self._items.setdefault(item.agency_id, {}).setdefault(item_key(item.name), item)

    def agency(self, *names: str) -> Agency | None:
        """The agency that the first known of these names means."""
        return next((self._agencies[key] for name in names if (key := agency_key(name)) in self._agencies), None)

    def branch(self, agency_id: int) -> Agency | None:
        """The branch of an agency in the kecamatan of the usulan: Kecamatan Klojen of `Kecamatan – Kelurahan`."""
        return self._branches.get(agency_id)

    def item(self, title: str, agency: Agency | None) -> Match:
        """The item of the agency (or of the one it belongs to) with that wording; else the only one of the city.

        Alike wordings count inside the agency only.
        """
        asked = (item_key(title), agency.pk if agency else None)
        if asked not in self._found:
            self._found[asked] = self._look(asked[0], agency)
        return self._found[asked]

    def _look(self, key: str, agency: Agency | None) -> Match:
        own = [pk for pk in (agency.pk, agency.parent_id) if pk] if agency else []
        shelves = [self._items[pk] for pk in own if pk in self._items]
        for shelf in shelves:
            if key in shelf:
                return Match(shelf[key])
        for shelf in shelves:
            if (like := alike(key, list(shelf))) is not None:
                return Match(shelf[like], is_alike=True)
        everywhere = [shelf[key] for shelf in self._items.values() if key in shelf] if not shelves else []
        return Match(everywhere[0]) if len(everywhere) == 1 else Match()


def alike(key: str, candidates: Sequence[str]) -> str | None:
    """The one candidate that is safely alike; None where none or more than one is."""
    same_numbers = [one for one in candidates if _numbers(one) == _numbers(key)]
    found = process.extract(key, same_numbers, scorer=fuzz.token_sort_ratio, score_cutoff=SAFE, limit=2)
    return str(found[0][0]) if len(found) == 1 or (len(found) == 2 and found[0][1] > found[1][1]) else None


def _numbers(text: str) -> Iterable[str]:
    return sorted(re.findall(r"\d+", text))
