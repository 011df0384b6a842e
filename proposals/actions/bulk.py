"""Deciding many small repeat items at once: one record and one event each, all or none, constant SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import OfficeHolding
from proposals.joined import merged_volumes
from proposals.models import Event, LevelDecision, Proposal
from proposals.models.decision import Level, Outcome
from proposals.reasons import missing_text
from proposals.statuses import Status

from .levels import held_before, refuse_desk_locked
from .recording import Act, record_all
from .stages import require_open

K = Event.Kind
_STEP: dict[str, tuple[Status, Outcome, Event.Kind]] = {
    "terima": (Status.ACCEPTED_KEL, Outcome.ACCEPTED, K.ACCEPTED),
    "kembalikan": (Status.RETURNED, Outcome.RETURNED, K.RETURNED),
    "tolak": (Status.REJECTED, Outcome.REJECTED, K.REJECTED),
}
WRITTEN = ("status", "status_at", "reason_code", "reason", "due_at", "review_on", "version")


@transaction.atomic
def decide_many(
    proposals: Sequence[Proposal],
    *,
    outcome: str,
    expected: Mapping[int, int],
    reason_code: str = "",
    reason: str = "",
    by: OfficeHolding,
    at: datetime,
) -> list[Proposal]:
    """Terima, kembalikan or tolak many pending usulan of one kamus item with one shared reason.

    `expected` holds the version of each that the person saw, by id. One that changed meanwhile is named, and then none
    is decided.
    """
    if not proposals:
        raise ValidationError("Pilih paling sedikit satu usulan.")
    if outcome != "terima" and (missing := missing_text(reason_code, reason)):
        raise ValidationError({"reason" if reason_code else "reason_code": missing})
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("cycle__city", "region", "kelurahan")
    found = list(rows.filter(pk__in=[one.pk for one in proposals]).order_by("pk"))
    _require_same(found, expected)
    for one in {one.kelurahan_id: one for one in found}.values():
        require_open(one.cycle, "verify", one.region, at=at)
    status, said, kind = _STEP[outcome]
    versions: dict[int, int] = dict(
        LevelDecision.objects.filter(proposal__in=found, level=Level.KELURAHAN)
        .order_by()
        .values_list("proposal_id")
        .annotate(Max("version"))
    )
    shares = merged_volumes(found)
    decisions: list[LevelDecision] = []
    acts: list[Act] = []
    for one in found:
        refuse_desk_locked(one)
        before, held = one.status, held_before(one)
        one.move_to(status, at=at)
        one.reason_code, one.reason, one.review_on = reason_code, reason.strip(), None
        one.due_at = at + timedelta(days=one.cycle.repair_days) if status == Status.RETURNED else None
        one.version += 1
        decisions.append(
            _decision(
                one,
                said,
                share=shares.get(one.pk, Decimal(0)),
                version=(versions.get(one.pk) or 0) + 1,
                reason_code=reason_code,
                reason=reason,
                by=by,
                at=at,
            )
        )
        acts.append((kind, one, "", held | _body(one, before, reason_code, reason)))
    LevelDecision.objects.bulk_create(decisions, batch_size=200)
    Proposal.objects.bulk_update(found, WRITTEN, batch_size=200)
    record_all(acts, by=by, at=at, cycle=found[0].cycle)
    for one in {one.kelurahan_id: one for one in found}.values():
        require_open(one.cycle, "verify", one.region, at=at)
    return found


def _require_same(found: Sequence[Proposal], expected: Mapping[int, int]) -> None:
    if len({one.item_id for one in found}) > 1:
        raise ValidationError("Putuskan sekaligus hanya untuk satu item kamus.")
    changed = [one.number for one in found if one.version != expected.get(one.pk) or one.status != Status.SUBMITTED]
    if changed:
        raise ValidationError(
            f"Sudah berubah sejak halaman dibuka: {', '.join(changed)}. Belum ada yang diputuskan; periksa lagi.",
            code="conflict",
        )


def _decision(
    one: Proposal,
    outcome: Outcome,
    *,
    share: Decimal,
    version: int,
    reason_code: str,
    reason: str,
    by: OfficeHolding,
    at: datetime,
) -> LevelDecision:
    volume = one.volume + share if one.volume is not None else None
    amount = one.cost_of(volume) if share and volume is not None else one.amount
    if outcome == Outcome.REJECTED:
        volume, amount = Decimal(0), 0
    return LevelDecision(
        cycle=one.cycle,
        proposal=one,
        level=Level.KELURAHAN,
        version=version,
        outcome=outcome,
        volume=volume,
        unit_price=one.unit_price,
        amount=amount,
        agency_id=one.agency_id,
        reason_code=reason_code,
        reason=reason.strip(),
        decided_by=by,
        decided_at=at,
    )


def _body(one: Proposal, before: str, reason_code: str, reason: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "before": before,
        "after": one.status,
        "level": Level.KELURAHAN.value,
        "reason_code": reason_code,
        "reason": reason.strip(),
        "together": True,
    }
    if one.due_at is not None:
        body["due_at"] = one.due_at.isoformat()
    if one.status == Status.REJECTED:
        body["may_repeat"] = True
    return body
