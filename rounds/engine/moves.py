"""The forum's list: recorded moves replayed on the computed list (prioritisation.md 6). Pure.

The server never takes the list from a page: it replays the moves, and the result must be the agreed list. What is hard
even for the forum (pagu, TIDAK_LAYAK, conflicts, requirements) refuses a move; what is soft shows as a deviation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .limits import Book
from .sentences import rupiah
from .values import Allocation, Candidate, Limit, Room

MOVE, OUT, IN, CHANGE = "PINDAH", "KELUAR", "MASUK", "UBAH"
BY_CONSENSUS, BY_VOTES = "MUFAKAT", "SUARA"
SHORTEST_REASON = 10
"""Characters of a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One recorded act of the forum. `place` from 1 (PINDAH; MASUK, last where none is said); `volume` for UBAH.

    `agreed` is MUFAKAT, or SUARA with the votes for, against and abstaining.
    """

    kind: str
    number: str
    reason: str
    asked_by: str
    place: int | None = None
    volume: Fraction | int | None = None
    agreed: str = BY_CONSENSUS
    votes: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One usulan of the list, with the rupiah it is to be given."""

    number: str
    amount: int


@dataclass(frozen=True, slots=True)
class Step:
    """One move replayed: why it was refused (then nothing changed), and every limit as it stands afterwards."""

    move: Move
    refusals: tuple[str, ...]
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """The list after all moves, in its order."""

    lines: tuple[Line, ...]
    steps: tuple[Step, ...]

    @property
    def refused(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.refusals)

    @property
    def amounts(self) -> dict[str, int]:
        """Rupiah of each nomor, in the order of the list."""
        return {line.number: line.amount for line in self.lines}

    @property
    def cost(self) -> int:
        """Rupiah of the whole list."""
        return sum(line.amount for line in self.lines)


def replay(allocation: Allocation, moves: Iterable[Move]) -> Agreed:
    """Play the moves one after another on the computed list; a refused one changes nothing."""
    table = _Table(allocation)
    steps = [table.play(move) for move in moves]
    return Agreed(table.lines(), tuple(steps))


class _Table:
    """The list between two moves. `costs` also holds what was changed before it came in."""

    def __init__(self, allocation: Allocation) -> None:
        self.limits = allocation.rule.limits
        self.candidates = {number: result.candidate for number, result in allocation.results.items()}
        self.order = list(allocation.awarded)
        self.costs = {n: r.amount if r.won else r.candidate.cost for n, r in allocation.results.items()}
        self.bonds: dict[str, set[str]] = {number: set() for number in self.candidates}
        for number, candidate in self.candidates.items():
            for other, _ in candidate.conflicts:
                self.bonds[number].add(other)
                self.bonds.setdefault(other, set()).add(number)

    def lines(self) -> tuple[Line, ...]:
        return tuple(Line(number, self.costs[number]) for number in self.order)

    def play(self, move: Move) -> Step:
        refusals = [*unrecorded(move), *self._misplaced(move)] or self._broken(move)
        if not refusals:
            self._do(move)
        rooms = counted(self.limits, self.candidates.values(), self._amounts()).rooms()
        return Step(move, tuple(refusals), rooms)

    def _amounts(self) -> dict[str, int]:
        return {number: self.costs[number] for number in self.order}

    def _amount(self, move: Move) -> int:
        """Rupiah of its usulan after a move."""
        changed = _cost(self.candidates[move.number], move) if move.kind == CHANGE else None
        return changed or self.costs[move.number]

    def _do(self, move: Move) -> None:
        self.costs[move.number] = self._amount(move)
        if move.kind in {OUT, MOVE}:
            self.order.remove(move.number)
        if move.kind in {IN, MOVE}:
            at = len(self.order) if move.place is None else move.place - 1
            self.order.insert(at, move.number)

    def _misplaced(self, move: Move) -> list[str]:
        """Moves that mean nothing here."""
        number, listed = move.number, move.number in self.order
        if number not in self.candidates:
            return [f"{number} tidak ada dalam putaran ini."]
        if move.kind == CHANGE:
            whole = _cost(self.candidates[number], move) is not None
            return [] if whole else [f"Volume baru {number} tidak menghasilkan biaya dalam rupiah utuh di atas nol."]
        if listed == (move.kind == IN):
            return [f"{number} {'sudah' if listed else 'tidak'} ada dalam daftar."]
        last = len(self.order) + (move.kind == IN)
        missing = move.place is None and move.kind == MOVE
        if missing or (move.place is not None and not 1 <= move.place <= last):
            return [f"Tempat harus antara 1 dan {last}."]
        return []

    def _broken(self, move: Move) -> list[str]:
        """Hard rules that the list would break after the move."""
        number, candidate = move.number, self.candidates[move.number]
        if move.kind == OUT:
            waiting = [other for other in self.order if number in self.candidates[other].requires]
            return [f"{other} bergantung pada {number}; keluarkan {other} lebih dulu." for other in waiting]
        found: list[str] = []
        if move.kind == IN:
            found += [f"{number} tidak layak: {candidate.unfit.item}."] if candidate.unfit else []
            found += [
                f"{number} tidak dapat dibiayai bersama {other}." for other in self.order if other in self.bonds[number]
            ]
            found += [f"{number} bergantung pada {r} yang tidak ada dalam daftar."
                      for r in candidate.requires if r not in self.order]  # fmt: skip
        if move.kind == IN or (move.kind == CHANGE and number in self.order):
            amounts = self._amounts() | {number: self._amount(move)}
            rooms = [c.room() for c in counted(self.limits, self.candidates.values(), amounts).money[number]]
            found += [f"{room.label} terlampaui {rupiah(-room.left)}." for room in rooms if room.left < 0]
        return found


def unrecorded(move: Move) -> list[str]:
    """T01: what the record of a move lacks."""
    votes = move.votes
    if move.agreed == BY_VOTES:
        counted = votes is not None and min(votes) >= 0 and sum(votes) > 0
    else:
        counted = move.agreed == BY_CONSENSUS and votes is None
    table = {
        f"Jenis perubahan {move.kind} tidak dikenal.": move.kind not in {MOVE, OUT, IN, CHANGE},
        f"Alasan paling sedikit {SHORTEST_REASON} huruf.": len(move.reason.strip()) < SHORTEST_REASON,
        "Sebutkan siapa yang meminta.": not move.asked_by.strip(),
        "Sebutkan mufakat, atau suara setuju, menolak dan abstain.": not counted,
    }
    return [sentence for sentence, wrong in table.items() if wrong]


def counted(limits: Iterable[Limit], candidates: Iterable[Candidate], amounts: Mapping[str, int]) -> Book:
    """Terpakai and sisa of each limit that covers anyone, for a list of nomor and rupiah."""
    book = Book(limits, tuple(candidates))
    for number, amount in amounts.items():
        book.take(number, amount, step=0)
    return book


def _cost(candidate: Candidate, move: Move) -> int | None:
    """Volume × locked unit price; None where that is no whole number of rupiah above 0."""
    cost = Fraction(move.volume or 0) * candidate.unit_price
    return int(cost) if cost > 0 and cost.denominator == 1 else None
