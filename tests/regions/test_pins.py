"""Points against outlines: inside, outside, in a hole, on another island; and the small map under a pin."""

import json
import math
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions import outlines, pins
from regions.models import Boundary, Region
from tests.world import World

Ring = list[list[float]]


def square(west: float, south: float, side: float = 0.01) -> Ring:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def draw(region: Region, *rings: Ring) -> Boundary:
    geometry: dict[str, Any] = {"type": "Polygon", "coordinates": list(rings)}
    area, lat, lng = outlines.area_and_middle(geometry)
    return Boundary.objects.create(region=region, geometry=geometry, lat=lat, lng=lng, area_km2=area)


@pytest.fixture
def drawn(world: World) -> World:
    """Mawar and Kenanga side by side, Mawar with a hole; Anggrek is not drawn."""
    draw(world.regions["mawar"], square(112.60, -8.00), square(112.604, -7.996, 0.002))
    draw(world.regions["kenanga"], square(112.61, -8.00))
    draw(world.regions["rw01"], square(112.60, -8.00, 0.003))
    return world


POINTS = """
    -7.998  112.602  mawar
    -7.995  112.605  -
    -7.995  112.615  kenanga
    -7.900  112.615  -
    -8.001  112.602  -
     3.500   98.600  -
"""


@pytest.mark.parametrize("line", POINTS.strip().splitlines())
def test_a_point_finds_its_kelurahan(drawn: World, line: str) -> None:
    lat, lng, name = line.split()
    found = pins.kelurahan_at("99.01", Decimal(lat), Decimal(lng))
    assert found == (None if name == "-" else drawn.regions[name])


def test_a_pin_contradicts_only_what_is_drawn(drawn: World) -> None:
    mawar, kenanga, anggrek = (drawn.regions[name] for name in ("mawar", "kenanga", "anggrek"))
    inside, beside, nowhere = (
        (Decimal("-7.998"), Decimal("112.602")),
        (Decimal("-7.995"), Decimal("112.615")),
        (Decimal("-7.5"), Decimal("112.615")),
    )
    assert pins.is_outside(mawar, *inside) == (False, None)
    assert pins.is_outside(mawar, *beside) == (True, kenanga)
    assert pins.is_outside(mawar, *nowhere) == (True, None)
    assert pins.is_outside(anggrek, *nowhere) == (False, None)
    assert pins.is_outside(anggrek, *inside) == (True, mawar)


def test_a_multipolygon_holds_what_any_part_holds() -> None:
    islands = {"type": "MultiPolygon", "coordinates": [[square(112.0, -8.0)], [square(113.0, -8.0)]]}
    for lng, held in (("112.005", True), ("112.5", False), ("113.005", True)):
        assert outlines.contains(islands, Decimal("-7.995"), Decimal(lng)) is held


def test_the_map_names_the_place_its_rw_and_its_neighbours(drawn: World) -> None:
    found = pins.map_of(drawn.regions["mawar"])["features"]
    assert [(one["properties"]["nama"], one["properties"]["jenis"]) for one in found] == [
        ("Kel. Mawar", "ini"),
        ("Kel. Kenanga", "sekitar"),
        ("RW 01", "rw"),
    ]


def test_the_queries_of_a_map_do_not_grow(drawn: World) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            pins.map_of(drawn.regions["mawar"])
        return len(seen)

    few = count()
    for number in range(3, 33):
        code = f"99.01.01.1001.{number:03d}"
        draw(Region.objects.create(code=code, name=f"RW {number:02d}", type="rw"), square(112.6, -8.0, 0.001))
    assert count() == few


def test_a_coast_of_ten_thousand_points_becomes_small_and_stays_closed() -> None:
    turn = [2 * math.pi * n / 10_000 for n in range(10_000)]
    coast = [[112.6 + 0.02 * math.cos(t), -8 + 0.02 * math.sin(t) + 0.00001 * math.sin(400 * t)] for t in turn]
    geometry: dict[str, Any] = {"type": "Polygon", "coordinates": [[*coast, coast[0]]]}
    small = outlines.simplified(geometry)
    ring = small["coordinates"][0][0]
    assert outlines.check(small) == ""
    assert 30 < len(ring) < 200
    assert len(json.dumps(small)) < 6000
    speck: dict[str, Any] = {"type": "Polygon", "coordinates": [square(112.6, -8.0, 0.000001)]}
    assert outlines.simplified(speck) == speck
