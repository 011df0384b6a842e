"""What other rules would have funded: prioritisation.md 7. Shown to the chair, printed as comparison, never official.

All of them choose among the same eligible candidates as the official sweep (fit, C not below τ) and keep the pagu of
each sumber dana; none looks at quotas, guarantees, conflicts or requirements.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .add1 import add1
from .ahp import largest_remainder
from .allocation import allocate
from .equal_shares import Election, Option, Outcome, equal_shares, fill
from .order import lot_positions
from .sweep import eligible
from .values import FUND, RUPIAH, SKIP, Candidate, Key, Limit, Rule, Standing

AREA_SWEEP = "WILAYAH"
"""Pass in which each child area spends its own part of the pagu."""
AREA = "wilayah"


@dataclass(frozen=True)
class Opinion:
    """A list under another rule: nomor in the order of their awards, and what they cost in rupiah.

    `later` are those of them that a second step added: the pooled sweep of the pre-division.
    """

    funded: tuple[str, ...]
    cost: int
    later: tuple[str, ...] = ()


@dataclass(frozen=True)
class SharesOpinion:
    """Equal Shares for one sumber dana: the plain method, what Add1 kept, and what a fill by votes would add."""

    fund: str
    plain: Outcome
    raised: Outcome
    filled: tuple[str, ...]


def plain_greedy(candidates: Iterable[Candidate], rule: Rule, seed: str = "") -> Opinion:
    """The merit sweep with pagu and τ only."""
    computed = allocate(map(_alone, candidates), _money_only(rule), seed, explain=False)
    return Opinion(computed.awarded, computed.spent)


def pre_division(candidates: Iterable[Candidate], rule: Rule, people: Mapping[str, int], seed: str = "") -> Opinion:
    """Each pagu cut over the child areas, the merit sweep inside each, then one sweep of all for what is left.

    `people` are the delegates or residents of every child area. A candidate without an area waits for the last sweep.
    ValueError where no area has anybody.
    """
    known = [_alone(candidate) for candidate in candidates]
    lots, money_only = lot_positions((c.number for c in known), seed), _money_only(rule)
    parts: dict[Key, int] = {
        (area, fund): part
        for fund in sorted({candidate.fund for candidate in known})
        for area, part in divided(pagu(rule, fund), people).items()
    }
    divided_limit = Limit(code=AREA_SWEEP, unit=RUPIAH, maximum=0, per=(AREA, FUND), special=parts)
    at_home = [candidate for candidate in known if candidate.area]
    first = allocate(at_home, replace(money_only, limits=(divided_limit,)), seed, explain=False, lots=lots)
    winners = [first.results[number] for number in first.awarded]
    standing = [Standing(w.candidate.number, AREA_SWEEP, w.award or 0, w.amount) for w in winners]
    pooled = allocate(known, money_only, seed, standing=standing, explain=False, lots=lots)
    later = tuple(number for number in pooled.awarded if number not in first.awarded)
    return Opinion((*first.awarded, *later), pooled.spent, later)


def divided(amount: int, people: Mapping[str, int]) -> dict[str, int]:
    """Rupiah per child area in proportion to its people: floor, the rest by largest remainder, then by area code."""
    areas = sorted(people)
    return dict(zip(areas, largest_remainder([people[area] for area in areas], amount), strict=True))


def by_equal_shares(
    candidates: Iterable[Candidate], rule: Rule, ballots: Sequence[Collection[str]], seed: str = ""
) -> tuple[SharesOpinion, ...]:
    """Equal Shares with Add1 for each sumber dana, by its code; whatever a ballot lists counts as approved."""
    known = list(candidates)
    lots = lot_positions((c.number for c in known), seed)
    order = sorted(known, key=lambda c: (-c.people, c.cost, lots[c.number]))
    playing = [candidate for candidate in order if eligible(candidate, rule)]
    opinions = []
    for fund in sorted({candidate.fund for candidate in playing}):
        options = [Option(c.number, c.cost) for c in playing if c.fund == fund]
        election = Election(options, ballots, pagu(rule, fund))
        raised = add1(election)
        opinions.append(SharesOpinion(fund, equal_shares(election), raised, fill(election, raised.keys)))
    return tuple(opinions)


def official(candidates: Iterable[Candidate], rule: Rule, seed: str = "") -> Callable[..., tuple[str, ...]]:
    """The official engine as a function of C by nomor alone, as `sensitivity` wants it."""
    known = list(candidates)

    def funded(scores: Mapping[str, Fraction]) -> tuple[str, ...]:
        moved = (replace(candidate, score=scores.get(candidate.number, candidate.score)) for candidate in known)
        return allocate(moved, rule, seed, explain=False).awarded

    return funded


def pagu(rule: Rule, fund: str) -> int:
    """The rupiah limit of all usulan of one sumber dana, the lowest where there are several. ValueError for none."""
    found = [
        limit.special.get((fund,), limit.maximum)
        for limit in rule.limits
        if limit.is_ceiling and set(limit.only) <= {FUND} and fund in limit.only.get(FUND, (fund,))
    ]
    if not found:
        raise ValueError(f"Sumber dana {fund} tidak mempunyai pagu.")
    return min(found)


def _money_only(rule: Rule) -> Rule:
    pagus = tuple(limit for limit in rule.limits if limit.is_ceiling)
    return replace(rule, limits=pagus, guarantees=(), skip=SKIP, part_percent=None)


def _alone(candidate: Candidate) -> Candidate:
    return replace(candidate, conflicts=(), requires=())
