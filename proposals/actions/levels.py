"""How a verb above the kelurahan writes its decision, and refuses what BA Desk has locked."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import OfficeHolding
from proposals.models import LevelDecision, Proposal
from proposals.models.decision import Outcome

LOCKED = "Sudah dikunci BA Desk. Lokasi, volume, dan jenis berubah hanya lewat BA perubahan oleh Bappeda."


def refuse_desk_locked(proposal: Proposal) -> None:
    """Refuse to change, send back or decide anew what stands in a locked BA Desk (domain.md 4.5)."""
    if proposal.desk_locked_at is not None:
        raise ValidationError(f"Usulan {proposal.number}: {LOCKED[0].lower()}{LOCKED[1:]}", code="desk_locked")


def held_before(proposal: Proposal) -> dict[str, str]:
    """What the log keeps of a Ditunda that ends with an act, so that undoing the act brings it back."""
    if proposal.review_on is None:
        return {}
    return {"held_until": proposal.review_on.isoformat(), "held_reason": proposal.reason}


def locked_with_places(proposal_id: int) -> Proposal:
    """Lock a usulan and load what the verbs of survey, desk and objection read."""
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("cycle__city", "group__region", "item", "agency", "kecamatan", "kelurahan", "region")
        .get(pk=proposal_id)
    )


def write_decision(
    proposal: Proposal, level: str, outcome: Outcome, *, by: OfficeHolding, at: datetime, **values: Any
) -> LevelDecision:
    """Add a version to what a level has decided on a usulan; nothing is overwritten."""
    last = LevelDecision.objects.latest_of(proposal, level)
    decision = LevelDecision(
        cycle=proposal.cycle,
        proposal=proposal,
        level=level,
        version=last.version + 1 if last else 1,
        outcome=outcome,
        unit_price=proposal.unit_price,
        decided_by=by,
        decided_at=at,
        **{"agency": proposal.agency, **values},
    )
    decision.full_clean()
    decision.save()
    return decision
