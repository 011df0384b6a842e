"""Other rules on the round of prioritisation.md 10.1: the table of 10.7, to the fraction."""

from dataclasses import replace
from fractions import Fraction as F

import pytest

from rounds.engine import equal_shares as es
from rounds.engine import fairness, second_opinions
from rounds.engine.add1 import add1
from rounds.engine.allocation import allocate
from rounds.engine.values import FUND, PROPOSALS, RUPIAH, Candidate, Guarantee, Limit, Rule, Unfitness
from tests.rounds.engine.examples import BALLOTS, sub_district

PD = "APBD-PD"
PAGU = Limit(code="PAGU-PD", unit=RUPIAH, maximum=500_000_000, per=(FUND,))
RULE = Rule(limits=(PAGU, Limit(code="KEL", unit=PROPOSALS, maximum=2, per=("wilayah",))), threshold=20)
FLOOR = replace(RULE, guarantees=(Guarantee(code="LANTAI", count=1, per=("wilayah",)),))


def usulan(number: str, millions: int, people: int, score: F, **more: object) -> Candidate:
    whole = Candidate(
        number=number, cost=millions * 10**6, people=people, fund=PD, score=score, area=number[0], group=number[0]
    )
    return replace(whole, **more)  # type: ignore[arg-type]


KECAMATAN = tuple(sub_district())
MILLIONS = {candidate.number: candidate.cost // 10**6 for candidate in KECAMATAN}
DELEGATES = {"A": 2, "B": 2, "C": 2}


def millions_and_gini(funded: tuple[str, ...]) -> tuple[int, F | None]:
    """The two columns of the table for one list."""
    by_area = fairness.rupiah_by_area("ABC", KECAMATAN, {number: MILLIONS[number] for number in funded})
    return sum(MILLIONS[number] for number in funded), fairness.gini(by_area.values())


def test_the_table_of_second_opinions_comes_out_to_the_fraction() -> None:
    shares = second_opinions.by_equal_shares(KECAMATAN, RULE, BALLOTS)[0]
    lists = {
        "official": allocate(KECAMATAN, RULE).awarded,
        "floor 1": allocate(KECAMATAN, FLOOR).awarded,
        "plain greedy": second_opinions.plain_greedy(KECAMATAN, RULE).funded,
        "pre-division": second_opinions.pre_division(KECAMATAN, RULE, DELEGATES).funded,
        "equal shares": shares.raised.keys,
    }
    assert {name: (" ".join(sorted(found)), *millions_and_gini(found)) for name, found in lists.items()} == {
        "official": ("A-01 A-02 B-01 B-02 C-02", 485, F(32, 97)),
        "floor 1": ("A-01 A-03 B-01 C-01 C-02", 490, F(2, 21)),
        "plain greedy": ("A-01 A-02 A-03 B-01 C-02", 500, F(2, 5)),
        "pre-division": ("A-01 A-03 B-01 C-01 C-02", 490, F(2, 21)),
        "equal shares": ("A-01 A-02 B-01 C-02", 440, F(4, 11)),
    }
    assert all(fairness.without_winning_choice(BALLOTS, found) == 0 for found in lists.values())


def test_pre_division_cuts_by_largest_remainder_and_pools_what_is_left() -> None:
    assert second_opinions.divided(500_000_000, DELEGATES) == {
        "A": 166_666_667,
        "B": 166_666_667,
        "C": 166_666_666,
    }
    opinion = second_opinions.pre_division(KECAMATAN, RULE, DELEGATES)
    assert (opinion.later, opinion.cost) == (("A-03",), 490_000_000)
    assert second_opinions.plain_greedy(KECAMATAN, RULE).cost == 500_000_000


def test_what_has_no_area_waits_for_the_pooled_sweep() -> None:
    group = usulan("PKK", 60, 500, F(100), area="", group="PKK")
    opinion = second_opinions.pre_division((*KECAMATAN, group), RULE, DELEGATES)
    assert opinion.later == ("PKK",)
    with pytest.raises(ValueError, match="dibagi"):
        second_opinions.pre_division(KECAMATAN, RULE, {"A": 0})


def test_equal_shares_of_the_example_with_its_raises_and_its_fill() -> None:
    (shares,) = second_opinions.by_equal_shares(KECAMATAN, RULE, BALLOTS)
    assert shares.fund == PD
    assert [(a.key, a.rho) for a in shares.plain.awards] == [
        ("A-01", F(1, 5)),
        ("B-01", F(1, 4)),
        ("A-02", F(61, 144)),
        ("C-02", F(1)),
    ]
    assert shares.raised.share - shares.plain.share == 14 * 833_333
    assert shares.filled == ("A-03",)


def test_each_fund_has_its_own_pagu_and_its_own_shares() -> None:
    other = tuple(replace(c, fund="DBHCHT") if c.number[0] == "C" else c for c in KECAMATAN)
    pagu = replace(PAGU, special={("DBHCHT",): 120_000_000})
    rule = replace(RULE, limits=(pagu, replace(PAGU, code="LAIN", maximum=90_000_000, only={FUND: ("X",)})))
    assert [second_opinions.pagu(rule, fund) for fund in (PD, "DBHCHT", "X")] == [500_000_000, 120_000_000, 90_000_000]
    found = second_opinions.by_equal_shares(other, rule, BALLOTS)
    assert [shares.fund for shares in found] == [PD, "DBHCHT"]
    for shares, budget in zip(found, (500_000_000, 120_000_000), strict=True):
        own = sorted((c for c in other if c.fund == shares.fund and c.number != "C-03"), key=lambda c: -c.people)
        election = es.Election([es.Option(c.number, c.cost) for c in own], BALLOTS, budget)
        assert (shares.plain, shares.raised) == (es.equal_shares(election), add1(election))
        assert shares.raised.awards
    with pytest.raises(ValueError, match="BOK tidak mempunyai pagu"):
        second_opinions.pagu(replace(rule, limits=rule.limits[1:]), "BOK")


def test_no_opinion_funds_what_is_unfit_or_below_the_threshold() -> None:
    spoiled = tuple(replace(c, unfit=Unfitness("lahan")) if c.number == "A-01" else c for c in KECAMATAN)
    ballots = [*BALLOTS, ("C-03",)] * 5
    lists = [
        second_opinions.plain_greedy(spoiled, RULE).funded,
        second_opinions.pre_division(spoiled, RULE, DELEGATES).funded,
        second_opinions.by_equal_shares(spoiled, RULE, ballots)[0].raised.keys,
    ]
    assert all("A-02" in found and not {"A-01", "C-03"} & set(found) for found in lists)
    assert "C-03" in second_opinions.by_equal_shares(spoiled, replace(RULE, threshold=0), ballots)[0].raised.keys


def test_guarantees_conflicts_and_requirements_are_left_aside() -> None:
    assert second_opinions.plain_greedy(KECAMATAN, FLOOR) == second_opinions.plain_greedy(KECAMATAN, RULE)
    tied = tuple(
        replace(c, conflicts=(("A-02", "tempat sama"),), requires=("C-03",)) if c.number == "A-01" else c
        for c in KECAMATAN
    )
    assert "A-01" not in allocate(tied, RULE).awarded
    assert second_opinions.plain_greedy(tied, RULE).funded == second_opinions.plain_greedy(KECAMATAN, RULE).funded
    assert second_opinions.pre_division(tied, RULE, DELEGATES) == second_opinions.pre_division(
        KECAMATAN, RULE, DELEGATES
    )


def test_equal_rho_goes_by_people_then_cost_then_lot() -> None:
    pair = [usulan("A-01", 10, 5, F(50)), usulan("A-02", 10, 5, F(50))]
    rule = Rule(limits=(replace(PAGU, maximum=10_000_000),))
    ballots = [("A-01", "A-02")] * 2

    def first(candidates: list[Candidate], seed: str = "") -> tuple[str, ...]:
        return second_opinions.by_equal_shares(candidates, rule, ballots, seed)[0].plain.keys

    assert first(pair) == ("A-01",)
    assert first([pair[0], replace(pair[1], people=6)]) == ("A-02",)
    assert first([pair[0], replace(pair[1], cost=9_000_000)]) == ("A-02",)
    assert {first(pair, str(seed)) for seed in range(8)} == {("A-01",), ("A-02",)}


def test_payments_of_the_example_are_found_again_from_the_prices() -> None:
    (shares,) = second_opinions.by_equal_shares(KECAMATAN, RULE, BALLOTS)
    paid = [es.payments(shares.plain, ballot).get("A-02") for ballot in BALLOTS]
    assert paid == [F(55_000_000, 3), F(152_500_000, 3), None, None, F(152_500_000, 3), None]
