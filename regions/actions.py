"""Every write of regions: loading codes, RW and RT, and outlines. All are safe to run twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction

from . import codes
from .import_report import Outcome
from .models import Boundary, Region

BATCH = 4_000


@dataclass(frozen=True)
class Unit:
    """A region as a source tells it: code, name, and one of `Region.Type`."""

    code: str
    name: str
    type: str


@transaction.atomic
def load_units(units: Iterable[Unit], *, write: bool) -> Counter[Outcome]:
    """Compare units with the regions in force and, if `write`, add and correct them; count what became of each.

    A changed name or type is a correction of the same unit and is written in place. A split or a new law is not for a
    load: close the old row and name its successor instead. Memory stays flat: batches of 4,000, no list of all.
    """
    counted: Counter[Outcome] = Counter()
    stream = iter(units)
    while batch := list(islice(stream, BATCH)):
        here = Region.objects.current().filter(code__in=[unit.code for unit in batch])
        known = {region.code: region for region in here}
        new = [unit for unit in batch if unit.code not in known]
        changed = []
        for unit in batch:
            region = known.get(unit.code)
            if region is not None and (region.name, region.type) != (unit.name, unit.type):
                region.name, region.type = unit.name, unit.type
                changed.append(region)
        if write:
            Region.objects.bulk_create(
                Region(code=unit.code, name=unit.name, type=unit.type, level=codes.level_of(unit.code)) for unit in new
            )
            Region.objects.bulk_update(changed, ["name", "type"], batch_size=400)
        counted[Outcome.NEW] += len(new)
        counted[Outcome.CHANGED] += len(changed)
        counted[Outcome.SAME] += len(batch) - len(new) - len(changed)
    return counted


@transaction.atomic
def close_regions(regions: Sequence[Region], *, on: date) -> int:
    """End the validity of regions on a day; what they were stays. Returns how many."""
    return Region.objects.filter(pk__in=[region.pk for region in regions], valid_until=None).update(valid_until=on)


@dataclass(frozen=True)
class Outline:
    """The outline of one region: GeoJSON geometry in WGS84, longitude first; a point inside; area in km²."""

    region: Region
    geometry: dict[str, Any]
    lat: Decimal
    lng: Decimal
    area_km2: Decimal


def outline_outcome(outline: Outline, known: Boundary | None) -> Outcome:
    """Say whether an outline is new, the same as the stored one, or another."""
    if known is None:
        return Outcome.NEW
    same = (known.geometry, known.lat, known.lng, known.area_km2) == (
        outline.geometry,
        outline.lat,
        outline.lng,
        outline.area_km2,
    )
    return Outcome.SAME if same else Outcome.CHANGED


@transaction.atomic
def draw(outlines: Sequence[Outline]) -> None:
    """Store outlines, in place of the ones that stood before."""
    Boundary.objects.bulk_create(
        (
            Boundary(region=one.region, geometry=one.geometry, lat=one.lat, lng=one.lng, area_km2=one.area_km2)
            for one in outlines
        ),
        update_conflicts=True,
        unique_fields=["region"],
        update_fields=["geometry", "lat", "lng", "area_km2"],
        batch_size=200,
    )
