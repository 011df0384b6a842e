"""The verb that takes a decision of the desk back within ten minutes: a new version says so, nothing is erased."""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime

from accounts.models import OfficeHolding
from proposals.models import Event, Proposal, Support
from proposals.models.decision import Level, Outcome
from proposals.statuses import Status
from proposals.undo_rules import last_event, why_not_undo

from . import merging
from .levels import locked_with_places, refuse_desk_locked, write_decision
from .recording import record
from .stages import require_open

REASON = "Dibatalkan petugas dalam 10 menit."


@transaction.atomic
def undo(proposal: Proposal, *, by: OfficeHolding, at: datetime) -> Proposal:
    """Urungkan: put the usulan back to where it stood before the desk's last decision. Nobody is told of either."""
    if proposal.parent is not None:
        merging.lock_both(proposal, proposal.parent)
    proposal = locked_with_places(proposal.pk)
    event = last_event(proposal)
    if event is None or (refusal := why_not_undo(event, by, at)):
        raise ValidationError(refusal if event else "Belum ada keputusan.", code="undo")
    refuse_desk_locked(proposal)
    require_open(proposal.cycle, "verify", proposal.region, at=at)
    before = proposal.status
    if event.kind == Event.Kind.MERGED and proposal.parent is not None:
        give_back(proposal, proposal.parent, Decimal(event.body.get("share") or 0), by=by, at=at)
    proposal.parent = None
    if event.kind != Event.Kind.HELD:
        proposal.move_back(Status(event.body["before"]), at=at)
    _restore(proposal, event)
    if event.kind == Event.Kind.CHANGED_ACCEPTED:
        proposal.current_volume, proposal.current_amount = merging.with_shares(proposal)
    proposal.version += 1
    proposal.save()
    volume, amount = proposal.current_volume, proposal.current_amount
    write_decision(proposal, Level.KELURAHAN, Outcome.UNDONE, by=by, at=at, volume=volume, amount=amount, reason=REASON)
    record(
        Event.Kind.UNDONE,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        before=before,
        after=proposal.status,
        level=Level.KELURAHAN,
        reason=REASON,
    )
    require_open(proposal.cycle, "verify", proposal.region, at=at)
    return proposal


def _restore(proposal: Proposal, undone: Event) -> None:
    """Bring back what stood beside the status: a Ditunda, or the reason and deadline of a repair asked for before."""
    proposal.reason_code, proposal.reason, proposal.due_at = "", str(undone.body.get("held_reason", "")), None
    proposal.review_on = parse_date(str(undone.body.get("held_until", "")))
    if proposal.status == Status.RETURNED:
        asked = Event.objects.of_proposal(proposal).filter(kind=Event.Kind.RETURNED).last()
        body = asked.body if asked else {}
        proposal.reason_code, proposal.reason = body.get("reason_code", ""), body.get("reason", "")
        proposal.due_at = parse_datetime(str(body.get("due_at", "")))


def give_back(child: Proposal, parent: Proposal, share: Decimal, *, by: OfficeHolding, at: datetime) -> None:
    """Take volume and supporters of a merge off the parent again; refuse where a forum has counted with it since."""
    parent = locked_with_places(parent.pk)
    if share:
        if parent.status not in merging.OPEN_TO_VOLUME or parent.desk_locked_at is not None:
            raise ValidationError("Induknya sudah dibahas forum, jadi penggabungan ini tidak dapat dibatalkan.")
        merging.add_share(parent, -share)
        parent.version += 1
        parent.save()
        if parent.status == Status.ACCEPTED_KEL:
            grown = {"volume": parent.current_volume, "amount": parent.current_amount}
            said = f"Penggabungan usulan {child.number} dibatalkan."
            write_decision(parent, Level.KELURAHAN, Outcome.CHANGED, by=by, at=at, reason=said, **grown)
    absorbed = Event.objects.of_proposal(parent).filter(kind=Event.Kind.ABSORBED, body__merged=child.number).last()
    moved = absorbed.body.get("moved", []) if absorbed else []
    Support.objects.filter(proposal=parent, pk__in=moved).update(proposal=child)
    record(
        Event.Kind.UNDONE,
        by=by,
        at=at,
        cycle=parent.cycle,
        proposal=parent,
        reason=f"Penggabungan usulan {child.number} dibatalkan.",
        merged=child.number,
    )
