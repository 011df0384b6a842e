"""What happens to a usulan after the kecamatan forum: who says what, in which order, and what waits for whom.

The chain of domain.md 4.2 as a table. A step may be said again until the next one is taken: the last word counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Sum

from accounts.models import OfficeHolding
from accounts.permissions import allows
from accounts.roles import Role

from .models import Ceiling, Cycle, LevelDecision, Proposal
from .models.decision import Level, Outcome
from .querysets import ProposalQuerySet
from .statuses import AGREED, STARTABLE, Status
from .survey_list import surveyed_by

Said, S = Outcome, Status
Latest = Mapping[tuple[int, str], LevelDecision]

IN_FORUM = frozenset({Said.ACCOMMODATED, Said.UNFUNDED, Said.REJECTED})
"""What the forum of the agencies and the budget team may say."""
ADVICE = frozenset({Said.ACCEPTED, Said.CHANGED, Said.REJECTED})
"""What a recommendation may say."""


@dataclass(frozen=True)
class Step:
    """One word in the chain: `leads` names the status that follows at once, none where the usulan waits for the next.

    `after` are a level and what it must have said before; `act` is the key of `windows.ALLOWS`.
    """

    key: str
    title: str
    level: Level
    status: Status
    act: str
    leads: dict[Outcome, Status | None]
    after: tuple[Level, frozenset[Outcome]] | None = None
    waits_for: str = ""

    def is_ready(self, proposal: Proposal, latest: Latest) -> bool:
        """Say whether the level before has spoken. `latest`: the last decision of each level, by (usulan, level)."""
        if self.after is None:
            return True
        said = latest.get((proposal.pk, self.after[0]))
        return said is not None and said.outcome in self.after[1]


RECOMMEND = Step(
    "rekomendasi", "Rekomendasi perangkat daerah", Level.AGENCY, S.PRIORITY_KEC, "recommend",
    {Said.ACCEPTED: None, Said.CHANGED: None, Said.REJECTED: S.REJECTED},
)  # fmt: skip
PARTNER = Step(
    "mitra", "Rekomendasi mitra Bappeda", Level.PARTNER, S.PRIORITY_KEC, "recommend",
    {Said.ACCEPTED: S.RECOMMENDED, Said.CHANGED: S.RECOMMENDED, Said.REJECTED: S.REJECTED},
    after=(Level.AGENCY, ADVICE), waits_for="Perangkat daerah belum memberi rekomendasi.",
)  # fmt: skip
AGENCY_FORUM = Step(
    "forum-pd", "Forum perangkat daerah", Level.AGENCY, S.RECOMMENDED, "agency_agree",
    {Said.ACCOMMODATED: None, Said.UNFUNDED: None, Said.REJECTED: None},
)  # fmt: skip
BUDGET = Step(
    "tapd", "Keputusan Tim Anggaran", Level.BUDGET, S.RECOMMENDED, "budget",
    {Said.ACCOMMODATED: S.ACCOMMODATED, Said.UNFUNDED: S.UNFUNDED, Said.REJECTED: S.REJECTED},
    after=(Level.AGENCY, IN_FORUM), waits_for="Forum perangkat daerah belum membahas usulan ini.",
)  # fmt: skip
STEPS = {step.key: step for step in (RECOMMEND, PARTNER, AGENCY_FORUM, BUDGET)}


MAY = {
    RECOMMEND.key: "proposals.recommend_proposal",
    PARTNER.key: "proposals.partner_proposal",
    AGENCY_FORUM.key: "proposals.recommend_proposal",
    BUDGET.key: "proposals.budget_proposal",
    S.IN_RKPD: "proposals.enter_plan",
    S.IN_APBD: "proposals.enter_plan",
    S.CANCELLED: "proposals.enter_plan",
    S.UNDERWAY: "proposals.report_work",
    S.DONE: "proposals.report_work",
}
"""Which permission a step takes, and a status that an act leads to."""


def may_do(holding: OfficeHolding, what: str, proposal: Proposal) -> bool:
    """Say whether an office may take that step, or bring about that status."""
    return allows(holding, MAY[what], proposal)


def turn_of(holding: OfficeHolding, proposal: Proposal, latest: Latest) -> Step | None:
    """The word that an office may say on a usulan now: the first of the chain; None where it is not its turn."""
    for key, step in STEPS.items():
        if step.status == proposal.status and step.is_ready(proposal, latest) and may_do(holding, key, proposal):
            return step
    return None


@dataclass(frozen=True)
class Queue:
    """One tab of the list: what waits for an office of these roles."""

    key: str
    label: str
    roles: frozenset[str]
    empty: str
    rows: Callable[[ProposalQuerySet], ProposalQuerySet]


def _said(level: Level, outcomes: frozenset[Outcome]) -> Exists:
    found = LevelDecision.objects.filter(proposal=OuterRef("pk"), level=level, outcome__in=outcomes)
    return Exists(found)


_DOES = frozenset({Role.OPD, Role.KEC})
_WORK = STARTABLE | {S.UNDERWAY}
QUEUES = (
    Queue(
        "rekomendasi", "Perlu rekomendasi", _DOES, "Tidak ada prioritas kecamatan yang menunggu rekomendasi Anda.",
        lambda rows: rows.filter(~_said(Level.AGENCY, ADVICE), status=S.PRIORITY_KEC),
    ),
    Queue(
        "mitra", "Perlu rekomendasi mitra", frozenset({Role.MB, Role.BAP}),
        "Tidak ada rekomendasi perangkat daerah yang menunggu mitra.",
        lambda rows: rows.filter(_said(Level.AGENCY, ADVICE), status=S.PRIORITY_KEC),
    ),
    Queue(
        "forum-pd", "Forum perangkat daerah", _DOES, "Tidak ada usulan yang menunggu forum perangkat daerah.",
        lambda rows: rows.filter(~_said(Level.AGENCY, IN_FORUM), status=S.RECOMMENDED),
    ),
    Queue(
        "tapd", "Perlu keputusan anggaran", frozenset({Role.TAPD}), "Tidak ada usulan yang menunggu Tim Anggaran.",
        lambda rows: rows.filter(_said(Level.AGENCY, IN_FORUM), status=S.RECOMMENDED),
    ),
    Queue(
        "rkpd", "Masuk RKPD", frozenset({Role.BAP}), "Tidak ada usulan diakomodir yang menunggu RKPD.",
        lambda rows: rows.filter(status=S.ACCOMMODATED),
    ),
    Queue(
        "apbd", "Masuk APBD", frozenset({Role.BAP}), "Tidak ada usulan RKPD yang menunggu APBD.",
        lambda rows: rows.filter(status=S.IN_RKPD),
    ),
    Queue(
        "kerja", "Dikerjakan", _DOES | {Role.BAP}, "Belum ada usulan yang masuk APBD.",
        lambda rows: rows.filter(status__in=_WORK),
    ),
    Queue(
        "selesai", "Selesai", _DOES | {Role.BAP}, "Belum ada pekerjaan yang selesai.",
        lambda rows: rows.filter(status=S.DONE),
    ),
)  # fmt: skip
"""What waits, in the order of the chain; each office sees the tabs of its role."""


def queues_of(holding: OfficeHolding) -> list[Queue]:
    """The tabs of an office, in the order of the chain; none for offices without a part in it."""
    return [queue for queue in QUEUES if holding.role in queue.roles]


def in_charge(holding: OfficeHolding, cycle: Cycle) -> ProposalQuerySet:
    """What an office follows in a cycle: an agency its own, a kecamatan that of its branch, others the whole city."""
    if holding.role in {Role.MB, Role.BAP, Role.TAPD}:
        return Proposal.objects.public().filter(cycle=cycle)
    return surveyed_by(holding, cycle)


@dataclass(frozen=True)
class Room:
    """The pagu of one agency in whole rupiah: what stands, what the plan has taken, what is left."""

    ceiling: int
    used: int

    @property
    def left(self) -> int:
        return max(self.ceiling - self.used, 0)

    @property
    def over(self) -> int:
        """Rupiah above the pagu; 0 while it holds."""
        return max(self.used - self.ceiling, 0)


def ceiling_of(cycle: Cycle, agency_id: int | None) -> Ceiling | None:
    """The pagu of an agency for the whole city; None where Bappeda has set none."""
    found = Ceiling.objects.filter(cycle=cycle, agency=agency_id, region=cycle.city_id, list_kind="")
    return found.order_by("pk").first() if agency_id else None


def room_of(cycle: Cycle, agency_id: int | None, *, agreed_in_forum: bool = False) -> Room | None:
    """What an agency's pagu still holds; None where it has none. Three queries at most.

    What the budget team has agreed counts as it stands now; with `agreed_in_forum` what waits for it besides.
    """
    ceiling = ceiling_of(cycle, agency_id)
    if ceiling is None:
        return None
    taken = Q(status__in=AGREED)
    if agreed_in_forum:
        last = LevelDecision.objects.filter(proposal=OuterRef("pk"), level=Level.AGENCY).order_by("-version")
        taken |= Q(status=S.RECOMMENDED, last_word=Said.ACCOMMODATED)
        found = Proposal.objects.annotate(last_word=last.values("outcome")[:1])
    else:
        found = Proposal.objects.all()
    used = found.filter(taken, cycle=cycle, agency=agency_id).totals()["amount"]
    return Room(ceiling.amount, used)


def rooms_of(cycle: Cycle) -> list[tuple[Ceiling, Room]]:
    """The pagu of every agency that has one, with what the plan has taken of it; by name, in two queries."""
    taken = Proposal.objects.filter(cycle=cycle, status__in=AGREED).order_by().values_list("agency")
    used = dict(taken.annotate(used=Sum("current_amount")))
    found = Ceiling.objects.filter(cycle=cycle, region=cycle.city_id, list_kind="").exclude(agency=None)
    listed = found.select_related("agency").order_by("agency__name", "pk")
    return [(one, Room(one.amount, used.get(one.agency_id, 0))) for one in listed]
