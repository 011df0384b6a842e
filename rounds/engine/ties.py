"""Which ties need a lot, and who met whom in it: prioritisation.md 4.5 and the code UNDIAN of 5.1."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice, pairwise

from .lookup import passes, winning_sweep
from .order import Static, parting_step
from .sweep import Run
from .turns import Entry, Sweep
from .values import Allocation, Result, Tie

BEFORE_ALL = 0
"""The lot position that wins every tie."""


def decisive(run: Run) -> tuple[Tie, ...]:
    """The ties that a lot decides, by sweep and block."""
    found: list[Tie] = []
    for sweep in run.sweeps:
        starts = [i for i, key in enumerate(sweep.keys) if i == 0 or key != sweep.keys[i - 1]]
        for first, last in pairwise((*starts, len(sweep.keys))):
            if last - first > 1:
                found += _in_block(run, sweep, first, last)
    return tuple(found)


def _in_block(run: Run, sweep: Sweep, first: int, last: int) -> list[Tie]:
    groups: list[frozenset[str]] = []
    seen: set[tuple[int, bool]] = set()
    for index in range(first, last):
        for at, tests in _flags(run, sweep, first, index):
            if (at, tests) in seen:
                continue
            seen.add((at, tests))
            step = sweep.steps[at]
            lowest = (e for e in _lowest(sweep, at, last) if not tests or passes(run, sweep, e, step))
            members = frozenset(entry.number for entry in lowest)
            if len(members) > 1 and not any(members <= group for group in groups):
                groups.append(members)
    return [Tie(sweep.name, tuple(sorted(members))) for members in groups]


def _flags(run: Run, sweep: Sweep, first: int, index: int) -> Iterator[tuple[int, bool]]:
    """The choices at which one candidate of a block makes the tie decisive; True where only those that pass count.

    One that ends the sweep unfunded: passing is lost and never regained, so its first choice beside an award is enough.
    One that has or is a requirement: every level at which others may stand beside it.
    """
    entry = sweep.entries[index]
    if entry.candidate.requires or entry.number in run.required:
        level = -1
        for at in range(first, index + 1):
            if sweep.pairs[at][0] > level and _level(sweep, at, entry):
                level = sweep.pairs[at][0]  # later choices of one level have the same beside it, or fewer
                yield at, False
    if run.funded.get(entry.number, sweep.end) >= sweep.end:
        beside = (at for at in range(first, index) if sweep.won[at] and _level(sweep, at, entry))
        for first_beside in islice(beside, 1):
            if passes(run, sweep, entry, sweep.steps[first_beside]):
                yield first_beside, True


def _level(sweep: Sweep, at: int, entry: Entry) -> bool:
    """Whether its area had as few as the one chosen, just before a choice."""
    return entry.home.before(sweep.steps[at]) == sweep.pairs[at][0]


def _lowest(sweep: Sweep, at: int, last: int) -> Iterator[Entry]:
    """H: those of the block that remain at a choice, with the lowest count."""
    return (entry for entry in sweep.entries[at:last] if _level(sweep, at, entry))


def lost_by_lot(run: Run, entry: Entry) -> str | None:
    """Whether a loser would win with lot position 0: the last winner of its tie before whom it would, else None."""
    sweep = winning_sweep(run, entry, entry.key, entry.cost, BEFORE_ALL)
    if sweep is None:
        return None
    mates = _funded_in(run, sweep, sweep.key(entry, entry.key))
    before = bisect_left(mates, True, key=lambda mate: not passes(run, sweep, entry, run.funded[mate.number]))
    return mates[max(before, 1) - 1].number


def _funded_in(run: Run, sweep: Sweep, key: Static) -> list[Entry]:
    """Who won in one block of a sweep, in the order of the awards."""
    if key not in sweep.winners:
        block = sweep.entries[bisect_left(sweep.keys, key) : bisect_right(sweep.keys, key)]
        found = [entry for entry in block if sweep.start <= run.funded.get(entry.number, -1) < sweep.end]
        sweep.winners[key] = sorted(found, key=lambda one: run.funded[one.number])
    return sweep.winners[key]


def parted_pairs(allocation: Allocation) -> Iterator[tuple[str, str, str]]:
    """Each winner and loser equal in C, with the step of the chain that parted them: shown before a draw."""
    counts: dict[tuple[str, str], int] = {}
    losers: dict[object, list[Result]] = {}
    for number in allocation.reserves:
        result = allocation.results[number]
        losers.setdefault(result.candidate.score, []).append(result)
    for number in allocation.awarded:
        winner = allocation.results[number].candidate
        for result in losers.get(winner.score, ()) if winner.score is not None else ():
            had = counts.get(winner.home, 0), counts.get(result.candidate.home, 0)
            yield number, result.candidate.number, parting_step(winner, result.candidate, had)
        counts[winner.home] = counts.get(winner.home, 0) + 1
