"""The order of a group's usulan, P1 … Pn, and its quota; called by the verbs inside their transactions."""

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.models import ProposerGroup
from proposals.models import Cycle, Proposal, Quota
from proposals.statuses import Status


def close_ranks(cycle: Cycle, group: ProposerGroup) -> None:
    """Number the group's ranked usulan 1…n again, without gaps."""
    ranked = list(
        Proposal.objects.filter(cycle=cycle, group=group).exclude(group_rank=None).order_by("group_rank", "pk")
    )
    for place, proposal in enumerate(ranked, start=1):
        proposal.group_rank = place
    Proposal.objects.bulk_update(ranked, ["group_rank"])


def lock_group(group: ProposerGroup) -> None:
    """One writer at a time for the order of a group."""
    ProposerGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)


def last_sent_rank(cycle: Cycle, group: ProposerGroup) -> int:
    """The highest P-number that the group has sent; these are locked, drafts follow on them."""
    sent = Proposal.objects.filter(cycle=cycle, group=group).exclude(status__in=[Status.DRAFT, Status.WITHDRAWN])
    highest: int | None = sent.aggregate(highest=Max("group_rank"))["highest"]
    return highest or 0


def rank_sent_first(cycle: Cycle, group: ProposerGroup, sending: list[Proposal]) -> None:
    """Number what is sent now right after what was sent before; drafts that stay behind come after it."""
    first = last_sent_rank(cycle, group) + 1
    for place, proposal in enumerate(sending, start=first):
        proposal.group_rank = place
    staying = list(
        Proposal.objects.filter(cycle=cycle, group=group, status=Status.DRAFT)
        .exclude(pk__in=[proposal.pk for proposal in sending])
        .in_group_order()
    )
    for place, proposal in enumerate(staying, start=first + len(sending)):
        proposal.group_rank = place
    Proposal.objects.bulk_update(staying, ["group_rank"])


def respect_quota(cycle: Cycle, group: ProposerGroup, coming: int) -> None:
    """Refuse what exceeds the group's quota where the cycle says that it blocks; elsewhere the page only warns."""
    maximum = Quota.objects.for_group(cycle, group)
    if maximum is None or not cycle.group_quota_blocks:
        return
    sent = (
        Proposal.objects.filter(cycle=cycle, group=group).exclude(status__in=[Status.DRAFT, Status.WITHDRAWN]).count()
    )
    if sent + coming > maximum:
        raise ValidationError(
            f"Kuota {group.name} {maximum} usulan, terkirim {sent}. Kirim paling banyak {max(maximum - sent, 0)}.",
            code="quota",
        )
