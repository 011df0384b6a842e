"""What holds for every round: prioritisation.md 11, items 1 to 9, on random rounds and against slow oracles."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction as F
from itertools import permutations, product
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from rounds.engine.allocation import allocate
from rounds.engine.order import lot_positions
from rounds.engine.results import result_file
from rounds.engine.values import (
    BELOW,
    BLEND,
    LOT,
    PROPOSALS,
    SKIP,
    UNFIT,
    WON,
    Allocation,
    Bound,
    Candidate,
    Rule,
)
from tests.rounds.engine import oracles
from tests.rounds.engine.drawn import Round, beaten, rounds, seeds
from tests.rounds.engine.examples import standing
from tests.rounds.engine.oracles import Slow


def numbers(candidates: list[Candidate]) -> list[str]:
    return [candidate.number for candidate in candidates]


def least_bounds(allocation: Allocation) -> Iterator[tuple[Candidate, Bound | None]]:
    """Each loser that takes part, with what it would have needed."""
    for result in allocation.results.values():
        if not result.won and not result.candidate.unfit:
            assert result.change is not None
            yield result.candidate, result.change.min_score


def plain(candidates: list[Candidate], rule: Rule, seed: str = "") -> Allocation:
    return allocate(candidates, rule, seed, explain=False)


@beaten
@given(rounds(), seeds)
def test_the_sweep_is_the_page_read_word_by_word(drawn: Round, seed: str) -> None:
    candidates, rule = drawn
    found = plain(candidates, rule, seed)
    slow = Slow(candidates, rule, lot_positions(numbers(candidates), seed))
    assert {n: found.results[n].sweep for n in found.awarded} == slow.funded
    assert list(found.awarded) == list(slow.funded)


@beaten
@given(rounds(), seeds, st.randoms(use_true_random=False))
def test_1_no_order_of_rows_changes_a_byte(drawn: Round, seed: str, random: Random) -> None:
    candidates, rule = drawn
    mixed, limits = list(candidates), list(rule.limits)
    random.shuffle(mixed)
    random.shuffle(limits)
    turned = [replace(c, conflicts=c.conflicts[::-1], requires=c.requires[::-1]) for c in mixed]
    again = allocate(turned, replace(rule, limits=tuple(limits)), seed)
    first = allocate(candidates, rule, seed)
    assert result_file(again) == result_file(first)
    assert [r.change for r in again.results.values()] == [r.change for r in first.results.values()]


@beaten
@given(rounds(), st.randoms(use_true_random=False))
def test_2_new_names_with_the_same_lots_give_the_same_result(drawn: Round, random: Random) -> None:
    candidates, rule = drawn
    lots = lot_positions(numbers(candidates), "483920")
    fresh = [f"N-{n}" for n in range(len(candidates))]
    random.shuffle(fresh)
    names = dict(zip(numbers(candidates), fresh, strict=True))
    renamed = [
        replace(
            c,
            number=names[c.number],
            conflicts=tuple((names[n], note) for n, note in c.conflicts),
            requires=tuple(names[n] for n in c.requires),
        )
        for c in candidates
    ]
    first = allocate(candidates, rule, "483920")
    again = allocate(renamed, rule, "x", lots={names[n]: lot for n, lot in lots.items()})
    assert [names[n] for n in first.awarded] == list(again.awarded)
    assert [names[n] for n in first.reserves] == list(again.reserves)
    for number, result in first.results.items():
        same = again.results[names[number]]
        assert (result.code, result.sweep, result.change) == (same.code, same.sweep, same.change)


@beaten
@given(rounds(), seeds)
def test_3_no_award_goes_over_a_limit_or_against_a_bond(drawn: Round, seed: str) -> None:
    candidates, rule = drawn
    found = plain(candidates, rule, seed)
    known = {c.number: c for c in candidates}
    for upto in range(1, len(found.awarded) + 1):
        winners = [known[n] for n in found.awarded[:upto]]
        last = winners[-1]
        assert oracles.eligible(last, rule)
        assert set(last.requires) <= set(found.awarded[: upto - 1])
        assert not {n for n, _ in last.conflicts} & set(found.awarded[:upto])
        assert not any(last.number in {n for n, _ in w.conflicts} for w in winners)
        for room in found.results[last.number].rooms:
            limit = next(one for one in rule.limits if one.code == room.limit)
            inside = [w for w in winners if oracles.covers(limit, w) and oracles.values(w, limit.per) == room.key]
            spent = len(inside) if limit.unit == PROPOSALS else sum(w.cost for w in inside)
            assert spent == room.used
            assert room.left == room.maximum - spent
            assert room.left >= 0 or (last.insisted and limit.unit == PROPOSALS)
        assert len(found.results[last.number].rooms) == sum(oracles.covers(limit, last) for limit in rule.limits)
    for result in found.results.values():
        candidate = result.candidate
        assert (result.code in {UNFIT, BELOW}) == (not oracles.eligible(candidate, rule))
        assert (result.reserve is None) == (result.code in {UNFIT, BELOW, WON})
    assert sorted(r.award for r in found.results.values() if r.award) == list(range(1, len(found.awarded) + 1))
    assert [found.results[n].reserve for n in found.reserves] == list(range(1, len(found.reserves) + 1))


@beaten
@given(rounds(), seeds, st.data())
def test_4_a_winner_that_gets_better_stays(drawn: Round, seed: str, data: st.DataObject) -> None:
    candidates, rule = drawn
    winners = plain(candidates, rule, seed).awarded
    assume(winners)
    chosen = data.draw(st.sampled_from(winners))
    old = next(c for c in candidates if c.number == chosen)
    if old.score is None:
        better = replace(old, place=-1)
    else:
        better = data.draw(
            st.sampled_from(
                (
                    replace(old, cost=data.draw(st.integers(1, old.cost))),
                    replace(old, score=old.score + (100 - old.score) * F(data.draw(st.integers(0, 4)), 4)),
                    replace(old, people=old.people + data.draw(st.integers(0, 3))),
                )
            )
        )
    changed = [better if c.number == old.number else c for c in candidates]
    assert old.number in plain(changed, rule, seed).awarded


@beaten
@given(rounds(skips=(SKIP,)), seeds, st.data())
def test_5_a_loser_nobody_needs_can_go(drawn: Round, seed: str, data: st.DataObject) -> None:
    candidates, rule = drawn
    first = plain(candidates, rule, seed)
    needed = {n for c in candidates for n in c.requires}
    losers = [n for n, r in first.results.items() if not r.won and n not in needed]
    assume(losers)
    gone = data.draw(st.sampled_from(losers))
    again = plain([c for c in candidates if c.number != gone], rule, seed)
    assert first.awarded == again.awarded
    for number in first.awarded:
        was, now = first.results[number], again.results[number]
        assert (was.award, was.sweep, was.amount, was.rooms) == (now.award, now.sweep, now.amount, now.rooms)


@beaten
@given(rounds(), seeds)
def test_5_a_limit_no_attempt_failed_on_can_go(drawn: Round, seed: str) -> None:
    candidates, rule = drawn
    first = plain(candidates, rule, seed)
    failed = {f.limit for r in first.results.values() for a in r.attempts for f in a.failures}
    assume(any(limit.code not in failed for limit in rule.limits))
    fewer = replace(rule, limits=tuple(limit for limit in rule.limits if limit.code in failed))
    assert result_file(plain(candidates, fewer, seed)) == result_file(first)


@beaten
@given(rounds(most=6), seeds)
def test_6_the_dearest_cost_is_exact(drawn: Round, seed: str) -> None:
    candidates, rule = drawn
    lots = lot_positions(numbers(candidates), seed)
    for result in allocate(candidates, rule, seed).results.values():
        one = result.candidate
        if result.won:
            assert result.change is None
            continue
        assert result.change is not None
        assert result.change.max_cost == oracles.max_cost(candidates, rule, lots, one), one.number


@beaten
@given(rounds(most=6, methods=(BLEND,)), seeds)
def test_6_the_least_score_is_exact(drawn: Round, seed: str) -> None:
    candidates, rule = drawn
    lots = lot_positions(numbers(candidates), seed)
    for one, bound in least_bounds(allocate(candidates, rule, seed)):
        assert one.score is not None
        for score in oracles.scores_to_try(candidates, rule):
            if score > one.score:
                meets = bound is not None and _meets(score, bound)
                assert oracles.funds(candidates, rule, lots, replace(one, score=score)) == meets, (one.number, score)


def _meets(score: F, bound: Bound) -> bool:
    assert bound.value is not None
    return score > bound.value if bound.above else score >= bound.value


@beaten
@given(rounds(most=6, methods=("MUFAKAT",)))
def test_6_the_last_place_is_exact(drawn: Round) -> None:
    candidates, rule = drawn
    lots = lot_positions(numbers(candidates))
    for one, bound in least_bounds(allocate(candidates, rule)):
        assert one.place is not None
        places = sorted((c.place or 0 for c in candidates if c.place != one.place and not c.unfit), reverse=True)
        funding = [p for p in places if p < one.place and oracles.funds(candidates, rule, lots, _at(one, p))]
        assert (bound.place if bound else None) == (funding[0] if funding else None)


def _at(one: Candidate, place: int) -> Candidate:
    """Moved to a place: just before the one that stands there."""
    return replace(one, place=F(place) - F(1, 2))  # type: ignore[arg-type]


@beaten
@given(rounds(skips=(SKIP,), methods=(BLEND,)))
def test_6_without_rivals_the_cost_has_to_fall_by_what_is_short(drawn: Round) -> None:
    candidates, rule = drawn
    simple = [replace(c, requires=(), people=people) for people, c in enumerate(candidates)]
    for result in allocate(simple, replace(rule, guarantees=())).results.values():
        failure, change = result.decisive, result.change
        if failure is None or change is None or change.max_cost is None:
            continue
        assert result.candidate.cost - change.max_cost == failure.short
        assert not change.by_tie


@beaten
@given(rounds(), seeds)
def test_7_a_guarantee_left_short_says_what_stopped_each(drawn: Round, seed: str) -> None:
    candidates, rule = drawn
    found = plain(candidates, rule, seed)
    short = {(one.guarantee, one.key): one for one in found.unmet}
    for guarantee in rule.guarantees:
        covered = [c for c in candidates if oracles.covers(guarantee, c)]
        for key in {oracles.values(c, guarantee.per) for c in covered}:
            mine = [c for c in covered if oracles.values(c, guarantee.per) == key]
            reached = sum(found.results[c.number].won for c in mine)
            assert (reached < guarantee.count) == ((guarantee.code, key) in short)
            if reached >= guarantee.count:
                continue
            unmet = short[guarantee.code, key]
            assert unmet.reached == reached
            assert {n for n, _, _ in unmet.candidates} == {c.number for c in mine if not found.results[c.number].won}
            for number, code, failures in unmet.candidates:
                assert bool(failures) == (code not in {UNFIT, BELOW}), number


@beaten
@given(rounds(skips=(SKIP,)), seeds)
def test_8_running_again_from_the_winners_adds_nothing(drawn: Round, seed: str) -> None:
    candidates, rule = drawn
    first = plain(candidates, rule, seed)
    again = allocate(candidates, rule, seed, standing=standing(first))
    assert again.awarded == first.awarded
    assert {n: r.award for n, r in again.results.items()} == {n: r.award for n, r in first.results.items()}


@beaten
@given(rounds(), seeds, st.data())
def test_8_in_an_addendum_no_winner_leaves(drawn: Round, seed: str, data: st.DataObject) -> None:
    candidates, rule = drawn
    first = plain(candidates, rule, seed)
    assume(first.awarded)
    needed = {n for c in candidates for n in c.requires}
    gone = data.draw(st.sampled_from(first.awarded))
    assume(gone not in needed)
    stays = [one for one in standing(first) if one.number != gone]
    rest = [c for c in candidates if c.number != gone]
    again = allocate(rest, rule, seed, standing=stays)
    assert list(again.awarded[: len(stays)]) == [one.number for one in stays]
    slow = Slow(rest, rule, lot_positions(numbers(rest), seed), [one.number for one in stays])
    assert list(again.awarded) == list(slow.funded)
    for one in stays:
        result = again.results[one.number]
        assert (result.award, result.sweep, result.amount) == (one.award, one.sweep, one.amount)


@beaten
@given(rounds(methods=(BLEND,)), seeds)
def test_9_ties_are_those_of_the_page(drawn: Round, seed: str) -> None:
    candidates, rule = drawn
    found = {(tie.sweep, frozenset(tie.members)) for tie in plain(candidates, rule, seed).ties}
    slow = Slow(candidates, rule, lot_positions(numbers(candidates), seed)).ties
    assert found <= slow
    assert all(any(sweep == name and members <= group for name, group in found) for sweep, members in slow)


@beaten
@given(rounds(most=5, methods=(BLEND,)))
def test_9_without_a_decisive_tie_every_lot_funds_the_same(drawn: Round) -> None:
    candidates, rule = drawn
    assume(not plain(candidates, rule).ties)
    sets = {frozenset(Slow(candidates, rule, lots).funded) for lots in every_lot(candidates)}
    assert len(sets) == 1


def every_lot(candidates: list[Candidate]) -> list[Mapping[str, int]]:
    """All orders of those equal in C, penerima and biaya; the order among others says nothing."""
    alike: dict[object, list[str]] = {}
    for c in candidates:
        alike.setdefault((c.score, c.people, c.cost), []).append(c.number)
    orders = product(*(permutations(some) for some in alike.values()))
    return [{n: at for at, n in enumerate(n for some in order for n in some)} for order in orders]


@beaten
@given(rounds(), st.sampled_from(("483920", "000007")))
def test_9_exactly_those_who_would_win_with_the_first_lot_lost_by_lot(drawn: Round, seed: str) -> None:
    candidates, rule = drawn
    lots = lot_positions(numbers(candidates), seed)
    found = plain(candidates, rule, seed)
    for number in found.reserves:
        first = number in Slow(candidates, rule, {**lots, number: 0}).funded
        assert (found.results[number].code == LOT) == first
        if first:
            rival = found.results[found.results[number].rivals[0]]
            one, other = found.results[number].candidate, rival.candidate
            assert rival.won
            assert (one.score, one.people, one.cost) == (other.score, other.people, other.cost)
            assert found.ties
