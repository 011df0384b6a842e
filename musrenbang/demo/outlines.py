"""Outlines of the demo city for the map of the public form: invented blocks, no real boundaries.

Each kecamatan is a field of a large square; its kelurahan are blocks of that field, each RW a plot of its block.
A little unevenness, reckoned from the codes alone, keeps them from looking like a chessboard.
"""

from decimal import Decimal

from regions import codes
from regions.actions import Outline, draw
from regions.models import Boundary, Region
from regions.outlines import area_and_middle

WEST, NORTH = 112.58, -7.92
FIELDS = {"35.73.05": (0, 0), "35.73.01": (1, 0), "35.73.02": (0, 1), "35.73.03": (1, 1), "35.73.04": (0, 2)}
"""Where a kecamatan lies: Lowokwaru and Blimbing in the north, Klojen and Kedungkandang below, Sukun in the south."""

WIDE, ACROSS = 0.012, 3

Ring = list[list[float]]


def load(found: dict[str, Region]) -> None:
    """Draw the kelurahan of the city and the RW of each; real outlines, where somebody has loaded them, stay."""
    if Boundary.objects.filter(region__in=found.values()).exists():
        return
    made: list[Outline] = []
    for district, (column, row) in FIELDS.items():
        inside = [region for code, region in sorted(found.items()) if codes.parent_of(code) == district]
        for number, kelurahan in enumerate(inside):
            east = column * ACROSS + number % ACROSS
            south = row * 4 + number // ACROSS
            corners = [_corner(east + dx, south + dy) for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))]
            made.append(_outline(kelurahan, [*corners, corners[0]]))
            made += _plots(kelurahan, corners, found)
    draw(made)


def _corner(east: int, south: int) -> list[float]:
    """A corner of the net, shifted a little; the same for all blocks that meet there."""
    shift = ((east * 7 + south * 11) % 5 - 2) / 1000
    return [round(WEST + east * WIDE + shift, 5), round(NORTH - south * WIDE - shift / 2, 5)]


def _plots(kelurahan: Region, corners: Ring, found: dict[str, Region]) -> list[Outline]:
    """Cut a block into as many plots as it has RW, three side by side."""
    rws = [region for code, region in sorted(found.items()) if codes.parent_of(code) == kelurahan.code]
    north_west, north_east, south_east, south_west = corners
    rows = -(-len(rws) // ACROSS)

    def at(east: float, south: float) -> list[float]:
        return _between(_between(north_west, north_east, east), _between(south_west, south_east, east), south)

    made = []
    for n, rw in enumerate(rws):
        row, column = divmod(n, ACROSS)
        across = ACROSS if row < rows - 1 else len(rws) - ACROSS * (rows - 1)
        west, east, north, south = column / across, (column + 1) / across, row / rows, (row + 1) / rows
        ring = [at(west, north), at(east, north), at(east, south), at(west, south)]
        made.append(_outline(rw, [*ring, ring[0]]))
    return made


def _between(one: list[float], other: list[float], share: float) -> list[float]:
    return [round(one[n] + (other[n] - one[n]) * share, 5) for n in (0, 1)]


def _outline(region: Region, ring: Ring) -> Outline:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    area, lat, lng = area_and_middle(geometry)
    return Outline(region, geometry, lat, lng, max(area, Decimal("0.001")))
