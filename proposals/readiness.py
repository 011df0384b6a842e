"""Kesiapan: what must be clear before a usulan goes on, who clears each, and how far it is. Pure but for `owned_by`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import OfficeHolding
from accounts.roles import Role

from .models import Cycle, Obstacle, Proposal
from .statuses import OPEN

Kind, Owner = Obstacle.Kind, Obstacle.Owner
DUE_DAYS = 14
LAND_UNKNOWN = "Status lahan belum diketahui. Periksa pemilik tanahnya."
OWNER_OF: dict[str, str] = {
    Kind.LAND: Owner.KELURAHAN,
    Kind.SIZE: Owner.GROUP,
    Kind.CONDITION: Owner.AGENCY,
    Kind.AUTHORITY: Owner.PARTNER,
    Kind.OVERLAP: Owner.KELURAHAN,
    Kind.DOCUMENTS: Owner.GROUP,
}
"""Who clears what, where the one who opens it does not say otherwise."""

OWNER_BY_ROLE: dict[str, str] = {
    Role.KEL: Owner.KELURAHAN,
    Role.KEC: Owner.DISTRICT,
    Role.OPD: Owner.AGENCY,
    Role.MB: Owner.PARTNER,
}


KELURAHAN_CLEARS = (Owner.KELURAHAN, Owner.GROUP)
"""The kelurahan also clears for a group that never logs in."""


def owns(holding: OfficeHolding, obstacle: Obstacle) -> bool:
    """Say whether an office clears an obstacle; the kelurahan also does for a group that never logs in."""
    proposal, owner = obstacle.proposal, obstacle.owner
    if owner == Owner.GROUP:
        own = holding.office.group_id is not None and holding.office.group_id == proposal.group_id
        return own or (holding.role == Role.KEL and holding.scope.covers(proposal.region))
    if OWNER_BY_ROLE.get(holding.role) != owner:
        return False
    if owner == Owner.AGENCY:
        return proposal.agency_id is not None and proposal.agency_id == holding.office.agency_id
    return holding.scope.covers(proposal.region)


def owned_by(holding: OfficeHolding, cycle: Cycle) -> QuerySet[Obstacle]:
    """The open obstacles of a cycle that an office clears, the soonest due first; the same answer as `owns`."""
    found = Obstacle.objects.filter(proposal__cycle=cycle, proposal__status__in=OPEN, cleared_at=None)
    office = holding.office
    if office.group_id is not None:
        mine = Q(owner=Owner.GROUP, proposal__group=office.group_id)
    elif holding.role == Role.OPD:
        mine = Q(owner=Owner.AGENCY, proposal__agency=office.agency)
    elif holding.role == Role.KEL:
        mine = Q(owner__in=KELURAHAN_CLEARS, proposal__kelurahan=office.region_id)
    elif holding.role in OWNER_BY_ROLE:
        mine = Q(owner=OWNER_BY_ROLE[holding.role]) & holding.scope.q("proposal__region")
    else:
        return found.none()
    return found.filter(mine).order_by("due_on", "proposal__number", "pk")


@dataclass(frozen=True)
class Readiness:
    """The obstacles of one usulan, open ones first."""

    obstacles: tuple[Obstacle, ...]

    @property
    def open(self) -> list[Obstacle]:
        return [one for one in self.obstacles if one.cleared_at is None]

    @property
    def sentence(self) -> str:
        """`2 dari 4 selesai`; empty where nothing was asked."""
        done = len(self.obstacles) - len(self.open)
        return f"{done} dari {len(self.obstacles)} selesai" if self.obstacles else ""

    def late(self, on: date) -> list[Obstacle]:
        """Open ones whose day has passed."""
        return [one for one in self.open if one.due_on < on]


def readiness_of(proposal: Proposal) -> Readiness:
    """All obstacles of one usulan with who opened and cleared them; one query."""
    found: Sequence[Obstacle] = list(
        Obstacle.objects.filter(proposal=proposal)
        .select_related("opened_by__office", "cleared_by__office", "evidence")
        .order_by("cleared_at", "due_on", "pk")
    )
    return Readiness(tuple(sorted(found, key=lambda one: one.cleared_at is not None)))
