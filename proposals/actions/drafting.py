"""Verbs of the proposer before Kirim: write, change, give up, put in order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import OfficeHolding, ProposerGroup
from accounts.roles import Role
from catalogue.models import KamusItem
from proposals import kamus_facts
from proposals.models import Cycle, Event, Proposal
from proposals.reasons import Reason
from proposals.statuses import Status
from regions.models import Region

from . import merging
from .levels import refuse_desk_locked
from .once import sent_before
from .ordering import close_ranks, last_sent_rank, lock_group
from .placing import agency_of, place_at
from .recording import record
from .stages import require_open

CHANGEABLE = frozenset(
    {
        "item",
        "title",
        "problem",
        "target_group",
        "households",
        "people",
        "receiver",
        "address",
        "lat",
        "lng",
        "volume",
        "length_m",
        "width_m",
        "height_m",
        "condition",
        "damage_pct",
        "participants",
        "periods",
        "variant",
        "answers",
        "override_reason",
        "land_status",
        "funding",
        "channel",
        "previous",
        "sipd_id",
    }
)
"""What a proposer may write; everything else comes from the kamus, the group or a verb."""


NEEDS_EVIDENCE = frozenset({Reason.LAND, Reason.AUTHORITY})
"""Refused for these, a usulan may come again only with something that was not there before."""


def act_of(by: OfficeHolding, group: ProposerGroup) -> str:
    """Name the act that the stage must allow: by the group itself, by staff on its behalf, or for the kecamatan."""
    if group.kind == ProposerGroup.Kind.DISTRICT:
        return "propose_district"
    return "propose" if by.role in {Role.RT, Role.RW, Role.LK, Role.PDP} else "propose_for"


def start(
    cycle: Cycle,
    group: ProposerGroup,
    *,
    by: OfficeHolding,
    at: datetime,
    locations: Sequence[Region] = (),
    submission_key: UUID | None = None,
    paper: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Proposal:
    """Begin a draft for a group; `by` may be the group's own office or staff on its behalf (both are recorded).

    The same `submission_key` gives the same draft again. `paper` names the sheet it was typed from and who typed it;
    the event keeps it.
    """
    if known := sent_before(Proposal.objects.filter(cycle=cycle), submission_key):
        return known
    require_open(cycle, act_of(by, group), group.region, at=at)
    try:
        with transaction.atomic():
            proposal = Proposal(
                cycle=cycle,
                group=group,
                entered_by=by,
                entered_at=at,
                status=Status.DRAFT,
                status_at=at,
                submission_key=submission_key,
            )
            _write(proposal, locations or [group.region], fields)
            ranks = Proposal.objects.filter(cycle=cycle, group=group).exclude(status=Status.WITHDRAWN)
            proposal.group_rank = ranks.count() + 1
            proposal.full_clean(exclude=["number", "public_id"])
            proposal.save()
            proposal.locations.set(locations)
            record(Event.Kind.DRAFTED, by=by, at=at, cycle=cycle, proposal=proposal, group=group.name, **paper or {})
    except (IntegrityError, ValidationError):
        # The same form may have been sent twice at the same moment, and the other one has been stored.
        known = sent_before(Proposal.objects.filter(cycle=cycle), submission_key)
        if known is None:
            raise
        return known
    return proposal


def require_offered(cycle: Cycle, item: KamusItem | None) -> None:
    """Refuse an item that this year's kamus does not offer."""
    if item is not None and (item.version_id != cycle.kamus_id or not item.is_active):
        raise ValidationError({"item": "Item ini tidak ada di kamus tahun ini. Cari lagi di kamus."})


def _write(proposal: Proposal, locations: Sequence[Region], fields: dict[str, Any]) -> None:
    """Put typed fields and places on a usulan and derive what follows from them."""
    unknown = set(fields) - CHANGEABLE
    if unknown:
        raise TypeError(f"not a proposer's fields: {sorted(unknown)}")
    if "answers" in fields:
        fields["answers"] = kamus_facts.Told.read(fields["answers"]).kept()
    if proposal.price_reason and fields.get("item", proposal.item) != proposal.item:
        proposal.price_reason, proposal.price_by = "", None  # another price was set for another thing
    for name, value in fields.items():
        setattr(proposal, name, value)
    require_offered(proposal.cycle, proposal.item if "item" in fields else None)
    if "previous" in fields:
        _follow(proposal, proposal.previous)
    if proposal.variant is not None and proposal.variant.item_id != proposal.item_id:
        if "variant" in fields:
            raise ValidationError({"variant": "Pilihan harga ini milik item lain. Pilih lagi."})
        proposal.variant = None
    if proposal.item is not None and not proposal.item.price_period:
        proposal.periods = None
    place_at(proposal, locations)
    proposal.copy_item()
    if proposal.item is not None:
        proposal.agency = proposal.agency_first = agency_of(proposal.item.agency, proposal.kecamatan)


