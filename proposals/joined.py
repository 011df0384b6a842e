"""What has come together in one usulan: the usulan merged into it with their volumes, and who supports it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Sum

from accounts.models import ProposerGroup

from .models import LevelDecision, Proposal, Support
from .models.decision import Outcome
from .statuses import Status


@dataclass(frozen=True)
class Child:
    """One usulan that was merged into another; `share` is the volume added to it, 0 where it brought none."""

    proposal: Proposal
    share: Decimal
    reason: str


def children(parent: Proposal) -> list[Child]:
    """The usulan merged into this one, by number; one query."""
    found = (
        LevelDecision.objects.filter(parent=parent, outcome=Outcome.MERGED, proposal__status=Status.MERGED)
        .filter(proposal__parent=parent)
        .select_related("proposal__group", "proposal__kelurahan", "proposal__kecamatan")
        .order_by("proposal__number", "version")
    )
    latest = {decision.proposal_id: decision for decision in found}
    return [Child(one.proposal, one.volume or Decimal(0), one.reason) for one in latest.values()]


def merged_volume(parent: Proposal) -> Decimal:
    """The volume that merged usulan brought, in the unit of the parent; one query."""
    shares = LevelDecision.objects.filter(
        parent=parent, outcome=Outcome.MERGED, proposal__status=Status.MERGED, proposal__parent=parent
    )
    total: Decimal | None = shares.order_by().aggregate(total=Sum("volume"))["total"]
    return total or Decimal(0)


def merged_volumes(parents: Iterable[Proposal]) -> dict[int, Decimal]:
    """The same for many, by the parent's id; one query."""
    shares = LevelDecision.objects.filter(
        parent__in=[parent.pk for parent in parents], outcome=Outcome.MERGED, proposal__status=Status.MERGED
    )
    rows = shares.filter(proposal__parent=F("parent")).order_by().values_list("parent_id").annotate(Sum("volume"))
    return {parent: total or Decimal(0) for parent, total in rows}


@dataclass(frozen=True)
class Supporters:
    """Who supports a usulan: groups by name, residents by number. Never a person's name."""

    groups: tuple[str, ...]
    residents: int
    all_groups: tuple[ProposerGroup, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.residents)

    @property
    def sentence(self) -> str:
        """`Didukung RT 03 RW 05, RT 07 RW 05 dan 4 warga.`"""
        residents = [f"{self.residents} warga"] if self.residents else []
        said = [*self.groups, *residents]
        return f"Didukung {', '.join(said[:-1])} dan {said[-1]}." if len(said) > 1 else f"Didukung {''.join(said)}."


def supporters(proposal: Proposal) -> Supporters:
    """Who supports it, in the order of coming; one query."""
    found = list(Support.objects.filter(proposal=proposal).select_related("group__region").order_by("at", "pk"))
    groups = tuple(one.group for one in found if one.group is not None)
    return Supporters(
        groups=tuple(dict.fromkeys(group.name for group in groups)),
        residents=sum(1 for one in found if one.group is None),
        all_groups=groups,
    )
