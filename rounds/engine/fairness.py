"""How evenly a list spreads: prioritisation.md 7, for the official list and each second opinion. Pure and exact."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .sweep import eligible
from .values import Candidate, Rule

SECRET_BELOW = 5
"""Under this many ballots a count would tell how single people voted."""


@dataclass(frozen=True)
class Empty:
    """Child areas with nothing in the list, each under the reason that comes first; codes in byte order."""

    no_usulan: tuple[str, ...]
    none_eligible: tuple[str, ...]
    none_funded: tuple[str, ...]


def gini(amounts: Iterable[Fraction | int]) -> Fraction | None:
    """G = 2Σi·xᵢ/(nΣx) − (n+1)/n over ascending xᵢ, zeros included: 0 where all are equal; None where all are 0."""
    ordered = sorted(amounts)
    total = sum(ordered)
    if not total:
        return None
    size = len(ordered)
    ranked = sum(place * amount for place, amount in enumerate(ordered, start=1))
    return Fraction(2 * ranked) / (size * total) - Fraction(size + 1, size)


def rupiah_by_area(areas: Iterable[str], candidates: Iterable[Candidate], funded: Mapping[str, int]) -> dict[str, int]:
    """Rupiah that each child area gets; `funded` maps nomor to the amount given. What has no area is nobody's."""
    got = dict.fromkeys(areas, 0)
    for candidate in candidates:
        if candidate.area in got:
            got[candidate.area] += funded.get(candidate.number, 0)
    return got


def empty_areas(areas: Iterable[str], candidates: Iterable[Candidate], funded: Collection[str], rule: Rule) -> Empty:
    """Which child areas the list gives nothing, and why: no usulan came, none was eligible, or none was funded."""
    asked: set[str] = set()
    fit: set[str] = set()
    given: set[str] = set()
    for candidate in candidates:
        asked.add(candidate.area)
        if eligible(candidate, rule):
            fit.add(candidate.area)
        if candidate.number in funded:
            given.add(candidate.area)
    left = sorted(set(areas) - given, key=str.encode)
    return Empty(
        no_usulan=tuple(area for area in left if area not in asked),
        none_eligible=tuple(area for area in left if area in asked - fit),
        none_funded=tuple(area for area in left if area in fit),
    )


def without_winning_choice(ballots: Sequence[Collection[str]], funded: Collection[str]) -> int | None:
    """Ballots none of whose choices is funded; None, not to be shown, under SECRET_BELOW ballots."""
    if len(ballots) < SECRET_BELOW:
        return None
    return sum(1 for ballot in ballots if not any(choice in funded for choice in ballot))
