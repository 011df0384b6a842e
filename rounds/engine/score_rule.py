"""The part of the rule file that C is made by: criteria, α, ballots (prioritisation.md 2.3, 2.4 and 2.6). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .rule_file import one_of, whole
from .scoring import APPROVAL, FIXED, FULL, MEAN, MEDIAN, RANKED, SHARED, Terms
from .values import BLEND, CONSENSUS, SCORES, VOTES

ALL_KINDS = ""
"""Name of the criteria set where one serves every jenis."""
TOTALS, WHOLE = "JUMLAH", "PENUH"
"""`terbit`: points per candidate are published, or the anonymised ballots."""
MOST_CHOICES = 1_000
"""No ballot is longer."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its weight in percent, and the points of the levels of its rubric."""

    code: str
    weight: int
    levels: frozenset[int]


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """How C comes about: `alpha` from 0 to 100, None in MUFAKAT, where there is no C.

    `sets` holds the criteria of all under "", or those of each jenis under its name; none where α is 0. `terms` is None
    where nobody votes.
    """

    alpha: int | None
    how: str
    sets: Mapping[str, tuple[Criterion, ...]]
    terms: Terms | None
    published: str

    def criteria_of(self, kind: str) -> tuple[Criterion, ...]:
        """The criteria for a jenis. ValueError where it has none."""
        found = self.sets.get(ALL_KINDS) or self.sets.get(kind)
        if not found:
            raise ValueError(f"no criteria for jenis {kind!r}")
        return found


def score_rule(data: Mapping[str, Any]) -> ScoreRule:
    """The scoring part of a frozen rule. ValueError for an unknown word, or weights and α that cannot be.

    `kriteria` is a list of criteria, or an object of such lists by jenis. MUFAKAT needs none of these fields.
    """
    method = one_of(data["metode"], (BLEND, SCORES, VOTES, CONSENSUS))
    if method == CONSENSUS:
        return ScoreRule(None, MEDIAN, {}, None, TOTALS)
    alpha = whole(data["alfa"], most=FULL)
    if alpha not in {SCORES: (FULL,), VOTES: (0,)}.get(method, range(1, FULL)):
        raise ValueError(f"alfa {alpha} does not fit {method}")
    sets = data["kriteria"] if alpha else {}
    named = sets if isinstance(sets, Mapping) else {ALL_KINDS: sets}
    ballots = data["suara"] if alpha < FULL else None
    return ScoreRule(
        alpha=alpha,
        how=one_of(data["agregasi"], (MEDIAN, MEAN)) if alpha else MEDIAN,
        sets={name: _criteria(records) for name, records in named.items()},
        terms=_terms(ballots) if ballots else None,
        published=one_of(ballots["terbit"], (TOTALS, WHOLE)) if ballots else TOTALS,
    )


def _criteria(records: Sequence[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    found = tuple(
        Criterion(
            record["kode"],
            whole(record["bobot"], most=FULL),
            frozenset(whole(points, most=FULL) for points, _ in record["rubrik"]),
        )
        for record in records
    )
    if sum(one.weight for one in found) != FULL or len({one.code for one in found}) != len(found):
        raise ValueError("weights do not sum to 100, or a criterion stands twice")
    return found


def _terms(data: Mapping[str, Any]) -> Terms:
    form = one_of(data["bentuk"], (APPROVAL, RANKED))
    k = whole(data["k"], least=1, most=MOST_CHOICES)
    return Terms(
        form=form,
        k=k,
        convention=one_of(data["konvensi"], (FIXED, SHARED)) if form == RANKED else FIXED,
        minimum=whole(data["min"], least=1, most=k),
    )
