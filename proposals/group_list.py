"""The usulan of one group in one cycle as its page shows them: returned, drafts up to the quota line, sent."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.models import ProposerGroup
from catalogue.money import rupiah
from regions import codes

from . import kamus_facts
from .models import Cycle, Proposal, Quota, Stage
from .statuses import Status
from .windows import ALLOWS, Window

Kind = ProposerGroup.Kind


@dataclass(frozen=True)
class Draft:
    """One draft with what it still lacks, and whether it stands below the quota line."""

    proposal: Proposal
    missing: list[str]
    outside: bool


@dataclass(frozen=True)
class GroupList:
    """All of a group's usulan that were not withdrawn. `quota` counts usulan; None where nothing limits them."""

    returned: list[Proposal]
    drafts: list[Draft]
    sent: list[Proposal]
    quota: int | None
    quota_blocks: bool

    @property
    def written(self) -> int:
        return self.count_sent + len(self.drafts)

    @property
    def count_sent(self) -> int:
        return len(self.sent) + len(self.returned)

    @property
    def first_rank(self) -> int:
        """The P-number of the first draft: it follows on the last that was sent."""
        return max((proposal.group_rank or 0 for proposal in [*self.sent, *self.returned]), default=0) + 1

    @property
    def over(self) -> int:
        """How many stand below the quota line."""
        return max(self.written - self.quota, 0) if self.quota is not None else 0

    @property
    def inside(self) -> int:
        return self.written - self.over

    @property
    def left(self) -> int:
        """How many usulan the quota still takes."""
        return max((self.quota or 0) - self.written, 0)

    @property
    def quota_sentence(self) -> str:
        """The bar in words."""
        over = f", {self.over} di luar kuota" if self.over else ""
        return f"{self.written} usulan ditulis dari kuota {self.quota}{over}."

    @property
    def whole(self) -> int:
        """What the width of the quota bar stands for, in usulan."""
        return max(self.written, self.quota or 0)

    @property
    def ready(self) -> list[Proposal]:
        """Drafts that lack nothing and stand above the quota line."""
        return [draft.proposal for draft in self.drafts if not draft.missing and not draft.outside]

    @property
    def may_go(self) -> list[Draft]:
        """Drafts that could be sent: above the line; below it too where the quota only warns."""
        return [draft for draft in self.drafts if not draft.missing and not (draft.outside and self.quota_blocks)]

    @property
    def held(self) -> list[Draft]:
        """Drafts that cannot be sent now: incomplete, or below a line that blocks."""
        return [draft for draft in self.drafts if draft.missing or (draft.outside and self.quota_blocks)]


def group_list(cycle: Cycle, group: ProposerGroup) -> GroupList:
    """Gather a group's usulan; the number of queries does not grow with them."""
    found = list(
        Proposal.objects.filter(cycle=cycle, group=group)
        .exclude(status=Status.WITHDRAWN)
        .select_related("cycle", "item", "group", "kelurahan", "kecamatan", "region")
        .prefetch_related("photos")
        .in_group_order()
    )
    returned = [proposal for proposal in found if proposal.status == Status.RETURNED]
    sent = [proposal for proposal in found if proposal.status not in {Status.RETURNED, Status.DRAFT}]
    waiting = [proposal for proposal in found if proposal.status == Status.DRAFT]
    kamus_facts.load(waiting)
    quota = Quota.objects.for_group(cycle, group)
    room = None if quota is None else max(quota - len(returned) - len(sent), 0)
    drafts = [
        Draft(proposal, proposal.blockers(), room is not None and place > room)
        for place, proposal in enumerate(waiting, start=1)
    ]
    return GroupList(returned, drafts, sent, quota, cycle.group_quota_blocks)


def window_for(cycle: Cycle, act: str, region_code: str, at: datetime) -> Window | None:
    """The window in which an act of `windows.ALLOWS` may be done at a place: an open one, else the latest."""
    windows = Stage.objects.windows(cycle, sorted(ALLOWS[act]), region_code)
    known = sorted(windows.values(), key=lambda window: (window.is_open(at), window.closes_at))
    return known[-1] if known else None


def destination(group: ProposerGroup) -> str:
    """To whom a group sends: `kelurahan`, `kecamatan` for the kelurahan's own, `Bappeda` for the kecamatan's."""
    return {Kind.KELURAHAN: "kecamatan", Kind.DISTRICT: "Bappeda"}.get(Kind(group.kind), "kelurahan")


def area_code(group: ProposerGroup) -> str:
    """The code of the kelurahan around a group; of the kecamatan for its own group."""
    return codes.cut(group.region.code, codes.KELURAHAN)


@dataclass(frozen=True)
class RankRow:
    """One card of the ordering page, in words; `cut_before` where the quota line is drawn above it."""

    key: str
    number: str
    title: str
    place: str
    amount: str
    url: str
    note: str
    moved: bool
    out: bool
    cut_before: bool
    up_label: str
    down_label: str


def rank_rows(listed: GroupList, moved: Proposal | None) -> list[RankRow]:
    """The drafts as cards; an arrow is left out where there is nowhere to go."""
    rows: list[RankRow] = []
    drafts = listed.drafts
    first = listed.first_rank
    for place, draft in enumerate(drafts):
        proposal, number = draft.proposal, first + place
        title = f"{proposal.title}, {proposal.coefficient}" if proposal.volume is not None else proposal.title
        rows.append(
            RankRow(
                key=str(proposal.public_id),
                number=f"P{number}",
                title=title,
                place=proposal.place,
                amount=rupiah(proposal.amount) if proposal.amount else "Biaya belum diketahui",
                url=reverse("draf", args=[proposal.public_id]),
                note=f"Belum lengkap: {draft.missing[0]}" if draft.missing else "",
                moved=moved is not None and proposal.pk == moved.pk,
                out=draft.outside,
                cut_before=draft.outside and (place == 0 or not drafts[place - 1].outside),
                up_label=f"Naikkan {proposal.title} ke urutan {number - 1}" if place else "",
                down_label=f"Turunkan {proposal.title} ke urutan {number + 1}" if place < len(drafts) - 1 else "",
            )
        )
    return rows
