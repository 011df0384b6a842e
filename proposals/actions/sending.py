"""What Kirim writes, keeps in the log, and asks once more before it is done."""

from typing import Any

from django.core.exceptions import ValidationError

from catalogue.checking import worst
from catalogue.money import rupiah
from proposals import kamus_facts
from proposals.models import Proposal

SENT = ("number", "submitted_at", "submitted_by", "status", "status_at", "group_rank", "version", "search_text")
"""What Kirim writes; all else was checked when it was written, and the database checks it again."""


def require_room(sent: list[Proposal]) -> None:
    """Ask the quotas of the kamus again, past the lock on the city's log: two groups may have sent at the same time."""
    limited = [proposal for proposal in sent if kamus_facts.has_quota(proposal.item)]
    if not limited:
        return
    kamus_facts.load(limited)
    refused = [f"{proposal.title}: {said}" for proposal in limited for said in kamus_facts.unfit(proposal)]
    if refused:
        raise ValidationError(refused, code="incomplete")


def snapshot(proposal: Proposal) -> dict[str, Any]:
    """What was sent, word for word, so that the log alone can tell."""
    answers = kamus_facts.answers_of(proposal)
    measured = {
        name: str(value)
        for name in ("length_m", "width_m", "height_m", "damage_pct", "participants", "periods", "variant")
        if (value := getattr(proposal, name)) is not None
    }
    checked = {
        "kamus_check": worst(answers) if answers else "",
        "measured": measured,
        "answers": proposal.answers,
        "override_reason": proposal.override_reason,
    }
    return {key: value for key, value in checked.items() if value} | {
        "number": proposal.number,
        "title": proposal.title,
        "problem": proposal.problem,
        "address": proposal.address,
        "place": proposal.place,
        "volume": str(proposal.volume),
        "unit": proposal.unit,
        "unit_price": proposal.unit_price,
        "amount": proposal.amount,
        "amount_text": rupiah(proposal.amount),
        "group": proposal.group.name,
        "group_rank": proposal.group_rank,
        "item": proposal.item_id,
        "kamus": proposal.cycle.kamus_id,
    }
