"""Load outlines of regions from GeoJSON, each named by its region code."""

import json
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser

from regions import outlines
from regions.actions import Outline, draw, outline_outcome
from regions.import_report import ImportReport, Line, Outcome
from regions.management.load_command import LoadCommand, read_file
from regions.models import Boundary, Region

NO_GEOJSON = "Berkas ini bukan GeoJSON FeatureCollection. Pilih berkas lain."


class Command(LoadCommand):
    help = "Muat batas wilayah dari GeoJSON (properties.code berisi kode wilayah)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="berkas GeoJSON, WGS84, bujur lebih dulu")

    def check_source(self, **options: Any) -> ImportReport:
        features = _features(read_file(options["file"]))
        self.outlines: list[Outline] = []
        wanted = [code for feature in features if isinstance(code := _properties(feature).get("code"), str)]
        regions = {region.code: region for region in Region.objects.current().filter(code__in=wanted)}
        drawn = {b.region_id: b for b in Boundary.objects.filter(region__code__in=wanted)}
        lines, seen = [], set[str]()
        for number, feature in enumerate(features, start=1):
            properties = _properties(feature)
            code = properties.get("code")
            region = regions.get(code) if isinstance(code, str) else None
            geometry = feature.get("geometry") if isinstance(feature, dict) else None
            title = str(properties.get("name") or code or f"bagian {number}")[:80]
            if fault := _fault(code, region, seen) or outlines.check(geometry):
                lines.append(Line(number, Outcome.REFUSED, title, (fault,)))
                continue
            assert region is not None
            assert isinstance(geometry, dict)
            seen.add(region.code)
            outline, warned = _outline(region, geometry, properties)
            outcome = outline_outcome(outline, drawn.get(region.pk))
            if title not in {region.name, region.code}:
                warned.append(f"Di data wilayah namanya {region.name}.")
            lines.append(Line(number, outcome, title, tuple(warned)))
            if outcome != Outcome.SAME:
                self.outlines.append(outline)
        return ImportReport("batas wilayah", lines)

    def write(self, report: ImportReport) -> None:
        draw(self.outlines)


def _features(data: bytes) -> list[Any]:
    try:
        whole = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as wrong:
        raise ValidationError(NO_GEOJSON) from wrong
    features = whole.get("features") if isinstance(whole, dict) and whole.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise ValidationError(NO_GEOJSON)
    if not features:
        raise ValidationError("Berkas GeoJSON ini tidak berisi wilayah.")
    return features


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _properties(feature: Any) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _fault(code: Any, region: Region | None, seen: set[str]) -> str:
    if not isinstance(code, str) or not code:
        return "Kode wilayah (properties.code) tidak ada."
    if code in seen:
        return f"Kode {code[:30]} ada dua kali. Hapus salah satunya."
    if region is None:
        return f"Kode {code[:30]} tidak ada di data wilayah. Jalankan load_regions lebih dulu."
    return ""


def _outline(region: Region, geometry: dict[str, Any], properties: dict[str, Any]) -> tuple[Outline, list[str]]:
    """The outline, with area and middle as the file says them; reckoned from the outline where that cannot be."""
    area, lat, lng = outlines.area_and_middle(geometry)
    warned = []
    said = _number(properties.get("area_km2"), 3)
    if said is not None and abs(said - area) <= area / 20:
        area = said
    elif said is not None:
        warned.append(f"Luas {said} km² tidak cocok dengan garisnya; dipakai {area} km².")
    points = [_number(properties.get(name), 6) for name in ("lat", "lng")]
    if points[0] is not None and points[1] is not None and outlines.surrounds(geometry, points[0], points[1]):
        lat, lng = points[0], points[1]
    kept = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    return Outline(region, kept, lat, lng, area), warned


def _number(value: Any, places: int) -> Decimal | None:
    """A number of the properties as a decimal; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1_000_000:
        return None
    return Decimal(f"{value:.{places}f}")
