"""How far the forums are and what pagu stands against them, for the figures above a recap."""

from dataclasses import dataclass

from django.db.models import Sum

from proposals.models import Ceiling, Cycle
from regions import codes
from regions.models import Region
from regions.scope import Scope
from rounds.models import Forum
from rounds.models.meeting import OVER

from .verdicts import Upto


@dataclass(frozen=True)
class Progress:
    """Kelurahan forums that are done (closed or nihil) out of all kelurahan; pagu in rupiah, None where none is set."""

    done: int
    total: int
    ceiling: int | None

    @property
    def missing(self) -> int:
        """Kelurahan whose forum is still to be closed."""
        return max(self.total - self.done, 0)


def progress(cycle: Cycle | None, scope: Scope, upto: Upto) -> Progress:
    """Count forums and pagu in a scope, in three queries."""
    done = Forum.objects.of_kelurahan().filter(scope.q("region"), cycle=cycle, status__in=OVER).count()
    total = Region.objects.current().visible_to(scope).at(codes.KELURAHAN).count()
    level = codes.KELURAHAN if upto == Upto.KELURAHAN else codes.DISTRICT
    ceiling = Ceiling.objects.filter(scope.q("region"), cycle=cycle, region__level=level, agency=None).aggregate(
        amount=Sum("amount")
    )
    return Progress(done, total, ceiling["amount"])
