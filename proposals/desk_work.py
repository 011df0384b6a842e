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
    """Whose desk, in which cycle, at which time: keys and days, or holes for them (`desk_written`).

    What its queries look like depends on the role alone. So no line may ask what the other values are.
    """

    role: str
    cycle: Any
    city: Any
    place: Any
    code: Any
    agency: Any
    office: Any
    holding: Any
    key: Any
    today: Any
    late_before: Any
    """What waits since before then is late."""

    @classmethod
    def of(cls, holding: OfficeHolding, cycle: Cycle, at: datetime) -> "Desk":
        """The desk at which an office sits."""
        office = holding.office
        return cls(
            role=office.role,
            cycle=cycle.pk,
            city=office.city_id,
            place=office.region_id,
            code=office.region.code,
            agency=office.agency_id,
            office=office.pk,
            holding=holding.pk,
            key=desk_key(holding),
            today=timezone.localdate(at),
            late_before=at - timedelta(days=cycle.answer_days),
        )

    def owned(self, **more: Any) -> ProposalQuerySet:
        """Usulan with an open obstacle that this desk clears; the same answer as `readiness.owned_by`.

        A kelurahan has few usulan and the city many of its obstacles: there one looks from the usulan.
        """
        if self.role == Role.KEL:
            asked = Obstacle.objects.filter(proposal=OuterRef("pk"), cleared_at=None, **more)
            asked = asked.alias(plain_owner=Coalesce("owner", Value(""))).filter(plain_owner__in=KELURAHAN_CLEARS)
            near = Proposal.objects.filter(cycle=self.cycle, kelurahan=self.place)
            return near.filter(Exists(asked), status__in=OPEN)
        owner = OWNER_BY_ROLE.get(self.role)
        found = self.having(Obstacle.objects.filter(owner=owner, cleared_at=None, **more)).filter(status__in=OPEN)
        return plainly(found, kecamatan_id=self.place) if self.role == Role.KEC else found

    @property
    def overdue(self) -> ProposalQuerySet:
        """The same, past their day."""
        return self.owned(due_on__lt=self.today)

    def having(self, rows: QuerySet[Any]) -> ProposalQuerySet:
        """The usulan of this cycle that such rows belong to."""
        found = Proposal.objects.filter(pk__in=rows.order_by().values("proposal")).exclude(status__in=HIDDEN)
        return self._standing_here(found)

    def _standing_here(self, found: ProposalQuerySet) -> ProposalQuerySet:
        """Of this cycle; for an agency only what is still its own, as what has moved on opens no more."""
        found = plainly(found, cycle_id=self.cycle)
        return plainly(found, agency_id=self.agency) if self.role == Role.OPD else found

    @property
    def taken(self) -> ProposalQuerySet:
        """What the office itself was given and is not yet agreed or refused."""
        given = DeskTask.objects.filter(office=self.office).order_by()
        return self._standing_here(Proposal.objects.filter(pk__in=given.values("proposal"), status__in=OPEN))

    @property
    def decides(self) -> ProposalQuerySet:
        """What it decides: a kelurahan what comes from below; a level above what the level below wrote itself.

        The same answer as `proposals.verify_proposal` for what is not hidden.
        """
        sent, city = Proposal.objects.filter(cycle=self.cycle), ProposerGroup.objects.filter(city=self.city)
        if self.role == Role.KEL:
            own = city.filter(kind__in=[Kind.KELURAHAN, Kind.DISTRICT])
            return sent.filter(kelurahan=self.place).exclude(group__in=own.order_by().values("pk"))
        if self.role == Role.KEC:
            return _sent_by(city.filter(kind=Kind.KELURAHAN, region__code__within=self.code), sent)
        return _sent_by(city.filter(kind=Kind.DISTRICT), sent) if self.role == Role.BAP else sent.none()

    @property
    def pending(self) -> ProposalQuerySet:
        """What it decides now; Ditunda waits for others until its day, then it is pending again."""
        due = Q(review_on=None) | Q(review_on__lte=self.today)
        return self.decides.filter(due, status=Status.SUBMITTED)

    def free_or_mine(self, found: ProposalQuerySet) -> ProposalQuerySet:
        """Leave out what a colleague has taken."""
        given = DeskTask.objects.filter(proposal=OuterRef("pk"), desk=self.key)
        return found.exclude(Exists(given.exclude(office=self.office)))


def plainly(found: ProposalQuerySet, **fields: Any) -> ProposalQuerySet:
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


def _sent_by(groups: QuerySet[ProposerGroup], sent: ProposalQuerySet) -> ProposalQuerySet:
    """Of few groups: looked up by group before anything else, on (cycle, group)."""
    return Proposal.objects.filter(pk__in=sent.filter(group__in=groups.order_by().values("pk")).values("pk"))


def _deciding(desk: Desk) -> Tabs:
    """A level that decides. The kelurahan's own obstacles are on usulan that it decides anyway, or are past them."""
    mine, now, owned = desk.decides, desk.pending, desk.owned()
    held = Q(status=Status.SUBMITTED, review_on__gt=desk.today)
    waiting = [mine.filter(Q(status=Status.RETURNED) | held, status__in=WAITING)]
    if desk.role == Role.KEC:
        waiting.append(_surveyed_by_others(desk))
    return {
        "belum": either(now, owned) if desk.role == Role.KEC else either(now),
        "saya": either(desk.taken.filter(status__in=WAITING), desk.free_or_mine(owned)),
        "terlambat": either(now.filter(status_at__lt=desk.late_before), desk.overdue),
        "menunggu": either(*waiting),
        "selesai": either(mine.filter(status__in=DONE)),
    }


def _surveyed_by_others(desk: Desk) -> ProposalQuerySet:
    """In the kecamatan, with a visit planned by an agency that is not its own branch."""
    planned = Survey.objects.filter(kecamatan=desk.place, status=Survey.Status.PLANNED)
    return desk.having(planned.exclude(agency__region=desk.place))


def _of_agency(desk: Desk) -> Tabs:
    """A perangkat daerah: its usulan to survey, its visits of today, its obstacles."""
    to_plan = survey_list.unplanned(Proposal.objects.filter(cycle=desk.cycle, agency=desk.agency))
    visits = Survey.objects.filter(agency=desk.agency)
    planned = visits.filter(status=Survey.Status.PLANNED)
    owned = desk.owned()
    asked = Obstacle.objects.filter(opened_by__office__agency=desk.agency, cleared_at=None)
    moves = AgencyMove.objects.filter(agency_from=desk.agency, status=AgencyMove.Status.PROPOSED)
    return {
        "belum": either(some(to_plan), desk.having(planned.filter(planned_on__lte=desk.today)), owned),
        "saya": either(desk.taken, desk.having(planned.filter(surveyor=desk.holding)), desk.free_or_mine(owned)),
        "terlambat": either(
            some(to_plan.filter(status_at__lt=desk.late_before)),
            desk.having(planned.filter(planned_on__lt=desk.today)),
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


def tabs_of(desk: Desk) -> Tabs:
    """The tabs of a desk, unordered; {} for an office without one."""
    make = WORK.get(desk.role)
    return make(desk) if make else {}


def tab_of(proposal: Proposal, at: datetime) -> str:
    """The tab of a deciding desk in which a usulan stands."""
    is_held = proposal.review_on is not None and proposal.review_on > timezone.localdate(at)
    if proposal.status == Status.RETURNED or (is_held and proposal.status == Status.SUBMITTED):
        return "menunggu"
    return "belum" if proposal.status == Status.SUBMITTED else "selesai"
