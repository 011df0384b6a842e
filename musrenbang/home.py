"""What the home page tells: the next date, the stages, four figures, the latest decisions. Data, no HTML."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, Q, Sum
from django.utils import timezone

from accounts.models import ProposerGroup
from catalogue.money import NBSP, grouped, rupiah_short
from musrenbang.templatetags.tampil import tanggal_pendek
from proposals.calendar import state_of
from proposals.models import Ceiling, Cycle, LevelDecision, Proposal, Stage, StageWindow
from proposals.models.decision import Outcome
from proposals.statuses import AGREED, FACES, HIDDEN, Face, Status
from proposals.texts import mask_private
from proposals.why import reason_of, short_reason
from regions import codes

FRESH = 60
"""Figures are counted again after so many seconds; the page says when they were."""


@dataclass(frozen=True)
class Node:
    """One stage on the line: state done, now or todo."""

    name: str
    dates: str
    state: str
    is_now: bool


@dataclass(frozen=True)
class NextDate:
    """The date that matters next, with its countdown: 2, `hari lagi`."""

    count: int
    unit: str
    what: str
    at: datetime
    after: str


@dataclass(frozen=True)
class Figures:
    """The city today. `at` is the moment of counting; amounts are whole rupiah."""

    at: datetime
    count: int
    kelurahan: int
    groups_sent: int
    groups: int
    amount: int
    pagu: int
    accepted: int
    decided: int

    @property
    def accepted_share(self) -> int | None:
        """Whole per cent of last year's usulan that were accepted; None where there was no last year."""
        return round(100 * self.accepted / self.decided) if self.decided else None

    @property
    def amount_figure(self) -> str:
        """`Rp 96,4`; its unit stands beside it in small letters."""
        return rupiah_short(self.amount).removesuffix(f"{NBSP}{self.amount_unit}")

    @property
    def amount_unit(self) -> str:
        """`miliar`; empty below a million."""
        last = rupiah_short(self.amount).rpartition(NBSP)[2]
        return last if last.isalpha() else ""

    @property
    def kelurahan_text(self) -> str:
        return f"dari {grouped(self.kelurahan)} kelurahan"

    @property
    def pagu_text(self) -> str:
        return f"pagu kelurahan {rupiah_short(self.pagu)}" if self.pagu else ""

    @property
    def groups_text(self) -> str:
        return f"dari {grouped(self.groups)}"

    @property
    def accepted_text(self) -> str:
        return f"{grouped(self.accepted)} dari {grouped(self.decided)} usulan"

    @property
    def groups_sentence(self) -> str:
        return f"{grouped(self.groups_sent)} dari {grouped(self.groups)} RW sudah mengirim."


@dataclass(frozen=True)
class Decided:
    """One of the latest decisions."""

    proposal: Proposal
    title: str
    reason: str
    at: datetime


def nodes(stages: list[Stage], at: datetime) -> list[Node]:
    """The stages as the line shows them."""
    found = []
    for stage in stages:
        state = {"tutup": "done", "buka": "now", "nanti": "todo"}[state_of(stage, at)]
        opens, closes = tanggal_pendek(stage.opens_at), tanggal_pendek(stage.closed_at or stage.closes_at)
        dates = f"s.d. {closes}, selesai" if state == "done" else opens if opens == closes else f"{opens} – {closes}"
        found.append(Node(stage.name, dates, state, state == "now"))
    return found


def next_date(stages: list[Stage], at: datetime) -> NextDate | None:
    """The first closing among open stages, else the first opening; None when all is over."""
    opened = [stage for stage in stages if stage.is_open(at)]
    coming = sorted((stage for stage in stages if stage.opens_at > at), key=lambda stage: stage.opens_at)
    if opened:
        stage = min(opened, key=lambda one: one.closes_at)
        moment, what = stage.closes_at, f"{stage.name} ditutup"
        later = coming[0] if coming else None
    elif coming:
        stage, moment, what = coming[0], coming[0].opens_at, f"{coming[0].name} dibuka"
        later = coming[1] if len(coming) > 1 else None
    else:
        return None
    after = f"Sesudah itu: {later.name}, mulai {tanggal_pendek(later.opens_at)}." if later else ""
    count, unit = _countdown(moment, at)
    return NextDate(count, unit, what, moment, after)


