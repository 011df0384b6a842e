"""Into which usulan one may be merged: those that are alike first, with score and reasons, then the same item."""

from collections.abc import Sequence
from dataclasses import dataclass

from .models import Proposal
from .querysets import ProposalQuerySet
from .similar import Hit

SHOWN = 8


@dataclass(frozen=True)
class Choice:
    """One usulan that may take another in; `percent` is None where only the item, or a search, names it."""

    proposal: Proposal
    percent: int | None
    reasons: str


def merge_choices(possible: ProposalQuerySet, named: ProposalQuerySet, found: Sequence[Hit]) -> list[Choice]:
    """Join what is alike with what an item or a search names, the most alike first; one query, cut at eight.

    `possible` are all that may become the parent, `named` those among them that the desk asked for.
    """
    known = {hit.pk: hit.likeness for hit in found}
    loaded = (named | possible.filter(pk__in=list(known)[:SHOWN])).distinct().order_by("number")
    choices = [
        Choice(
            one,
            round(known[one.pk].score * 100) if one.pk in known else None,
            ", ".join(known[one.pk].reasons) if one.pk in known else "",
        )
        for one in loaded[: 10 * SHOWN]
    ]
    return sorted(choices, key=lambda choice: -(choice.percent or 0))[:SHOWN]
