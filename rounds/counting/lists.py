"""The computed list and the agreed list of a round side by side; every sentence as it was stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rounds.engine.deviations import Deviation, deviations
from rounds.engine.moves import Agreed, counted
from rounds.engine.record import agreed, compute
from rounds.models import Candidate, Move, Round, Run, RunResult

from .records import record_of
from .stored import room_values


@dataclass(frozen=True)
class Line:
    """One candidate: what the run says of it, its place and rupiah in the agreed list (None where it is out)."""

    candidate: Candidate
    result: RunResult
    place: int | None
    amount: int | None
    move: Move | None

    @property
    def number(self) -> str:
        return str(self.candidate.facts["nomor"])

    @property
    def changed(self) -> bool:
        """Whether the forum decided otherwise than the count."""
        return (self.place is not None) != self.result.won or (self.amount or 0) != self.result.amount

    @property
    def is_in(self) -> bool:
        return self.place is not None


@dataclass(frozen=True)
class Lists:
    """All lines, those that are in first, in the agreed order; and what the limits stand at."""

    run: Run | None
    lines: Sequence[Line]
    rooms: Sequence[dict[str, Any]]
    deviations: Sequence[Deviation]
    parted: Sequence[tuple[str, ...]]

    @cached_property
    def chosen(self) -> list[Line]:
        return [line for line in self.lines if line.is_in]

    @cached_property
    def others(self) -> list[Line]:
        return [line for line in self.lines if not line.is_in]

    @property
    def spent(self) -> int:
        """Rupiah of the agreed list."""
        return sum(line.amount or 0 for line in self.chosen)

    @property
    def money(self) -> list[dict[str, Any]]:
        """The rupiah limits of the whole round, those people argue about."""
        return [room for room in self.rooms if room["satuan"] == "rupiah"]

    @property
    def quotas(self) -> list[dict[str, Any]]:
        return [room for room in self.rooms if room["satuan"] != "rupiah"]


def both(round_: Round) -> Lists:
    """Read the last run and replay the forum's moves on it; the number of queries does not grow."""
    run = round_.runs.order_by("number").last()
    if run is None:
        return Lists(None, (), (), (), ())
    results = list(run.results.select_related("candidate__proposal__group", "candidate__proposal__kelurahan"))
    record = record_of(round_)
    allocation = compute(record, explain=False)
    after = agreed(record, allocation)
    moves = {move.candidate_id: move for move in round_.moves.order_by("at", "pk")}
    book = counted(allocation.rule.limits, [one.candidate for one in allocation.results.values()], after.amounts)
    return Lists(
        run=run,
        lines=_lines(results, after, moves),
        rooms=[room_values(room) for room in book.rooms()],
        deviations=deviations(allocation, after),
        parted=[tuple(tie["usulan"]) for tie in run.ties],
    )


def _lines(results: Sequence[RunResult], after: Agreed, moves: dict[int, Move]) -> list[Line]:
    places = {line.number: place for place, line in enumerate(after.lines, start=1)}
    amounts = after.amounts
    lines = [
        Line(
            one.candidate,
            one,
            places.get(one.candidate.facts["nomor"]),
            amounts.get(one.candidate.facts["nomor"]),
            moves.get(one.candidate_id),
        )
        for one in results
    ]
    last = len(lines) + 1
    return sorted(lines, key=lambda line: (line.place or last, line.result.reserve or last, line.number))


@dataclass(frozen=True)
class AreaLine:
    """One child area: rupiah by the count and by the forum, and the largest of all for the bars."""

    name: str
    computed: int
    agreed: int
    largest: int
    why: str


def by_area(found: Lists, advice: dict[str, Any]) -> list[AreaLine]:
    """Rupiah of each child area in both lists, and why one has nothing in the computed one.

    Empty where no area has anything: a list of lembaga belongs to no RW.
    """
    official = next(iter(advice.get("daftar", [])), None)
    if official is None:
        return []
    given = dict.fromkeys(official["wilayah"], 0)
    for line in found.chosen:
        area = line.candidate.facts["wilayah"]
        if area in given:
            given[area] += line.amount or 0
    largest = max([0, *given.values(), *official["wilayah"].values()])
    if not largest:
        return []
    why = dict.fromkeys(official["tanpa_usulan"], "tidak ada usulan")
    why |= dict.fromkeys(official["tak_layak"], "tidak ada yang memenuhi ambang")
    why |= dict.fromkeys(official["tak_terbiayai"], "belum ada yang terpilih")
    return [
        AreaLine(area, amount, given[area], largest, why.get(area, ""))
        for area, amount in sorted(official["wilayah"].items())
    ]
