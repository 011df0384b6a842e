"""Verbs of the proposer from Kirim on: send, send again after a repair, withdraw."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.checking import worst
from catalogue.money import rupiah
from proposals import kamus_facts
from proposals.models import Cycle, Event, Proposal
from proposals.statuses import Status

from . import batching
from .asking import open_unknown_land
from .drafting import act_of, locked
from .numbering import take_numbers
from .ordering import close_ranks, lock_group, rank_sent_first, respect_quota
from .recording import Act, record, record_all
from .stages import require_open

SENT = ("number", "submitted_at", "submitted_by", "status", "status_at", "group_rank", "version", "search_text")
"""What Kirim writes; all else was checked when it was written, and the database checks it again."""


@transaction.atomic
def submit(
    cycle: Cycle, group: ProposerGroup, ids: Iterable[UUID], *, by: OfficeHolding, at: datetime
) -> list[Proposal]:
    """Kirim: number and lock the named drafts of a group. All go or none; every blocker is listed at once.

    Sending the same list again returns what was sent and changes nothing.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise ValidationError("Pilih paling sedikit satu usulan untuk dikirim.")
    lock_group(group)
    found = list(
        Proposal.objects.select_for_update(of=("self",))
        .filter(cycle=cycle, group=group, public_id__in=wanted)
        .select_related("cycle__city", "group__region", "item", "variant", "kelurahan", "kecamatan", "region")
        .prefetch_related("photos")
        .in_group_order()
    )
    if len(found) != len(wanted):
        raise ValidationError("Ada usulan yang bukan milik kelompok ini. Muat ulang halaman.")
    drafts = [proposal for proposal in found if proposal.status == Status.DRAFT]
    if not drafts:
        return found
    require_open(cycle, act_of(by, group), group.region, at=at)
    kamus_facts.load(drafts)
    blocked = {proposal: missing for proposal in drafts if (missing := proposal.blockers())}
    if blocked:
        raise ValidationError(
            [f"{proposal.title}: {sentence}" for proposal, missing in blocked.items() for sentence in missing],
            code="incomplete",
        )
    respect_quota(cycle, group, len(drafts))
    rank_sent_first(cycle, group, drafts)
    for proposal, number in zip(drafts, take_numbers(cycle, len(drafts)), strict=True):
        proposal.number, proposal.submitted_at, proposal.submitted_by = number, at, by
        proposal.move_to(Status.SUBMITTED, at=at)
        proposal.version += 1
        proposal.note_words()
    Proposal.objects.bulk_update(drafts, SENT)
    acts: list[Act] = [(Event.Kind.SUBMITTED, proposal, "", snapshot(proposal)) for proposal in drafts]
    record_all([*acts, *open_unknown_land(drafts, by=by, at=at)], by=by, at=at, cycle=cycle)
    require_open(cycle, act_of(by, group), group.region, at=at)  # again, past the lock that a closing takes too
    require_room(drafts)
    batching.send_group(cycle, group, drafts, by=by, at=at)
    return found


@transaction.atomic
def resubmit(proposal: Proposal, *, by: OfficeHolding, at: datetime) -> Proposal:
    """Send a repaired usulan back to the level that returned it, before its deadline or while the stage is open."""
    proposal = locked(proposal)
    if proposal.status != Status.RETURNED:
        raise ValidationError("Hanya usulan yang dikembalikan dapat dikirim lagi. Muat ulang halaman.")
    if proposal.due_at is None or at >= proposal.due_at:
        require_open(proposal.cycle, act_of(by, proposal.group), proposal.group.region, at=at)
    missing = proposal.blockers()
    if missing:
        raise ValidationError(missing, code="incomplete")
    proposal.move_to(Status.SUBMITTED, at=at)
    proposal.due_at, proposal.reason_code, proposal.reason = None, "", ""
    proposal.version += 1
    proposal.save()
    record(Event.Kind.RESUBMITTED, by=by, at=at, cycle=proposal.cycle, proposal=proposal, **snapshot(proposal))
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, *, reason: str, by: OfficeHolding, at: datetime) -> Proposal:
    """Take a sent usulan back before any level has decided on it; it leaves the public lists."""
    if len(reason.strip()) < 10:
        raise ValidationError({"reason": "Tulis alasannya paling sedikit 10 huruf."})
    proposal = locked(proposal)
    proposal.move_to(Status.WITHDRAWN, at=at)
    proposal.reason, proposal.group_rank, proposal.due_at = reason.strip(), None, None
    proposal.version += 1
    proposal.save()
    close_ranks(proposal.cycle, proposal.group)
    record(Event.Kind.WITHDRAWN, by=by, at=at, cycle=proposal.cycle, proposal=proposal, reason=reason.strip())
    return proposal


def require_room(sent: list[Proposal]) -> None:
    """Ask the quotas of the kamus again, past the lock on the city's log: two groups may have sent at the same time."""
    limited = [proposal for proposal in sent if kamus_facts.has_quota(proposal.item)]
    if not limited:
        return
    kamus_facts.load(limited)
    refused = [f"{proposal.title}: {said}" for proposal in limited for said in kamus_facts.unfit(proposal)]
    if refused:
        raise ValidationError(refused, code="incomplete")


def snapshot(proposal: Proposal) -> dict[str, Any]:
    """What was sent, word for word, so that the log alone can tell."""
    answers = kamus_facts.answers_of(proposal)
    measured = {
        name: str(value)
        for name in ("length_m", "width_m", "height_m", "damage_pct", "participants", "periods", "variant")
        if (value := getattr(proposal, name)) is not None
    }
    checked = {
        "kamus_check": worst(answers) if answers else "",
        "measured": measured,
        "answers": proposal.answers,
        "override_reason": proposal.override_reason,
    }
    return {key: value for key, value in checked.items() if value} | {
        "number": proposal.number,
        "title": proposal.title,
        "problem": proposal.problem,
        "address": proposal.address,
        "place": proposal.place,
        "volume": str(proposal.volume),
        "unit": proposal.unit,
        "unit_price": proposal.unit_price,
        "amount": proposal.amount,
        "amount_text": rupiah(proposal.amount),
        "group": proposal.group.name,
        "group_rank": proposal.group_rank,
        "item": proposal.item_id,
        "kamus": proposal.cycle.kamus_id,
    }
