"""The order of a forum as people read it: lanes, rows, cut lines, what is used and what is left. Data, no HTML."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from catalogue.models import KamusItem
from catalogue.money import NBSP, grouped, rupiah
from proposals.models import Proposal

from . import lanes
from .allocation import ALL, AREA, HELD, LANE, WITHHELD, Allocation, Bound, Entry, Result, allocate
from .engine.values import CEILING, PROPOSALS, QUOTA, RUPIAH, Room
from .models import Candidate, Limit, Round
from .pool import claimed, in_play


def together(text: str) -> str:
    """Keep `RW 05` and `RT 03` on one line."""
    return re.sub(r"\b(RW|RT) (?=\d)", rf"\1{NBSP}", text)


@dataclass(frozen=True)
class Row:
    """One candidate at its place, with what the calculation says."""

    candidate: Candidate
    number: int
    last: int
    result: Result
    cut_before: str = ""

    @property
    def proposal(self) -> Proposal:
        return self.candidate.proposal

    @property
    def key(self) -> str:
        return self.proposal.number

    @property
    def title(self) -> str:
        return self.candidate.title

    @property
    def origin(self) -> str:
        """Who asks, with which rank: `RW 05 P1`; at the kecamatan `Kel. Kauman prioritas 1, RW 05`."""
        proposal, group = self.proposal, together(self.proposal.group.name)
        if not self.candidate.area:
            return f"{group}{NBSP}{proposal.rank_label}".strip(NBSP)
        kelurahan = proposal.kelurahan.label if proposal.kelurahan else ""
        rank = f" prioritas{NBSP}{proposal.kelurahan_rank}" if proposal.kelurahan_rank else ""
        return f"{kelurahan}{rank}, {group}"

    @property
    def place(self) -> str:
        """RT and RW as far as they say more than the group's name."""
        return together(self.proposal.place.removesuffix(self.proposal.group.name).strip())

    @property
    def state(self) -> str:
        """What stands beside the amount: empty while it is in by order."""
        if self.candidate.is_ended:
            return str(self.candidate.get_verdict_display()).lower()
        if self.result.code == CEILING:
            return f"kurang {grouped(self.result.failures[0].short)}"
        return {QUOTA: "di luar kuota", WITHHELD: "ditahan forum"}.get(self.result.code, "")

    @property
    def over(self) -> bool:
        """In above a quota, by the forum's word."""
        return bool(self.result.over)

    @property
    def number_up(self) -> int:
        return self.number - 1

    @property
    def number_down(self) -> int:
        return self.number + 1

    @property
    def can_rise(self) -> bool:
        return self.number > 1

    @property
    def can_sink(self) -> bool:
        return self.number < self.last


@dataclass(frozen=True)
class LaneSheet:
    """One list: its rows from the top, and its own quota and pagu where it has them."""

    lane: str
    rows: tuple[Row, ...]
    quota: Room | None
    pagu: Room | None

    @property
    def name(self) -> str:
        return lanes.name_of(self.lane)

    @property
    def chosen(self) -> int:
        return sum(row.result.chosen for row in self.rows)

    @property
    def quota_full(self) -> int:
        """The used part of the quota's bar: at most the quota itself."""
        return min(self.quota.used, self.quota.maximum) if self.quota else 0

    @property
    def quota_over(self) -> int:
        """What the forum let in above the quota."""
        return max(0, -self.quota.left) if self.quota else 0

    @property
    def spent(self) -> int:
        """Rupiah of what is in."""
        return sum(row.candidate.cost for row in self.rows if row.result.chosen)


