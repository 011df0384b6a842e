"""How a usulan stands after an act, as its event keeps it: so the log alone can tell any past moment."""

from collections.abc import Mapping
from typing import Any

from .models import Proposal
from .statuses import Status

KEY = "stand"
"""Where an event's body keeps it. Absent from events of drafts: nobody counts those."""

FIELDS = {
    "status": "status",
    "asked": "amount",
    "amount": "current_amount",
    "kind": "kind",
    "list": "list_kind",
    "item": "item_id",
    "agency": "agency_id",
    "priority": "priority_id",
    "kecamatan": "kecamatan_id",
    "kelurahan": "kelurahan_id",
    "reason": "reason_code",
}
"""What is kept, and the column of a usulan that it repeats. Amounts in rupiah; places and agencies as keys."""


def standing(proposal: Proposal) -> dict[str, Any]:
    """What an event of this usulan keeps beside its own body; empty for a draft."""
    if proposal.status == Status.DRAFT:
        return {}
    return {KEY: {name: getattr(proposal, column) for name, column in FIELDS.items()}}


def stood(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """What an event kept; None for an event of a draft or of something else."""
    return body.get(KEY)
