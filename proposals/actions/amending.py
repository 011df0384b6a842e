"""BA perubahan: the only way to change place, volume or kind after BA Desk. Bappeda enters it; old and new stay."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.models import KamusItem
from catalogue.money import MAX_RUPIAH, decimal_text
from proposals.models import Amendment, Document, Event, Proposal
from proposals.models.proposal import MAX_VOLUME
from proposals.papers import AMENDMENTS
from proposals.statuses import AGREED, LATER, OPEN, Status
from proposals.texts import clean, private_warnings
from regions.models import Region

from .drafting import require_offered
from .levels import locked_with_places
from .placing import agency_of, place_at
from .recording import record

MIN_REASON = 10
Field = Amendment.Field
Value = str | Decimal | KamusItem | Sequence[Region]


@transaction.atomic
def amend(
    proposal: Proposal,
    *,
    field: str,
    value: Value,
    number: str,
    reason: str,
    letter: Document | None = None,
    by: OfficeHolding,
    at: datetime,
) -> Amendment:
    """Change one locked field by a letter: `value` is a text, a volume, a kamus item or RW and RT, as `field` asks.

    Another volume counts the current amount anew at the locked price; what the proposer sent stays as it was. The same
    letter for the same change again is one.
    """
    wrong = {}
    if len(number.strip()) < 3:
        wrong["number"] = "Isi nomor BA perubahan seperti pada suratnya."
    if len(reason.strip()) < MIN_REASON:
        wrong["reason"] = f"Tulis alasannya paling sedikit {MIN_REASON} huruf."
    if wrong:
        raise ValidationError(wrong)
    proposal = locked_with_places(proposal.pk)
    if proposal.desk_locked_at is None:
        raise ValidationError("Usulan ini belum dikunci BA Desk. Perubahannya lewat meja verifikasi.")
    if proposal.status not in OPEN | AGREED | LATER:
        raise ValidationError(f"Usulan ini {Status(proposal.status).label.lower()}, jadi tidak dapat diubah lagi.")
    old = _said(proposal, field)
    _put(proposal, field, value)
    new = _said(proposal, field)
    if old == new:
        known = Amendment.objects.filter(proposal=proposal, field=field, number=number.strip(), by=by).last()
        if known is not None and known.new == new:
            return known
        raise ValidationError({"value": f"Isinya sama dengan sekarang: {old or 'kosong'}."})
    proposal.version += 1
    proposal.full_clean(exclude=["number"])
    proposal.save()
    if field == Field.PLACES:
        assert not isinstance(value, str | Decimal | KamusItem)
        proposal.locations.set(value)
    amendment = Amendment(
        proposal=proposal,
        field=field,
        number=number.strip(),
        old=old or "kosong",
        new=new,
        reason=reason.strip(),
        letter=letter,
        by=by,
        at=at,
    )
    amendment.full_clean()
    amendment.save()
    AMENDMENTS.lock(amendment, by=by, at=at)
    record(
        Event.Kind.AMENDED,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        field=field,
        old=amendment.old,
        new=new,
        number=amendment.number,
        reason=amendment.reason,
        amount=proposal.current_amount,
    )
    return amendment


def _said(proposal: Proposal, field: str) -> str:
    """The field as people read it."""
    volume = proposal.current_volume if proposal.current_volume is not None else proposal.volume
    return {
        Field.ADDRESS: proposal.address,
        Field.VOLUME: f"{decimal_text(volume)} {proposal.unit}".strip() if volume is not None else "",
        Field.ITEM: proposal.title,
        Field.PLACES: proposal.place,
    }[Field(field)][:300]


def _put(proposal: Proposal, field: str, value: Value) -> None:
    """Write a value of the right kind on its field; TypeError for a value of another kind."""
    if field == Field.ADDRESS and isinstance(value, str):
        _put_address(proposal, value)
    elif field == Field.VOLUME and isinstance(value, Decimal):
        _put_volume(proposal, value)
    elif field == Field.ITEM and isinstance(value, KamusItem):
        _put_item(proposal, value)
    elif field == Field.PLACES and not isinstance(value, str | Decimal | KamusItem):
        if not value:
            raise ValidationError({"value": "Pilih paling sedikit satu RW atau RT."})
        try:
            place_at(proposal, list(value))
        except ValidationError as refusal:
            raise ValidationError({"value": refusal.messages}) from refusal
    else:
        raise TypeError(f"{field} takes no {type(value).__name__}")


def _put_address(proposal: Proposal, address: str) -> None:
    address = clean(address).strip()
    warnings = private_warnings(address)
    if not address or len(address) > 255 or warnings:
        raise ValidationError({"value": warnings or ["Isi alamatnya, paling banyak 255 huruf."]})
    proposal.address = address


def _put_volume(proposal: Proposal, volume: Decimal) -> None:
    if proposal.unit_price is None:
        raise ValidationError({"value": "Usulan ini belum mempunyai harga kamus, jadi volumenya tidak dapat diubah."})
    if not 0 < volume <= MAX_VOLUME:
        raise ValidationError({"value": "Volume harus lebih dari 0 dan paling banyak 9.999.999,99."})
    amount = proposal.cost_of(volume)
    if amount > MAX_RUPIAH:
        raise ValidationError({"value": "Perkiraan biaya terlalu besar. Periksa lagi volumenya."})
    proposal.current_volume, proposal.current_amount = volume, amount


def _put_item(proposal: Proposal, item: KamusItem) -> None:
    """Another item of the same year and unit: wording, price, kind and agency follow; the volume stays."""
    require_offered(proposal.cycle, item)
    if item.unit != proposal.unit:
        raise ValidationError({"value": f"Satuan item itu {item.unit}, bukan {proposal.unit}. Pilih item lain."})
    proposal.item, proposal.variant, proposal.title = item, None, item.name
    proposal.unit_price, proposal.price_reason, proposal.price_by = item.unit_price, "", None
    proposal.periods = proposal.periods if item.price_period else None
    proposal.kind, proposal.list_kind = item.kind, item.list_kind
    proposal.agency = agency_of(item.agency, proposal.kecamatan)
    if proposal.current_volume is not None:
        proposal.current_amount = proposal.cost_of(proposal.current_volume)
