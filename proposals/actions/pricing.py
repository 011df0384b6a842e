"""The verb of another price: a level sets what the kamus does not say, with a reason that stays beside the price."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from accounts.permissions import allows
from catalogue.money import MAX_RUPIAH, rupiah
from proposals.models import Event, Proposal

from .drafting import refuse_stale
from .levels import refuse_desk_locked
from .recording import record
from .stages import require_open

MIN_REASON = 10
NOT_NOW = "Harga usulan ini tidak dapat diubah jabatan Anda pada tahap ini."


def kamus_price(proposal: Proposal) -> int | None:
    """The price of the kamus version that the usulan was sent with, in rupiah per unit; None outside the kamus."""
    if proposal.variant is not None:
        return proposal.variant.unit_price
    return proposal.item.unit_price if proposal.item is not None else None


@transaction.atomic
def set_price(
    proposal: Proposal, *, unit_price: int, reason: str, by: OfficeHolding, at: datetime, expected: int | None
) -> Proposal:
    """Set another price per unit, in whole rupiah; costs follow, and the mark stays until the kamus price is set again.

    Only the level in charge may, while the usulan is open and no BA Desk has locked it.
    """
    if len(reason.strip()) < MIN_REASON:
        raise ValidationError({"reason": f"Tulis alasannya paling sedikit {MIN_REASON} huruf."})
    if not 0 < unit_price <= MAX_RUPIAH:
        raise ValidationError({"unit_price": "Harga harus lebih dari Rp 0 dan masuk akal. Periksa lagi."})
    proposal = _locked(proposal)
    refuse_stale(proposal, expected)
    if not allows(by, "proposals.price_proposal", proposal):
        raise PermissionDenied(NOT_NOW)
    refuse_desk_locked(proposal)
    require_open(proposal.cycle, "set_price", proposal.region, at=at)
    if unit_price == proposal.unit_price:
        raise ValidationError({"unit_price": f"Harganya sudah {rupiah(unit_price)}. Isi harga yang lain."})
    old, old_amount = proposal.unit_price, proposal.current_amount
    _write(proposal, unit_price, reason.strip(), by)
    record(
        Event.Kind.PRICE_SET,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        old=old,
        new=unit_price,
        old_amount=old_amount,
        amount=proposal.current_amount,
        kamus=kamus_price(proposal),
        reason=reason.strip(),
    )
    require_open(proposal.cycle, "set_price", proposal.region, at=at)
    return proposal


def _locked(proposal: Proposal) -> Proposal:
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("cycle__city", "group__region", "item", "variant", "agency", "kelurahan", "kecamatan", "region")
        .get(pk=proposal.pk)
    )


def _write(proposal: Proposal, unit_price: int, reason: str, by: OfficeHolding) -> None:
    """Write price, mark and costs; the kamus price takes the mark off."""
    is_other = unit_price != kamus_price(proposal)
    proposal.unit_price = unit_price
    proposal.price_reason, proposal.price_by = (reason[:300], by) if is_other else ("", None)
    proposal.amount_note = reason[:200] if is_other else ""
    if proposal.volume is not None:
        proposal.amount = proposal.cost_of(proposal.volume)
    if proposal.current_volume is not None:
        proposal.current_amount = proposal.cost_of(proposal.current_volume)
    proposal.version += 1
    proposal.full_clean(exclude=["number"])
    proposal.save()
