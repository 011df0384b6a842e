"""From what assessors and ballots said to candidates with S, B and C: prioritisation.md 4.2. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .score_rule import ScoreRule
from .scoring import FULL, ballot_scores, blend, criteria_score, middle, tally
from .values import Candidate

Sheet = Mapping[str, Sequence[int]]
"""Points of one candidate: those of its assessors under each criterion."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one assessor, known by number only, gave one candidate on one criterion: points of a level of its rubric."""

    number: str
    criterion: str
    assessor: int
    points: int


@dataclass(frozen=True, slots=True)
class Recusal:
    """An assessor who gives a candidate nothing: own group, own RW or an interest, with the reason."""

    number: str
    assessor: int
    reason: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What is published of secret ballots: points of every candidate of the ballot, and how many ballots were valid."""

    ballots: int
    points: Mapping[str, Fraction]


def scored(
    candidates: Iterable[Candidate], rule: ScoreRule, values: Iterable[Value], totals: Totals | None
) -> tuple[Candidate, ...]:
    """The candidates with S, B and C; without them what is unfit, and all of MUFAKAT.

    ValueError where one that is fit lacks values or points; what was dropped after freeze may have them too.
    """
    known = tuple(candidates)
    if rule.alpha is None:
        return known
    sheets = _sheets(values)
    ballots: Mapping[str, Fraction] = {}
    if rule.terms is not None:
        if totals is None:
            raise ValueError("no ballots")
        ballots = ballot_scores(totals.points, totals.ballots, rule.terms)
    return tuple(c if c.unfit else _scored(c, rule, sheets.get(c.number, {}), ballots) for c in known)


def totals_of(ballots: Iterable[Sequence[str]], rule: ScoreRule, on_ballot: Iterable[str]) -> Totals | None:
    """What the ballots come to; None where nobody votes. BallotRefused for one that may not count."""
    if rule.terms is None:
        return None
    counted = tally(ballots, rule.terms, tuple(on_ballot))
    return Totals(counted.ballots, counted.points)


def _sheets(values: Iterable[Value]) -> Mapping[str, Sheet]:
    found: dict[str, defaultdict[str, list[int]]] = {}
    for value in values:
        found.setdefault(value.number, defaultdict(list))[value.criterion].append(value.points)
    return found


def _scored(candidate: Candidate, rule: ScoreRule, sheet: Sheet, ballots: Mapping[str, Fraction]) -> Candidate:
    mine, votes = None, ballots.get(candidate.number)
    if rule.alpha:
        criteria = rule.criteria_of(candidate.kind)
        if missing := [one.code for one in criteria if not sheet.get(one.code)]:
            raise ValueError(f"{candidate.number} has no value for {', '.join(missing)}")
        middles = [middle(sheet[one.code], rule.how) for one in criteria]
        mine = criteria_score(middles, [one.weight for one in criteria])
    if votes is None and rule.alpha != FULL:
        raise ValueError(f"{candidate.number} was not on the ballot")
    return replace(candidate, criteria=mine, ballots=votes, score=blend(rule.alpha or 0, mine, votes))
