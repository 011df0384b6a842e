"""What a forum that is still open would decide if it closed now: so that its lists can be printed as drafts."""

from proposals.models import LevelDecision, Proposal
from proposals.models.decision import Outcome
from rounds import sheet
from rounds.actions.closing import LEVELS, outcome
from rounds.models import Forum

from .agreed import SHOWN

OTHER = {"kelurahan": Outcome.RESERVE, "kecamatan": Outcome.NOT_AGREED}


def decisions(forum: Forum) -> list[LevelDecision] | None:
    """The decisions of the forum's order as it stands, never saved; None where the forum is over or ranks nothing."""
    if forum.is_over or not forum.custom.ranks:
        return None
    round_ = forum.rounds.of_hall().in_force().order_by("-version").first()
    if round_ is None:
        return []
    round_.forum = forum
    said = [outcome(row) for row in sheet.read(round_).rows]
    known = Proposal.objects.select_related(*SHOWN).in_bulk([one.proposal.pk for one in said])
    level = LEVELS[forum.custom.ranks]
    return [
        LevelDecision(
            cycle=forum.cycle,
            proposal=known[one.proposal.pk],
            level=level,
            outcome=Outcome.PRIORITY if one.chosen else OTHER[level],
            volume=one.volume,
            unit_price=known[one.proposal.pk].unit_price,
            amount=one.amount,
            agency=known[one.proposal.pk].agency,
            rank=one.rank,
            funding=known[one.proposal.pk].funding,
            reason=one.reason,
        )
        for one in said
    ]
