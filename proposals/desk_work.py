"""What stands on the desk of each level, tab by tab: one table of what pending, late, waiting and done mean.

Every entry is a query that begins at an index (cycle, status, kelurahan; cycle, agency, status; an open obstacle), so
that a page costs the same in a city of a hundred thousand usulan.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import OfficeHolding, ProposerGroup
from accounts.roles import Role

from . import survey_list
from .desks import desk_key
from .models import AgencyMove, Cycle, DeskTask, Obstacle, Proposal, Survey
from .querysets import ProposalQuerySet
from .readiness import KELURAHAN_CLEARS, OWNER_BY_ROLE
from .statuses import HIDDEN, OPEN, Status

Kind, Owner = ProposerGroup.Kind, Obstacle.Owner
TABS = (
    ("belum", "Belum"),
    ("saya", "Milik saya"),
    ("terlambat", "Terlambat"),
    ("menunggu", "Menunggu pihak lain"),
    ("selesai", "Selesai"),
)
WAITING = (Status.SUBMITTED, Status.RETURNED)
DONE = tuple(status for status in Status if status not in {*WAITING, *HIDDEN})
MOST_OF_CITY = 500
"""Of what waits for a survey an agency may have thousands: its desk takes the first; *Survei lapangan* has them all."""

DECIDERS = frozenset({Role.KEL, Role.KEC, Role.BAP})


@dataclass(frozen=True)
class Desk:
    """Whose desk, in which cycle, at which time; with the open obstacles that it clears."""

    holding: OfficeHolding
    cycle: Cycle
    at: datetime

    @property
    def late_before(self) -> datetime:
        """What waits since before then is late."""
        return self.at - timedelta(days=self.cycle.answer_days)

    def owned(self, **more: Any) -> ProposalQuerySet:
        """Usulan with an open obstacle that this desk clears; the same answer as `readiness.owned_by`.

        A kelurahan has few usulan and the city many of its obstacles: there one looks from the usulan.
        """
        office = self.holding.office
        if self.holding.role == Role.KEL:
            asked = Obstacle.objects.filter(proposal=OuterRef("pk"), cleared_at=None, **more)
            asked = asked.alias(plain_owner=Coalesce("owner", Value(""))).filter(plain_owner__in=KELURAHAN_CLEARS)
            near = Proposal.objects.filter(cycle=self.cycle, kelurahan=office.region_id)
            return near.filter(Exists(asked), status__in=OPEN)
        owner = OWNER_BY_ROLE.get(self.holding.role)
        found = self.having(Obstacle.objects.filter(owner=owner, cleared_at=None, **more)).filter(status__in=OPEN)
        return plainly(found, kecamatan_id=office.region_id) if self.holding.role == Role.KEC else found

    @property
    def overdue(self) -> ProposalQuerySet:
        """The same, past their day."""
        return self.owned(due_on__lt=timezone.localdate(self.at))

    def having(self, rows: QuerySet[Any]) -> ProposalQuerySet:
        """The usulan of this cycle that such rows belong to."""
        found = Proposal.objects.filter(pk__in=rows.order_by().values("proposal")).exclude(status__in=HIDDEN)
        return self._standing_here(found)

    def _standing_here(self, found: ProposalQuerySet) -> ProposalQuerySet:
        """Of this cycle; for an agency only what is still its own, as what has moved on opens no more."""
        found = plainly(found, cycle_id=self.cycle.pk)
        mine = self.holding.office.agency_id
        return plainly(found, agency_id=mine) if self.holding.role == Role.OPD else found

    @property
    def taken(self) -> ProposalQuerySet:
        """What the office itself was given and is not yet agreed or refused."""
        given = DeskTask.objects.filter(office=self.holding.office_id).order_by()
        return self._standing_here(Proposal.objects.filter(pk__in=given.values("proposal"), status__in=OPEN))

    def free_or_mine(self, found: ProposalQuerySet) -> ProposalQuerySet:
        """Leave out what a colleague has taken."""
        given = DeskTask.objects.filter(proposal=OuterRef("pk"), desk=desk_key(self.holding))
        return found.exclude(Exists(given.exclude(office=self.holding.office_id)))


def plainly(found: ProposalQuerySet, **fields: int | None) -> ProposalQuerySet:
    """Compare numbers without the help of their indexes.

    A database that does not know how many usulan an agency or a cycle has would begin there and read the city, instead
    of beginning with the few rows that are named.
    """
    for name, value in fields.items():
        bare = ExpressionWrapper(F(name) + Value(0), output_field=BigIntegerField())
        found = found.alias(**{f"plain_{name}": bare}).filter(**{f"plain_{name}": value})
    return found


@dataclass(frozen=True)
class Tab:
    """Usulan that are in any of some queries; each of them is looked up on its own index."""

    parts: tuple[ProposalQuerySet, ...]

    def ids(self) -> QuerySet[Proposal, Any]:
        """The primary keys of all, each once."""
        first, *rest = (one.order_by().values("pk") for one in self.parts)
        return first.union(*rest) if rest else first

    def rows(self) -> ProposalQuerySet:
        """All, unordered."""
        return Proposal.objects.filter(pk__in=self.ids()) if len(self.parts) > 1 else self.parts[0]

    def cut(self, by: Callable[[ProposalQuerySet], ProposalQuerySet]) -> "Tab":
        """What is left by a filter."""
        return Tab(tuple(by(one) for one in self.parts))


def either(*found: ProposalQuerySet) -> Tab:
    """Usulan in any of them."""
    return Tab(found)


Tabs = dict[str, Tab]


def some(found: ProposalQuerySet) -> ProposalQuerySet:
    """The same, but no more of them than anybody works through."""
    return Proposal.objects.filter(pk__in=found.order_by().values("pk")[:MOST_OF_CITY])


def decides(holding: OfficeHolding, cycle: Cycle) -> ProposalQuerySet:
    """What a desk decides: a kelurahan what comes from below; a level above what the level below wrote itself.

    The same answer as `proposals.verify_proposal` for what is not hidden.
    """
    office, sent = holding.office, Proposal.objects.filter(cycle=cycle)
    city = ProposerGroup.objects.filter(city=office.city_id)
    if holding.role == Role.KEL:
        own = city.filter(kind__in=[Kind.KELURAHAN, Kind.DISTRICT])
        return sent.filter(kelurahan=office.region_id).exclude(group__in=own.order_by().values("pk"))
    if holding.role == Role.KEC:
        return _sent_by(city.filter(kind=Kind.KELURAHAN).filter(holding.scope.q("region")), sent)
    return _sent_by(city.filter(kind=Kind.DISTRICT), sent) if holding.role == Role.BAP else sent.none()


def _sent_by(groups: QuerySet[ProposerGroup], sent: ProposalQuerySet) -> ProposalQuerySet:
    """Of few groups: looked up by group before anything else, on (cycle, group)."""
    return Proposal.objects.filter(pk__in=sent.filter(group__in=groups.order_by().values("pk")).values("pk"))


def pending(holding: OfficeHolding, cycle: Cycle, at: datetime) -> ProposalQuerySet:
    """What a desk decides now; Ditunda waits for others until its day, then it is pending again."""
    due = Q(review_on=None) | Q(review_on__lte=timezone.localdate(at))
    return decides(holding, cycle).filter(due, status=Status.SUBMITTED)


def _deciding(desk: Desk) -> Tabs:
    """A level that decides. The kelurahan's own obstacles are on usulan that it decides anyway, or are past them."""
    mine = decides(desk.holding, desk.cycle)
    now = pending(desk.holding, desk.cycle, desk.at)
    held = Q(status=Status.SUBMITTED, review_on__gt=timezone.localdate(desk.at))
    owned, waiting = desk.owned(), [mine.filter(Q(status=Status.RETURNED) | held, status__in=WAITING)]
    if desk.holding.role == Role.KEC:
        waiting.append(_surveyed_by_others(desk))
    return {
        "belum": either(now, owned) if desk.holding.role == Role.KEC else either(now),
        "saya": either(desk.taken.filter(status__in=WAITING), desk.free_or_mine(owned)),
        "terlambat": either(now.filter(status_at__lt=desk.late_before), desk.overdue),
        "menunggu": either(*waiting),
        "selesai": either(mine.filter(status__in=DONE)),
    }


