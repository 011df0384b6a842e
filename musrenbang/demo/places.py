"""The places of the demo city: the official ones from the region loader, RW and RT by a rule of our own."""

from io import StringIO

from django.core.management import call_command

from regions import codes
from regions.models import Region

CITY = "35.73"


def rw_count(kelurahan: str) -> int:
    """Say how many RW the demo gives a kelurahan: 5 to 13, from the digits of its code alone."""
    district, own = (int(part) for part in kelurahan.split(".")[2:])
    return 5 + (own * 7 + district * 3 + 4) % 9


def rt_count(kelurahan: str, rw: int) -> int:
    """Say how many RT the demo gives an RW: 4 to 11."""
    return 4 + (int(kelurahan.rpartition(".")[2]) + rw * 5) % 8


def load() -> dict[str, Region]:
    """Load the city with kecamatan, kelurahan, RW and RT; return all of them by code."""
    if not Region.objects.current().filter(code=CITY).exists():
        call_command("load_regions", root=CITY, commit=True, verbosity=0, stdout=StringIO())
    official = Region.objects.current().within(CITY).filter(level__lte=codes.KELURAHAN).in_order()
    below = [
        region
        for kelurahan in official
        if kelurahan.level == codes.KELURAHAN
        for region in _neighbourhoods(kelurahan.code)
    ]
    Region.objects.bulk_create(below, batch_size=900)
    return {region.code: region for region in Region.objects.current().within(CITY).in_order()}


def _neighbourhoods(kelurahan: str) -> list[Region]:
    made = []
    for rw in range(1, rw_count(kelurahan) + 1):
        rw_code = codes.child(kelurahan, rw)
        made.append(Region(code=rw_code, name=f"RW {rw:02d}", type=Region.Type.RW, level=codes.RW))
        made += [
            Region(code=codes.child(rw_code, rt), name=f"RT {rt:02d}", type=Region.Type.RT, level=codes.RT)
            for rt in range(1, rt_count(kelurahan, rw) + 1)
        ]
    return made
