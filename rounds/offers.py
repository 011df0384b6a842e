"""Which forums an office may prepare now that nobody has prepared yet."""

from dataclasses import dataclass

from accounts.models import OfficeHolding
from accounts.roles import GROUP_ROLES
from proposals.models import Cycle

from .customs import CUSTOMS, led_by
from .models import Forum
from .models.meeting import OVER

Kind = Forum.Kind
CHOSEN = frozenset({Kind.THEMATIC, Kind.IN_PARTS})
"""Kinds that are not one of an office: a klaster is chosen, or the city changes its form."""


@dataclass(frozen=True)
class Offer:
    """One forum of the office itself: its kind, and what it will be called."""

    kind: Forum.Kind
    title: str


def is_in_parts(cycle: Cycle) -> bool:
    """Say whether the city holds its kecamatan forum in four parts this year."""
    return Forum.objects.filter(cycle=cycle, kind=Kind.IN_PARTS).exists()


def offers(holding: OfficeHolding, cycle: Cycle) -> list[Offer]:
    """The forums of the office's own place, group or agency that are missing; of a desk, the next sitting. Two queries.

    In a year with a kecamatan forum in four parts a kelurahan holds its sidang kelompok instead of a forum.
    """
    in_parts = is_in_parts(cycle)
    own = Forum.objects.of_cycle(cycle).led_by(holding).filter(region=holding.office.region)
    known: dict[str, set[str]] = {}
    for kind, status in own.values_list("kind", "status"):
        known.setdefault(kind, set()).add(status)
    return [
        Offer(Kind(kind), f"{Kind(kind).label} {_whose(holding, Kind(kind))}")
        for kind in led_by(holding.role)
        if _is_own(holding, Kind(kind), in_parts)
        and (kind not in known or (CUSTOMS[kind].may_repeat and known[kind] <= OVER))
    ]


def _is_own(holding: OfficeHolding, kind: Forum.Kind, in_parts: bool) -> bool:
    if kind == Kind.REMBUK:
        return holding.role in GROUP_ROLES
    if kind == Kind.KELURAHAN:
        return not in_parts
    return kind not in CHOSEN and (in_parts or not CUSTOMS[kind].is_part)


def _whose(holding: OfficeHolding, kind: Forum.Kind) -> str:
    office = holding.office
    if kind == Kind.REMBUK and office.group:
        return office.group.name
    if kind == Kind.AGENCY and office.agency:
        return office.agency.short_name or office.agency.name
    return office.region.name.removeprefix("Kota ") if kind == Kind.CITY else office.region.name
