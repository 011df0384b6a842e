"""kesepakatan.csv: the agreed list, its moves, and how it differs from the computed one. Moves both ways."""

from collections.abc import Iterable, Iterator, Mapping

from rounds.engine.deviations import deviations
from rounds.engine.moves import Agreed, Move
from rounds.engine.values import Allocation

from .tables import Cell, Row, rows_of, table

NAME = "kesepakatan.csv"
LIST, CHANGE, DIFFERENCE = "DAFTAR", "PERUBAHAN", "SELISIH"
VOTES = ("setuju", "menolak", "abstain")
HEADER = (
    "bagian",
    "urut",
    "nomor",
    "biaya",
    "perubahan",
    "tempat",
    "volume",
    "alasan",
    "peminta",
    "cara",
    *VOTES,
)


def agreed_file(computed: Allocation, agreed: Agreed) -> bytes:
    """The list in its order, then the moves in theirs, then the differences with their sentences."""
    return table(HEADER, _rows(computed, agreed))


def _rows(computed: Allocation, agreed: Agreed) -> Iterator[Iterable[Cell]]:
    for place, line in enumerate(agreed.lines, start=1):
        yield _padded(LIST, place, line.number, line.amount)
    for place, step in enumerate(agreed.steps, start=1):
        move = step.move
        acted = (move.kind, move.place, move.volume, move.reason, move.asked_by, move.agreed)
        yield _padded(CHANGE, place, move.number, None, *acted, *(move.votes or ()))
    for place, one in enumerate(deviations(computed, agreed), start=1):
        yield _padded(DIFFERENCE, place, one.subject, None, one.kind, None, None, one.sentence)


def _padded(*cells: Cell) -> Iterable[Cell]:
    return (*cells, *[None] * (len(HEADER) - len(cells)))


def read_moves(files: Mapping[str, bytes], name: str = NAME) -> tuple[Move, ...]:
    """The moves, in their order; list and differences follow from them. BundleError for a row that is none."""
    return tuple(_move(row) for row in rows_of(files, name, HEADER) if _is_move(row))


def _is_move(row: Row) -> bool:
    if row.cells["bagian"] not in {LIST, CHANGE, DIFFERENCE}:
        raise row.error(f"bagian harus {LIST}, {CHANGE} atau {DIFFERENCE}")
    return row.cells["bagian"] == CHANGE


def _move(row: Row) -> Move:
    voted = any(row.cells[column] for column in VOTES)
    in_favour, against, abstaining = (row.whole(column) if voted else 0 for column in VOTES)
    return Move(
        kind=row.text("perubahan"),
        number=row.text("nomor"),
        reason=row.text("alasan"),
        asked_by=row.text("peminta"),
        place=row.whole_or_none("tempat"),
        volume=row.amount("volume"),
        agreed=row.text("cara"),
        votes=(in_favour, against, abstaining) if voted else None,
    )
