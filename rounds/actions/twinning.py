"""The verb that answers likenesses before the freeze: two different works, or only one of the two may be funded."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.actions import telling_apart
from proposals.twins import Pair, Twins
from rounds.models import Bond, Round

from .freezing import likenesses
from .stepping import Status, locked, told

LEAST = telling_apart.LEAST


@transaction.atomic
def decide_twins(
    round_: Round,
    *,
    different: Collection[Pair] = (),
    only_one: Collection[Pair] = (),
    reason: str,
    by: OfficeHolding,
    at: datetime,
) -> int:
    """Answer pairs of a draft with one reason; what is no open pair any more is passed over. Returns how many."""
    round_ = locked(round_, Status.DRAFT, at=at)
    if not different and not only_one:
        raise ValidationError("Pilih jawaban untuk paling sedikit satu pasang.")
    reason = reason.strip()
    if len(reason) < LEAST:
        raise ValidationError({"reason": f"Tulis alasannya, paling sedikit {LEAST} huruf."})
    waiting = [two for some in likenesses(round_) for two in some.pairs]
    apart = [(two.one, two.other) for two in waiting if two.pair in different]
    bound = [_bond(round_, two, reason) for two in waiting if two.pair in only_one and two.pair not in different]
    if apart:
        telling_apart.tell_apart(apart, reason=reason, by=by, at=at)
    for bond in bound:
        bond.clean_fields(exclude=["round", "proposal", "other"])
    Bond.objects.bulk_create(bound)
    told(round_, "usulan mirip diputuskan", by=by, at=at, berbeda=len(apart), salah_satu=len(bound), alasan=reason)
    return len(apart) + len(bound)


def _bond(round_: Round, two: Twins, reason: str) -> Bond:
    return Bond(round=round_, proposal=two.one, other=two.other, kind=Bond.Kind.CONFLICT, note=reason[:160])
