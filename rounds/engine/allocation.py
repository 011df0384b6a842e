"""One round from candidates and rule to results: prioritisation.md 4.1 to 4.5, 5.1 and the addendum of 6. Pure.

`allocate` gives a first computed list; with `standing` it is an addendum, which only adds to the winners that remain.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from .changes import Changes
from .faults import faults
from .limits import label_of
from .order import descending, lot_positions
from .sweep import Run
from .ties import decisive, lost_by_lot
from .values import (
    BELOW,
    LOT,
    UNFIT,
    WON,
    Allocation,
    Candidate,
    Failure,
    Key,
    Result,
    Rule,
    Standing,
    Tie,
    Unmet,
)


def allocate(
    candidates: Iterable[Candidate],
    rule: Rule,
    seed: str = "",
    *,
    standing: Iterable[Standing] = (),
    explain: bool = True,
    lots: Mapping[str, int] | None = None,
) -> Allocation:
    """Fund what fits, in order, and say of each candidate why.

    Without `seed` the order of nomor stands in for the lot; then `undecided` lists what the forum must draw for.
    `standing` are winners that stay (addendum). Without `explain` no counterfactuals are worked out. `lots` replaces
    the positions, for whoever tries other lots. ValueError where the input cannot be a frozen round.
    """
    known = sorted(candidates, key=lambda candidate: candidate.number)
    stands = sorted(standing, key=lambda one: one.award)
    if found := faults(known, rule, stands):
        raise ValueError("; ".join(found))
    run = Run(known, rule, lot_positions((c.number for c in known), seed) if lots is None else lots, stands)
    changes, ties = Changes(run), decisive(run)
    reserves = tuple(number for number in run.met if number not in run.funded)
    rivals, ranks = _lost_by_lot(run, reserves), _ranks(known)
    places = {number: place for place, number in enumerate(reserves, start=1)}
    results = {}
    for candidate in known:
        number = candidate.number
        result = _result(run, candidate, rivals.get(number))
        results[number] = replace(
            result,
            rank=ranks.get(candidate.score) if candidate.score is not None and not candidate.unfit else None,
            reserve=places.get(number),
            change=changes.of(number) if explain and not result.won else None,
        )
    return Allocation(
        rule=rule,
        seed=seed,
        results=_with_rivals(results, ties) if seed else results,
        awarded=tuple(run.awards),
        reserves=reserves,
        rooms=run.book.rooms(),
        ties=ties,
        unmet=_unmet(run, results),
    )


def _ranks(candidates: Iterable[Candidate]) -> dict[Fraction, int]:
    """Place by C from 1; equal scores share it, and the next one is as far down as there are better ones."""
    shared = Counter(c.score for c in candidates if c.score is not None and not c.unfit)
    ranks: dict[Fraction, int] = {}
    better = 0
    for score in descending(shared):
        ranks[score] = better + 1
        better += shared[score]
    return ranks


def _lost_by_lot(run: Run, losers: Iterable[str]) -> dict[str, str]:
    """Losers that would win with lot position 0, each with the winner that was drawn before it."""
    shared = Counter(entry.key for entry in run.entries.values())
    found: dict[str, str] = {}
    for number in losers:
        if shared[run.entries[number].key] > 1:
            rival = lost_by_lot(run, run.entries[number])
            if rival is not None:
                found[number] = rival
    return found


def _result(run: Run, candidate: Candidate, rival: str | None) -> Result:
    number, award = candidate.number, run.awards.get(candidate.number)
    result = Result(
        candidate=candidate,
        code=UNFIT,
        attempts=tuple(run.attempts.get(number, ())),
        lot=run.lots[number],
        threshold=run.rule.threshold,
    )
    if award is not None:
        rooms = run.rooms.get(number, ())
        return replace(result, code=WON, sweep=award.sweep, award=award.award, amount=award.amount, rooms=rooms)
    if candidate.unfit:
        return result
    if rival is not None:
        return replace(result, code=LOT, rivals=(rival,), rival_lot=run.lots[rival])
    return replace(result, code=result.failures[0].code if result.failures else BELOW)


def _with_rivals(results: Mapping[str, Result], ties: Iterable[Tie]) -> dict[str, Result]:
    """Winners of a drawn tie name those that lost it."""
    lost = [tuple(n for n in tie.members if results[n].code == LOT) for tie in ties]
    drawn: dict[str, list[int]] = {}
    for index, tie in enumerate(ties):
        for number in tie.members if lost[index] else ():
            if results[number].won:
                drawn.setdefault(number, []).append(index)
    joined = {tuple(indices) for indices in drawn.values()}  # many winners share the same ties
    named = {indices: tuple(sorted({n for index in indices for n in lost[index]})) for indices in joined}
    return {n: replace(r, rivals=named[tuple(drawn[n])]) if n in drawn else r for n, r in results.items()}


def _unmet(run: Run, results: Mapping[str, Result]) -> tuple[Unmet, ...]:
    """Guarantees not reached, by place in the list and key, with what stopped each candidate in their last pass."""
    found: list[Unmet] = []
    for guarantee in run.rule.guarantees:
        members: dict[Key, list[str]] = {}
        for number, key in sorted(run.keys[guarantee.code].items()):
            members.setdefault(key, []).append(number)
        last = f"{guarantee.code}:{guarantee.count}"
        for key in sorted(members):
            reached = run.guaranteed[guarantee.code, key].used
            if reached < guarantee.count:
                out = [results[number] for number in members[key] if not results[number].won]
                stopped = tuple((r.candidate.number, r.code, _stopped(r, last)) for r in out)
                found.append(Unmet(guarantee.code, label_of(guarantee, key), key, reached, guarantee.count, stopped))
    return tuple(found)


def _stopped(result: Result, sweep: str) -> tuple[Failure, ...]:
    return next((attempt.failures for attempt in reversed(result.attempts) if attempt.sweep == sweep), ())
