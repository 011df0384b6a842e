"""What a run keeps of an allocation: codes, numbers and sentences as they are shown for ever."""

import json
from collections.abc import Iterator
from typing import Any

from rounds.engine.bundle.candidates import unfitness_data
from rounds.engine.bundle.reasons import failure_data, numbers_of
from rounds.engine.moves import Move
from rounds.engine.record import Addendum
from rounds.engine.results import canonical_json, result_file, result_hash
from rounds.engine.scoring import display
from rounds.engine.sentences import sentences, shown_scores
from rounds.engine.values import Allocation, Result, Room
from rounds.models import Candidate, Run, RunResult


def run_values(allocation: Allocation) -> dict[str, Any]:
    """The fields of a `Run` that the allocation gives."""
    return {
        "seed": allocation.seed,
        "result": result_file(allocation).decode(),
        "result_hash": result_hash(allocation),
        "ties": [{"sapuan": tie.sweep, "usulan": list(tie.members)} for tie in allocation.ties],
        "unmet": [
            {"jaminan": one.label or one.guarantee, "kunci": list(one.key), "tercapai": one.reached, "dari": one.count}
            for one in allocation.unmet
        ],
        "rooms": [room_values(room) for room in allocation.rooms],
    }


def room_values(room: Room) -> dict[str, Any]:
    """One limit as it stands: used, most, left."""
    return {
        "batas": room.label,
        "kode": room.limit,
        "kunci": list(room.key),
        "satuan": room.unit,
        "terpakai": room.used,
        "maks": room.maximum,
        "sisa": room.left,
    }


def addendum_values(addendum: Addendum) -> dict[str, Any]:
    """The fields of an `Addendum` row that it says itself; `records.addendum` reads them back."""
    return {
        "number": addendum.number,
        "reason": addendum.reason,
        "report_number": addendum.minutes,
        "previous_hash": addendum.previous,
        "dropped": [{"nomor": number, **unfitness_data(why)} for number, why in addendum.dropped],
        "added": [{"batas": m.limit, "jumlah": m.amount, "kunci": list(m.key)} for m in addendum.money],
        "moves": [_move(one) for one in addendum.moves],
        "corrections": corrections_data(addendum),
        "seed": addendum.seed,
        "witnesses": list(addendum.witnesses),
    }


def corrections_data(addendum: Addendum) -> list[dict[str, str]]:
    """Its ralat as they are kept."""
    return [
        {"nomor": one.number, "bidang": one.field, "lama": one.old, "baru": one.new} for one in addendum.corrections
    ]


def _move(move: Move) -> dict[str, Any]:
    return {
        "perubahan": move.kind,
        "nomor": move.number,
        "tempat": move.place,
        "volume": str(move.volume) if move.volume is not None else None,
        "alasan": move.reason,
        "peminta": move.asked_by,
        "suara": list(move.votes) if move.votes else None,
    }


def results(run: Run, rows: dict[str, Candidate], allocation: Allocation) -> Iterator[RunResult]:
    """One unsaved row per candidate, in byte order of the nomor."""
    said, shown = sentences(allocation), shown_scores(allocation)
    for number, result in allocation.results.items():
        scored = result.candidate
        yield RunResult(
            run=run,
            candidate=rows[number],
            code=result.code,
            place=result.rank,
            award=result.award,
            reserve=result.reserve,
            amount=result.amount,
            score=shown[scored.score] if scored.score is not None else "",
            criteria=display(scored.criteria) if scored.criteria is not None else "",
            ballots=display(scored.ballots) if scored.ballots is not None else "",
            sentences=list(said[number]),
            numbers=numbers(result, drawn=bool(allocation.seed)),
        )


def numbers(result: Result, *, drawn: bool) -> dict[str, Any]:
    """The numbers of prioritisation.md 5.2 and 5.3, as alasan.csv has them; `penentu` is what gave a loser its code."""
    found = numbers_of(result, drawn=drawn)
    if not result.won and result.decisive is not None:
        found["penentu"] = failure_data(result.decisive)
    plain: dict[str, Any] = json.loads(canonical_json(found))
    return plain
