"""Which usulan are looked at in the field, by whom, and which visits stand on the list of an office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from accounts.models import OfficeHolding
from accounts.roles import Role
from catalogue.models import KamusItem, KamusRule
from regions.models import Region

from .models import Cycle, Proposal, Survey
from .querysets import ProposalQuerySet
from .statuses import Status
from .windows import say_date

SurveyRows = QuerySet[Survey]
SURVEYABLE = frozenset({Status.SUBMITTED, Status.ACCEPTED_KEL, Status.PRIORITY_KEL})
"""A visit is planned while nobody above the kelurahan has decided."""

TABS = (("jadwalkan", "Perlu dijadwalkan"), ("terjadwal", "Terjadwal"), ("selesai", "Selesai"))


def needing(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Usulan whose kamus item asks for a survey, by its mark or by one of its rules."""
    ruled = KamusRule.objects.filter(kind=KamusRule.Kind.SURVEY)
    items = KamusItem.objects.filter(Q(needs_survey=True) | Q(pk__in=ruled.values("item")))
    return proposals.filter(item__in=items.order_by().values("pk"))


def unsurveyed(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Those of which no finished survey says that they are fit (a refusal that was taken back counts as none)."""
    done = Survey.objects.filter(proposal=OuterRef("pk"), status=Survey.Status.DONE)
    unfit = Q(status=Status.PRIORITY_KEL, pk__in=Survey.objects.filter(verdict=Survey.Verdict.UNFIT).values("proposal"))
    fit = done.exclude(verdict=Survey.Verdict.UNFIT)
    return proposals.filter(~Exists(done) | (unfit & ~Exists(fit)))


def surveyed_by(holding: OfficeHolding, cycle: Cycle) -> ProposalQuerySet:
    """Usulan that an office itself may survey: an OPD's own, a kecamatan's those of its own branch."""
    found = Proposal.objects.public().filter(cycle=cycle)
    if holding.role == Role.OPD:
        return found.filter(agency=holding.office.agency_id)
    if holding.role == Role.KEC:
        return found.filter(agency__region=holding.office.region_id)
    return found.none()


def to_plan(holding: OfficeHolding, cycle: Cycle) -> ProposalQuerySet:
    """What waits for a date, by kelurahan."""
    found = unplanned(surveyed_by(holding, cycle))
    return found.for_list().select_related("item").order_by("kelurahan__code", "number")


def unplanned(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Those that need a survey, have none and wait for its date."""
    planned = Survey.objects.filter(proposal=OuterRef("pk"), status=Survey.Status.PLANNED)
    found = unsurveyed(needing(proposals.filter(status__in=SURVEYABLE, desk_locked_at=None)))
    return found.filter(~Exists(planned))


def known_to(holding: OfficeHolding, cycle: Cycle) -> SurveyRows:
    """Visits an office may read: an OPD those of its usulan, all others those at their places."""
    found = Survey.objects.filter(proposal__cycle=cycle)
    if holding.role == Role.OPD:
        return found.filter(proposal__agency=holding.office.agency_id)
    return found.filter(holding.scope.q("proposal__region"))


def with_row(surveys: SurveyRows) -> SurveyRows:
    """Load what a line shows."""
    return surveys.select_related(
        "proposal__group",
        "proposal__kelurahan",
        "proposal__kecamatan",
        "proposal__agency",
        "surveyor__office",
        "agency",
    )


@dataclass(frozen=True)
class Day:
    """The visits of one day under its heading; `late` where the day is over."""

    heading: str
    late: bool
    surveys: list[Survey]


def in_visit_order(surveys: SurveyRows, at: datetime) -> SurveyRows:
    """Planned visits as they are made: today first, then by date and kelurahan; what is late stands before."""
    first = Case(When(planned_on=timezone.localdate(at), then=0), default=1)
    return with_row(surveys).order_by(first, "planned_on", "proposal__kelurahan__code", "proposal__number")


def by_day(surveys: Iterable[Survey], at: datetime) -> list[Day]:
    """Put visits that stand in that order under the heading of their day."""
    today = timezone.localdate(at)
    return [
        Day(_heading(day, today), day < today, list(rows)) for day, rows in groupby(surveys, lambda row: row.planned_on)
    ]


def _heading(day: date, today: date) -> str:
    said = say_date(day)
    if day == today:
        return f"Hari ini, {said}"
    return f"Terlambat, {said}" if day < today else said


def counts(holding: OfficeHolding, cycle: Cycle) -> dict[str, int]:
    """How many stand in each tab, in two queries."""
    found = known_to(holding, cycle).aggregate(
        terjadwal=Count("pk", filter=Q(status=Survey.Status.PLANNED)),
        selesai=Count("pk", filter=Q(status=Survey.Status.DONE)),
    )
    return {"jadwalkan": to_plan(holding, cycle).order_by().count(), **found}


def due_today(holding: OfficeHolding, cycle: Cycle, at: datetime) -> int:
    """How many visits the office should have made by the end of today."""
    own = Survey.objects.filter(proposal__in=surveyed_by(holding, cycle), status=Survey.Status.PLANNED)
    return own.filter(planned_on__lte=timezone.localdate(at)).count()


def unfinished(cycle: Cycle, kecamatan: Region) -> list[Proposal]:
    """Usulan of a kecamatan on its desk that need a survey and have none that says they are fit."""
    on_desk = Proposal.objects.filter(cycle=cycle, kecamatan=kecamatan, status=Status.PRIORITY_KEL, desk_locked_at=None)
    return list(unsurveyed(needing(on_desk)).select_related("group", "agency").order_by("number"))
