"""The places of the demo city: official ones from the region loader, RW and RT by `regions.neighbourhoods`."""

from io import StringIO

from django.core.management import call_command

from regions import codes
from regions.actions import Unit, load_units
from regions.models import Region
from regions.neighbourhoods import lay_out

CITY = "35.73"


def rw_count(kelurahan: str) -> int:
    """Say how many RW the demo gives a kelurahan: 5 to 13, from the digits of its code alone."""
    district, own = (int(part) for part in kelurahan.split(".")[2:])
    return 5 + (own * 7 + district * 3 + 4) % 9


def rt_count(kelurahan: str) -> int:
    """Say how many RT the demo gives a kelurahan: 6 or 7 in each RW, from the digits of its code alone."""
    return rw_count(kelurahan) * 6 + int(kelurahan.rpartition(".")[2]) % 5


def load() -> dict[str, Region]:
    """Load the city with kecamatan, kelurahan, RW and RT; return all of them by code."""
    if not Region.objects.current().filter(code=CITY).exists():
        call_command("load_regions", root=CITY, commit=True, verbosity=0, stdout=StringIO())
    official = Region.objects.current().within(CITY).filter(level__lte=codes.KELURAHAN).in_order()
    kelurahan = [region.code for region in official if region.level == codes.KELURAHAN]
    below = (place for code in kelurahan for place in lay_out(code, rw_count(code), rt_count(code)))
    load_units((Unit(place.code, place.name, place.type) for place in below), write=True)
    return {region.code: region for region in Region.objects.current().within(CITY).in_order()}