def _countdown(moment: datetime, at: datetime) -> tuple[int, str]:
    days = (timezone.localtime(moment).date() - timezone.localtime(at).date()).days
    if days > 0:
        return days, "hari lagi"
    left = moment - at
    if left >= timedelta(hours=1):
        return int(left.total_seconds() // 3600), "jam lagi"
    return max(int(left.total_seconds() // 60), 0), "menit lagi"


def open_areas(cycle: Cycle, at: datetime) -> list[str]:
    """Where a stage is open by a window of its own although the city's is not: one sentence per stage, one query."""
    newest: dict[tuple[int, str], StageWindow] = {}
    for window in (
        StageWindow.objects.filter(stage__cycle=cycle)
        .select_related("stage", "region")
        .order_by("stage__order", "set_at", "pk")
    ):
        newest[window.stage_id, window.region.code] = window
    said: dict[str, list[str]] = {}
    for window in newest.values():
        if state_of(window, at) == "buka" and not window.stage.is_open(at):
            place = f"{window.region.label} sampai {tanggal_pendek(window.closes_at)}"
            said.setdefault(window.stage.name, []).append(place)
    return [f"{name} masih dibuka di {', '.join(places)}." for name, places in said.items()]


def figures(cycle: Cycle, previous: Cycle | None, at: datetime) -> Figures:
    """Count the city, at most once a minute: four queries."""
    key = f"beranda:{cycle.pk}"
    known: Figures | None = cache.get(key)
    if known is None:
        known = _count(cycle, previous, at)
        cache.set(key, known, FRESH)
    return known


def _count(cycle: Cycle, previous: Cycle | None, at: datetime) -> Figures:
    now = (
        Proposal.objects.public()
        .filter(cycle=cycle)
        .order_by()
        .aggregate(
            count=Count("pk"),
            amount=Sum("current_amount", default=0),
            kelurahan=Count("kelurahan", distinct=True),
            groups=Count("group", distinct=True, filter=Q(group__kind=ProposerGroup.Kind.RW)),
        )
    )
    pagu = Ceiling.objects.filter(cycle=cycle, region__level=codes.KELURAHAN).aggregate(all=Sum("amount", default=0))
    before = (
        Proposal.objects.public()
        .filter(cycle=previous)
        .order_by()
        .aggregate(all=Count("pk"), yes=Count("pk", filter=Q(status__in=AGREED)))
        if previous
        else {"all": 0, "yes": 0}
    )
    return Figures(
        at=at,
        count=now["count"],
        kelurahan=now["kelurahan"],
        groups_sent=now["groups"],
        groups=ProposerGroup.objects.active().filter(city_id=cycle.city_id, kind=ProposerGroup.Kind.RW).count(),
        amount=now["amount"],
        pagu=pagu["all"],
        accepted=before["yes"],
        decided=before["all"],
    )


def latest_decisions(cycle: Cycle, count: int = 3) -> list[Decided]:
    """The latest decisions, of different outcome where there are such, in two queries."""
    recent = (
        LevelDecision.objects.filter(cycle__city_id=cycle.city_id)
        .exclude(proposal__status__in=HIDDEN)
        .order_by("-pk")
        .values_list("pk", "proposal_id", "proposal__status")[:60]
    )
    newest = {proposal: (pk, FACES[Status(status)]) for pk, proposal, status in reversed(recent)}
    first: dict[Face, int] = {}
    rest: list[int] = []
    for pk, face in sorted(newest.values(), key=lambda one: -one[0]):
        if first.setdefault(face, pk) != pk:
            rest.append(pk)
    related = ("group", "kelurahan", "kecamatan", "agency", "cycle", "parent")
    chosen = LevelDecision.objects.filter(pk__in=[*first.values(), *rest][:count])
    chosen = chosen.select_related(*(f"proposal__{name}" for name in related)).order_by("-decided_at", "-pk")
    return [_decided(decision) for decision in chosen]


def _decided(decision: LevelDecision) -> Decided:
    proposal = decision.proposal
    said = reason_of(decision.reason_code, decision.reason) or _prioritised(decision) or short_reason(proposal)
    return Decided(proposal, mask_private(proposal.title), said, decision.decided_at)


def _prioritised(decision: LevelDecision) -> str:
    """`Prioritas 3 menurut Forum Musrenbang Kelurahan Kauman.`; empty for other outcomes."""
    if decision.outcome != Outcome.PRIORITY or not decision.rank:
        return ""
    return f"Prioritas {decision.rank} menurut {decision.forum_label or decision.get_level_display()}."
