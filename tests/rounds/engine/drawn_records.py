"""Whole random records: values, ballots of every convention, moves that hold, addenda in their chain, odd text."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from rounds.engine.bundle import document_hash
from rounds.engine.moves import CHANGE, IN, MOVE, OUT, Move
from rounds.engine.record import Addendum, Correction, Money, Record, agreed
from rounds.engine.scored import Recusal
from rounds.engine.values import BLEND, CONSENSUS, Unfitness
from tests.rounds.engine.drawn import FUNDS, rounds
from tests.rounds.engine.examples import move
from tests.rounds.engine.records import record_of

texts = st.one_of(
    st.sampled_from(("", "lahan; milik", '"ya"', "=1+1", "'", "baris\nbaru", "\r", "e\u0301", "-", "𝒳 \x00 ✓")),
    st.text(max_size=8),
)
reasons = texts.map(lambda text: f"Menurut musyawarah {text}")
unfits = st.builds(Unfitness, item=texts, note=texts, office=texts, date=texts, remedy=texts)


@st.composite
def records(draw: Any, published: tuple[str, ...] = ("JUMLAH", "PENUH")) -> Record:
    """A record that may be published: no tie waits, no move is refused, each addendum names the one before."""
    drawn = draw(rounds(most=6))
    record = record_of(drawn, draw(st.sampled_from(("483920", "a|b; c"))), witnesses=("Saksi satu", draw(texts)))
    record = replace(record, candidates=tuple(_told(draw, one) for one in record.candidates))
    if drawn[1].method != CONSENSUS and record.on_ballot:
        record = _voted(draw, record, published)
    if draw(st.booleans()):
        record = replace(record, recusals=(Recusal(record.candidates[0].number, 9, draw(reasons)),))
    if draw(st.booleans()):
        record = replace(record, dropped=((record.candidates[-1].number, draw(unfits)),))
    record = replace(record, moves=_moves(draw, record))
    for number in range(1, draw(st.integers(0, 2)) + 1):
        record = _amended(draw, record, number)
    return record


def _told(draw: Any, candidate: Any) -> Any:
    """The same candidate with other notes, and some volume to change."""
    unfit = draw(unfits) if candidate.unfit else None
    conflicts = tuple((number, draw(texts)) for number, _ in candidate.conflicts)
    more = {"unit_price": draw(st.integers(0, 2)), "field": draw(texts), "divisible": draw(st.booleans())}
    more["insisted"] = False  # of the hall alone: where a round is counted, the forum insists by a move
    return replace(candidate, unfit=unfit, conflicts=conflicts, **more)


def _voted(draw: Any, record: Record, published: tuple[str, ...]) -> Record:
    """The same round with ballots that count for two fifths."""
    known = record.on_ballot
    k = draw(st.integers(1, min(3, len(known))))
    least = draw(st.integers(1, k))
    suara = {
        "bentuk": draw(st.sampled_from(("SETUJU", "PERINGKAT"))),
        "k": k,
        "konvensi": draw(st.sampled_from(("TETAP", "RATA"))) if len(known) > 1 else "TETAP",
        "min": least,
        "terbit": draw(st.sampled_from(published)),
    }
    ballot = st.tuples(st.permutations(known), st.integers(least, k)).map(lambda drawn: tuple(drawn[0][: drawn[1]]))
    ballots = draw(st.lists(ballot, min_size=1, max_size=7))
    rule = {**record.rule, "metode": BLEND, "alfa": 60, "suara": suara}
    return replace(record, rule=rule, ballots=tuple(ballots))


def _moves(draw: Any, record: Record) -> tuple[Move, ...]:
    """Up to three moves that are not refused."""
    numbers = st.sampled_from([candidate.number for candidate in record.candidates])
    votes = st.one_of(st.none(), st.just((3, 1, 0)))
    kept: tuple[Move, ...] = ()
    for kind in draw(st.lists(st.sampled_from((MOVE, OUT, IN, CHANGE)), max_size=3)):
        ballot = draw(votes)
        more = {"place": 1} if kind == MOVE else {"volume": draw(st.integers(1, 3))} if kind == CHANGE else {}
        how = {"agreed": "SUARA", "votes": ballot} if ballot else {}
        acted = move(kind, draw(numbers), reason=draw(reasons), asked_by=draw(reasons), **more, **how)
        if not agreed(replace(record, moves=(*kept, acted))).refused:
            kept = (*kept, acted)
    return kept


def _corrections(record: Record) -> st.SearchStrategy[Correction]:
    """A text that is only said, or a number of a candidate that counts; the latter may not follow."""
    said = st.builds(Correction, st.just(""), st.just("tulisan"), texts, texts)
    if not record.candidates:
        return said
    costs = st.sampled_from(record.candidates).flatmap(
        lambda one: st.builds(
            Correction, st.just(one.number), st.just("biaya"), st.just(str(one.cost)), st.integers(1, 9).map(str)
        )
    )
    return said | costs


def _amended(draw: Any, record: Record, number: int) -> Record:
    """The record with one more addendum: somebody drops, or money comes; without it where it would break a rule."""
    gone = dict(record.dropped) | {n: why for one in record.addenda for n, why in one.dropped}
    playing = [c.number for c in record.candidates if not c.unfit and c.number not in gone]
    drops = draw(st.lists(st.sampled_from(playing), max_size=1)) if playing else []
    money = draw(st.lists(st.builds(Money, st.just("PAGU"), st.tuples(st.sampled_from(FUNDS)), st.integers(1, 5))))
    addendum = Addendum(
        number=number,
        reason=draw(texts),
        minutes=draw(texts),
        previous=document_hash(record),
        dropped=tuple((one, draw(unfits)) for one in drops),
        money=tuple(money),
        corrections=tuple(draw(st.lists(_corrections(record), max_size=2))),
    )
    longer = replace(record, addenda=(*record.addenda, addendum))
    try:
        document_hash(longer)
    except ValueError:
        return record
    return longer