@dataclass(frozen=True)
class Sheet:
    """A round as a whole."""

    lanes: tuple[LaneSheet, ...]
    allocation: Allocation
    departed: tuple[Candidate, ...]

    @property
    def rows(self) -> list[Row]:
        return [row for lane in self.lanes for row in lane.rows]

    @property
    def pagu(self) -> Room | None:
        return self.allocation.room(RUPIAH, ALL)

    @property
    def quota(self) -> Room | None:
        return self.allocation.room(PROPOSALS, ALL)

    @property
    def areas(self) -> list[Room]:
        """Quotas per area as they are filled: five per kelurahan."""
        return self.allocation.of(PROPOSALS, AREA)

    @property
    def spent(self) -> int:
        return sum(lane.spent for lane in self.lanes)

    @property
    def chosen(self) -> int:
        return sum(lane.chosen for lane in self.lanes)

    @property
    def total(self) -> int:
        return sum(len(lane.rows) for lane in self.lanes)

    @property
    def this_year(self) -> int:
        """Usulan that a sidang kelompok heard to be done with the money of the running year."""
        return sum(row.candidate.verdict == Candidate.Verdict.THIS_YEAR for row in self.rows)

    @property
    def refused(self) -> int:
        """Usulan that a sidang kelompok refused."""
        return sum(row.candidate.verdict == Candidate.Verdict.REFUSED for row in self.rows)

    @property
    def physical_share(self) -> int | None:
        """Physical works among what is in, in whole percent of usulan; None while nothing is in."""
        kinds = [row.proposal.kind for row in self.rows if row.result.chosen]
        return round(100 * kinds.count(KamusItem.Kind.PHYSICAL) / len(kinds)) if kinds else None

    @property
    def other_share(self) -> int:
        """Goods and trainings among what is in, in whole percent."""
        return 100 - (self.physical_share or 0)

    @property
    def pagu_sentence(self) -> str:
        """The bar of the pagu, read aloud."""
        pagu = self.pagu
        return f"Terpakai {rupiah(pagu.used)} dari {rupiah(pagu.maximum)}" if pagu else ""

    def groups(self) -> list[tuple[str, int]]:
        """Each proposing group with how many of its usulan are in, by name."""
        tally: dict[str, int] = {}
        for row in self.rows:
            name = row.proposal.group.name
            tally[name] = tally.get(name, 0) + row.result.chosen
        return sorted(tally.items())

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)


def read(round_: Round) -> Sheet:
    """Read a round in two queries and work out who is in."""
    forum = round_.forum
    found = list(round_.candidates.for_sheet())
    waiting = round_.status == Round.Status.FROZEN
    taken = claimed(forum) if waiting else set()
    departed = tuple(c for c in found if waiting and (c.proposal_id in taken or not in_play(forum, c.proposal)))
    return arrange([c for c in found if c not in departed], round_.limits.order_by("code"), departed)


def arrange(candidates: Sequence[Candidate], limits: Iterable[Limit], departed: tuple[Candidate, ...] = ()) -> Sheet:
    """Count a set of candidates that are sorted by lane and position. Each needs its proposal with group and places."""
    by_lane = {lane: list(group) for lane, group in groupby(candidates, key=lambda c: c.lane)}
    order = lanes.in_order(by_lane)
    entries = [_entry(c, n) for lane in order for n, c in enumerate(by_lane[lane], start=1)]
    found = allocate(entries, [_bound(limit) for limit in limits], order)
    sheets = tuple(
        LaneSheet(
            lane,
            _rows(by_lane[lane], found),
            found.room(PROPOSALS, LANE, lane),
            found.room(RUPIAH, LANE, lane),
        )
        for lane in order
    )
    return Sheet(sheets, found, departed)


def _entry(candidate: Candidate, position: int) -> Entry:
    proposal = candidate.proposal
    return Entry(
        key=proposal.number,
        lane=candidate.lane,
        position=position,
        cost=candidate.cost,
        area=candidate.area,
        area_name=proposal.kelurahan.label if candidate.area and proposal.kelurahan else "",
        mark=HELD if candidate.is_ended else candidate.mark,
    )


def _bound(limit: Limit) -> Bound:
    return Bound(limit.code, limit.label, limit.unit, limit.maximum, limit.per, limit.only)


def _rows(candidates: Sequence[Candidate], found: Allocation) -> tuple[Row, ...]:
    results = [found.results[candidate.proposal.number] for candidate in candidates]
    last_in = max((n for n, result in enumerate(results) if result.chosen), default=-1)
    first_out = next((n for n, r in enumerate(results) if n > last_in and r.code in {QUOTA, CEILING}), None)
    return tuple(
        Row(candidate, n + 1, len(candidates), results[n], _cut(results[n]) if n == first_out else "")
        for n, candidate in enumerate(candidates)
    )


def _cut(result: Result) -> str:
    failure = result.failures[0]
    return f"Batas kuota {failure.maximum}" if result.code == QUOTA else "Batas pagu"
