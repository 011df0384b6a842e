"""Small random rounds with ties, conflicts, requirements, limits and guarantees; costs of a few rupiah."""

import os
from dataclasses import dataclass
from fractions import Fraction as F
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from rounds.engine.values import (
    BLEND,
    BY_OWN_RANK,
    BY_SCORE,
    CONSENSUS,
    PROPOSALS,
    RUPIAH,
    SKIP,
    STOP,
    Candidate,
    Guarantee,
    Limit,
    Rule,
    Unfitness,
)

PROVING = os.environ.get("MUSRENBANG_PROVE") == "1"
beaten = settings(max_examples=2_000 if PROVING else 30, suppress_health_check=list(HealthCheck))
"""How often a property is tried; `make prove` tries more."""

GROUPS, KINDS, FUNDS = ("", "P", "Q"), ("SARPRAS", "LK"), ("PD", "DBH")
SCORES = (F(0), F(20), F(40), F(60), F(100), F(121, 3), F(122, 3))
Round = tuple[list[Candidate], Rule]


@dataclass(frozen=True)
class Palette:
    """What the candidates of one round are drawn from; few values make many ties."""

    scores: list[F]
    costs: list[int]
    people: list[int]
    areas: list[str]
    bonds: int


palettes = st.builds(
    Palette,
    scores=st.lists(st.sampled_from(SCORES), min_size=1, max_size=3),
    costs=st.lists(st.integers(1, 6), min_size=1, max_size=3),
    people=st.sampled_from(([1], [1, 2])),
    areas=st.sampled_from((["A"], ["A", "B"], ["", "A", "B", "C"])),
    bonds=st.sampled_from((0, 1, 2, 2)),
)


def _candidate(draw: Any, number: str, place: int, method: str, colours: Palette, earlier: list[str]) -> Candidate:
    """One candidate; it may conflict with and require what was drawn before it."""
    other = st.lists(st.sampled_from(earlier), max_size=1) if earlier and colours.bonds else st.just([])
    needs = st.lists(st.sampled_from(earlier), max_size=2, unique=True) if earlier and colours.bonds else st.just([])
    return Candidate(
        number=number,
        cost=draw(st.sampled_from(colours.costs)),
        people=draw(st.sampled_from(colours.people)),
        fund=draw(st.sampled_from((FUNDS[0], *FUNDS))),
        score=None if method == CONSENSUS else draw(st.sampled_from(colours.scores)),
        place=place if method == CONSENSUS else None,
        area=draw(st.sampled_from(colours.areas)),
        group=draw(st.sampled_from(GROUPS)),
        kind=draw(st.sampled_from(KINDS)),
        own_rank=draw(st.integers(1, 3)),
        unfit=Unfitness("lahan") if draw(st.sampled_from("yyyyyyyyyyyn")) == "n" else None,
        conflicts=tuple((one, "lokasi") for one in draw(other)) if draw(st.sampled_from("yynnn")) == "y" else (),
        requires=tuple(draw(needs)) if draw(st.integers(0, 2)) < colours.bonds else (),
        insisted=method == CONSENSUS and draw(st.sampled_from("nnny")) == "y",
    )


def _rule(draw: Any, method: str, skips: tuple[str, ...]) -> Rule:
    maxima = st.integers(0, 4)
    limits = [Limit(code="PAGU", unit=RUPIAH, maximum=draw(st.integers(0, 16)), per=("sumber_dana",))]
    more = {
        "KEL": Limit(code="KEL", unit=PROPOSALS, maximum=draw(maxima), per=("wilayah",)),
        "RW": Limit(code="RW", unit=RUPIAH, maximum=draw(st.integers(2, 9)), per=("wilayah",), special={("B",): 5}),
        "JENIS": Limit(code="JENIS", unit=PROPOSALS, maximum=draw(maxima), only={"jenis": ("LK",)}),
        "SEMUA": Limit(code="SEMUA", unit=PROPOSALS, maximum=draw(maxima), per=()),
    }
    limits += [more[code] for code in draw(st.lists(st.sampled_from(sorted(more)), max_size=2, unique=True))]
    orders = st.sampled_from((BY_SCORE, BY_OWN_RANK))
    counts = st.integers(1, 2)
    pairs = {
        "LANTAI": Guarantee(code="LANTAI", count=draw(counts), per=("wilayah",), order=draw(orders)),
        "LBG": Guarantee(
            code="LBG", count=draw(counts), per=("kelompok",), only={"jenis": ("LK",)}, order=draw(orders)
        ),
    }
    guarantees = draw(st.lists(st.sampled_from(sorted(pairs)), max_size=2, unique=True))
    return Rule(
        limits=tuple(limits),
        guarantees=tuple(pairs[code] for code in guarantees),
        threshold=draw(st.sampled_from((0, 20, 30))),
        skip=draw(st.sampled_from(skips)),
        method=method,
    )


@st.composite
def rounds(
    draw: Any,
    most: int = 8,
    skips: tuple[str, ...] = (SKIP, STOP),
    methods: tuple[str, ...] = (BLEND, BLEND, CONSENSUS),
) -> Round:
    """Candidates in no particular order, and a rule."""
    method = draw(st.sampled_from(methods))
    size = draw(st.integers(1, most))
    numbers = draw(st.permutations([f"U-{n}" for n in range(1, size + 1)]))
    places = draw(st.permutations(range(1, size + 1)))
    colours = draw(palettes)
    candidates: list[Candidate] = []
    for number, place in zip(numbers, places, strict=True):
        candidates.append(_candidate(draw, number, place, method, colours, [one.number for one in candidates]))
    return candidates, _rule(draw, method, skips)


seeds = st.sampled_from(("", "483920", "118275", "000007"))
