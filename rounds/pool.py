"""Which usulan a forum decides on, and what still stands in its way before it opens."""

from django.db.models import Exists, OuterRef, Q

from accounts.models import ProposerGroup
from proposals.models import Proposal
from proposals.querysets import ProposalQuerySet
from proposals.statuses import Status
from regions import codes
from regions.models import Region

from .customs import DISTRICT_LIST, KELURAHAN_LIST
from .models import Forum, Round
from .models.meeting import OVER
from .querysets import RoundQuerySet

_ADDED = (Status.SUBMITTED, Status.ACCEPTED_KEL)  # the kecamatan's own, sent, or accepted one level up by Bappeda
_DECIDED_BY = {
    KELURAHAN_LIST: frozenset({Status.ACCEPTED_KEL}),
    DISTRICT_LIST: frozenset({Status.PRIORITY_KEL, Status.FEASIBLE, *_ADDED}),
}
_DISTRICT = ProposerGroup.Kind.DISTRICT


def in_play(forum: Forum, proposal: Proposal) -> bool:
    """Say whether the usulan still waits for this forum: it may have been sent back or merged since it opened."""
    return proposal.status in _DECIDED_BY[forum.custom.ranks]


def counting(forum: Forum) -> RoundQuerySet:
    """Counted rounds of the forum that have taken their usulan out of the hall's list: frozen or further."""
    return Round.objects.counted().in_force().filter(forum_id=forum.pk).exclude(status=Round.Status.DRAFT)


def claimed(forum: Forum) -> set[int]:
    """Keys of the usulan that those rounds have taken; one query."""
    return set(counting(forum).order_by().values_list("candidates__proposal_id", flat=True))


def pool(forum: Forum) -> ProposalQuerySet:
    """Usulan that the forum decides on now, by number, without those of its counted rounds.

    In a kelurahan what its desk has accepted. In a kecamatan the priorities of the kelurahan that have sent, and what
    the kecamatan itself adds (`belum diusulkan oleh kelurahan`, SE Walikota Malang 66/2021). None where a forum only
    meets.
    """
    found = Proposal.objects.filter(cycle_id=forum.cycle_id) if forum.custom.ranks else Proposal.objects.none()
    if forum.ranks_kelurahan:
        mine = found.filter(kelurahan_id=forum.region_id, status=Status.ACCEPTED_KEL).exclude(group__kind=_DISTRICT)
    else:
        sent = Forum.objects.sent_below(forum).values("region_id")
        below = Q(status__in=[Status.PRIORITY_KEL, Status.FEASIBLE], kelurahan_id__in=sent)
        own = Q(status__in=_ADDED, group__kind=_DISTRICT)
        mine = found.filter(below | own, kecamatan_id=forum.region_id)
    mine = mine.exclude(candidacies__round__in=counting(forum).values("pk"))
    return mine.select_related("group", "kelurahan", "kecamatan", "agency").order_by("number")


def undecided(forum: Forum) -> ProposalQuerySet:
    """Usulan of a kelurahan that its desk has neither accepted nor answered; none for other forums."""
    if not forum.ranks_kelurahan:
        return Proposal.objects.none()
    return (
        Proposal.objects.filter(cycle_id=forum.cycle_id, kelurahan_id=forum.region_id)
        .filter(status__in=[Status.SUBMITTED, Status.RETURNED])
        .exclude(group__kind=_DISTRICT)
        .order_by("number")
    )


def sent_by_group(forum: Forum) -> ProposalQuerySet:
    """Usulan that the group of a rembuk has sent this year; none for other forums."""
    return Proposal.objects.public().filter(cycle_id=forum.cycle_id, group__isnull=False, group_id=forum.group_id)


def newcomers(round_: Round) -> ProposalQuerySet:
    """Usulan that came into the pool after the forum had opened."""
    return pool(round_.forum).exclude(candidacies__round=round_)


def missing_kelurahan(forum: Forum) -> list[Region]:
    """Kelurahan of a kecamatan that have neither sent their list, nor are nihil, nor missed their window."""
    if not forum.ranks_district:
        return []
    done = Forum.objects.of_kelurahan().filter(cycle_id=forum.cycle_id, status__in=OVER, region_id=OuterRef("pk"))
    here = Proposal.objects.filter(cycle_id=forum.cycle_id, kelurahan_id=OuterRef("pk"))
    waiting = here.filter(status__in=[Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED_KEL])
    missed = here.filter(status=Status.NOT_DISCUSSED)
    return list(
        Region.objects.current()
        .children_of(forum.region.code)
        .at(codes.KELURAHAN)
        .filter(~Exists(done))
        .exclude(Exists(missed) & ~Exists(waiting))
        .in_order()
    )
