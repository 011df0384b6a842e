"""What the rembuk of the RW brought, by kecamatan: the table a city reads out when it opens its kecamatan forums."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count

from accounts.models import ProposerGroup
from catalogue.models import KamusItem
from proposals.models import Cycle, Proposal
from regions import codes
from regions.models import Region
from rounds.models import Forum

CENT = Decimal("0.01")


@dataclass(frozen=True)
class RembukLine:
    """One kecamatan, or the city: its places, how many RW held their rembuk, who sent, and how many of which kind."""

    name: str
    kelurahan: int
    rw: int
    held: int
    nil: int
    senders: int
    kinds: dict[str, int]

    @property
    def count(self) -> int:
        return sum(self.kinds.values())

    def share(self, kind: str) -> Decimal | None:
        """One kind of all, in percent with two decimals; None where there is nothing."""
        if not self.count:
            return None
        return (Decimal(100 * self.kinds.get(kind, 0)) / self.count).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class RembukRecap:
    """All kecamatan of a city in the order of their codes, and their sum."""

    lines: tuple[RembukLine, ...]
    total: RembukLine


def rembuk_recap(cycle: Cycle) -> RembukRecap:
    """Count places, rembuk and usulan of RW in a cycle; four queries. Needs the city loaded."""
    city = cycle.city
    places = list(Region.objects.current().within(city.code).filter(level__lte=codes.RW).in_order())
    groups = ProposerGroup.Kind.RW
    rembuk = Forum.objects.filter(cycle=cycle, kind=Forum.Kind.REMBUK, group__kind=groups).order_by()
    meetings = list(rembuk.values_list("region__code", "status"))
    usulan = Proposal.objects.public().filter(cycle=cycle, group__kind=groups).order_by()
    counted = list(usulan.values_list("kecamatan__code", "kind").annotate(n=Count("pk")))
    senders = dict(usulan.values_list("kecamatan__code").annotate(n=Count("group", distinct=True)))

    def line(district: Region) -> RembukLine:
        own = [place for place in places if place.code.startswith(f"{district.code}.")]
        met = [status for code, status in meetings if code.startswith(f"{district.code}.")]
        return RembukLine(
            name=district.name,
            kelurahan=sum(place.level == codes.KELURAHAN for place in own),
            rw=sum(place.level == codes.RW for place in own),
            held=met.count(Forum.Status.CLOSED),
            nil=met.count(Forum.Status.NIL),
            senders=senders.get(district.code, 0),
            kinds={kind: n for code, kind, n in counted if code == district.code},
        )

    lines = tuple(line(place) for place in places if place.level == codes.DISTRICT)
    kinds = {kind: sum(one.kinds.get(kind, 0) for one in lines) for kind in KamusItem.Kind.values}
    total = RembukLine(
        name=city.name,
        kelurahan=sum(one.kelurahan for one in lines),
        rw=sum(one.rw for one in lines),
        held=sum(one.held for one in lines),
        nil=sum(one.nil for one in lines),
        senders=sum(one.senders for one in lines),
        kinds=kinds,
    )
    return RembukRecap(lines, total)
