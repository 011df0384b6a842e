"""What addenda make of a closed round: prioritisation.md 6. Winners stay; what becomes free goes on by the same passes.

An addendum starts from the list before it, takes out what dropped, adds the money, and runs all passes from there. Its
own moves are played on what comes out, so that the signature may leave a promotion out, with a reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .allocation import allocate
from .moves import Agreed, replay
from .record import Addendum, Money, Record, agreed, candidates, compute
from .rule_file import rule_from
from .values import FORUM, RUPIAH, Allocation, Candidate, Limit, Rule, Standing


@dataclass(frozen=True, slots=True)
class Amended:
    """One addendum worked out: `proposed` by the engine, `agreed` after its own moves."""

    addendum: Addendum
    proposed: Allocation
    agreed: Agreed

    @property
    def promoted(self) -> tuple[str, ...]:
        """Nomor that come in, in the order of their awards; those brought in by a move last."""
        known = {n for n, result in self.proposed.results.items() if result.won and not result.attempts}
        return tuple(line.number for line in self.agreed.lines if line.number not in known)


def amended(record: Record, computed: Allocation | None = None, *, explain: bool = True) -> tuple[Amended, ...]:
    """All addenda of a round, one after another. ValueError for one that cannot follow on what was before it."""
    return tuple(_amended(record, computed or compute(record, explain=False), explain=explain))


def _amended(record: Record, computed: Allocation, *, explain: bool) -> Iterator[Amended]:
    known = {one.number: one for one in candidates(record)}
    rule, seed = rule_from(record.rule), record.seed
    stands = list(standing(computed, agreed(record, computed)))
    for place, addendum in enumerate(record.addenda, start=1):
        gone = dict(addendum.dropped)
        if found := _faults(addendum, place, known, seed):
            raise ValueError("; ".join(f"adendum {place}: {sentence}" for sentence in found))
        known |= {number: replace(known[number], unfit=unfit) for number, unfit in gone.items()}
        rule, seed = with_money(rule, addendum.money), addendum.seed or seed
        stands = [one for one in stands if one.number not in gone]
        proposed = allocate(known.values(), rule, seed, standing=stands, explain=explain)
        after = replay(proposed, addendum.moves)
        if found := list(_broken(proposed, after)):
            raise ValueError("; ".join(f"adendum {place}: {sentence}" for sentence in found))
        yield Amended(addendum, proposed, after)
        stands = list(standing(proposed, after))


def standing(allocation: Allocation, after: Agreed) -> Iterator[Standing]:
    """The winners of a list as the next addendum starts from them.

    They keep pass and number; a list that the forum moved is numbered by its places.
    """
    moved = any(not step.refusals for step in after.steps)
    for place, line in enumerate(after.lines, start=1):
        result = allocation.results[line.number]
        award = place if moved or result.award is None else result.award
        yield Standing(line.number, result.sweep if result.won else FORUM, award, line.amount)


def with_money(rule: Rule, money: Iterable[Money]) -> Rule:
    """The rule with more (or less) under single keys of its limits. ValueError for a limit it does not have."""
    limits = {limit.code: limit for limit in rule.limits}
    for one in money:
        limit = limits.get(one.limit)
        if limit is None or len(one.key) != len(limit.per):
            raise ValueError(f"{one.limit} {one.key} is no limit of the rule")
        limits[one.limit] = _raised(limit, one)
    return replace(rule, limits=tuple(limits.values()))


def _raised(limit: Limit, money: Money) -> Limit:
    before = limit.special.get(money.key, limit.maximum)
    return replace(limit, special={**limit.special, money.key: max(before + money.amount, 0)})


def _faults(addendum: Addendum, place: int, known: dict[str, Candidate], seed: str) -> list[str]:
    gone = [number for number, _ in addendum.dropped]
    table = {
        "its number does not follow": addendum.number != place,
        "somebody drops who is no candidate, or out already": len(set(gone)) != len(gone)
        or any(number not in known or known[number].unfit for number in gone),
        "a second seed": bool(addendum.seed and seed),
    }
    return [sentence for sentence, wrong in table.items() if wrong]


def _broken(proposed: Allocation, after: Agreed) -> Iterator[str]:
    """Hard rules that the list breaks after all: what stays because it had won is never tested again."""
    listed = after.amounts
    for number in listed:
        candidate = proposed.results[number].candidate
        yield from (f"{number} needs {one}" for one in candidate.requires if one not in listed)
    rooms = after.steps[-1].rooms if after.steps else proposed.rooms
    yield from (f"{room.label} is over by {-room.left}" for room in rooms if room.unit == RUPIAH and room.left < 0)
