"""What a merge does to the usulan that takes another in: volume, where it is added, and supporters go along."""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError

from accounts.models import OfficeHolding
from catalogue.money import decimal_text
from proposals.joined import merged_volume
from proposals.models import Event, Proposal, Support
from proposals.statuses import Status

from .recording import record

OPEN_TO_VOLUME = frozenset({Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED_KEL})
"""While a usulan stands so, its volume may still grow; later a forum has counted with it."""


def lock_both(one: Proposal, other: Proposal) -> None:
    """Lock two usulan in the order of their keys, so that two merges across never wait for each other."""
    list(Proposal.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk, other.pk]).order_by("pk"))


def share_of(child: Proposal, parent: Proposal, *, add_volume: bool) -> Decimal:
    """The volume that a child brings to its parent; 0 where it shall not be added. Refuses what cannot be added."""
    if not add_volume:
        return Decimal(0)
    share = child.current_volume if child.current_volume is not None else child.volume
    if not share or parent.volume is None or parent.unit_price is None or child.unit != parent.unit:
        raise ValidationError(
            {"add_volume": "Satuan keduanya berbeda atau volumenya belum ada. Gabungkan tanpa menambah volume."}
        )
    if parent.status not in OPEN_TO_VOLUME or parent.desk_locked_at is not None:
        raise ValidationError(
            {"add_volume": "Volume induk sudah dibahas forum dan terkunci. Gabungkan tanpa menambah volume."}
        )
    return share


def add_share(parent: Proposal, share: Decimal) -> None:
    """Count a share, which may be negative, into what the parent stands at now."""
    before = parent.current_volume if parent.current_volume is not None else parent.volume or Decimal(0)
    parent.current_volume = before + share
    parent.current_amount = parent.cost_of(parent.current_volume)


def with_shares(proposal: Proposal) -> tuple[Decimal | None, int]:
    """Volume and amount as the proposer wrote them, with what merged usulan brought; one query."""
    share = merged_volume(proposal)
    if not share or proposal.volume is None:
        return proposal.volume, proposal.amount
    return proposal.volume + share, proposal.cost_of(proposal.volume + share)


def sentence(child: Proposal, share: Decimal) -> str:
    """Why the decided volume of the parent grew."""
    return f"Ditambah {decimal_text(share)} {child.unit} dari usulan {child.number}, {child.group.name}, yang digabung."


def take_in(parent: Proposal, child: Proposal, share: Decimal, *, by: OfficeHolding, at: datetime) -> None:
    """Bring the supporters of the child along, each once, and write the merge into the parent's life-line."""
    moved = list(Support.objects.filter(proposal=child).select_related("group").order_by("at", "pk"))
    known = set(Support.objects.filter(proposal=parent).values_list("group_id", flat=True).order_by())
    twice = [one.pk for one in moved if one.group_id and one.group_id in {*known, parent.group_id}]
    Support.objects.filter(pk__in=twice).delete()
    Support.objects.filter(proposal=child).update(proposal=parent)
    record(
        Event.Kind.ABSORBED,
        by=by,
        at=at,
        cycle=parent.cycle,
        proposal=parent,
        merged=child.number,
        group=child.group.name,
        volume=str(child.volume),
        share=str(share),
        unit=child.unit,
        supporters=[one.group.name for one in moved if one.group and one.pk not in twice],
        residents=sum(one.group is None for one in moved),
        moved=[one.pk for one in moved if one.pk not in twice],
    )