def _follow(proposal: Proposal, old: Proposal | None) -> None:
    """Count how often and since when this is asked for, and whether the old refusal asks for new evidence."""
    proposal.times_proposed = old.times_proposed + 1 if old else 1
    proposal.first_year = (old.first_year or old.cycle.held_year) if old else None
    proposal.needs_evidence = old is not None and old.status == Status.REJECTED and old.reason_code in NEEDS_EVIDENCE


def locked(proposal: Proposal) -> Proposal:
    """Lock a usulan and load what the verbs of its proposer read."""
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("cycle__city", "group__region", "item__agency", "variant", "kecamatan", "kelurahan", "region")
        .get(pk=proposal.pk)
    )


def refuse_stale(proposal: Proposal, expected: int | None) -> None:
    """Refuse when somebody else acted since the page was loaded, and say who."""
    if expected is not None and proposal.version != expected:
        last = Event.objects.of_proposal(proposal).last()
        who = last.holding.label if last and last.holding else "petugas lain"
        what = last.get_kind_display().lower() if last else "diubah"
        raise ValidationError(
            f"Usulan ini baru saja {what} oleh {who}. Yang Anda tulis masih ada; muat ulang lalu putuskan lagi.",
            code="conflict",
        )


@transaction.atomic
def change(
    proposal: Proposal,
    *,
    by: OfficeHolding,
    at: datetime,
    locations: Sequence[Region] | None = None,
    expected: int | None = None,
    **fields: Any,
) -> Proposal:
    """Change a draft or a returned usulan; whatever was sent and not returned is locked."""
    proposal = locked(proposal)
    refuse_stale(proposal, expected)
    refuse_desk_locked(proposal)
    if proposal.status not in {Status.DRAFT, Status.RETURNED}:
        raise ValidationError("Usulan ini sudah dikirim dan terkunci. Hubungi kelurahan bila ada yang salah.")
    if proposal.status == Status.DRAFT:
        require_open(proposal.cycle, act_of(by, proposal.group), proposal.group.region, at=at)
    before = {name: getattr(proposal, name) for name in fields}
    kept = list(proposal.locations.all()) if locations is None else list(locations)
    _write(proposal, kept or [proposal.group.region], fields)
    if proposal.status == Status.RETURNED:
        proposal.current_volume, proposal.current_amount = merging.with_shares(proposal)
    proposal.version += 1
    proposal.full_clean(exclude=["number"])
    proposal.save()
    if locations is not None:
        proposal.locations.set(locations)
    changed = sorted(name for name, old in before.items() if getattr(proposal, name) != old)
    if changed or locations is not None:
        record(Event.Kind.CHANGED, by=by, at=at, cycle=proposal.cycle, proposal=proposal, fields=changed)
    return proposal


@transaction.atomic
def discard(proposal: Proposal, *, by: OfficeHolding, at: datetime) -> None:
    """Give up a draft: it is withdrawn before it ever had a number and leaves every list; the log keeps it."""
    proposal = locked(proposal)
    if proposal.status != Status.DRAFT:
        raise ValidationError("Hanya draf yang dapat dihapus. Usulan yang sudah dikirim dapat ditarik.")
    if proposal.needs.exists():
        raise ValidationError("Draf ini berasal dari kebutuhan warga. Kirim, atau biarkan sebagai draf.")
    proposal.move_to(Status.WITHDRAWN, at=at)
    proposal.group_rank = None
    proposal.version += 1
    proposal.save()
    close_ranks(proposal.cycle, proposal.group)
    record(Event.Kind.WITHDRAWN, by=by, at=at, cycle=proposal.cycle, proposal=proposal, title=proposal.title)


@transaction.atomic
def rank(cycle: Cycle, group: ProposerGroup, order: Sequence[UUID], *, by: OfficeHolding, at: datetime) -> None:
    """Write the whole order of a group's drafts: P-numbers follow on those already sent, without gaps.

    `order` names every draft of the group once, the most wanted first.
    """
    lock_group(group)
    require_open(cycle, act_of(by, group), group.region, at=at)
    drafts = {
        proposal.public_id: proposal
        for proposal in Proposal.objects.filter(cycle=cycle, group=group, status=Status.DRAFT)
    }
    if len(order) != len(set(order)) or set(order) != set(drafts):
        raise ValidationError("Daftar usulan berubah sejak halaman dibuka. Muat ulang, lalu urutkan lagi.")
    for place, public_id in enumerate(order, start=last_sent_rank(cycle, group) + 1):
        drafts[public_id].group_rank = place
    Proposal.objects.bulk_update(drafts.values(), ["group_rank"])
    record(
        Event.Kind.RANKED,
        by=by,
        at=at,
        cycle=cycle,
        subject=f"kelompok:{group.pk}",
        order=[str(public_id) for public_id in order],
    )
