"""The verb of the one answer to a likeness that keeps both usulan: they are different works."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.models import Apart, Event, Proposal
from proposals.twins import pair_of

from .recording import Act, record_all

LEAST = 10


@transaction.atomic
def tell_apart(
    pairs: Sequence[tuple[Proposal, Proposal]], *, reason: str, by: OfficeHolding, at: datetime
) -> list[Apart]:
    """Say of pairs of one cycle that each is two different works, and why; both life-lines tell it. Twice is once."""
    reason = reason.strip()
    if len(reason) < LEAST:
        raise ValidationError({"reason": f"Tulis apa bedanya, paling sedikit {LEAST} huruf."})
    if any(one.pk == other.pk or one.cycle_id != other.cycle_id for one, other in pairs):
        raise ValidationError("Pilih dua usulan yang berbeda dari tahun yang sama.")
    known = {proposal.pk: proposal for pair in pairs for proposal in pair}
    list(Proposal.objects.select_for_update(of=("self",)).filter(pk__in=known).order_by("pk"))
    done = Apart.objects.filter(one__in=known, other__in=known).order_by().values_list("one", "other")
    fresh = sorted({pair_of(one.pk, other.pk) for one, other in pairs} - set(done))
    told = [Apart(one_id=one, other_id=other, reason=reason, decided_by=by, decided_at=at) for one, other in fresh]
    for apart in told:
        apart.clean_fields(exclude=["one", "other"])
    Apart.objects.bulk_create(told, batch_size=200)
    if told:
        cycle = known[told[0].one_id].cycle
        record_all([act for pair in fresh for act in _acts(pair, known, reason)], by=by, at=at, cycle=cycle)
    return told


def _acts(pair: tuple[int, int], known: dict[int, Proposal], reason: str) -> list[Act]:
    one, other = (known[key] for key in pair)
    return [
        (Event.Kind.TOLD_APART, mine, "", {"other": theirs.number, "reason": reason})
        for mine, theirs in ((one, other), (other, one))
    ]
