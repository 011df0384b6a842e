"""What a counted round costs: the engine alone, on drawn rounds of the size that prioritisation.md 4.4 and 7 name."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate
from random import Random
from typing import Any

from catalogue.money import grouped
from rounds.engine.add1 import add1
from rounds.engine.equal_shares import Election, Option
from rounds.engine.record import Record, candidates, compute
from rounds.engine.rule_file import rule_from
from rounds.engine.scored import Value
from rounds.engine.second_opinions import by_equal_shares
from rounds.engine.sentences import sentences
from rounds.engine.values import Candidate

from .measure import Figure, Goal, measure, watch

USULAN, DELEGATES, CHOICES, ASSESSORS = 300, 60, 8, 3
CRITERIA = {"K": 40, "M": 35, "S": 25}
LEVELS = (0, 25, 50, 75, 100)
PROJECTS, VOTERS = 163, 66_000
MILLION = 1_000_000


def run(times: int) -> Iterator[Figure]:
    """Yield the figures of a kecamatan's round, then those of a whole city that votes."""
    record = drawn(Random("putaran"))
    size = f"{USULAN} usulan × {DELEGATES} delegasi"
    ready, rule = candidates(record), rule_from(record.rule)

    def explained() -> object:
        return sentences(compute(record))

    yield measure(f"Hitung {size}", lambda: compute(record, explain=False), goal=Goal(cpu_ms=50), times=times)
    yield measure(f"Hitung {size}, dengan alasan", explained, goal=Goal(cpu_ms=1000), times=times)
    shares = _shares(ready, rule, record)
    yield measure(f"Equal Shares Add1, {size}", shares, goal=Goal(cpu_ms=1000), times=times)
    yield watch(
        f"Equal Shares Add1, {PROJECTS} usulan × {grouped(VOTERS)} pemilih",
        lambda: add1(_city(Random("kota"))),
        rows=PROJECTS,
        goal=Goal(seconds=60, memory_mb=500),
    )


def _shares(ready: tuple[Candidate, ...], rule: Any, record: Record) -> Callable[[], object]:
    return lambda: by_equal_shares(ready, rule, record.ballots or ())


def drawn(dice: Random) -> Record:
    """A round in which scores and ballots are blended, with pagu, quotas, a floor, bonds and ties."""
    some = tuple(_candidate(dice, n) for n in range(USULAN))
    numbers = [one.number for one in some]
    values = tuple(
        Value(number, code, assessor, dice.choice(LEVELS))
        for number in numbers
        for code in CRITERIA
        for assessor in range(1, ASSESSORS + 1)
    )
    ballots = tuple(tuple(dice.sample(numbers, CHOICES)) for _ in range(DELEGATES))
    return Record(
        code="UKUR",
        version=1,
        rule=_rule(sum(one.cost for one in some)),
        candidates=some,
        values=values,
        ballots=ballots,
        seed="483920",
    )


def _candidate(dice: Random, n: int) -> Candidate:
    one = Candidate(
        number=f"U-{n:05}",
        cost=dice.randrange(5, 200) * MILLION,
        people=dice.randrange(10, 500),
        fund=dice.choice(("PD", "DBH", "DAK")),
        area=f"RW {dice.randrange(15):02d}",
        group=f"Kelompok {dice.randrange(50):02d}",
        kind=dice.choice(("SARPRAS", "LK", "PM")),
        agency=f"OPD {dice.randrange(15):02d}",
        own_rank=dice.randrange(1, 6),
    )
    if n and dice.random() < 0.06:
        other = f"U-{dice.randrange(n):05}"
        one = replace(one, requires=(other,)) if dice.random() < 0.5 else replace(one, conflicts=((other, "lokasi"),))
    return one


def _rule(asked: int) -> dict[str, Any]:
    def limit(code: str, unit: str, most: int, *per: str) -> dict[str, Any]:
        return {"hanya": {}, "khusus": {}, "kode": code, "label": code, "maks": most, "per": per, "satuan": unit}

    rubric = [[points, f"tingkat {points}"] for points in LEVELS]
    return {
        "agregasi": "MEDIAN",
        "alfa": 60,
        "ambang": 20,
        "bagi": None,
        "batas": [
            limit("PAGU", "rupiah", asked // 9, "sumber_dana"),
            limit("OPD", "rupiah", asked // 30, "opd"),
            limit("WILAYAH", "usulan", 8, "wilayah"),
        ],
        "benih": "FORUM",
        "jaminan": [
            {"hanya": {}, "jumlah": 1, "kode": "LANTAI", "label": "LANTAI", "per": ["wilayah"], "urut": "SKOR"}
        ],
        "kriteria": [{"bobot": weight, "kode": code, "rubrik": rubric} for code, weight in CRITERIA.items()],
        "lewat": "LEWATI",
        "metode": "GABUNGAN",
        "min_penilai": ASSESSORS,
        "skema": 1,
        "suara": {"bentuk": "SETUJU", "k": CHOICES, "konvensi": "TETAP", "min": 1, "terbit": "JUMLAH"},
    }


def _city(dice: Random) -> Election:
    """Everybody approves some six projects, the known ones more often; a quarter of what is asked for can be paid."""
    often = list(accumulate(1 / (n + 1) ** 0.8 for n in range(PROJECTS)))
    chosen = [min(CHOICES + 4, int(dice.expovariate(1 / 6)) + 1) for _ in range(VOTERS)]
    ballots = [{str(n) for n in dice.choices(range(PROJECTS), cum_weights=often, k=count)} for count in chosen]
    costs = [dice.randrange(10_000, 1_000_000, 100) for _ in range(PROJECTS)]
    return Election([Option(str(n), cost) for n, cost in enumerate(costs)], ballots, sum(costs) // 4)
