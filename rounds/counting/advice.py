"""Second opinions of one run: other rules, how evenly each list spreads, what small changes would do. Never official.

Kept with the run as plain values, so that a page shows what the chair was shown (prioritisation.md 7).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from rounds.engine.fairness import empty_areas, gini, rupiah_by_area, without_winning_choice
from rounds.engine.record import Record
from rounds.engine.score_rule import score_rule
from rounds.engine.scoring import display
from rounds.engine.second_opinions import by_equal_shares, official, plain_greedy, pre_division
from rounds.engine.sensitivity import Method, Sheet, Shift, alpha_runs, assessor_runs, sensitive, weight_runs
from rounds.engine.values import Allocation, Candidate

MOST_FOR_ASSESSORS = 150
"""Above so many candidates each one is not tried at its lowest and highest values: it would keep the hall waiting."""
SHARES = "Bagian sama besar"
NAMES = {"resmi": "Hasil hitungan", "nilai": "Nilai saja", "bagi": "Pagu dibagi per wilayah", "sama": SHARES}


def advice(record: Record, allocation: Allocation, people: Mapping[str, int]) -> dict[str, Any]:
    """Everything that is shown beside the official list. `people` are the voters of each child area, or 1 for each."""
    candidates = [result.candidate for result in allocation.results.values()]
    shifts = list(_shifts(record, allocation, candidates))
    return {
        "daftar": [
            _described(name, funded, candidates=candidates, record=record, allocation=allocation, people=people)
            for name, funded in _lists(record, allocation, candidates, people)
        ],
        "peka": list(sensitive(allocation.awarded, shifts)),
        "uji": [
            {"ubah": one.change, "masuk": list(one.entered), "keluar": list(one.left)}
            for one in shifts
            if one.entered or one.left
        ],
        "percobaan": len(shifts),
        "hanya_bobot": sum(one.score is not None for one in candidates) > MOST_FOR_ASSESSORS,
    }


def _lists(
    record: Record, allocation: Allocation, candidates: Sequence[Candidate], people: Mapping[str, int]
) -> Iterator[tuple[str, Collection[str]]]:
    rule, seed = allocation.rule, record.seed
    yield "resmi", allocation.awarded
    yield "nilai", plain_greedy(candidates, rule, seed).funded
    if any(people.values()):
        yield "bagi", pre_division(candidates, rule, people, seed).funded
    if record.ballots:
        opinions = by_equal_shares(candidates, rule, record.ballots, seed)
        yield "sama", [key for one in opinions for key in one.raised.keys]


def _described(
    name: str,
    funded: Collection[str],
    *,
    candidates: Sequence[Candidate],
    record: Record,
    allocation: Allocation,
    people: Mapping[str, int],
) -> dict[str, Any]:
    costs = {one.number: one.cost for one in candidates if one.number in set(funded)}
    by_area = rupiah_by_area(people, candidates, costs)
    spread, empty = gini(by_area.values()), empty_areas(people, candidates, funded, allocation.rule)
    return {
        "nama": NAMES[name],
        "usulan": list(funded),
        "biaya": sum(costs.values()),
        "gini": "" if spread is None else display(spread),
        "wilayah": by_area,
        "tanpa_usulan": list(empty.no_usulan),
        "tak_layak": list(empty.none_eligible),
        "tak_terbiayai": list(empty.none_funded),
        "tanpa_pilihan": without_winning_choice(record.ballots, funded) if record.ballots else None,
    }


def _shifts(record: Record, allocation: Allocation, candidates: Sequence[Candidate]) -> Iterator[Shift]:
    """Weights, α and, where there are not too many, the assessors of each candidate."""
    rule = score_rule(record.rule)
    if rule.alpha is None or not rule.sets:
        return
    engine = official(candidates, allocation.rule, record.seed)
    sheets = _sheets(record, candidates)
    weights = {name: [one.weight for one in some] for name, some in rule.sets.items()}
    method = Method(rule.alpha, weights, rule.how)
    yield from weight_runs(sheets, method, engine)
    yield from alpha_runs(sheets, method, engine)
    if len(sheets) <= MOST_FOR_ASSESSORS:
        yield from assessor_runs(sheets, method, engine)


def _sheets(record: Record, candidates: Sequence[Candidate]) -> list[Sheet]:
    rule = score_rule(record.rule)
    given: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for value in record.values:
        given[value.number, value.criterion].append(value.points)
    return [
        Sheet(
            number=one.number,
            values=tuple(tuple(given[one.number, criterion.code]) for criterion in rule.criteria_of(one.kind)),
            ballots=one.ballots,
            criteria_set="" if "" in rule.sets else one.kind,
        )
        for one in candidates
        if one.score is not None
    ]
