"""The moves between agencies that an office may read: what waits for mitra or Bappeda, and what was decided."""

from django.db.models import Q, QuerySet

from accounts.models import OfficeHolding
from accounts.roles import Role

from .models import AgencyMove, Cycle

MoveRows = QuerySet[AgencyMove]


def known_to(holding: OfficeHolding, cycle: Cycle) -> MoveRows:
    """Moves from or to an OPD; for others those at their places. Unordered."""
    found = AgencyMove.objects.filter(proposal__cycle=cycle).select_related(
        "proposal__group",
        "proposal__kelurahan",
        "proposal__kecamatan",
        "agency_from",
        "agency_to",
        "proposed_by__office",
        "decided_by__office",
    )
    if holding.role == Role.OPD:
        own = holding.office.agency_id
        return found.filter(Q(agency_from=own) | Q(agency_to=own))
    return found.filter(holding.scope.q("proposal__region"))


def waiting(holding: OfficeHolding, cycle: Cycle) -> MoveRows:
    """What nobody has decided yet, the oldest first."""
    return known_to(holding, cycle).filter(status=AgencyMove.Status.PROPOSED).order_by("proposed_at", "pk")


def decided(holding: OfficeHolding, cycle: Cycle) -> MoveRows:
    """What was decided, the newest first."""
    found = known_to(holding, cycle).exclude(status=AgencyMove.Status.PROPOSED)
    return found.order_by("-decided_at", "-pk")
