"""All that the result of a round depends on, as plain values, and the one function from it to the computed list. Pure.

Whoever runs a round (database, bundle, test) builds a `Record`; nothing else is asked. Two records with the same
content are equal, whatever order their rows came in.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from .allocation import allocate
from .moves import Agreed, Move, replay
from .results import canonical_json, in_nfc
from .rule_file import rule_from
from .score_rule import ScoreRule, score_rule
from .scored import Recusal, Totals, Value, scored, totals_of
from .scoring import APPROVAL
from .values import Allocation, Candidate, Key, Unfitness

Dropped = tuple[str, Unfitness]
"""A candidate that left after the freeze, and why."""


@dataclass(frozen=True, slots=True)
class Money:
    """Rupiah (or places) that an addendum adds to one limit under one key; below 0 where it takes some back."""

    limit: str
    key: Key
    amount: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A ralat: what was written wrongly of one usulan (of the document itself where `number` is empty), what is right.

    `field` biaya, penerima or wilayah counts from its addendum on; any other is only said.
    """

    number: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum:
    """One signed change of a closed round: who dropped out, what money came, what was mended, which moves it needed.

    `number` from 1; `minutes` is the number of its berita acara; `previous` the hash of the document it changes.
    `moves` are played on what the engine proposes. `seed` only where one was drawn for it.
    """

    number: int
    reason: str
    minutes: str
    previous: str
    dropped: tuple[Dropped, ...] = ()
    money: tuple[Money, ...] = ()
    moves: tuple[Move, ...] = ()
    corrections: tuple[Correction, ...] = ()
    seed: str = ""
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One round. `rule` is the whole rule file as JSON gives it; `candidates` are as frozen, without scores.

    `dropped` left after the freeze: their place on the ballot stays. `ballots` are sequences of nomor, the first choice
    first; None where only `totals` are known, or where nobody votes. `seed` is "" where no lot was needed.
    """

    code: str
    version: int
    rule: Mapping[str, Any]
    candidates: tuple[Candidate, ...]
    dropped: tuple[Dropped, ...] = ()
    values: tuple[Value, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    ballots: tuple[tuple[str, ...], ...] | None = None
    totals: Totals | None = None
    seed: str = ""
    witnesses: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    addenda: tuple[Addendum, ...] = ()

    def __post_init__(self) -> None:
        """Bring text into NFC and rows into one order: how they were typed and stored is no part of a round."""
        for field in fields(self):
            object.__setattr__(self, field.name, in_nfc(getattr(self, field.name)))
        ordered = {
            "rule": json.loads(canonical_json(self.rule)),
            "candidates": tuple(sorted(map(_tidy, self.candidates), key=lambda one: one.number.encode())),
            "dropped": tuple(sorted(self.dropped, key=lambda one: one[0].encode())),
            "values": tuple(sorted(self.values, key=lambda v: (v.number.encode(), v.criterion, v.assessor, v.points))),
            "recusals": tuple(sorted(self.recusals, key=lambda r: (r.number.encode(), r.assessor, r.reason))),
            "ballots": None if self.ballots is None else _in_order(self.ballots, self.rule),
        }
        for name, value in ordered.items():
            object.__setattr__(self, name, value)

    @property
    def on_ballot(self) -> tuple[str, ...]:
        """Nomor of all that stood on the ballot: fit at the freeze."""
        return tuple(candidate.number for candidate in self.candidates if not candidate.unfit)


def compute(record: Record, *, explain: bool = True) -> Allocation:
    """The computed list of a round. ValueError where the record cannot be a frozen round."""
    return allocate(candidates(record), rule_from(record.rule), record.seed, explain=explain)


def agreed(record: Record, computed: Allocation | None = None) -> Agreed:
    """The forum's list: the moves replayed on the computed list, which is computed where it is not given."""
    return replay(computed or compute(record, explain=False), record.moves)


def candidates(record: Record) -> tuple[Candidate, ...]:
    """The candidates as the sweep reads them: with S, B and C, and unfit where they were dropped."""
    rule = score_rule(record.rule)
    if found := _faults(record, rule):
        raise ValueError("; ".join(found))
    gone = dict(record.dropped)
    playing = (replace(one, unfit=gone.get(one.number, one.unfit)) for one in record.candidates)
    return scored(playing, rule, record.values, points(record))


def points(record: Record) -> Totals | None:
    """Points of every candidate of the ballot, counted from the ballots where those are known; None without votes."""
    if record.ballots is None:
        return record.totals
    return totals_of(record.ballots, score_rule(record.rule), record.on_ballot)


def _faults(record: Record, rule: ScoreRule) -> list[str]:
    """What contradicts itself in the rows that scores are made of."""
    known = {candidate.number: candidate for candidate in record.candidates}
    recused = {(one.number, one.assessor) for one in record.recusals}
    meant = {*(value.number for value in record.values), *(number for number, _ in recused)}
    seats = [(value.number, value.criterion, value.assessor) for value in record.values]
    table = {
        "a value or a recusal of a candidate that is none": not meant <= set(known),
        "an assessor twice on the same criterion": len(set(seats)) != len(seats),
        "a value from a recused assessor": any((value.number, value.assessor) in recused for value in record.values),
        "a value that is no level of its rubric": any(
            value.number in known and not _is_level(value, known[value.number], rule) for value in record.values
        ),
        "dropped twice, or no candidate": len(dict(record.dropped)) != len(record.dropped)
        or any(number not in known for number, _ in record.dropped),
        "ballots and totals": record.ballots is not None and record.totals is not None,
        "ballots where nobody votes": rule.terms is None and (record.ballots, record.totals) != (None, None),
        "totals of other candidates than those of the ballot": record.totals is not None
        and set(record.totals.points) != set(record.on_ballot),
    }
    return [sentence for sentence, wrong in table.items() if wrong]


def _is_level(value: Value, candidate: Candidate, rule: ScoreRule) -> bool:
    return any(value.criterion == one.code and value.points in one.levels for one in rule.criteria_of(candidate.kind))


def _tidy(candidate: Candidate) -> Candidate:
    if len(candidate.conflicts) < 2 and len(candidate.requires) < 2:
        return candidate
    return replace(candidate, conflicts=tuple(sorted(candidate.conflicts)), requires=tuple(sorted(candidate.requires)))


def _in_order(ballots: Iterable[tuple[str, ...]], rule: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Ballots in the order of their text; where choices have no order, those too."""
    unordered = (rule.get("suara") or {}).get("bentuk") == APPROVAL
    choices = (tuple(sorted(ballot)) if unordered else tuple(ballot) for ballot in ballots)
    return tuple(sorted(choices, key=lambda ballot: ",".join(ballot).encode()))
