"""The worked examples, and drawn rounds, as whole records: rule files, values of assessors, ballots."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction as F
from typing import Any

from rounds.engine.record import Record
from rounds.engine.scored import Value
from rounds.engine.values import BLEND, CONSENSUS, SCORES, Candidate, Guarantee, Limit, Rule
from tests.rounds.engine.examples import BALLOTS, sub_district, sub_district_rule

ASSESSORS = 3
CRITERIA = {"K": 40, "M": 35, "S": 25}
MEDIANS = {
    "A-01": (100, 75, 75),
    "A-02": (75, 100, 75),
    "B-01": (75, 50, 50),
    "A-03": (75, 75, 100),
    "C-01": (50, 50, 50),
    "B-02": (50, 50, 75),
    "C-02": (25, 50, 100),
    "C-03": (0, 25, 25),
}
"""10.1: what the assessors give in the middle on K, M, S."""
VOTING = {"bentuk": "PERINGKAT", "k": 3, "konvensi": "TETAP", "min": 3, "terbit": "PENUH"}


def rule_data(rule: Rule, **more: Any) -> dict[str, Any]:
    """The rule file of a rule, with nothing to score by but what is given besides."""
    scoring = {"agregasi": "MEDIAN", "alfa": 100, "kriteria": [], "min_penilai": ASSESSORS, "suara": None}
    return {
        **scoring,
        "ambang": rule.threshold,
        "bagi": rule.part_percent,
        "batas": [_limit(limit) for limit in rule.limits],
        "benih": "FORUM",
        "jaminan": [_guarantee(guarantee) for guarantee in rule.guarantees],
        "lewat": rule.skip,
        "metode": rule.method,
        "skema": 1,
        **more,
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "hanya": {dimension: list(values) for dimension, values in limit.only.items()},
        "khusus": {"|".join(key): maximum for key, maximum in limit.special.items()},
        "kode": limit.code,
        "label": limit.label,
        "maks": limit.maximum,
        "per": list(limit.per),
        "satuan": limit.unit,
    }


def _guarantee(guarantee: Guarantee) -> dict[str, Any]:
    return {
        "hanya": {dimension: list(values) for dimension, values in guarantee.only.items()},
        "jumlah": guarantee.count,
        "kode": guarantee.code,
        "label": guarantee.label,
        "per": list(guarantee.per),
        "urut": guarantee.order,
    }


def criterion(code: str, weight: int, levels: Iterable[int]) -> dict[str, Any]:
    return {"bobot": weight, "kode": code, "rubrik": [[points, f"tingkat {points}"] for points in levels]}


def unscored(candidate: Candidate) -> Candidate:
    return replace(candidate, score=None)


def sub_district_record(rule: Rule | None = None, **more: Any) -> Record:
    """10.1 from three assessors (one level lower, the median, one higher) and six ballots."""
    criteria = [criterion(code, weight, (0, 25, 50, 75, 100)) for code, weight in CRITERIA.items()]
    return Record(
        **{
            "code": "KEC-A",
            "version": 1,
            "rule": rule_data(rule or sub_district_rule(), metode=BLEND, alfa=60, kriteria=criteria, suara=VOTING),
            "candidates": tuple(map(unscored, sub_district())),
            "values": tuple(
                Value(number, code, assessor, min(max(middle + step, 0), 100))
                for number, middles in MEDIANS.items()
                for code, middle in zip(CRITERIA, middles, strict=True)
                for assessor, step in enumerate((0, -25, 25), start=1)
            ),
            "ballots": BALLOTS,
            **more,
        }
    )


def record_of(drawn: tuple[list[Candidate], Rule], seed: str = "", **more: Any) -> Record:
    """A round whose candidates have a C of whole thirds, from the mean of three assessors on one criterion."""
    candidates, rule = drawn
    scores = {c.number: c.score for c in candidates if c.score is not None}
    values = [
        Value(number, "K", assessor, points)
        for number, score in scores.items()
        for assessor, points in enumerate(_thirds(score), start=1)
    ]
    data = rule_data(rule)
    if rule.method != CONSENSUS:
        levels = sorted({0, 100, *(value.points for value in values)})
        data |= {"metode": SCORES, "agregasi": "RATA", "kriteria": [criterion("K", 100, levels)]}
    plain = tuple(map(unscored, candidates))
    given = {"code": "ACAK", "version": 1, "rule": data, "candidates": plain, "values": tuple(values), "seed": seed}
    return Record(**{**given, **more})


def _thirds(score: F) -> tuple[int, ...]:
    """Three whole numbers of which a score is the mean."""
    whole = int(score * ASSESSORS)
    return tuple((whole + place) // ASSESSORS for place in range(ASSESSORS))
