"""What addenda make of a closed round: prioritisation.md 6. Winners stay; what becomes free goes on by the same passes.

An addendum starts from the list before it, mends what was written wrongly, takes out what dropped, adds the money, and
runs all passes from there. Its own moves are played on what comes out, so that the signature may leave a promotion out,
with a reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .allocation import allocate
from .moves import Agreed, replay
from .record import Addendum, Correction, Money, Record, agreed, candidates, compute
from .rule_file import rule_from
from .values import FORUM, RUPIAH, Allocation, Candidate, Limit, Rule, Standing

COUNTED = {"biaya": "cost", "penerima": "people", "wilayah": "area"}
"""What a ralat may mend so that it counts, by its published word."""
MOST_DIGITS = 15


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
        known, stands = _mended(addendum, place, known, stands)
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


def _mended(
    addendum: Addendum, place: int, known: dict[str, Candidate], stands: list[Standing]
) -> tuple[dict[str, Candidate], list[Standing]]:
    """The candidates as the addendum's ralat have them; a winner whose cost was wrong is given the right one."""
    for one in addendum.corrections:
        if one.field not in COUNTED:
            continue
        before = known.get(one.number)
        if before is None or one.old != said(before, one.field) or one.old == one.new or not _fits(one):
            raise ValueError(f"adendum {place}: a ralat of {one.number} that does not follow")
        after = corrected(before, one)
        known = known | {one.number: after}
        stands = [
            replace(each, amount=after.cost) if each.number == one.number and each.amount == before.cost else each
            for each in stands
        ]
    return known, stands


def said(candidate: Candidate, field: str) -> str:
    """What a candidate has under a published word that counts."""
    return str(getattr(candidate, COUNTED[field]))


def corrected(candidate: Candidate, one: Correction) -> Candidate:
    """The candidate with the right value of a field that counts."""
    changed: dict[str, int | str] = {COUNTED[one.field]: one.new if one.field == "wilayah" else int(one.new)}
    return replace(candidate, **changed)  # type: ignore[arg-type]


def _fits(one: Correction) -> bool:
    if one.field == "wilayah":
        return True
    digits = one.new.isascii() and one.new.isdigit() and len(one.new) <= MOST_DIGITS
    return digits and str(int(one.new)) == one.new and (one.field != "biaya" or one.new != "0")


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
