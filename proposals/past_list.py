"""What a group asked for in past years and may take up again, with the reason why it did not come."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from accounts.models import ProposerGroup

from .models import Cycle, LevelDecision, Proposal
from .models.decision import Outcome
from .querysets import ProposalQuerySet
from .reasons import Reason
from .statuses import LATER, Status
from .why import short_reason

OWES_EVIDENCE = {Reason.LAND: "bukti lahan", Reason.AUTHORITY: "bukti kewenangan"}


@dataclass(frozen=True)
class Past:
    """One old usulan; `taken` is the usulan of this year that follows it, `owes` the evidence it needs."""

    proposal: Proposal
    reason: str
    taken: Proposal | None
    owes: str

    @property
    def history(self) -> str:
        return times(self.proposal)


def times(proposal: Proposal) -> str:
    """How often a usulan has been asked for: `ke-4, sejak 2021`; empty for the first time."""
    if proposal.times_proposed < 2:
        return ""
    since = f", sejak {proposal.first_year}" if proposal.first_year else ""
    return f"ke-{proposal.times_proposed}{since}"


def returnable(cycle: Cycle, group: ProposerGroup) -> ProposalQuerySet:
    """Cadangan, belum disepakati, belum terdanai, tidak dibahas and refusals that may come again, of past years."""
    final = LevelDecision.objects.filter(proposal=OuterRef("pk"), outcome=Outcome.REJECTED, may_repeat=False)
    return Proposal.objects.filter(
        Q(status__in=LATER) | Q(Q(status=Status.REJECTED), ~Exists(final)),
        group=group,
        cycle__city=cycle.city_id,
        cycle__plan_year__lt=cycle.plan_year,
    )


def past(cycle: Cycle, group: ProposerGroup) -> list[Past]:
    """The list of the page, the newest year first; what a later usulan follows already is left out. Two queries."""
    found = returnable(cycle, group).for_list().select_related("parent").order_by("-cycle__plan_year", "number")
    later = Proposal.objects.filter(previous__in=[one.pk for one in found]).exclude(status=Status.WITHDRAWN)
    follows = {one.previous_id: one for one in later.select_related("cycle").order_by("pk")}
    return [
        Past(one, short_reason(one), follows.get(one.pk), _owes(one))
        for one in found
        if (next_one := follows.get(one.pk)) is None or next_one.cycle_id == cycle.pk
    ]


def _owes(proposal: Proposal) -> str:
    if proposal.status != Status.REJECTED or proposal.reason_code not in Reason.values:
        return ""
    return OWES_EVIDENCE.get(Reason(proposal.reason_code), "")


def waiting(cycle: Cycle, group: ProposerGroup) -> int:
    """How many may still be taken up in this cycle; one query."""
    followed = Proposal.objects.filter(previous=OuterRef("pk")).exclude(status=Status.WITHDRAWN)
    return returnable(cycle, group).filter(~Exists(followed)).count()
