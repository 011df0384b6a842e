"""Read and check outlines of regions from GeoJSON. Pure.

GeoJSON says longitude first (RFC 7946). Files with latitude first exist and look right to a program: here they are
refused, since no place in Indonesia can be read both ways (longitude 95 to 141, latitude -11 to 6).
"""

import math
from decimal import Decimal
from itertools import pairwise
from typing import Any

WEST, EAST, SOUTH, NORTH = 95.0, 141.1, -11.0, 6.0
MAX_POINTS = 200_000


def check(geometry: Any) -> str:
    """Return why a geometry is no outline, as a sentence; empty where it is one."""
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        return "Bentuknya bukan Polygon atau MultiPolygon."
    parts = rings(geometry)
    if not parts or not all(isinstance(ring, list) for ring in parts):
        return "Garis batasnya kosong."
    points = [point for ring in parts for point in ring]
    if len(points) > MAX_POINTS:
        return f"Garis batasnya lebih dari {MAX_POINTS:,} titik. Sederhanakan lebih dulu.".replace(",", ".")
    if not all(_is_point(point) for point in points):
        return "Ada titik yang bukan pasangan angka."
    if any(len(ring) < 4 or ring[0][:2] != ring[-1][:2] for ring in parts):
        return "Ada garis yang tidak menutup. Titik pertama dan terakhir harus sama."
    return _misplaced(points)


def _misplaced(points: list[Any]) -> str:
    if all(WEST <= lat <= EAST and SOUTH <= lng <= NORTH for lng, lat, *_ in points):
        return "Lintang dan bujur tertukar. GeoJSON menulis bujur lebih dulu."
    if not all(WEST <= lng <= EAST and SOUTH <= lat <= NORTH for lng, lat, *_ in points):
        return "Ada titik di luar Indonesia. Periksa sistem koordinatnya, harus WGS84 dalam derajat."
    return ""


def rings(geometry: dict[str, Any]) -> list[list[Any]]:
    """List the rings of a Polygon or MultiPolygon; empty where the nesting is wrong."""
    parts = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        parts = [parts]
    if not isinstance(parts, list) or not all(isinstance(part, list) and part for part in parts):
        return []
    return [ring for part in parts for ring in part]


def area_and_middle(geometry: dict[str, Any]) -> tuple[Decimal, Decimal, Decimal]:
    """Reckon area in km² (on the WGS84 ellipsoid, flat at its latitude), and latitude and longitude of the middle."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    area = east = north = 0.0
    for polygon in polygons:
        for hole, ring in enumerate(polygon):
            size, x, y = _ring(ring)
            size = -abs(size) if hole else abs(size)
            area, east, north = area + size, east + x * size, north + y * size
    if area <= 0:
        first = polygons[0][0][0]
        area, east, north = 0.0, first[0], first[1]
    else:
        east, north = east / area, north / area
    return _decimal(area * _square_degree(north), 3), _decimal(north, 6), _decimal(east, 6)


def surrounds(geometry: dict[str, Any], lat: Decimal, lng: Decimal) -> bool:
    """Say whether a point lies in the rectangle around an outline."""
    points = [point for ring in rings(geometry) for point in ring]
    wide, high = sorted(point[0] for point in points), sorted(point[1] for point in points)
    return bool(wide[0] <= lng <= wide[-1] and high[0] <= lat <= high[-1])


def contains(geometry: dict[str, Any], lat: Decimal, lng: Decimal) -> bool:
    """Say whether a point lies inside an outline; one in a hole does not (even-odd rule)."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    x, y = float(lng), float(lat)
    return any(sum(_crossings(ring, x, y) for ring in polygon) % 2 == 1 for polygon in polygons)


def simplified(geometry: dict[str, Any], tolerance: float = 0.00005) -> dict[str, Any]:
    """Return the outline with fewer points, rounded to a metre, for a small map; tolerance in degrees (5 m).

    Rings that shrink to less than a triangle are left out, unless it is the only one.
    """
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    drawn = [[_thinned(ring, tolerance) for ring in polygon] for polygon in polygons]
    kept = [[ring for ring in polygon if len(ring) >= 4] for polygon in drawn if len(polygon[0]) >= 4]
    return {"type": "MultiPolygon", "coordinates": kept} if kept else geometry


def _crossings(ring: list[Any], x: float, y: float) -> int:
    """Count the sides of a ring that a line from the point eastwards meets."""
    return sum(
        (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay)
        for (ax, ay, *_), (bx, by, *_) in pairwise(ring)
    )


def _thinned(ring: list[Any], tolerance: float) -> list[list[float]]:
    """Drop the points of a ring that lie on the line of their neighbours (Douglas and Peucker, without recursion)."""
    kept, waiting = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = max(
            ((_off(ring[n], ring[first], ring[last]), n) for n in range(first + 1, last)), default=(0.0, first)
        )
        if far > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    points = [[round(ring[n][0], 5), round(ring[n][1], 5)] for n in sorted(kept)]
    return [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]


def _off(point: list[float], start: list[float], end: list[float]) -> float:
    """How far a point lies from the line between two others, in degrees."""
    (px, py), (ax, ay), (bx, by) = point[:2], start[:2], end[:2]
    long = math.hypot(bx - ax, by - ay)
    if not long:
        return math.hypot(px - ax, py - ay)
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / long


def _square_degree(latitude: float) -> float:
    """How many km² a square degree covers at a latitude (series of the WGS84 ellipsoid)."""
    phi = math.radians(latitude)
    north = 111.13295 - 0.55982 * math.cos(2 * phi) + 0.00118 * math.cos(4 * phi)
    east = 111.41284 * math.cos(phi) - 0.0935 * math.cos(3 * phi)
    return north * east


def _ring(ring: list[Any]) -> tuple[float, float, float]:
    """Signed area in square degrees and middle of one ring, by the shoelace formula around its first point."""
    x0, y0 = ring[0][0], ring[0][1]
    area = x = y = 0.0
    for (ax, ay, *_), (bx, by, *_) in pairwise(ring):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        area += cross / 2
        x += (ax + bx - 2 * x0) * cross / 6
        y += (ay + by - 2 * y0) * cross / 6
    return (area, x0 + x / area, y0 + y / area) if area else (0.0, x0, y0)


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) >= 2
        and all(isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n) for n in point[:2])
    )


def _decimal(value: float, places: int) -> Decimal:
    return Decimal(f"{value:.{places}f}")
