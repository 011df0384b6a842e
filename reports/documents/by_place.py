"""Forms 1.4, 1.5, 2.3 and 2.4 of a place, whether or not a forum is named: for the page of downloads."""

from datetime import date

from proposals.models import Cycle
from regions import codes
from regions.models import Region

from . import agreed, lists
from .paper import Paper
from .signing import official_of
from .wording import wording_of


def paper(number: str, cycle: Cycle, region: Region, on: date) -> Paper:
    """Form `number` of a kelurahan (1.4, 1.5) or a kecamatan (2.3, 2.4), signed by who is in office on that day."""
    above = Region.objects.current().filter(code__in=codes.ancestors(region.code))
    known = {place.level: place for place in above}
    words = wording_of(cycle.city, known.get(codes.PROVINCE))
    if number in {"1.4", "1.5"}:
        return lists.work_paper(agreed.work_form(number, cycle, region, known[codes.DISTRICT].name), words)
    camat = official_of(region, on)
    if number == "2.3":
        return lists.priority_paper(agreed.priority_form(cycle, region), words, camat)
    return lists.open_paper(agreed.open_form(cycle, region), words, camat)
