"""Who would enter or leave if a weight, α or the assessors had been a little different: prioritisation.md 7. Exact.

The official engine is an argument: a function from C by nomor to the nomor that are funded. Nothing else changes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .scoring import FULL, MEDIAN, blend, criteria_score, middle

Scores = dict[str, Fraction]
"""C by nomor."""
Engine = Callable[[Scores], Collection[str]]

FACTORS = {"0,9": Fraction(9, 10), "1,1": Fraction(11, 10)}
ALPHA_STEPS = (-10, 10)
EXTREMES: dict[str, Callable[[Iterable[int]], int]] = {"terendah": min, "tertinggi": max}


@dataclass(frozen=True)
class Sheet:
    """What one candidate got: the values of its assessors per criterion (0–100), and B, None where nobody voted."""

    number: str
    values: tuple[tuple[int, ...], ...] = ()
    ballots: Fraction | None = None
    criteria_set: str = ""


@dataclass(frozen=True)
class Method:
    """α, the weights of each criteria set (one under "", or one per jenis), and how assessors are put together."""

    alpha: Fraction | int
    weights: Mapping[str, Sequence[Fraction | int]]
    how: str = MEDIAN


@dataclass(frozen=True)
class Shift:
    """One run: what was changed, and who entered and left the funded list, by nomor in byte order."""

    change: str
    entered: tuple[str, ...]
    left: tuple[str, ...]


def weight_runs(sheets: Sequence[Sheet], method: Method, engine: Engine) -> list[Shift]:
    """Each weight times 0.9 and times 1.1, the others of its set scaled so that the sum stays 100.

    A weight of 0 or 100 has nothing to scale and makes no run; at α 0 there is none at all.
    """
    return _shifts(sheets, method, engine, _other_weights(sheets, method))


def alpha_runs(sheets: Sequence[Sheet], method: Method, engine: Engine) -> list[Shift]:
    """α 10 less and 10 more, within 0 and 100; no run that would need scores or ballots that do not exist."""
    return _shifts(sheets, method, engine, _other_alphas(sheets, method))


def assessor_runs(sheets: Sequence[Sheet], method: Method, engine: Engine) -> list[Shift]:
    """Each candidate of whom the assessors thought differently, alone, at its lowest and at its highest values."""
    return _shifts(sheets, method, engine, _other_values(sheets, method))


def sensitive(winners: Iterable[str], shifts: Iterable[Shift]) -> tuple[str, ...]:
    """*Peka*: winners that leave in any run, by nomor in byte order."""
    leaving = {number for shift in shifts for number in shift.left}
    return tuple(sorted(leaving.intersection(winners), key=str.encode))


def scores(sheets: Iterable[Sheet], method: Method) -> Scores:
    """C of every candidate under this method."""
    return {sheet.number: score(sheet, method) for sheet in sheets}


def score(sheet: Sheet, method: Method) -> Fraction:
    """C of one candidate: S from the weights of its criteria set, blended with B."""
    if not method.alpha:
        return blend(0, None, sheet.ballots)
    middles = [middle(values, method.how) for values in sheet.values]
    return blend(method.alpha, criteria_score(middles, method.weights[sheet.criteria_set]), sheet.ballots)


def shifted(weights: Sequence[Fraction | int], place: int, factor: Fraction) -> tuple[Fraction, ...]:
    """One weight w becomes w′ = factor · w, at most 100; the others are scaled by (100 − w′) / (100 − w)."""
    old = Fraction(weights[place])
    new = min(old * factor, Fraction(FULL))
    scale = (FULL - new) / (FULL - old)
    return tuple(new if n == place else weight * scale for n, weight in enumerate(weights))


def _other_weights(sheets: Sequence[Sheet], method: Method) -> Iterator[tuple[str, Scores]]:
    for name, own in sorted(method.weights.items() if method.alpha else ()):
        for place, weight in enumerate(own):
            for label, factor in FACTORS.items() if 0 < weight < FULL else ():
                moved = replace(method, weights={**method.weights, name: shifted(own, place, factor)})
                criterion = f"kriteria {place + 1} {name}".strip()
                yield f"bobot {criterion} × {label}", scores(sheets, moved)


def _other_alphas(sheets: Sequence[Sheet], method: Method) -> Iterator[tuple[str, Scores]]:
    scored, voted = all(sheet.values for sheet in sheets), all(sheet.ballots is not None for sheet in sheets)
    for step in ALPHA_STEPS:
        alpha = min(max(method.alpha + step, 0), FULL)
        if alpha != method.alpha and (scored or not alpha) and (voted or alpha == FULL):
            yield f"alfa {alpha}", scores(sheets, replace(method, alpha=alpha))


def _other_values(sheets: Sequence[Sheet], method: Method) -> Iterator[tuple[str, Scores]]:
    if not method.alpha:
        return
    usual = scores(sheets, method)
    for sheet in sheets:
        for label, extreme in EXTREMES.items():
            alone = score(replace(sheet, values=tuple((extreme(values),) for values in sheet.values)), method)
            if alone != usual[sheet.number]:
                yield f"nilai {label} {sheet.number}", {**usual, sheet.number: alone}


def _shifts(sheets: Sequence[Sheet], method: Method, engine: Engine, runs: Iterable[tuple[str, Scores]]) -> list[Shift]:
    usual = set(engine(scores(sheets, method)))
    found = []
    for change, moved in runs:
        now = set(engine(moved))
        entered, left = sorted(now - usual, key=str.encode), sorted(usual - now, key=str.encode)
        found.append(Shift(change, tuple(entered), tuple(left)))
    return found
