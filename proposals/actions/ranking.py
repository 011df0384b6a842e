"""The verb of the office for usulan that came from a list without their group's rank."""

from datetime import datetime

from django.db import transaction

from accounts.models import OfficeHolding, ProposerGroup
from proposals.models import Cycle, Event, Proposal
from proposals.statuses import Status

from .ordering import last_sent_rank, lock_group
from .recording import record_all


@transaction.atomic
def rank_rest(cycle: Cycle, groups: list[ProposerGroup], *, by: OfficeHolding, at: datetime) -> int:
    """Give each usulan of these groups that was sent without a rank the place after its group's last, by number.

    Returns how many; each keeps an event. Calling again changes nothing.
    """
    placed: list[Proposal] = []
    for group in sorted(groups, key=lambda one: one.pk):
        lock_group(group)
        last = last_sent_rank(cycle, group)
        bare = Proposal.objects.filter(cycle=cycle, group=group, group_rank=None)
        for place, one in enumerate(
            bare.exclude(status__in=[Status.DRAFT, Status.WITHDRAWN]).order_by("number"), start=last + 1
        ):
            one.group_rank = place
            placed.append(one)
    Proposal.objects.bulk_update(placed, ["group_rank"])
    if placed:
        record_all(
            [(Event.Kind.RANKED, one, "", {"rank": one.group_rank}) for one in placed], by=by, at=at, cycle=cycle
        )
    return len(placed)
