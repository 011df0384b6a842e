"""Who is reminded now: groups that have not sent before their own deadline, and repairs that run out tomorrow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from accounts.models import ProposerGroup

from .models import Cycle, Proposal, Stage
from .statuses import Status
from .windows import say

DAYS_BEFORE = (7, 3, 1)
"""A reminder this many days before the stage closes; a late run writes the nearest one only."""

PROPOSING = (ProposerGroup.Kind.RW, ProposerGroup.Kind.BODY, ProposerGroup.Kind.THEMATIC)
"""Groups that are expected to send; an RT is named only where it has begun to write."""


@dataclass(frozen=True)
class Reminder:
    """One reminder to be; `key` makes it once."""

    key: str
    group_id: int
    title: str
    text: str
    link: str
    proposal_id: int | None = None


def step_of(closes_at: datetime, at: datetime) -> int | None:
    """The threshold in days that a moment has passed last: 3 for two and a half days before; None before and after."""
    left = closes_at - at
    if left <= timedelta(0):
        return None
    return min((days for days in DAYS_BEFORE if left <= timedelta(days=days)), default=None)


def due_reminders(cycle: Cycle, at: datetime) -> list[Reminder]:
    """All reminders of a moment, also those written before; four queries however many groups."""
    return [*_of_groups(cycle, at), *_of_repairs(cycle, at)]


def _of_groups(cycle: Cycle, at: datetime) -> Iterable[Reminder]:
    rembuk = Stage.objects.by_area(cycle, [Stage.Kind.REMBUK]).get(Stage.Kind.REMBUK)
    sent, drafts = written(cycle)
    groups = ProposerGroup.objects.active().filter(city_id=cycle.city_id).select_related("region").in_order()
    for group in groups:
        window = rembuk.at(group.region.code) if rembuk else None
        waiting = drafts.get(group.pk, 0)
        expected = waiting or (group.kind in PROPOSING and not sent.get(group.pk))
        step = step_of(window.closes_at, at) if window and window.closed_at is None and expected else None
        if window is None or step is None:
            continue
        what = f"{waiting} draf belum dikirim" if waiting else "belum ada usulan"
        yield Reminder(
            key=f"ingat:{window.kind}:{group.pk}:{step}:{window.closes_at:%Y%m%d%H}",
            group_id=group.pk,
            title=f"{window.name} ditutup {_left(window.closes_at, at)}",
            text=f"{group.name}: {what}. {window.name} ditutup {say(window.closes_at)}. "
            "Yang tidak dikirim tidak dibahas tahun ini.",
            link=reverse("kelompok-satu", args=[group.pk]),
        )


def _left(closes_at: datetime, at: datetime) -> str:
    """`4 hari lagi`, `besok`, `hari ini`."""
    days = (timezone.localtime(closes_at).date() - timezone.localtime(at).date()).days
    return {0: "hari ini", 1: "besok"}.get(days, f"{days} hari lagi")


def _of_repairs(cycle: Cycle, at: datetime) -> Iterable[Reminder]:
    soon = Proposal.objects.filter(
        cycle=cycle, status=Status.RETURNED, due_at__gt=at, due_at__lte=at + timedelta(days=1)
    )
    for proposal in soon.order_by("pk"):
        assert proposal.due_at is not None
        yield Reminder(
            key=f"ingat:perbaikan:{proposal.pk}:{proposal.due_at:%Y%m%d%H}",
            group_id=proposal.group_id,
            title=f"Perbaiki sebelum besok: {proposal.title}"[:160],
            text=f"Usulan {proposal.number} harus diperbaiki sebelum {say(proposal.due_at)}. {proposal.reason}"[:1400],
            link=reverse("draf", args=[proposal.public_id]),
            proposal_id=proposal.pk,
        )


def written(cycle: Cycle) -> tuple[dict[int, int], dict[int, int]]:
    """How many usulan each group has sent, and how many drafts it keeps, by group id; one query."""
    sent: dict[int, int] = {}
    drafts: dict[int, int] = {}
    rows = Proposal.objects.filter(cycle=cycle).exclude(status=Status.WITHDRAWN).order_by()
    for group, status, count in rows.values_list("group_id", "status").annotate(count=Count("pk")):
        kept = drafts if status == Status.DRAFT else sent
        kept[group] = kept.get(group, 0) + count
    return sent, drafts
