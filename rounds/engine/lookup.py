"""What would have become of a loser with another score, cost, place or lot, read off the run instead of run again.

A candidate that is not funded changes nothing for the others (property 5), so up to its own award every other run is
the one that was written down: it is enough to find the moment of its turn and the room that was left then. One that
closed its source under BERHENTI did so at its turn; whatever would have been better for it comes no later than that.
"""

from bisect import bisect_left, bisect_right

from .order import Static
from .sweep import Run
from .turns import Entry, Sweep

UNLIMITED = 10**30
"""Room where no rupiah-limit covers a candidate."""
NEVER = -1


def funded(run: Run, entry: Entry, key: Static, cost: int, lot: int) -> bool:
    """Whether it would be funded in full with this static key, cost in rupiah and lot position."""
    return winning_sweep(run, entry, key, cost, lot) is not None


def winning_sweep(run: Run, entry: Entry, key: Static, cost: int, lot: int) -> Sweep | None:
    """The sweep that would fund it; None where none would."""
    return next((sweep for sweep in sweeps_of(run, entry) if room_in(run, sweep, entry, key, lot) >= cost), None)


def most_room(run: Run, entry: Entry, key: Static, lot: int) -> int:
    """The most rupiah it could have taken at any turn where nothing but money failed; NEVER where there was none."""
    return max((room_in(run, sweep, entry, key, lot) for sweep in sweeps_of(run, entry)), default=NEVER)


def sweeps_of(run: Run, entry: Entry) -> list[Sweep]:
    """The sweeps that cover a candidate."""
    return [s for s in run.sweeps if s.guarantee is None or run.covered(s.guarantee, entry) is not None]


def room_in(run: Run, sweep: Sweep, entry: Entry, key: Static, lot: int) -> int:
    """Rupiah left at its turn in one sweep; NEVER where gate, conflict, requirement, quota or closing stops it."""
    turn = sweep.key(entry, key)
    step = moment(run, sweep, entry, turn, lot)
    missing = max((run.funded.get(number, sweep.end) for number in entry.candidate.requires), default=NEVER)
    if missing >= step:
        if missing >= sweep.end or not run.open(sweep, entry, step):
            return NEVER
        step = _release(sweep, entry, turn, lot, missing)
    return room_at(run, sweep, entry, step)


def room_at(run: Run, sweep: Sweep, entry: Entry, step: int) -> int:
    """Rupiah left just before a step for one whose requirements are funded; NEVER where something else stops it."""
    if not run.open(sweep, entry, step):
        return NEVER
    if any(run.funded.get(other, step) < step for other in entry.conflicts):
        return NEVER
    if run.closed.get(entry.candidate.fund, (step, ""))[0] < step:
        return NEVER
    if any(counter.before(step) >= counter.maximum for counter in entry.quotas):
        return NEVER
    rooms = [counter.maximum - counter.before(step) for counter in entry.money]
    return max(min(rooms, default=UNLIMITED), NEVER)


def passes(run: Run, sweep: Sweep, entry: Entry, step: int) -> bool:
    """Whether gate and tests would let it through just before a step, as it is."""
    if any(run.funded.get(number, step) >= step for number in entry.candidate.requires):
        return False
    return room_at(run, sweep, entry, step) >= entry.cost


def moment(run: Run, sweep: Sweep, entry: Entry, key: Static, lot: int) -> int:
    """The step before which it would have its turn: after all with a smaller key, in a block by area count and lot.

    In a block the pairs (area count, lot) only grow from turn to turn, since areas only gain.
    """
    first = bisect_left(sweep.keys, key)
    last = bisect_right(sweep.keys, key, first)
    at = first
    count = entry.home.before(_step(sweep, first))
    while at < last:
        at = bisect_left(sweep.pairs, (count, lot), at, last)
        now = entry.home.before(_step(sweep, at))
        if now == count:
            break
        count = now
    return _step(sweep, at)


def _step(sweep: Sweep, index: int) -> int:
    return sweep.steps[index] if index < len(sweep.steps) else sweep.end


def _release(sweep: Sweep, entry: Entry, key: Static, lot: int, missing: int) -> int:
    """The step before which it is tested once its last requirement was funded at the step `missing`."""
    for batch in sweep.releases:
        if batch and batch[0][0] <= missing + 1 and missing <= batch[-1][0]:
            later = (step for step, turn in batch if step > missing and turn >= (key, entry.home.before(step), lot))
            return next(later, batch[-1][0] + 1)
    return missing + 1
