"""Changing one item of a kamus, with its rules and price variants."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from catalogue.models import KamusItem, KamusRule, KamusVariant, KamusVersion

from .trace import reason_of, trace

Part = KamusRule | KamusVariant
LOCKED = "Kamus ini terkunci. Bappeda membukanya lebih dulu, dengan alasan."
IN_USE = "Pilihan harga “{}” dipakai usulan, jadi tidak dapat dihapus."


def _own(item: KamusItem, reason: str) -> tuple[KamusItem, str]:
    """The item with its row locked, and the reason: compulsory once the kamus is published."""
    known = KamusItem.objects.select_for_update(of=("self",)).select_related("version")
    item = known.get(pk=item.pk)
    status = KamusVersion.objects.select_for_update(of=("self",)).get(pk=item.version_id).status
    if status == KamusVersion.Status.LOCKED:
        raise ValidationError(LOCKED)
    return item, reason.strip() if status == KamusVersion.Status.DRAFT else reason_of(reason)


@transaction.atomic
def correct_item(
    item: KamusItem, *, changes: Mapping[str, Any], reason: str, by: AbstractBaseUser | None, at: datetime
) -> KamusItem:
    """Write some fields of an item: a dated change with its reason. Sent usulan keep what they copied."""
    item, said = _own(item, reason)
    for name, value in changes.items():
        setattr(item, name, value)
    trace(item, by=by, at=at, reason=said)
    item.full_clean()
    item.save()
    return item


@transaction.atomic
def keep_parts(
    item: KamusItem,
    *,
    kept: Sequence[Part],
    removed: Sequence[Part] = (),
    reason: str,
    by: AbstractBaseUser | None,
    at: datetime,
) -> KamusItem:
    """Write new and changed rules and variants of an item and remove others.

    The price of an item with variants is that of its first one: lists and sums need one price.
    """
    item, said = _own(item, reason)
    for part in removed:
        trace(part, by=by, at=at, reason=said)
        try:
            part.delete()
        except ProtectedError as used:
            raise ValidationError(IN_USE.format(part)) from used
    for part in kept:
        part.item = item
        trace(part, by=by, at=at, reason=said)
        part.full_clean()
        part.save()
    first = item.variants.order_by("order", "pk").first()
    if first is not None and item.unit_price != first.unit_price:
        item.unit_price = first.unit_price
        trace(item, by=by, at=at, reason=said)
        item.save()
    return item
