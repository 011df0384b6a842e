"""prioritisation.md 4.4 read out word by word, slowly, and whole rounds run again for each question asked of 5.3."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction as F
from itertools import pairwise

from rounds.engine.values import BY_OWN_RANK, DIMENSIONS, MERIT, PROPOSALS, STOP, Candidate, Guarantee, Limit, Rule


def values(candidate: Candidate, per: Iterable[str]) -> tuple[str, ...]:
    return tuple(getattr(candidate, DIMENSIONS[dimension]) for dimension in per)


def covers(record: Limit | Guarantee, candidate: Candidate) -> bool:
    return all(values(candidate, record.per)) and all(
        values(candidate, (dimension,))[0] in allowed for dimension, allowed in record.only.items()
    )


def eligible(candidate: Candidate, rule: Rule) -> bool:
    return not candidate.unfit and (candidate.score is None or candidate.score >= rule.threshold)


class Slow:
    """One round; `funded` holds the winners with their sweeps, in award order."""

    def __init__(
        self,
        candidates: list[Candidate],
        rule: Rule,
        lots: Mapping[str, int],
        standing: Iterable[str] = (),
    ) -> None:
        self.all = {c.number: c for c in candidates}
        self.rule, self.lots = rule, lots
        self.funded: dict[str, str] = dict.fromkeys(standing, "")
        self.closed: set[str] = set()
        self.required = {number for c in candidates for number in c.requires}
        self.ties: set[tuple[str, frozenset[str]]] = set()
        for guarantee in rule.guarantees:
            for number in range(1, guarantee.count + 1):
                self.sweep(f"{guarantee.code}:{number}", guarantee, number)
        self.sweep(MERIT, None, 0)

    def winners(self) -> list[Candidate]:
        return [self.all[number] for number in self.funded]

    def base(self, guarantee: Guarantee | None, candidate: Candidate) -> tuple[F | int, ...]:
        score = candidate.score
        key = (F(candidate.place or 0),) if score is None else (-score, -candidate.people, candidate.cost)
        ranked = guarantee is not None and guarantee.order == BY_OWN_RANK
        return (candidate.own_rank or 0, *key) if ranked else key

    def turn(self, guarantee: Guarantee | None, candidate: Candidate) -> tuple[object, int, int]:
        home = ("area", candidate.area) if candidate.area else ("group", candidate.group)
        alike = sum(getattr(w, home[0]) == home[1] and (home[0] == "area" or not w.area) for w in self.winners())
        return self.base(guarantee, candidate), alike, self.lots[candidate.number]

    def gate(self, guarantee: Guarantee | None, number: int, candidate: Candidate) -> bool:
        if guarantee is None:
            return True
        key = values(candidate, guarantee.per)
        return sum(covers(guarantee, w) and values(w, guarantee.per) == key for w in self.winners()) < number

    def full(self, limit: Limit, candidate: Candidate) -> bool:
        key = values(candidate, limit.per)
        maximum = limit.special.get(key, limit.maximum)
        inside = [w for w in self.winners() if covers(limit, w) and values(w, limit.per) == key]
        if limit.unit == PROPOSALS:
            return len(inside) >= maximum and not candidate.insisted
        return sum(w.cost for w in inside) + candidate.cost > maximum

    def sweep(self, name: str, guarantee: Guarantee | None, number: int) -> None:
        pool = [
            c
            for c in self.all.values()
            if eligible(c, self.rule) and c.number not in self.funded and (guarantee is None or covers(guarantee, c))
        ]
        held: list[Candidate] = []
        passing: list[frozenset[str]] = []
        while pool:
            block = min(self.base(guarantee, c) for c in pool)
            chosen = min(
                (c for c in pool if self.base(guarantee, c) == block), key=lambda c: self.turn(guarantee, c)[1:]
            )
            passing.append(self.note_tie(name, guarantee, number, chosen, pool))
            pool.remove(chosen)
            if not self.gate(guarantee, number, chosen) or not self.test(name, guarantee, chosen, held):
                continue
            while ready := [
                c for c in held if self.gate(guarantee, number, c) and all(r in self.funded for r in c.requires)
            ]:
                freed = min(ready, key=lambda c: self.turn(guarantee, c))
                held.remove(freed)
                self.test(name, guarantee, freed, held)

        for group in passing:
            if len(group) > 1 and not group <= set(self.funded):
                self.ties.add((name, group))

    def note_tie(
        self, name: str, guarantee: Guarantee | None, number: int, chosen: Candidate, pool: list[Candidate]
    ) -> frozenset[str]:
        """4.5: note H where a requirement is among it; give F, of whom all must be funded when the sweep ends."""
        lowest = [c for c in pool if self.turn(guarantee, c)[:2] == self.turn(guarantee, chosen)[:2]]
        members = frozenset(c.number for c in lowest)
        if len(lowest) > 1 and any(c.requires or c.number in self.required for c in lowest):
            self.ties.add((name, members))
        return frozenset(c.number for c in lowest if self.gate(guarantee, number, c) and not self.stopped(guarantee, c))

    def stopped(self, guarantee: Guarantee | None, candidate: Candidate) -> bool:
        """Whether any test fails now."""
        return (
            self.at_odds(candidate)
            or any(r not in self.funded for r in candidate.requires)
            or any(covers(limit, candidate) and self.full(limit, candidate) for limit in self.rule.limits)
            or (guarantee is None and candidate.fund in self.closed)
        )

    def at_odds(self, candidate: Candidate) -> bool:
        bound = {n for n, _ in candidate.conflicts}
        bound |= {w.number for w in self.winners() if candidate.number in {n for n, _ in w.conflicts}}
        return any(w in bound for w in self.funded)

    def test(self, name: str, guarantee: Guarantee | None, candidate: Candidate, held: list[Candidate]) -> bool:
        merit = guarantee is None
        conflict = self.at_odds(candidate)
        waits = any(r not in self.funded for r in candidate.requires)
        broken = [limit for limit in self.rule.limits if covers(limit, candidate) and self.full(limit, candidate)]
        quota = any(limit.unit == PROPOSALS for limit in broken)
        shut = merit and candidate.fund in self.closed
        if waits:
            held.append(candidate)
        elif not (conflict or broken or shut):
            self.funded[candidate.number] = name
            return True
        elif merit and self.rule.skip == STOP and not (conflict or quota) and any(b.code == "PAGU" for b in broken):
            self.closed.add(candidate.fund)
        return False


def funds(candidates: list[Candidate], rule: Rule, lots: Mapping[str, int], changed: Candidate) -> bool:
    """Whether the round funds one candidate after this change of it."""
    others = [changed if c.number == changed.number else c for c in candidates]
    return changed.number in Slow(others, rule, lots).funded


def max_cost(candidates: list[Candidate], rule: Rule, lots: Mapping[str, int], one: Candidate) -> int | None:
    """biaya_maks by trying every rupiah from above."""
    tries = range(one.cost - 1, 0, -1)
    return next((c for c in tries if funds(candidates, rule, lots, replace(one, cost=c))), None)


def scores_to_try(candidates: list[Candidate], rule: Rule) -> list[F]:
    """Every C at which anything can change, and one between each two."""
    points = sorted({F(0), F(rule.threshold), F(100)} | {c.score for c in candidates if c.score is not None})
    between = [(low + high) / 2 for low, high in pairwise(points)]
    return sorted((*points, *between))
