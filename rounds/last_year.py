"""How the usulan of a kelurahan ended a year ago: what a forum looks at before it puts this year's in order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum

from proposals.models import Cycle, Proposal
from proposals.statuses import FACES, Face, Status
from regions.models import Region


@dataclass(frozen=True)
class Ended:
    """So many usulan, for so many rupiah, that came to one end."""

    status: Status
    count: int
    amount: int

    @property
    def face(self) -> Face:
        """The chip that the public reads."""
        return FACES[self.status]


@dataclass(frozen=True)
class LastYear:
    """The year before at one kelurahan, in the order of the life of a usulan."""

    cycle: Cycle
    region: Region
    rows: tuple[Ended, ...]

    @property
    def count(self) -> int:
        return sum(row.count for row in self.rows)

    @property
    def amount(self) -> int:
        return sum(row.amount for row in self.rows)


def of(cycle: Cycle, regions: Iterable[Region]) -> dict[int, LastYear]:
    """By pk of the kelurahan; those without a usulan then are left out. Two queries however many they are."""
    before = Cycle.objects.filter(city=cycle.city_id, plan_year=cycle.plan_year - 1).first()
    if before is None:
        return {}
    places = {region.pk: region for region in regions}
    counted = (
        Proposal.objects.public()
        .filter(cycle=before, kelurahan__in=list(places))
        .order_by()
        .values_list("kelurahan_id", "status")
        .annotate(count=Count("pk"), amount=Sum("current_amount", default=0))
    )
    found: dict[int, dict[str, Ended]] = {}
    for place, status, count, amount in counted:
        if place is not None:
            found.setdefault(place, {})[status] = Ended(Status(status), count, amount)
    return {
        place: LastYear(before, places[place], tuple(ended[status] for status in Status if status in ended))
        for place, ended in found.items()
    }
