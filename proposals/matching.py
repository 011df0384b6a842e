"""Finding the kamus item and the agency that a list means, spelling aside. A wrong match is worse than none."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process

from catalogue.models import Agency, KamusItem, KamusVersion
from catalogue.wording import agency_key, item_key
from catalogue.words import plain
from proposals.models import Spelling
from regions.import_report import Question
from regions.models import Region

SAFE = 92.0
"""Likeness in percent from which two wordings count as one; numbers must be equal besides (30 cm is not 40 cm)."""

LIKELY = 70
"""Likeness in percent from which another spelling of a kelurahan is worth a question."""

Choices = list[tuple[int, str]]
"""What a question offers: ids with names."""


@dataclass(frozen=True)
class Match:
    """An item that was found, and whether its wording was only alike."""

    item: KamusItem | None = None
    is_alike: bool = False


@dataclass
class Matcher:
    """The agencies of a city and the items of one kamus, loaded once."""

    city: Region
    plan_year: int
    has_kamus: bool = False
    _version: int | None = None
    _agencies: dict[str, Agency] = field(default_factory=dict)
    _branches: dict[tuple[int, int | None], Agency] = field(default_factory=dict)
    _items: dict[int, dict[str, KamusItem]] = field(default_factory=dict)
    _found: dict[tuple[str, int | None], Match] = field(default_factory=dict)
    _told: dict[tuple[str, str], Spelling] = field(default_factory=dict)
    _asked: dict[tuple[str, str], list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = Spelling.objects.filter(city=self.city).select_related("agency", "item").order_by("pk")
        self._told = {(one.kind, one.said): one for one in told}
        for agency in Agency.objects.filter(city=self.city).in_order():
            for name in (agency.short_name, agency.name):
                self._agencies[agency_key(name)] = agency
            if agency.parent_id:
                self._branches[agency.parent_id, agency.region_id] = agency
        version = KamusVersion.objects.filter(city=self.city, plan_year=self.plan_year).first()
        self.has_kamus = version is not None
        self._version = version.pk if version else None
        items = KamusItem.objects.active().filter(version=version) if version else KamusItem.objects.none()
        for item in items.in_order():
            self._items.setdefault(item.agency_id, {}).setdefault(item_key(item.name), item)

    def agency(self, *names: str) -> Agency | None:
        """The agency that the first known of these names means, by its own name or by a spelling that was told."""
        for key in filter(None, map(agency_key, names)):
            if key in self._agencies:
                return self._agencies[key]
            if told := self._told.get((Spelling.Kind.AGENCY, key)):
                return told.agency
        return None

    def is_kelurahan(self, name: str, kelurahan: Region) -> bool:
        """Say whether a name means this kelurahan; `Gadingasri` is asked for once, then known."""
        key = _bare(name)
        if key == plain(kelurahan.name):
            return True
        told = self._told.get((Spelling.Kind.KELURAHAN, key))
        if told is None and fuzz.ratio(key.replace(" ", ""), plain(kelurahan.name).replace(" ", "")) > LIKELY:
            self._ask(Spelling.Kind.KELURAHAN, key, name, lambda: [(kelurahan.pk, kelurahan.label)])
        return told is not None and told.region_id == kelurahan.pk

    def told_kelurahan(self, name: str) -> int | None:
        """The id of the kelurahan that a spelling was told to mean; None where it was not."""
        told = self._told.get((Spelling.Kind.KELURAHAN, _bare(name)))
        return told.region_id if told else None

    def ask_kelurahan(self, name: str, places: Mapping[int, str]) -> None:
        """Put an unknown kelurahan on the list of questions; `places` are ids with names, the likeliest come first."""
        key = _bare(name)

        def likely() -> Choices:
            found = process.extract(key, places, scorer=fuzz.WRatio, processor=plain, limit=80)
            return [(pk, label) for label, _, pk in found]

        self._ask(Spelling.Kind.KELURAHAN, key, name, likely)

    def ask_agency(self, name: str) -> None:
        """Put an unknown agency on the list of questions, with the likeliest first."""
        key = agency_key(name)

        def likely() -> Choices:
            found = process.extract(key, list(self._agencies), scorer=fuzz.WRatio, limit=80)
            return list({self._agencies[one].pk: self._agencies[one].name for one, _, _ in found}.items())

        self._ask(Spelling.Kind.AGENCY, key, name, likely)

    def ask_item(self, title: str, agency: Agency | None) -> None:
        """Put an unknown item on the list of questions, with the likeliest of its agency, else of the city, first."""
        key = item_key(title)

        def likely() -> Choices:
            own = [self._items[pk] for pk in ((agency.pk, agency.parent_id) if agency else ()) if pk in self._items]
            names = {name: item for shelf in own or self._items.values() for name, item in shelf.items()}
            found = process.extract(key, list(names), scorer=fuzz.token_sort_ratio, limit=8)
            return [(names[one].pk, f"{names[one].name} ({names[one].unit})") for one, _, _ in found]

        self._ask(Spelling.Kind.ITEM, key, title, likely)

    def _ask(self, kind: str, key: str, said: str, likely: Callable[[], Choices]) -> None:
        """Ask once for each name that was never told, and count its rows; what is likely is looked up once."""
        if (kind, key) in self._told:
            return
        if (kind, key) not in self._asked:
            self._asked[kind, key] = [said, likely(), 0]
        self._asked[kind, key][2] += 1

    def questions(self) -> list[Question]:
        """What was asked for by a name we do not know, the most frequent first."""
        found = [Question(kind, *asked) for (kind, _), asked in self._asked.items()]
        return sorted(found, key=lambda one: (-one.rows, one.kind, one.said))

    def branch(self, agency_id: int, kecamatan: Region) -> Agency | None:
        """The branch of an agency in a kecamatan: Kecamatan Klojen of `Kecamatan – Kelurahan`."""
        return self._branches.get((agency_id, kecamatan.pk))

    def item(self, title: str, agency: Agency | None) -> Match:
        """The item of the agency (or of the one it belongs to) with that wording; else the only one of the city.

        Alike wordings count inside the agency only.
        """
        asked = (item_key(title), agency.pk if agency else None)
        if asked not in self._found:
            self._found[asked] = self._look(asked[0], agency)
        return self._found[asked]

    def _look(self, key: str, agency: Agency | None) -> Match:
        told = self._told.get((Spelling.Kind.ITEM, key))
        if told is not None and (told.item is None or told.item.version_id == self._version):
            return Match(told.item)
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


def _bare(name: str) -> str:
    """The name of a kelurahan without the word before it, as it is compared."""
    return plain(name).removeprefix("kelurahan ").removeprefix("kel ")


def alike(key: str, candidates: Sequence[str]) -> str | None:
    """The one candidate that is safely alike; None where none or more than one is."""
    same_numbers = [one for one in candidates if _numbers(one) == _numbers(key)]
    found = process.extract(key, same_numbers, scorer=fuzz.token_sort_ratio, score_cutoff=SAFE, limit=2)
    return str(found[0][0]) if len(found) == 1 or (len(found) == 2 and found[0][1] > found[1][1]) else None


def _numbers(text: str) -> Iterable[str]:
    return sorted(re.findall(r"\d+", text))
