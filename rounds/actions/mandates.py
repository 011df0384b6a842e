"""Verbs of mandates in a draft round: all that were elected, one more, one less. Each writes the whole list anew."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from rounds.models import Round, Voter

from .preparing import Mandate, elected_below, set_voters
from .stepping import Status, locked


@transaction.atomic
def take_over_elected(round_: Round, *, by: OfficeHolding, at: datetime) -> int:
    """Take in the elected delegates who have no mandate here yet. Returns how many came."""
    round_ = locked(round_, Status.DRAFT, at=at)
    known = _mandates(round_)
    held = {one.key for one in known}
    fresh = [one for one in elected_below(round_.forum) if one.key not in held]
    if fresh:
        set_voters(round_, [*known, *fresh], by=by, at=at)
    return len(fresh)


@transaction.atomic
def add_mandate(round_: Round, mandate: Mandate, *, by: OfficeHolding, at: datetime) -> None:
    """Write one mandate at the end of the list."""
    round_ = locked(round_, Status.DRAFT, at=at)
    known = _mandates(round_)
    if mandate.key in {one.key for one in known}:
        raise ValidationError({"name": f"{mandate.name} dari {mandate.area} sudah ada di daftar."})
    set_voters(round_, [*known, mandate], by=by, at=at)


@transaction.atomic
def remove_mandate(round_: Round, number: int, *, by: OfficeHolding, at: datetime) -> str:
    """Take the mandate of that number off the list. Returns the name, empty where it was gone already."""
    round_ = locked(round_, Status.DRAFT, at=at)
    gone = round_.voters.filter(number=number).first()
    if gone is None:
        return ""
    kept = [_mandate(voter) for voter in _voters(round_) if voter.pk != gone.pk]
    set_voters(round_, kept, by=by, at=at)
    return gone.name


def _voters(round_: Round) -> list[Voter]:
    return list(round_.voters.select_related("delegate").order_by("number"))


def _mandates(round_: Round) -> list[Mandate]:
    return [_mandate(voter) for voter in _voters(round_)]


def _mandate(voter: Voter) -> Mandate:
    return Mandate(voter.name, voter.area, voter.mandate, voter.delegate)
