"""Verbs beside a usulan that exists already: support it instead of writing its twin, or propose an old one again."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.models import KamusItem
from catalogue.wording import item_key
from proposals.matching import alike
from proposals.models import Cycle, Event, LevelDecision, Need, Proposal, Support
from proposals.statuses import LATER, OPEN, Status

from . import drafting
from .recording import record
from .stages import require_open

KEPT = (
    "problem",
    "target_group",
    "households",
    "people",
    "receiver",
    "address",
    "lat",
    "lng",
    "length_m",
    "width_m",
    "height_m",
    "participants",
    "periods",
    "land_status",
    "funding",
)
"""What a usulan that is proposed again takes from the old one; condition, photos and answers are looked at anew."""


@transaction.atomic
def support(
    proposal: Proposal,
    *,
    group: ProposerGroup | None = None,
    need: Need | None = None,
    by: OfficeHolding | None,
    at: datetime,
) -> Support:
    """Join a usulan that is still discussed, as a group or with a resident's need; twice is once.

    Whoever supports a merged usulan supports the one it went into.
    """
    if group is None and need is None:
        raise TypeError("a support is somebody's: name a group or a need")
    proposal = _supported(proposal)
    region = group.region if group is not None else (need.region if need is not None else proposal.region)
    act = "tell_need" if group is None or by is None else drafting.act_of(by, group)
    require_open(proposal.cycle, act, region, at=at)
    known = Support.objects.filter(proposal=proposal, group=group, need=need).first()
    if known is not None:
        return known
    if proposal.status not in OPEN:
        raise ValidationError("Usulan ini tidak dibahas lagi, jadi tidak dapat didukung. Muat ulang halaman.")
    if group is not None and group.pk == proposal.group_id:
        raise ValidationError("Ini usulan kelompok Anda sendiri. Kelompok lain yang mendukungnya.")
    if not region.code.startswith(f"{proposal.cycle.city.code}."):
        raise ValidationError("Usulan ini berada di kota lain.")
    made = Support(proposal=proposal, group=group, need=need, region=region, by=by, at=at)
    made.full_clean()
    made.save()
    record(
        Event.Kind.SUPPORTED,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        group=group.name if group is not None else "",
        region=region.code,
    )
    require_open(proposal.cycle, act, region, at=at)  # again, past the lock that a closing takes too
    return made


@transaction.atomic
def take_back(proposal: Proposal, *, group: ProposerGroup, by: OfficeHolding, at: datetime) -> bool:
    """Take a group's support back while it could still be given; False where there is none, so twice is once."""
    proposal = _supported(proposal)
    act = drafting.act_of(by, group)
    require_open(proposal.cycle, act, group.region, at=at)
    known = Support.objects.filter(proposal=proposal, group=group)
    if not known.exists():
        return False
    if proposal.status not in OPEN:
        raise ValidationError("Usulan ini tidak dibahas lagi, jadi dukungannya tetap tercatat. Muat ulang halaman.")
    known.delete()
    record(
        Event.Kind.SUPPORT_TAKEN_BACK,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        group=group.name,
        region=group.region.code,
    )
    require_open(proposal.cycle, act, group.region, at=at)  # again, past the lock that a closing takes too
    return True


def _supported(proposal: Proposal) -> Proposal:
    """The usulan that a support is for, locked: of a merged one the one it went into."""
    proposal = drafting.locked(proposal)
    if proposal.status == Status.MERGED and proposal.parent_id is not None:
        return drafting.locked(Proposal(pk=proposal.parent_id))
    return proposal


def why_not_again(old: Proposal, cycle: Cycle) -> str:
    """Say why a usulan cannot be proposed again in a cycle; empty when it can. One query for a refused one."""
    if old.cycle.city_id != cycle.city_id or old.cycle.plan_year >= cycle.plan_year:
        return "Hanya usulan tahun lalu dari kota ini yang dapat diusulkan lagi."
    if old.status in LATER:
        return ""
    if old.status != Status.REJECTED:
        return f"Usulan berstatus {old.face.word} tidak perlu diusulkan lagi."
    last = LevelDecision.objects.filter(proposal=old).order_by("-decided_at", "-pk").first()
    if last is not None and not last.may_repeat:
        return "Usulan ini tidak diterima dan tidak boleh diusulkan lagi. Baca alasannya."
    return ""


@transaction.atomic
def propose_again(old: Proposal, cycle: Cycle, *, group: ProposerGroup, by: OfficeHolding, at: datetime) -> Proposal:
    """Take up an old usulan in a new cycle: a draft linked to it, with the item, unit and price of the new kamus.

    The item is found by its wording, never by its code; where none fits, the draft asks for one. Taking up the same
    one twice gives the same draft.
    """
    old = drafting.locked(old)
    if refusal := why_not_again(old, cycle):
        raise ValidationError(refusal)
    repeats = Proposal.objects.filter(previous=old, cycle=cycle, group=group)
    if known := repeats.exclude(status=Status.WITHDRAWN).order_by("pk").first():
        return known
    item = same_item(old, cycle)
    fields = {name: getattr(old, name) for name in KEPT}
    if item is None or item.unit == old.unit:
        fields["volume"] = old.volume
    return drafting.start(
        cycle,
        group,
        by=by,
        at=at,
        locations=list(old.locations.order_by("code")) or [old.region],
        submission_key=uuid5(NAMESPACE_URL, f"{old.public_id}/{cycle.pk}/{group.pk}/{repeats.count()}"),
        item=item,
        title=item.name if item else old.title,
        previous=old,
        **fields,
    )


def same_item(old: Proposal, cycle: Cycle) -> KamusItem | None:
    """The item of this year's kamus with the wording of an old usulan; of the same agency where several have it."""
    offered = KamusItem.objects.active().filter(version_id=cycle.kamus_id).select_related("agency").in_order()
    shelf: dict[str, list[KamusItem]] = {}
    for item in offered:
        shelf.setdefault(item_key(item.name), []).append(item)
    key = item_key(old.title)
    found = shelf.get(key) or shelf.get(alike(key, list(shelf)) or "", [])
    agencies = {old.agency_id, old.agency.parent_id} if old.agency is not None else set()
    own = [item for item in found if item.agency_id in agencies]
    if len(own or found) != 1 and {item.unit for item in own or found} != {old.unit}:
        return None  # several items of that name: a person chooses
    return (own or found)[0]
