"""Where a pin lies: the kelurahan around it, and the outlines that a map draws under it.

A kelurahan without an outline is never contradicted: then only another one that surely holds the pin is named.
"""

from decimal import Decimal
from typing import Any

from django.db.models import F

from . import codes, outlines
from .models import Boundary, Region

NEAR = Decimal("0.5")
"""Degrees between a pin and the middle of a kelurahan that may hold it; none in Indonesia is half as wide."""


def kelurahan_at(city_code: str, lat: Decimal, lng: Decimal) -> Region | None:
    """The kelurahan or desa of a city whose outline holds the point; None where no outline does."""
    near = Boundary.objects.filter(
        region__code__within=city_code,
        region__level=codes.KELURAHAN,
        region__valid_until=None,
        lat__range=(lat - NEAR, lat + NEAR),
        lng__range=(lng - NEAR, lng + NEAR),
    ).annotate(away=(F("lat") - lat) * (F("lat") - lat) + (F("lng") - lng) * (F("lng") - lng))
    ordered = near.select_related("region").order_by("away", "region__code")
    found = (one for one in ordered.iterator(chunk_size=16) if outlines.contains(one.geometry, lat, lng))
    first = next(found, None)
    return first.region if first else None


def is_outside(kelurahan: Region, lat: Decimal, lng: Decimal) -> tuple[bool, Region | None]:
    """Say whether a pin lies outside a kelurahan, and which other kelurahan of the city holds it, where one does."""
    own = Boundary.objects.filter(region=kelurahan).first()
    if own is not None and outlines.contains(own.geometry, lat, lng):
        return False, None
    other = kelurahan_at(codes.cut(kelurahan.code, codes.CITY), lat, lng)
    if other is not None and other.code == kelurahan.code:
        other = None
    return own is not None or other is not None, other


def map_of(kelurahan: Region) -> dict[str, Any]:
    """GeoJSON of a kelurahan, its RW and the kelurahan around it in its kecamatan, thinned out for a phone.

    Each feature says `kode`, `nama` and `jenis`: "ini", "rw" or "sekitar".
    """
    district = codes.cut(kelurahan.code, codes.DISTRICT)
    current = Boundary.objects.filter(region__valid_until=None).select_related("region").order_by("region__code")
    around = current.filter(region__code__within=district, region__level=codes.KELURAHAN)
    below = current.filter(region__code__within=kelurahan.code, region__level=codes.RW)
    return {"type": "FeatureCollection", "features": [_feature(one, kelurahan) for one in [*around, *below]]}


def _feature(outline: Boundary, kelurahan: Region) -> dict[str, Any]:
    region = outline.region
    kind = "rw" if region.level == codes.RW else "ini" if region.code == kelurahan.code else "sekitar"
    return {
        "type": "Feature",
        "properties": {"kode": region.code, "nama": region.label, "jenis": kind},
        "geometry": outlines.simplified(outline.geometry),
    }
