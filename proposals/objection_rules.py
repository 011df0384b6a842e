"""When a proposer may object to a decision, until when, and who answers: one level above the one that decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import OfficeHolding
from accounts.roles import Role

from .models import LevelDecision, Objection, Proposal
from .models.decision import Level, Outcome
from .statuses import Status
from .telling import UNDO_MINUTES
from .windows import say, say_day

ObjectionRows = QuerySet[Objection]
MIN_TEXT = 20
REFUSED = frozenset({Status.REJECTED, Status.MERGED})
"""What one may object to: a refusal, or being merged into another usulan."""
_REFUSAL = (Outcome.REJECTED, Outcome.MERGED)
_LEVELS = frozenset({Level.KELURAHAN, Level.DESK, Level.DISTRICT})


def why_not(proposal: Proposal, at: datetime) -> str:
    """Why no objection can be made now, as a sentence; empty where one can. Asks whether one was made: one query."""
    if proposal.status not in REFUSED:
        return f"Usulan ini {Status(proposal.status).label.lower()}. Keberatan hanya atas penolakan atau penggabungan."
    if Objection.objects.filter(proposal=proposal).exists():
        return "Keberatan atas usulan ini sudah pernah disampaikan. Keberatan hanya sekali."
    opens = proposal.status_at + timedelta(minutes=UNDO_MINUTES)
    if at < opens:
        return f"Keputusannya masih dapat dibatalkan petugas. Keberatan dibuka {say(opens)}."
    if timezone.localdate(at) > proposal.objection_last_day:
        ended = datetime.combine(proposal.objection_last_day, time(), tzinfo=timezone.get_current_timezone())
        return f"Batas keberatan sudah lewat, {say_day(ended)}."
    return ""


def open_among(proposals: Iterable[Proposal], at: datetime) -> set[int]:
    """Ids of the usulan to which an objection can be made now, by their status and days; one query."""
    today, opens = timezone.localdate(at), at - timedelta(minutes=UNDO_MINUTES)
    refused = {
        proposal.pk
        for proposal in proposals
        if proposal.status in REFUSED and proposal.status_at <= opens and proposal.objection_last_day >= today
    }
    made = Objection.objects.filter(proposal__in=refused).order_by().values_list("proposal_id", flat=True)
    return refused - set(made)


def refusal_of(proposal: Proposal) -> LevelDecision | None:
    """The decision that refused a usulan; None where no level has recorded one."""
    found = LevelDecision.objects.filter(proposal=proposal, outcome__in=_REFUSAL).select_related("decided_by__office")
    return found.order_by("decided_at", "pk").last()


def objected_level(decision: LevelDecision) -> Level | None:
    """The level that decided, for the answer to come from above it; None for levels that are not answered here.

    A kecamatan that decides on a kelurahan's own usulan writes on the kelurahan's row, but it is the one that decided.
    """
    if decision.level not in _LEVELS:
        return None
    by = decision.decided_by
    if decision.level == Level.KELURAHAN and by is not None and by.role != Role.KEL:
        return Level.DISTRICT
    return Level(decision.level)


def answerer(objection: Objection) -> str:
    """Who answers, in words: `Kecamatan Klojen`, or `Bappeda`. Needs the usulan's kecamatan loaded."""
    if objection.level == Level.KELURAHAN:
        return f"Kecamatan {objection.proposal.kecamatan.name}"
    return "Bappeda"


def on_list(holding: OfficeHolding, cycle_id: int) -> ObjectionRows:
    """Objections an office reads: at its places, those it must answer first, the most urgent first."""
    found = Objection.objects.filter(holding.scope.q("proposal__region"), proposal__cycle=cycle_id)
    return found.select_related(
        "proposal__group", "proposal__kelurahan", "proposal__kecamatan", "proposal__region", "by__office"
    ).order_by("due_on", "pk")


def to_answer(holding: OfficeHolding, cycle_id: int) -> ObjectionRows:
    """What waits for this office's answer."""
    waiting = on_list(holding, cycle_id).filter(status=Objection.Status.WAITING)
    if holding.role == Role.KEC:
        return waiting.filter(level=Level.KELURAHAN)
    return waiting.exclude(level=Level.KELURAHAN) if holding.role == Role.BAP else waiting.none()


@dataclass(frozen=True)
class Due:
    """The deadline of an answer in words."""

    day: date
    days: int

    @property
    def late(self) -> bool:
        return self.days < 0

    @property
    def words(self) -> str:
        """`3 hari lagi`, `hari ini`, `terlambat 2 hari`."""
        if self.days == 0:
            return "hari ini"
        return f"{self.days} hari lagi" if self.days > 0 else f"terlambat {-self.days} hari"


def due(day: date, at: datetime) -> Due:
    """Count the days from a moment to a deadline."""
    return Due(day, (day - timezone.localdate(at)).days)
