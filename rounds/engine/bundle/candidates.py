"""kandidat.csv: every candidate as frozen, and what left after the freeze. Both ways."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rounds.engine.record import Dropped
from rounds.engine.results import canonical_json
from rounds.engine.values import DIMENSIONS, Candidate, Unfitness

from .tables import Row, rows_of, table

NAME = "kandidat.csv"
YES = "ya"
WHY = {"butir": "item", "catatan": "note", "jabatan": "office", "tanggal": "date", "perbaikan": "remedy"}
"""Published names of what makes a candidate unfit."""
HEADER = (
    "nomor",
    *DIMENSIONS,
    "biaya",
    "penerima",
    "urutan_pengusul",
    "harga_satuan",
    "dapat_dibagi",
    "tempat",
    "konflik",
    "syarat",
    "tidak_layak",
    "gugur",
)


def candidate_file(candidates: Iterable[Candidate], dropped: Iterable[Dropped]) -> bytes:
    """One row per candidate; conflicts, requirements and reasons as JSON in their cells."""
    gone = dict(dropped)
    return table(HEADER, (_cells(one, gone.get(one.number)) for one in candidates))


def _cells(one: Candidate, gone: Unfitness | None) -> Iterable[str | int | None]:
    return (
        one.number,
        *(getattr(one, field) for field in DIMENSIONS.values()),
        one.cost,
        one.people,
        one.own_rank,
        one.unit_price,
        YES if one.divisible else "",
        one.place,
        _json(one.conflicts) if one.conflicts else "",
        _json(one.requires) if one.requires else "",
        _json(unfitness_data(one.unfit)) if one.unfit else "",
        _json(unfitness_data(gone)) if gone else "",
    )


def read_candidates(files: Mapping[str, bytes]) -> tuple[tuple[Candidate, ...], tuple[Dropped, ...]]:
    """The candidates without scores, and what was dropped. BundleError for a row that is none."""
    rows = list(rows_of(files, NAME, HEADER))
    gone = [(row.text("nomor"), _why(row, "gugur")) for row in rows]
    return tuple(map(_candidate, rows)), tuple((number, why) for number, why in gone if why)


def _candidate(row: Row) -> Candidate:
    if row.cells["dapat_dibagi"] not in {YES, ""}:
        raise row.error(f"dapat_dibagi hanya {YES} atau kosong")
    places: dict[str, Any] = {field: row.text(dimension) for dimension, field in DIMENSIONS.items()}
    return Candidate(
        number=row.text("nomor"),
        cost=row.whole("biaya"),
        people=row.whole("penerima"),
        own_rank=row.whole_or_none("urutan_pengusul"),
        unit_price=row.whole("harga_satuan"),
        divisible=row.cells["dapat_dibagi"] == YES,
        place=row.whole_or_none("tempat"),
        conflicts=row.json("konflik", _pairs) if row.cells["konflik"] else (),
        requires=row.json("syarat", texts) if row.cells["syarat"] else (),
        unfit=_why(row, "tidak_layak"),
        **places,
    )


def _why(row: Row, column: str) -> Unfitness | None:
    return row.json(column, unfitness) if row.cells[column] else None


def unfitness_data(unfit: Unfitness) -> dict[str, str]:
    """Why a candidate takes no part, under the published names."""
    return {word: getattr(unfit, field) for word, field in WHY.items()}


def unfitness(data: Any) -> Unfitness:
    """The same read back. ValueError or TypeError for anything else."""
    if set(data) != set(WHY):
        raise ValueError("other fields")
    return Unfitness(**{field: text(data[word]) for word, field in WHY.items()})


def _pairs(data: Any) -> tuple[tuple[str, str], ...]:
    return tuple((text(number), text(note)) for number, note in data)


def texts(data: Any) -> tuple[str, ...]:
    """A list of texts. ValueError or TypeError for anything else."""
    if not isinstance(data, list):
        raise TypeError("no list")
    return tuple(map(text, data))


def text(data: Any) -> str:
    """A text. TypeError for anything else."""
    if not isinstance(data, str):
        raise TypeError("no text")
    return data


def _json(value: Sequence[Any] | Mapping[str, Any]) -> str:
    return canonical_json(value).decode()
