"""Tidak dibahas: what still waits for a stage that is over at its place (SE 66/2021: it goes no further). Data."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from accounts.models import ProposerGroup
from regions.models import Region

from .models import Cycle, Proposal, Stage
from .querysets import ProposalQuerySet
from .statuses import Status
from .windows import Window

S, Kind = Status, Stage.Kind
_OWN = Q(group__kind=ProposerGroup.Kind.DISTRICT)
_AT_DESK = Q(status__in=[S.SUBMITTED, S.RETURNED, S.ACCEPTED_KEL])
WAITS_FOR: dict[str, tuple[Q, str]] = {
    Kind.KELURAHAN: (_AT_DESK & ~_OWN, "kelurahan"),
    Kind.DISTRICT: (Q(status__in=[S.PRIORITY_KEL, S.FEASIBLE]) | _AT_DESK & _OWN, "kecamatan"),
    Kind.AGENCY: (Q(status=S.PRIORITY_KEC), "kecamatan"),
    Kind.PLAN: (Q(status=S.RECOMMENDED), "kecamatan"),
}
"""The last stage in which a usulan of these statuses could have been decided, and by whose window it is counted."""


@dataclass(frozen=True)
class Missed:
    """What one area left undecided in one stage; amount in rupiah."""

    stage: str
    window: Window
    area: Region
    count: int
    amount: int

    @property
    def key(self) -> str:
        """How a form names it: `kelurahan:35.73.02.1007`."""
        return f"{self.stage}:{self.area.code}"


def missed(cycle: Cycle, at: datetime) -> list[Missed]:
    """Every stage and area whose window is over with usulan undecided, in the order of the calendar; six queries."""
    windows = Stage.objects.by_area(cycle, WAITS_FOR)
    counted = {
        kind: list(_counted(waiting(cycle, kind, at), WAITS_FOR[kind][1])) for kind in WAITS_FOR if kind in windows
    }
    wanted = {code for rows in counted.values() for code, _, _ in rows}
    regions = {one.code: one for one in Region.objects.current().filter(code__in=wanted).in_order()}
    found = [
        Missed(kind, window, regions[code], count, amount)
        for kind, rows in counted.items()
        for code, count, amount in rows
        if code in regions and _is_over(window := windows[kind].at(code), at)
    ]
    order = list(WAITS_FOR)
    return sorted(found, key=lambda one: (order.index(one.stage), one.area.code))


def waiting(cycle: Cycle, stage: str, at: datetime, codes: Collection[str] | None = None) -> ProposalQuerySet:
    """Usulan that wait for a stage, in these areas or anywhere; not those that their group may still mend."""
    rule, area = WAITS_FOR[stage]
    found = Proposal.objects.filter(rule, cycle=cycle).exclude(status=S.RETURNED, due_at__gt=at)
    return found if codes is None else found.filter(**{f"{area}__code__in": codes})


def _counted(found: ProposalQuerySet, area: str) -> list[tuple[str, int, int]]:
    rows = found.order_by().exclude(**{area: None}).values_list(f"{area}__code")
    return [tuple(row) for row in rows.annotate(Count("pk"), Sum("current_amount"))]


def _is_over(window: Window, at: datetime) -> bool:
    return window.closed_at is not None or window.closes_at <= at
