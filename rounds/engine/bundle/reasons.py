"""alasan.csv: for each candidate its code, all stored numbers as JSON, and the sentences people read (5.1 to 5.3)."""

from collections.abc import Iterator
from typing import Any

from rounds.engine.results import canonical_json
from rounds.engine.sentences import sentences
from rounds.engine.values import BELOW, CONFLICT, QUOTA, Allocation, Attempt, Bound, Failure, Result, Room

from .candidates import unfitness_data
from .tables import Cell, table

NAME = "alasan.csv"
HEADER = ("nomor", "kode", "cadangan", "angka", "kalimat")


def reason_file(computed: Allocation) -> bytes:
    """One row per candidate by nomor. In the numbers, what does not apply is left out."""
    return table(HEADER, _rows(computed))


def _rows(computed: Allocation) -> Iterator[list[Cell]]:
    said = sentences(computed)
    for number in sorted(computed.results, key=str.encode):
        result = computed.results[number]
        numbers = canonical_json(numbers_of(result, drawn=bool(computed.seed))).decode()
        yield [number, result.code, result.reserve, numbers, " ".join(said[number])]


def numbers_of(result: Result, *, drawn: bool) -> dict[str, Any]:
    """The stored numbers of one result under their published names; rupiah, jiwa, and fractions as num/den."""
    candidate, change = result.candidate, result.change
    bound = change.min_score if change else None
    return _given(
        nilai=candidate.score,
        nilai_kriteria=candidate.criteria,
        nilai_suara=candidate.ballots,
        tempat=candidate.place,
        peringkat=result.rank,
        sapuan=result.sweep,
        urut=result.award,
        biaya=result.amount or None,
        ruang=[room_data(room) for room in result.rooms],
        percobaan=[_attempt(attempt) for attempt in result.attempts],
        posisi=result.lot if drawn else None,
        lawan=result.rivals,
        posisi_lawan=result.rival_lot if drawn and result.rival_lot else None,
        ambang=result.threshold if result.code == BELOW else None,
        tidak_layak=unfitness_data(candidate.unfit) if candidate.unfit else None,
        biaya_maks=change.max_cost if change else None,
        menang_seri=True if change and change.by_tie else None,
        skor_min=_bound(bound) if bound else None,
    )


def room_data(room: Room) -> dict[str, Any]:
    """A limit under one key: how much it holds, and how much of it is used."""
    return {
        "batas": room.limit,
        "kunci": room.key,
        "satuan": room.unit,
        "maks": room.maximum,
        "terpakai": room.used,
        "sisa": room.left,
    }


def failure_data(failure: Failure) -> dict[str, Any]:
    """One failed test with its numbers."""
    if failure.code == CONFLICT:
        found: dict[str, Any] = {"jenis": failure.kind, "lawan": failure.other, "keterangan": failure.note}
    elif failure.code == QUOTA:
        found = {
            "batas": failure.limit,
            "label": failure.label,
            "terisi": failure.used,
            "maks": failure.maximum,
            "pengisi": failure.fillers,
            "selisih": failure.gap,
            "sapuan_terakhir": failure.last_sweep,
            "menurut_urutan": True if failure.last_by_rank else None,
        }
    else:
        found = {
            "batas": failure.limit,
            "label": failure.label,
            "sisa": failure.room,
            "biaya": failure.cost,
            "kurang": failure.short,
            "tertutup_oleh": failure.closed_by,
        }
    return _given(kode=failure.code, **found)


def _attempt(attempt: Attempt) -> dict[str, Any]:
    failures = [failure_data(failure) for failure in attempt.failures]
    return _given(sapuan=attempt.sweep, gagal=failures, menunggu=True if attempt.held else None)


def _bound(bound: Bound) -> dict[str, Any]:
    if bound.value is None:
        return {"tempat": bound.place}
    return {"nilai": bound.value, "syarat": ">" if bound.above else "≥"}


def _given(**numbers: Any) -> dict[str, Any]:
    """Without what is None or empty."""
    return {name: value for name, value in numbers.items() if value not in (None, "", (), [])}