def _surveyed_by_others(desk: Desk) -> ProposalQuerySet:
    """In the kecamatan, with a visit planned by an agency that is not its own branch."""
    here = desk.holding.office.region_id
    planned = Survey.objects.filter(status=Survey.Status.PLANNED).exclude(agency__region=here)
    return plainly(desk.having(planned), kecamatan_id=here)


def _of_agency(desk: Desk) -> Tabs:
    """A perangkat daerah: its usulan to survey, its visits of today, its obstacles."""
    holding, today = desk.holding, timezone.localdate(desk.at)
    to_plan = survey_list.to_plan(holding, desk.cycle).order_by().select_related(None)
    visits = Survey.objects.filter(agency=holding.office.agency_id)
    planned = visits.filter(status=Survey.Status.PLANNED)
    owned = desk.owned()
    asked = Obstacle.objects.filter(opened_by__office__agency=holding.office.agency_id, cleared_at=None)
    moves = AgencyMove.objects.filter(agency_from=holding.office.agency_id, status=AgencyMove.Status.PROPOSED)
    return {
        "belum": either(some(to_plan), desk.having(planned.filter(planned_on__lte=today)), owned),
        "saya": either(desk.taken, desk.having(planned.filter(surveyor=holding)), desk.free_or_mine(owned)),
        "terlambat": either(
            some(to_plan.filter(status_at__lt=desk.late_before)),
            desk.having(planned.filter(planned_on__lt=today)),
            desk.overdue,
        ),
        "menunggu": either(desk.having(asked.exclude(owner=Owner.AGENCY)), desk.having(moves)),
        "selesai": either(desk.having(visits.filter(status=Survey.Status.DONE))),
    }


