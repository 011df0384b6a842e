"""What a report is asked: whose usulan, of which year, by which stage, as of when. One value for all reports."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from catalogue.models import Agency
from proposals.models import Cycle
from regions import codes
from regions.models import Region
from regions.scope import Scope
from reports.verdicts import Upto, Verdict, verdict

from .shape import Sums
from .source import Condition, Source, one_of

EMPTY = "kosong"
"""How an address says that something is not filled in."""

UNKNOWN = "Belum diisi"
Cut = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Names:
    """Names of the places and agencies of one city; two queries, asked once."""

    city: str

    @cached_property
    def places(self) -> dict[int, Region]:
        """City, kecamatan and kelurahan by key, in the order of their codes."""
        found = Region.objects.current().within(self.city).filter(level__lte=codes.KELURAHAN).in_order()
        return {place.pk: place for place in found.only("code", "name", "type", "level")}

    @cached_property
    def keys(self) -> dict[str, int]:
        """The key of each place by its code."""
        return {place.code: key for key, place in self.places.items()}

    @cached_property
    def agencies(self) -> dict[int, Agency]:
        """All agencies by key."""
        return {one.pk: one for one in Agency.objects.filter(city__code=self.city).in_order()}

    def agency(self, key: int | None) -> str:
        """What an agency is called; "Belum diisi" for none."""
        return self.agencies[key].name if key in self.agencies else UNKNOWN

    def short_agency(self, key: int | None) -> str:
        """The same as short as it is known by, for lists."""
        return (self.agencies[key].short_name or self.agencies[key].name) if key in self.agencies else UNKNOWN


@dataclass(frozen=True)
class Area:
    """One row of a report by place: a kecamatan, a kelurahan, or what the kecamatan itself asked for."""

    code: str
    name: str
    own: bool = False

    @property
    def cut(self) -> Cut:
        """The list of this place, as an address says it."""
        return (("di", self.code), *((("milik", "kecamatan"),) if self.own else ()))


@dataclass(frozen=True)
class Ask:
    """One question: `source` is cut by the page's filter already; `years` is the same over all cycles."""

    source: Source
    years: Source
    cycle: Cycle | None
    upto: Upto
    scope: Scope
    names: Names
    now: datetime
    at: datetime | None = None
    chosen: frozenset[str] = field(default_factory=frozenset)

    @property
    def moment(self) -> datetime:
        """The moment that the report tells of."""
        return self.at or self.now

    def verdict(self, status: str) -> Verdict:
        """What a status means at the stage asked for."""
        return verdict(status, self.upto)

    @cached_property
    def areas(self) -> list[Area]:
        """The kecamatan where the scope holds several, else the kelurahan of the one, else the one kelurahan."""
        places = [place for place in self.names.places.values() if self.scope.covers_code(place.code)]
        districts = [place for place in places if place.level == codes.DISTRICT]
        if len(districts) > 1:
            return [Area(place.code, place.name) for place in districts]
        found = [Area(place.code, f"Usulan Kecamatan {place.name}", own=True) for place in districts]
        return found + [Area(place.code, place.name) for place in places if place.level == codes.KELURAHAN]

    def area_of(self, kecamatan: int | None, kelurahan: int | None) -> str:
        """The code of the row that a usulan of these places belongs to."""
        place = self.names.places.get((kecamatan if self.by_district or kelurahan is None else kelurahan) or 0)
        return place.code if place else ""

    @cached_property
    def by_district(self) -> bool:
        """Whether the rows are kecamatan."""
        return any(codes.level_of(area.code) == codes.DISTRICT and not area.own for area in self.areas)

    def by_area(self, *dims: str) -> Iterator[tuple[str, tuple[Any, ...], Sums]]:
        """Count by the rows of `areas` and more dimensions: (code, values, sums)."""
        for (kecamatan, kelurahan, *rest), sums in self.source.cells("kecamatan", "kelurahan", *dims):
            yield self.area_of(kecamatan, kelurahan), tuple(rest), sums


def place_conditions(names: Names, code: str, *, own: bool = False) -> list[Condition]:
    """Usulan at a kecamatan or kelurahan; `own` leaves those of the kecamatan itself."""
    level, key = codes.level_of(code), names.keys.get(code)
    if key is None:
        return [one_of("kecamatan")]
    if level == codes.CITY:
        return []
    found = [one_of("kecamatan" if level == codes.DISTRICT else "kelurahan", key)]
    return [*found, one_of("kelurahan", None)] if own else found
