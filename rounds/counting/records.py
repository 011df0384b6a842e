"""A round in the database as the `Record` that the engine computes, that is published, and that anybody verifies."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rounds.engine.bundle.candidates import unfitness
from rounds.engine.moves import BY_CONSENSUS, BY_VOTES, Move
from rounds.engine.record import Addendum, Correction, Money, Record
from rounds.engine.scored import Recusal, Value
from rounds.models import Addendum as AddendumRow
from rounds.models import Candidate, Criterion, Lot, PaperEntry, Round
from rounds.models import Move as MoveRow

from .rule import has_ballots, rule_of
from .snapshot import candidate


def record_of(round_: Round) -> Record:
    """All that the result of a frozen round depends on, by ten queries. Needs its terms loaded."""
    rows = list(round_.candidates.order_by("position", "proposal__number"))
    nomor = {row.pk: row.facts["nomor"] for row in rows}
    lot = Lot.objects.filter(round=round_, after_closing=False).exclude(confirmed_at=None).first()
    return Record(
        code=round_.code,
        version=round_.version,
        rule=frozen_rule(round_),
        candidates=candidates(round_, rows),
        values=values(round_, nomor),
        recusals=tuple(
            Recusal(nomor[one.candidate_id], one.assessor.number, one.reason)
            for one in round_.recusals.select_related("assessor").order_by("pk")
        ),
        ballots=ballots(round_) if has_ballots(round_) else None,
        seed=lot.seed if lot else "",
        witnesses=tuple(lot.witnesses) if lot else (),
        moves=tuple(move(row, nomor) for row in round_.moves.order_by("at", "pk")),
        addenda=tuple(addendum(row) for row in round_.addenda.order_by("number")),
    )


def playing(round_: Round) -> list[Candidate]:
    """The candidates that are scored and stand on the ballot, in their frozen order, usulan loaded; one query."""
    rows = round_.candidates.select_related("proposal").order_by("position", "proposal__number")
    return [row for row in rows if not row.facts["tidak_layak"]]


def criteria_of(row: Candidate, criteria: Iterable[Criterion]) -> list[Criterion]:
    """The criteria that hold for the jenis of a candidate."""
    return [one for one in criteria if one.list_kind in {"", row.facts["jenis"]}]


def numbers(round_: Round) -> dict[int, str]:
    """The nomor of every candidate, by key; one query."""
    rows = round_.candidates.order_by("position").values_list("pk", "facts")
    return {key: facts["nomor"] for key, facts in rows}


def frozen_rule(round_: Round) -> Mapping[str, Any]:
    """The rule as frozen, or as it stands while it is a draft."""
    return json.loads(round_.rule) if round_.rule else rule_of(round_)


def candidates(round_: Round, rows: Sequence[Candidate]) -> tuple[Any, ...]:
    """The candidates; in MUFAKAT with the place that the forum's order gives them."""
    by_place = round_.method == Round.Method.CONSENSUS
    return tuple(candidate(row, place=n if by_place else None) for n, row in enumerate(rows, start=1))


def values(round_: Round, numbers: Mapping[int, str]) -> tuple[Value, ...]:
    """The last version of every score, by assessor's number."""
    rows = round_.scores.order_by("assessor__number", "candidate_id", "criterion_id", "version")
    last: dict[tuple[int, str, int], int] = {}
    for assessor, row, criterion, points in rows.values_list(
        "assessor__number", "candidate_id", "criterion__code", "points"
    ):
        last[row, criterion, assessor] = points
    return tuple(
        Value(numbers[row], criterion, assessor, points) for (row, criterion, assessor), points in last.items()
    )


def ballots(round_: Round) -> tuple[tuple[str, ...], ...]:
    """Valid ballots from phones and from paper, in an order that says nothing."""
    cast = [tuple(choices) for choices in round_.ballots.order_by("id").values_list("choices", flat=True)]
    return (*cast, *(choices for choices in paper(round_).values() if choices))


def paper(round_: Round) -> dict[int, tuple[str, ...] | None]:
    """Of each blank that was read the same by two people: its choices, or None where it is spoiled; one query."""
    return settled(readings(round_))


def settled(read: Mapping[int, Sequence[PaperEntry]]) -> dict[int, tuple[str, ...] | None]:
    """The same of readings that are known already."""
    found: dict[int, tuple[str, ...] | None] = {}
    for serial, entries in read.items():
        seen = Counter(None if one.is_spoiled else tuple(one.choices) for one in entries)
        agreed = [choices for choices, count in seen.items() if count >= 2]
        if agreed:
            found[serial] = agreed[0]
    return found


def readings(round_: Round) -> dict[int, list[PaperEntry]]:
    """What was read on each blank, by its serial, with the reader; one query."""
    found: dict[int, list[PaperEntry]] = {}
    for entry in round_.paper_entries.select_related("by").order_by("serial", "hand"):
        found.setdefault(entry.serial, []).append(entry)
    return found


def move(row: MoveRow, numbers: Mapping[int, str]) -> Move:
    """One recorded act of the forum on the computed list."""
    placed = row.kind in {MoveRow.Kind.ORDER, MoveRow.Kind.INSIST} and row.after
    return Move(
        kind=row.kind,
        number=numbers[row.candidate_id],
        reason=row.reason,
        asked_by=row.asked_by,
        place=row.after if placed else None,
        volume=Fraction(row.volume) if row.volume is not None else None,
        agreed=BY_VOTES if row.votes else BY_CONSENSUS,
        votes=tuple(row.votes) if row.votes else None,
    )


def addendum(row: AddendumRow) -> Addendum:
    """One signed addendum, as the engine plays it."""
    gone = ((one["nomor"], {word: said for word, said in one.items() if word != "nomor"}) for one in row.dropped)
    return Addendum(
        number=row.number,
        reason=row.reason,
        minutes=row.report_number,
        previous=row.previous_hash,
        dropped=tuple((number, unfitness(why)) for number, why in gone),
        money=tuple(Money(one["batas"], tuple(one["kunci"]), one["jumlah"]) for one in row.added),
        moves=tuple(_amending(one) for one in row.moves),
        corrections=tuple(Correction(one["nomor"], one["bidang"], one["lama"], one["baru"]) for one in row.corrections),
        seed=row.seed,
        witnesses=tuple(row.witnesses),
    )


def _amending(kept: Mapping[str, Any]) -> Move:
    """A move of an addendum as `stored.addendum_values` keeps it."""
    return Move(
        kind=kept["perubahan"],
        number=kept["nomor"],
        reason=kept["alasan"],
        asked_by=kept["peminta"],
        place=kept["tempat"],
        volume=Fraction(kept["volume"]) if kept["volume"] is not None else None,
        agreed=BY_VOTES if kept["suara"] else BY_CONSENSUS,
        votes=tuple(kept["suara"]) if kept["suara"] else None,
    )
