"""Verbs of the desk that verifies: accept, accept with changes, merge, send back, reject.

One decision row per usulan and level; what the level below wrote is never overwritten. `expected` is the version of the
usulan that the person saw: where somebody else decided meanwhile, the second is told and nothing changes.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.models import Event, Proposal
from proposals.models.decision import Level, Outcome
from proposals.reasons import missing_text
from proposals.statuses import OPEN, Status

from . import merging
from .drafting import refuse_stale
from .levels import held_before, locked_with_places, refuse_desk_locked, write_decision
from .recording import record
from .stages import require_open


def _open(proposal: Proposal, expected: int | None, *, at: datetime) -> Proposal:
    """Lock a usulan that the kelurahan's desk may decide on; refuse what is stale, decided or out of time."""
    locked = locked_with_places(proposal.pk)
    refuse_stale(locked, expected)
    refuse_desk_locked(locked)
    require_open(locked.cycle, "verify", locked.region, at=at)
    return locked


def _finish(
    proposal: Proposal,
    status: Status,
    kind: Event.Kind,
    *,
    by: OfficeHolding,
    at: datetime,
    reason_code: str = "",
    reason: str = "",
    **body: Any,
) -> Proposal:
    """Move the usulan on, keep the reason beside its status, and record the event."""
    before, held = proposal.status, held_before(proposal)
    proposal.move_to(status, at=at)
    proposal.reason_code, proposal.reason, proposal.review_on = reason_code, reason, None
    proposal.version += 1
    proposal.save()
    record(
        kind,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        before=before,
        after=status,
        level=Level.KELURAHAN,
        reason_code=reason_code,
        reason=reason,
        **held,
        **body,
    )
    require_open(proposal.cycle, "verify", proposal.region, at=at)  # again, past the lock that a closing takes too
    return proposal


def _need_reason(code: str, text: str) -> str:
    missing = missing_text(code, text)
    if missing:
        raise ValidationError({"reason" if code else "reason_code": missing})
    return text.strip()


@transaction.atomic
def accept(proposal: Proposal, *, by: OfficeHolding, at: datetime, expected: int | None) -> Proposal:
    """Terima: the usulan goes into the kelurahan forum as it was sent."""
    proposal = _open(proposal, expected, at=at)
    volume, amount = merging.with_shares(proposal)
    write_decision(proposal, Level.KELURAHAN, Outcome.ACCEPTED, by=by, at=at, volume=volume, amount=amount)
    return _finish(proposal, Status.ACCEPTED_KEL, Event.Kind.ACCEPTED, by=by, at=at)


@transaction.atomic
def accept_changed(
    proposal: Proposal, *, volume: Decimal, reason: str, by: OfficeHolding, at: datetime, expected: int | None
) -> Proposal:
    """Terima dengan perubahan: with another volume; the amount follows from the locked price, in rupiah."""
    if len(reason.strip()) < 10:
        raise ValidationError({"reason": "Tulis alasan perubahan paling sedikit 10 huruf."})
    proposal = _open(proposal, expected, at=at)
    if proposal.unit_price is None:
        raise ValidationError({"volume": "Usulan ini belum mempunyai harga kamus, jadi volumenya tidak dapat diubah."})
    if volume == proposal.volume:
        raise ValidationError({"volume": "Volumenya sama dengan usulan. Pilih Terima, atau isi volume yang baru."})
    amount = proposal.cost_of(volume)
    write_decision(
        proposal, Level.KELURAHAN, Outcome.CHANGED, by=by, at=at, volume=volume, amount=amount, reason=reason.strip()
    )
    proposal.current_volume, proposal.current_amount = volume, amount
    return _finish(
        proposal,
        Status.ACCEPTED_KEL,
        Event.Kind.CHANGED_ACCEPTED,
        by=by,
        at=at,
        reason=reason.strip(),
        volume=str(volume),
        amount=amount,
        requested_volume=str(proposal.volume),
        requested_amount=proposal.amount,
    )


