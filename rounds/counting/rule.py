"""The rule file of a counted round, from its rows: prioritisation.md 2.6. Frozen, it is `Round.rule`."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count

from rounds.engine.fairness import SECRET_BELOW
from rounds.models import Criterion, Guarantee, Limit, Round, Terms

from . import words

SCHEME = 1
ALPHAS = {Round.Method.SCORES: 100, Round.Method.VOTES: 0}


def alpha(round_: Round) -> int | None:
    """The weight of scores in percent; None where neither scores nor ballots count."""
    if round_.method == Round.Method.CONSENSUS:
        return None
    return ALPHAS.get(Round.Method(round_.method), round_.terms.alpha)


def has_scores(round_: Round) -> bool:
    return bool(alpha(round_))


def has_ballots(round_: Round) -> bool:
    found = alpha(round_)
    return found is not None and found < 100


def rule_of(round_: Round) -> dict[str, Any]:
    """The whole rule as plain values, by three queries. ValidationError for a text that cannot be read."""
    terms = round_.terms
    criteria = list(round_.criteria.order_by("place", "code")) if has_scores(round_) else []
    return {
        "agregasi": terms.middle,
        "alfa": alpha(round_),
        "ambang": 0 if round_.method == Round.Method.CONSENSUS else terms.threshold,
        "bagi": None,
        "batas": [limit_record(limit) for limit in round_.limits.order_by("code")],
        "benih": "FORUM",
        "jaminan": [guarantee_record(one) for one in round_.guarantees.order_by("place", "code")],
        "kriteria": _criteria(criteria),
        "lewat": terms.skip,
        "metode": round_.method,
        "min_penilai": terms.assessors_needed if criteria else 0,
        "ahp": [[str(cell) for cell in row] for row in words.matrix(terms.ahp)],
        "skema": SCHEME,
        "suara": ballot_record(round_) if has_ballots(round_) else None,
    }


def limit_record(limit: Limit) -> dict[str, Any]:
    per = words.dimensions(limit.per)
    return {
        "hanya": {name: list(some) for name, some in words.values(limit.only).items()},
        "khusus": words.special(limit.special, per),
        "kode": limit.code,
        "label": limit.label,
        "maks": limit.maximum,
        "per": list(per),
        "satuan": limit.unit,
    }


def guarantee_record(one: Guarantee) -> dict[str, Any]:
    return {
        "hanya": {name: list(some) for name, some in words.values(one.only).items()},
        "jumlah": one.count,
        "kode": one.code,
        "label": one.label,
        "per": list(words.dimensions(one.per)),
        "urut": one.order,
    }


def small_areas(round_: Round) -> list[str]:
    """Areas or groups with so few delegates that their ballots, even without names, would tell who chose what."""
    areas = round_.voters.order_by("area").values("area").annotate(delegates=Count("pk"))
    return [one["area"] for one in areas if one["delegates"] < SECRET_BELOW]


def publication(round_: Round) -> str:
    """JUMLAH or PENUH as it will be done, so that the ballot promises nothing else; PENUH yields to a small area."""
    wanted = round_.terms.publication
    return Terms.Publication.TOTALS if wanted == Terms.Publication.FULL and small_areas(round_) else wanted


def ballot_record(round_: Round) -> dict[str, Any]:
    terms = round_.terms
    return {
        "bentuk": terms.ballot,
        "k": terms.choices,
        "konvensi": terms.points,
        "min": terms.choices_least,
        "terbit": str(publication(round_)),
    }


def _criteria(criteria: Sequence[Criterion]) -> Any:
    """One set for all, or one per jenis where any criterion names its jenis."""
    if not any(one.list_kind for one in criteria):
        return [_criterion(one) for one in criteria]
    kinds = sorted({one.list_kind for one in criteria})
    return {kind: [_criterion(one) for one in criteria if one.list_kind == kind] for kind in kinds}


def _criterion(one: Criterion) -> dict[str, Any]:
    return {"bobot": one.weight, "kode": one.code, "nama": one.name, "rubrik": words.rubric(one.rubric)}
