"""The child areas of a round: every kelurahan of a kecamatan, every RW of a kelurahan, with usulan or without."""

from collections import Counter

from regions import codes
from regions.models import Region
from rounds.models import Round


def people_by_area(round_: Round) -> dict[str, int]:
    """By the area's name in the round: its voters, or 1 for each where nobody votes; two queries."""
    forum = round_.forum
    level = codes.KELURAHAN if forum.ranks_district else codes.RW
    places = Region.objects.current().filter(code__within=forum.region.code).at(level).in_order()
    names = [place.name if level == codes.KELURAHAN else place.label for place in places]
    voters = Counter(round_.voters.order_by().values_list("area", flat=True))
    return {name: voters[name] if voters else 1 for name in names}