def _of_partner(desk: Desk) -> Tabs:
    """The partner in Bappeda: moves between agencies that wait for an answer, and its obstacles, in the whole city.

    `Agency.partner` is a name, not an office, so it cuts nothing.
    """
    waiting = AgencyMove.objects.filter(status=AgencyMove.Status.PROPOSED)
    owned = desk.owned()
    asked = Obstacle.objects.filter(opened_by__office__role=Role.MB, cleared_at=None)
    return {
        "belum": either(desk.having(waiting), owned),
        "saya": either(desk.taken, desk.free_or_mine(owned)),
        "terlambat": either(desk.having(waiting.filter(proposed_at__lt=desk.late_before)), desk.overdue),
        "menunggu": either(desk.having(asked.exclude(owner=Owner.PARTNER))),
        "selesai": either(
            desk.having(AgencyMove.objects.filter(decided_by__office__role=Role.MB)),
            desk.having(Obstacle.objects.filter(cleared_by__office__role=Role.MB)),
        ),
    }


WORK: dict[str, Callable[[Desk], Tabs]] = {
    Role.KEL: _deciding,
    Role.KEC: _deciding,
    Role.BAP: _deciding,
    Role.OPD: _of_agency,
    Role.MB: _of_partner,
}
"""What each level's tabs hold. A new kind of work is one more query in `either`."""


def tabs_of(holding: OfficeHolding, cycle: Cycle, at: datetime) -> Tabs:
    """The tabs of a desk, unordered; {} for an office without a desk."""
    make = WORK.get(holding.role)
    return make(Desk(holding, cycle, at)) if make else {}


def tab_of(proposal: Proposal, at: datetime) -> str:
    """The tab of a deciding desk in which a usulan stands."""
    is_held = proposal.review_on is not None and proposal.review_on > timezone.localdate(at)
    if proposal.status == Status.RETURNED or (is_held and proposal.status == Status.SUBMITTED):
        return "menunggu"
    return "belum" if proposal.status == Status.SUBMITTED else "selesai"
