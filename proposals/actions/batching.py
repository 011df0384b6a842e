"""Verbs of the hand-over of a list from level to level: send it as a numbered batch, sign for it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import OfficeHolding, ProposerGroup
from accounts.permissions import allows
from proposals.handover import AT_CITY, Item, Standing, compare, digest, standing
from proposals.models import Batch, BatchLine, Cycle, Event, EventHead, Proposal
from regions.models import Region

from .recording import record

OFFICES = frozenset({ProposerGroup.Kind.KELURAHAN, ProposerGroup.Kind.DISTRICT})


@transaction.atomic
def send(
    cycle: Cycle,
    hop: Batch.Hop,
    proposals: Sequence[Proposal],
    *,
    region: Region,
    title: str,
    by: OfficeHolding,
    at: datetime,
    group: ProposerGroup | None = None,
) -> Batch | None:
    """Keep what is handed over, under the next number of the cycle; None for an empty list.

    A part of the verb that sends: that one records its event first, and so holds the lock on the city's log under
    which numbers have no gaps and no twins.
    """
    if not proposals:
        return None
    EventHead.objects.select_for_update().filter(city_id=cycle.city_id).first()
    items = items_of(proposals)
    last = Batch.objects.filter(cycle=cycle, hop=hop).aggregate(last=Max("number"))["last"]
    batch = Batch.objects.create(
        cycle=cycle,
        hop=hop,
        number=(last or 0) + 1,
        region=region,
        group=group,
        title=title[:160],
        count=len(items),
        amount=sum(item.amount for item in items),
        digest=digest(items),
        sent_by=by,
        sent_at=at,
    )
    lines = [
        BatchLine(batch=batch, proposal=one, number=item.number, volume=item.volume, amount=item.amount)
        for one, item in zip(proposals, items, strict=True)
    ]
    BatchLine.objects.bulk_create(lines, batch_size=1000)
    return batch


def items_of(proposals: Sequence[Proposal]) -> list[Item]:
    """The lines of a list as its usulan stand now."""
    return [Item(one.number, one.current_volume, one.current_amount) for one in proposals]


@transaction.atomic
def send_group(
    cycle: Cycle, group: ProposerGroup, proposals: Sequence[Proposal], *, by: OfficeHolding, at: datetime
) -> Batch | None:
    """What a group sends to its kelurahan; None for what kelurahan and kecamatan write themselves."""
    if group.kind in OFFICES:
        return None
    return send(cycle, Batch.Hop.GROUP, proposals, region=group.region, group=group, title=group.name, by=by, at=at)


@transaction.atomic
def send_to_sipd(cycle: Cycle, *, by: OfficeHolding, at: datetime) -> Batch:
    """Bappeda hands all that came through the kecamatan's forums to SIPD; the batch says what stood in the list.

    The same list again, while the first waits for its answer, is the same batch.
    """
    if not allows(by, "proposals.send_batch"):
        raise PermissionDenied("Hanya Bappeda yang mengirim daftar ke SIPD.")
    EventHead.objects.select_for_update().filter(city_id=cycle.city_id).first()
    proposals = list(Proposal.objects.filter(cycle=cycle, status__in=AT_CITY).order_by("number"))
    same = digest(items_of(proposals))
    if waiting := Batch.objects.filter(cycle=cycle, hop=Batch.Hop.SIPD, digest=same, received_at=None).first():
        return waiting
    batch = send(cycle, Batch.Hop.SIPD, proposals, region=cycle.city, title="Daftar kota untuk SIPD", by=by, at=at)
    if batch is None:
        raise ValidationError("Belum ada usulan dari forum kecamatan, jadi belum ada yang dikirim ke SIPD.")
    _told(batch, Event.Kind.LIST_EXPORTED, batch.count, batch.amount, by=by, at=at)
    return batch


@transaction.atomic
def receive(batch: Batch, *, by: OfficeHolding, at: datetime, found: Sequence[Item] | None = None) -> Batch:
    """Sign for a list: what stands now is compared with what was sent, and each difference is kept in words.

    `found` is the list that came back from SIPD, which alone knows what it holds. Signing again changes nothing.
    """
    batch = (
        Batch.objects.select_for_update(of=("self",)).select_related("cycle__city", "region", "group").get(pk=batch.pk)
    )
    if not allows(by, "proposals.receive_batch", batch):
        raise PermissionDenied("Daftar ini diterima kantor lain.")
    if batch.received_at is not None:
        return batch
    if batch.hop == Batch.Hop.SIPD and found is None:
        raise ValidationError("Unggah daftar yang diunduh dari SIPD, lalu bandingkan.")
    now: Standing = standing(batch) if found is None else compare(batch, found)
    batch.received_by, batch.received_at = by, at
    batch.received_count, batch.received_amount, batch.differences = now.count, now.amount, now.differences
    batch.save(update_fields=["received_by", "received_at", "received_count", "received_amount", "differences"])
    _told(batch, Event.Kind.LIST_RECEIVED, now.count, now.amount, by=by, at=at)
    return batch


def _told(batch: Batch, kind: Event.Kind, count: int, amount: int, *, by: OfficeHolding, at: datetime) -> None:
    record(
        kind,
        by=by,
        at=at,
        cycle=batch.cycle,
        subject=f"serah-terima:{batch.hop}:{batch.number}",
        number=batch.number,
        hop=batch.hop,
        sent=batch.count,
        count=count,
        amount=amount,
        digest=batch.digest,
        differences=len(batch.differences),
        region=batch.region.code,
    )