@transaction.atomic
def merge(
    proposal: Proposal,
    *,
    parent: Proposal,
    add_volume: bool = False,
    by: OfficeHolding,
    at: datetime,
    expected: int | None,
) -> Proposal:
    """Gabung: the usulan goes on inside another of the same cycle; both life-lines say so.

    Its volume is added to the parent's where `add_volume` says so; its supporters go along.
    """
    merging.lock_both(proposal, parent)
    proposal = _open(proposal, expected, at=at)
    parent = Proposal.objects.select_for_update(of=("self",)).select_related("cycle", "group").get(pk=parent.pk)
    if parent.pk == proposal.pk:
        raise ValidationError({"parent": "Pilih usulan lain sebagai induk."})
    if parent.cycle_id != proposal.cycle_id or parent.status not in OPEN:
        raise ValidationError({"parent": "Induk harus usulan tahun ini yang masih dibahas."})
    share = merging.share_of(proposal, parent, add_volume=add_volume)
    proposal.parent = parent
    amount = parent.cost_of(share) if share else 0
    reason = f"Digabung dengan usulan {parent.number} dari {parent.group.name}."
    write_decision(
        proposal,
        Level.KELURAHAN,
        Outcome.MERGED,
        by=by,
        at=at,
        volume=share,
        amount=amount,
        parent=parent,
        reason=reason,
    )
    proposal = _finish(
        proposal, Status.MERGED, Event.Kind.MERGED, by=by, at=at, reason=reason, parent=parent.number, share=str(share)
    )
    if share:
        merging.add_share(parent, share)
        parent.version += 1
        parent.save()
        if parent.status == Status.ACCEPTED_KEL:
            grown = {"volume": parent.current_volume, "amount": parent.current_amount}
            write_decision(
                parent,
                Level.KELURAHAN,
                Outcome.CHANGED,
                by=by,
                at=at,
                reason=merging.sentence(proposal, share),
                **grown,
            )
    merging.take_in(parent, proposal, share, by=by, at=at)
    return proposal


@transaction.atomic
def send_back(
    proposal: Proposal,
    *,
    reason_code: str,
    reason: str,
    due_at: datetime | None = None,
    by: OfficeHolding,
    at: datetime,
    expected: int | None,
) -> Proposal:
    """Kembalikan: open the usulan to its proposer again, until a deadline (else the cycle's days for repair)."""
    reason = _need_reason(reason_code, reason)
    proposal = _open(proposal, expected, at=at)
    due_at = due_at or at + timedelta(days=proposal.cycle.repair_days)
    if due_at <= at:
        raise ValidationError({"due_at": "Batas perbaikan harus sesudah sekarang."})
    write_decision(proposal, Level.KELURAHAN, Outcome.RETURNED, by=by, at=at, reason_code=reason_code, reason=reason)
    proposal.due_at = due_at
    return _finish(
        proposal,
        Status.RETURNED,
        Event.Kind.RETURNED,
        by=by,
        at=at,
        reason_code=reason_code,
        reason=reason,
        due_at=due_at.isoformat(),
    )


@transaction.atomic
def reject(
    proposal: Proposal,
    *,
    reason_code: str,
    reason: str,
    may_repeat: bool,
    by: OfficeHolding,
    at: datetime,
    expected: int | None,
) -> Proposal:
    """Tolak: the usulan ends here, with a reason that everybody reads; the decided amount is Rp 0."""
    reason = _need_reason(reason_code, reason)
    proposal = _open(proposal, expected, at=at)
    write_decision(
        proposal,
        Level.KELURAHAN,
        Outcome.REJECTED,
        by=by,
        at=at,
        volume=Decimal(0),
        amount=0,
        reason_code=reason_code,
        reason=reason,
        may_repeat=may_repeat,
    )
    proposal.due_at = None
    return _finish(
        proposal,
        Status.REJECTED,
        Event.Kind.REJECTED,
        by=by,
        at=at,
        reason_code=reason_code,
        reason=reason,
        may_repeat=may_repeat,
    )
