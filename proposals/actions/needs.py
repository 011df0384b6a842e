"""Verbs of needs: a resident tells, an RW or kelurahan takes over or answers."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.models import OfficeHolding, ProposerGroup
from accounts.secret_codes import new_code
from catalogue.models import KamusItem
from proposals.models import Cycle, Event, Need, Photo, Proposal
from proposals.models.photo import MAX_PHOTOS
from proposals.models.proposal import Channel
from regions import codes, pins
from regions.models import Region

from . import drafting, supporting, wishing
from .once import sent_before
from .recording import record
from .stages import require_open

OTHER_CONTENT = (
    "Formulir ini sudah terkirim dengan isi lain. Buka tanda terimanya untuk melihat isinya, atau mulai kebutuhan baru."
)


def tell(
    cycle: Cycle,
    *,
    region: Region,
    problem: str,
    address: str,
    item: KamusItem | None = None,
    wish: str = "",
    volume: Decimal | None = None,
    places: Sequence[Region] = (),
    lat: Decimal | None = None,
    lng: Decimal | None = None,
    pin_note: str = "",
    teller_name: str = "",
    teller_phone: str = "",
    teller_email: str = "",
    submission_key: UUID | None,
    at: datetime,
    photos: Sequence[ContentFile[bytes]] = (),
    supports: Proposal | None = None,
) -> Need:
    """Take down a resident's need at an RW or RT, with up to three photos that are already re-encoded.

    `places` are the RT where there are several; `region` holds them all. A pin (`lat`, `lng` in degrees) outside the
    kelurahan is taken down with a mark in the log, and why in `pin_note`. A need that `supports` a usulan joins it at
    once: its receipt follows the life-line of that usulan. The same `submission_key` gives the same need again, however
    often it is sent; with another content it is refused (code `conflict`).
    """
    said = {
        "region": region,
        "problem": problem,
        "address": address,
        "item": item,
        "wish": wish,
        "volume": volume,
        "lat": lat,
        "lng": lng,
        "pin_note": pin_note,
        "teller_name": teller_name,
        "teller_phone": teller_phone,
        "teller_email": teller_email,
    }
    if known := _sent_before(cycle, submission_key, said):
        return known
    require_open(cycle, "tell_need", region, at=at)
    if region.level < codes.KELURAHAN:
        raise ValidationError({"region": "Pilih kelurahan, lalu RW dan RT-nya."})
    drafting.require_offered(cycle, item)
    if len(photos) > MAX_PHOTOS:
        raise ValidationError({"photos": f"Foto paling banyak {MAX_PHOTOS}."})
    for place in places:
        if place.code != region.code and not place.code.startswith(f"{region.code}."):
            raise ValidationError({"places": f"{place.label} berada di luar {region.label}."})
    kelurahan = Region.objects.current().get(code=codes.cut(region.code, codes.KELURAHAN))
    try:
        with transaction.atomic():
            joined = drafting.locked(supports) if supports else None  # before the log, as all verbs lock
            need = Need(
                cycle=cycle,
                kelurahan=kelurahan,
                submission_key=submission_key,
                told_at=at,
                code=new_code(),
                **said,
            )
            need.full_clean(exclude=["number"])
            event = record(
                Event.Kind.NEED_TOLD,
                by=None,
                at=at,
                cycle=cycle,
                subject=f"kebutuhan:{need.public_id}",
                place=region.code,
                **_logged_pin(kelurahan, lat, lng, pin_note),
            )
            require_open(cycle, "tell_need", region, at=at)  # again, past the lock that a closing takes too
            need.number = f"K-{cycle.city.code.replace('.', '')}-{cycle.plan_year}-{event.seq:06d}"
            need.save()
            need.places.set(places or [region])
            for photo in photos:
                Photo.objects.create(need=need, image=photo, added_at=at)
            if joined is not None:
                need.proposal = supporting.support(joined, need=need, by=None, at=at).proposal
                need.status = Need.Status.TAKEN
                need.save()
    except (IntegrityError, ValidationError):
        # The same form may have been sent twice at the same moment, and the other one has been stored.
        known = _sent_before(cycle, submission_key, said)
        if known is None:
            raise
        return known
    return need


def _sent_before(cycle: Cycle, submission_key: UUID | None, said: dict[str, Any]) -> Need | None:
    """The need that this key has stored; refuses where something else was said with it then."""
    known = sent_before(Need.objects.filter(cycle=cycle).select_related("region", "item"), submission_key)
    if known is not None and any(getattr(known, name) != value for name, value in said.items()):
        raise ValidationError(OTHER_CONTENT, code="conflict")
    return known


def _logged_pin(kelurahan: Region, lat: Decimal | None, lng: Decimal | None, pin_note: str) -> dict[str, Any]:
    """What the log keeps of a pin outside the kelurahan that was chosen; nothing of one inside."""
    if lat is None or lng is None:
        return {}
    strayed, other = pins.is_outside(kelurahan, lat, lng)
    if not strayed:
        return {}
    return {"pin_outside": True, "pin_kelurahan": other.code if other else "", "pin_explained": bool(pin_note)}


def _locked(need: Need) -> Need:
    need = (
        Need.objects.select_for_update(of=("self",))
        .select_related("cycle__city", "region", "kelurahan", "item")
        .get(pk=need.pk)
    )
    if need.status != Need.Status.NEW:
        raise ValidationError(
            f"Kebutuhan ini {need.get_status_display().lower()}. Muat ulang halaman.", code="conflict"
        )
    return need


@transaction.atomic
def take_over(need: Need, *, group: ProposerGroup, by: OfficeHolding, at: datetime) -> Proposal:
    """Make the need a draft of a group; its page carries on with the usulan's life-line."""
    need = _locked(need)
    if not (need.region.code == group.region.code or need.region.code.startswith(f"{group.kelurahan_code}.")):
        raise ValidationError("Kebutuhan ini berada di luar wilayah kelompok.")
    proposal = drafting.start(
        need.cycle,
        group,
        by=by,
        at=at,
        locations=list(need.places.in_order()) or [need.region],
        channel=Channel.NEED,
        item=need.item,
        title=need.item.name if need.item else (need.wish or need.problem)[:200],
        problem=need.problem,
        address=need.address,
        lat=need.lat,
        lng=need.lng,
        volume=need.volume,
    )
    need.status, need.proposal = Need.Status.TAKEN, proposal
    need.answered_by, need.answered_at = by, at
    need.save()
    Photo.objects.filter(need=need).update(proposal=proposal)
    record(
        Event.Kind.NEED_TAKEN,
        by=by,
        at=at,
        cycle=need.cycle,
        proposal=proposal,
        subject=f"kebutuhan:{need.public_id}",
        told_at=need.told_at.isoformat(),
    )
    return proposal


@transaction.atomic
def answer(need: Need, *, answer: str, to_bank: bool = False, by: OfficeHolding, at: datetime) -> Need:
    """Answer a need with a reason of at least ten letters, or keep it in the bank usulan for next year's kamus."""
    if len(answer.strip()) < 10:
        raise ValidationError({"answer": "Tulis jawabannya paling sedikit 10 huruf. Warga membacanya."})
    need = _locked(need)
    if to_bank:
        wanted = need.wish if len(need.wish.strip()) >= wishing.MIN_WISH else need.problem
        wishing.ask(
            need.cycle,
            text=wanted[:200],
            region=need.region,
            problem=need.problem,
            address=need.address,
            need=need,
            by=by,
            at=at,
        )
    need.status = Need.Status.BANKED if to_bank else Need.Status.ANSWERED
    need.answer, need.answered_by, need.answered_at = answer.strip(), by, at
    need.save()
    record(
        Event.Kind.NEED_ANSWERED, by=by, at=at, cycle=need.cycle, subject=f"kebutuhan:{need.public_id}", to_bank=to_bank
    )
    return need
