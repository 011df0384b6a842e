"""What a forum decided, written to all its usulan at once: the verb that rounds calls when a list is closed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import OfficeHolding
from proposals.models import Cycle, Event, LevelDecision, Proposal
from proposals.models.decision import Level, Outcome
from proposals.statuses import OPEN, Status

from .levels import refuse_desk_locked
from .recording import record_all

_RESULT = {
    Level.KELURAHAN: (Status.PRIORITY_KEL, Status.RESERVE_KEL, Outcome.RESERVE, "kelurahan_rank"),
    Level.DISTRICT: (Status.PRIORITY_KEC, Status.NOT_AGREED, Outcome.NOT_AGREED, "kecamatan_rank"),
}
_ENDS = {
    Outcome.THIS_YEAR: (Status.THIS_YEAR, Event.Kind.THIS_YEAR),
    Outcome.REJECTED: (Status.REJECTED, Event.Kind.REJECTED),
}
"""What a sidang kelompok may say instead of a place in the list (domain.md 6)."""


@dataclass(frozen=True)
class ForumOutcome:
    """What the forum decided on one usulan: in with its rank, or out with a reason and the numbers behind it.

    `ends` names what became of one that leaves the list for good: done this year, or refused.
    """

    proposal: Proposal
    chosen: bool
    rank: int | None
    volume: Decimal | None
    amount: int
    reason_code: str = ""
    reason: str = ""
    numbers: dict[str, Any] = field(default_factory=dict)
    sentence: str = ""
    ends: Outcome | None = None


@transaction.atomic
def record_outcomes(
    outcomes: Sequence[ForumOutcome],
    *,
    level: str,
    forum_number: str,
    forum_label: str,
    round_code: str,
    by: OfficeHolding,
    at: datetime,
) -> list[LevelDecision]:
    """Write one decision per usulan, move each on, and record each event; the number of queries does not grow.

    Returns the decisions in the order given. Refuses the whole list when one usulan cannot take its step.
    """
    if not outcomes:
        return []
    chosen_status, other_status, other_outcome, rank_field = _RESULT[Level(level)]
    ids = [outcome.proposal.pk for outcome in outcomes]
    locked = Proposal.objects.select_for_update(of=("self",)).select_related("cycle__city").in_bulk(ids)
    versions = dict(
        LevelDecision.objects.filter(proposal_id__in=ids, level=level)
        .order_by()
        .values_list("proposal_id")
        .annotate(Max("version"))
    )
    acts: list[tuple[Event.Kind, Proposal | None, str, dict[str, Any]]] = []
    decisions, moved = [], []
    for outcome in outcomes:
        proposal = locked[outcome.proposal.pk]
        before = proposal.status
        status, said, kind = (
            (chosen_status, Outcome.PRIORITY, Event.Kind.PRIORITISED)
            if outcome.chosen
            else (other_status, other_outcome, Event.Kind.LEFT_OUT)
        )
        if outcome.ends:
            said, (status, kind) = outcome.ends, _ENDS[outcome.ends]
        if said not in {Outcome.PRIORITY, Outcome.THIS_YEAR} and not (outcome.reason_code and outcome.reason):
            raise ValidationError(f"{proposal.number}: tulis alasan mengapa belum diprioritaskan.")
        if outcome.volume != proposal.current_volume:
            refuse_desk_locked(proposal)
        if status != before:  # an addendum may change the place or the volume of one that stays
            proposal.move_to(status, at=at)
        setattr(proposal, rank_field, outcome.rank if outcome.chosen else None)
        proposal.current_volume, proposal.current_amount = outcome.volume, outcome.amount
        proposal.reason_code = "" if outcome.chosen else outcome.reason_code
        proposal.reason = outcome.reason or (outcome.sentence if not outcome.chosen else "")
        proposal.version += 1
        decisions.append(
            LevelDecision(
                cycle=proposal.cycle,
                proposal=proposal,
                level=level,
                version=(versions.get(proposal.pk) or 0) + 1,
                outcome=said,
                volume=Decimal(0) if said == Outcome.REJECTED else outcome.volume,
                unit_price=proposal.unit_price,
                amount=0 if said == Outcome.REJECTED else outcome.amount,
                agency_id=proposal.agency_id,
                rank=outcome.rank,
                funding=proposal.funding,
                reason_code="" if outcome.chosen else outcome.reason_code,
                reason=outcome.reason,
                forum_number=forum_number,
                forum_label=forum_label,
                round_code=round_code,
                round_numbers=outcome.numbers,
                round_sentence=outcome.sentence,
                decided_by=by,
                decided_at=at,
            )
        )
        body = {
            "before": before,
            "after": status.value,
            "level": level,
            "rank": outcome.rank,
            "forum": forum_label,
            "reason_code": outcome.reason_code,
            "reason": proposal.reason,
            "amount": outcome.amount,
        }
        if verdict := outcome.numbers.get("putusan"):
            body["verdict"] = verdict
        acts.append((kind, proposal, "", body))
        moved.append(proposal)
    created = LevelDecision.objects.bulk_create(decisions, batch_size=200)
    Proposal.objects.bulk_update(
        moved,
        ["status", "status_at", rank_field, "current_volume", "current_amount", "reason_code", "reason", "version"],
        batch_size=200,
    )
    record_all(acts, by=by, at=at, cycle=moved[0].cycle)
    return created


@transaction.atomic
def mark_not_discussed(
    cycle: Cycle,
    proposals: Sequence[Proposal],
    *,
    stage: str,
    by: OfficeHolding | None,
    at: datetime,
    note: str = "",
) -> int:
    """Tidak dibahas: usulan whose level missed its window, named by the stage, and why (`note`); returns how many."""
    locked = list(
        Proposal.objects.select_for_update(of=("self",)).filter(
            pk__in=[proposal.pk for proposal in proposals], status__in=OPEN
        )
    )
    acts: list[tuple[Event.Kind, Proposal | None, str, dict[str, Any]]] = []
    for proposal in locked:
        before = proposal.status
        proposal.move_to(Status.NOT_DISCUSSED, at=at)
        proposal.reason_code, proposal.reason = "terlambat", f"{stage} tidak selesai pada jadwalnya. {note}".strip()
        proposal.version += 1
        acts.append(
            (
                Event.Kind.NOT_DISCUSSED,
                proposal,
                "",
                {"before": before, "after": Status.NOT_DISCUSSED.value, "stage": stage, "reason": proposal.reason},
            )
        )
    Proposal.objects.bulk_update(locked, ["status", "status_at", "reason_code", "reason", "version"], batch_size=200)
    if acts:
        record_all(acts, by=by, at=at, cycle=cycle)
    return len(locked)
