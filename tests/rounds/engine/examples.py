"""The worked examples of prioritisation.md 10 as plain values; money in juta there, in rupiah here."""

from fractions import Fraction as F
from typing import Any

from rounds.engine.allocation import allocate
from rounds.engine.moves import Move
from rounds.engine.values import BY_OWN_RANK, PROPOSALS, RUPIAH, Allocation, Candidate, Guarantee, Limit, Rule, Standing

JUTA = 1_000_000
FUND = "APBD-PD"
BALLOTS = (
    ("A-01", "A-02", "B-01"),
    ("A-02", "A-01", "A-03"),
    ("B-01", "B-02", "A-01"),
    ("B-01", "A-01", "C-01"),
    ("C-01", "C-02", "A-02"),
    ("A-01", "C-01", "B-01"),
)
"""10.1, the first choice first."""
FLOOR = Guarantee(code="LANTAI", count=1, per=("wilayah",))


def one(number: str, cost: int, score: F | int, **more: Any) -> Candidate:
    """A candidate with its cost in juta."""
    return Candidate(number=number, cost=cost * JUTA, score=F(score), **{"people": 0, "fund": FUND, **more})


def ceiling(juta: int) -> Limit:
    return Limit(code="PAGU-PD", label="pagu", unit=RUPIAH, maximum=juta * JUTA, per=("sumber_dana",))


def cap(places: int, per: str = "wilayah", label: str = "kuota kelurahan") -> Limit:
    return Limit(code="KEL", label=label, unit=PROPOSALS, maximum=places, per=(per,))


def sub_district() -> list[Candidate]:
    """10.1."""
    return [
        one("A-01", 150, F(679, 9), people=400, area="A"),
        one("A-02", 120, F(763, 12), people=250, area="A"),
        one("B-01", 140, F(484, 9), people=300, area="B"),
        one("A-03", 60, F(1835, 36), people=180, area="A"),
        one("C-01", 110, F(130, 3), people=220, area="C", unit_price=10 * JUTA),
        one("B-02", 45, F(1375, 36), people=90, area="B"),
        one("C-02", 30, F(647, 18), people=60, area="C"),
        one("C-03", 20, 9, people=40, area="C"),
    ]


def sub_district_rule(*, juta: int = 500, places: int = 2, **more: Any) -> Rule:
    return Rule(limits=(ceiling(juta), cap(places)), threshold=20, **more)


def tied() -> list[Candidate]:
    """10.3."""
    return [
        one("X-01", 100, 80, people=100, area="X"),
        one("V-01", 60, 60, people=70, area="V"),
        one("W-01", 20, 60, people=50, area="W"),
        one("X-02", 40, 60, people=50, area="X"),
        one("Y-01", 40, 60, people=50, area="Y"),
        one("Z-01", 40, 60, people=50, area="Z"),
    ]


TIED_RULE = Rule(limits=(ceiling(240),))


def groups() -> list[Candidate]:
    """10.4."""

    def of(group: str, group_class: str, number: str, kind: str, rank: int, cost: int, score: int) -> Candidate:
        return one(number, cost, score, group=group, group_class=group_class, kind=kind, own_rank=rank)

    return [
        of("RW 01", "RW", "RW01-1", "SARPRAS", 1, 50, 40),
        of("RW 01", "RW", "RW01-2", "SARPRAS", 2, 30, 70),
        of("RW 02", "RW", "RW02-1", "LK", 1, 45, 55),
        of("RW 02", "RW", "RW02-2", "SARPRAS", 2, 60, 35),
        of("RW 03", "RW", "RW03-1", "SARPRAS", 1, 25, 20),
        of("PKK", "LEMBAGA", "PKK-1", "LK", 1, 15, 30),
        of("PKK", "LEMBAGA", "PKK-2", "LK", 2, 15, 65),
        of("PKK", "LEMBAGA", "PKK-3", "LK", 3, 10, 80),
        of("Karang Taruna", "LEMBAGA", "KT-1", "LK", 1, 14, 25),
        of("Karang Taruna", "LEMBAGA", "KT-2", "LK", 2, 12, 10),
    ]


GROUP_RULE = Rule(
    limits=(
        ceiling(230),
        Limit(
            code="LBG-MAKS",
            label="kuota lembaga",
            unit=PROPOSALS,
            maximum=2,
            per=("kelompok",),
            only={"kelas": ("LEMBAGA",)},
        ),
    ),
    guarantees=(
        Guarantee(
            code="RW", count=1, per=("kelompok",), only={"kelas": ("RW",), "jenis": ("SARPRAS",)}, order=BY_OWN_RANK
        ),
        Guarantee(code="LBG", count=2, per=("kelompok",), only={"kelas": ("LEMBAGA",)}, order=BY_OWN_RANK),
    ),
    threshold=15,
)


def bound_together() -> list[Candidate]:
    """10.5."""
    return [
        one("D-02", 50, 95, requires=("D-01",)),
        one("E-01", 80, 90),
        one("E-02", 60, 85, conflicts=(("E-01", "lokasi sama"),)),
        one("D-01", 60, 70),
        one("F-01", 20, 60),
    ]


BOUND_RULE = Rule(limits=(ceiling(200),))


def move(kind: str, number: str, **more: Any) -> Move:
    """An act of the forum, with all that its record needs."""
    return Move(kind=kind, number=number, **{"reason": "Kesepakatan forum kecamatan", "asked_by": "Ketua", **more})


def run(candidates: list[Candidate], rule: Rule, seed: str = "", **more: Any) -> Allocation:
    return allocate(candidates, rule, seed, **more)


def standing(allocation: Allocation) -> list[Standing]:
    """Its winners, as an addendum starts from them."""
    found = (allocation.results[number] for number in allocation.awarded)
    return [Standing(r.candidate.number, r.sweep, r.award or 0, r.amount) for r in found]


def funded(allocation: Allocation) -> dict[str, str]:
    """Winners in award order, each with its sweep."""
    return {number: allocation.results[number].sweep for number in allocation.awarded}


def left(allocation: Allocation) -> list[int]:
    """Juta left of the pagu after each new award."""
    rooms = (room for number in allocation.awarded for room in allocation.results[number].rooms)
    return [room.left // JUTA for room in rooms if room.limit == "PAGU-PD"]


def lost(allocation: Allocation, number: str) -> tuple[str, int, int | None, str]:
    """Code, rupiah short, biaya_maks and skor_min as it is written."""
    result = allocation.results[number]
    failure, change = result.decisive, result.change
    assert change is not None
    bound = change.min_score
    text = "" if bound is None else f"{'>' if bound.above else '≥'} {bound.value}"
    return result.code, failure.short if failure else 0, change.max_cost, text
