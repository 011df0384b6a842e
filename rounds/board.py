"""Which kelurahan have sent their list: the camat's board, and their lists side by side. Data, no HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from proposals.models import Cycle, Proposal
from proposals.models.decision import Outcome
from proposals.statuses import Status
from regions import codes
from regions.models import Region

from .lanes import name_of
from .models import Candidate, Forum


@dataclass(frozen=True)
class Sent:
    """One kelurahan on the board. Amounts in rupiah."""

    region: Region
    forum: Forum | None
    chosen: int
    amount: int
    reserve: int
    waiting: int
    accepted: int
    missed: int

    @property
    def state(self) -> str:
        """terkirim, nihil, tidak_dibahas, berlangsung or belum."""
        status = self.forum.status if self.forum else ""
        if self.forum and self.forum.is_over:
            return "terkirim" if status == Forum.Status.CLOSED else "nihil"
        if self.missed and not self.waiting and not self.accepted:
            return "tidak_dibahas"
        return "berlangsung" if status == Forum.Status.OPEN else "belum"


def board(cycle: Cycle, code: str) -> list[Sent]:
    """Every kelurahan at or below a region, by code; four queries however many there are."""
    regions = list(Region.objects.current().within(code).at(codes.KELURAHAN).in_order())
    forums = {
        forum.region_id: forum
        for forum in Forum.objects.of_cycle(cycle).of_kelurahan().filter(region__code__within=code).for_list()
    }
    lists: dict[int, Mapping[str, Any]] = {
        row["round__forum_id"]: row
        for row in Candidate.objects.filter(round__forum__in=[f.pk for f in forums.values()], decision__isnull=False)
        .order_by()
        .values("round__forum_id")
        .annotate(
            chosen=Count("pk", filter=Q(decision__outcome=Outcome.PRIORITY)),
            amount=Sum("cost", filter=Q(decision__outcome=Outcome.PRIORITY), default=0),
            reserve=Count("pk", filter=Q(decision__outcome=Outcome.RESERVE)),
        )
    }
    usulan: dict[int | None, Mapping[str, Any]] = {
        row["kelurahan_id"]: row
        for row in Proposal.objects.filter(cycle=cycle, kelurahan__code__within=code)
        .order_by()
        .values("kelurahan_id")
        .annotate(
            waiting=Count("pk", filter=Q(status__in=[Status.SUBMITTED, Status.RETURNED])),
            accepted=Count("pk", filter=Q(status=Status.ACCEPTED_KEL)),
            missed=Count("pk", filter=Q(status=Status.NOT_DISCUSSED)),
        )
    }
    return [_sent(region, forums.get(region.pk), lists, usulan.get(region.pk, {})) for region in regions]


def _sent(
    region: Region, forum: Forum | None, lists: Mapping[int, Mapping[str, Any]], usulan: Mapping[str, Any]
) -> Sent:
    listed: Mapping[str, Any] = lists.get(forum.pk, {}) if forum else {}
    return Sent(
        region=region,
        forum=forum,
        chosen=listed.get("chosen", 0),
        amount=listed.get("amount", 0),
        reserve=listed.get("reserve", 0),
        waiting=usulan.get("waiting", 0),
        accepted=usulan.get("accepted", 0),
        missed=usulan.get("missed", 0),
    )


@dataclass(frozen=True)
class AgreedLane:
    """One list of a closed forum as it was agreed: what is in by rank, and what is not with its reason."""

    lane: str
    chosen: tuple[Candidate, ...]
    others: tuple[Candidate, ...]

    @property
    def name(self) -> str:
        return name_of(self.lane)

    @property
    def amount(self) -> int:
        return sum(candidate.cost for candidate in self.chosen)

    @property
    def waiting(self) -> int:
        """How many may still come up, or come again."""
        return sum(not candidate.is_ended for candidate in self.others)


def agreed(candidates: Sequence[Candidate], order: Sequence[str]) -> list[AgreedLane]:
    """Put decided candidates (decision loaded) into their lanes."""
    lanes = []
    for lane in order:
        mine = [c for c in candidates if c.lane == lane and c.decision is not None]
        chosen = [c for c in mine if c.decision and c.decision.outcome == Outcome.PRIORITY]
        chosen.sort(key=lambda c: (c.decision.rank if c.decision and c.decision.rank else 0, c.position))
        others = sorted((c for c in mine if c not in chosen), key=lambda c: c.position)
        lanes.append(AgreedLane(lane, tuple(chosen), tuple(others)))
    return lanes
