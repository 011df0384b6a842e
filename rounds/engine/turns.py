"""What a sweep reads and what it writes down: candidates as entries, passes as lists of turns."""

from .limits import Book, Tally
from .order import Static
from .values import BY_OWN_RANK, Candidate, Guarantee

Turn = tuple[Static, int, int]
"""What a turn is ordered by: static key, funded in its area at that moment, lot position."""


class Entry:
    """One candidate as the sweep reads it."""

    __slots__ = ("candidate", "closing", "conflicts", "cost", "home", "key", "lot", "money", "number", "quotas", "rank")

    def __init__(self, candidate: Candidate, key: Static, lot: int, home: Tally, book: Book) -> None:
        self.candidate, self.number, self.cost = candidate, candidate.number, candidate.cost
        self.key, self.lot, self.home = key, lot, home
        self.rank = candidate.own_rank or 0
        self.quotas = [] if candidate.insisted else book.quotas[self.number]
        self.money = book.money[self.number]
        self.closing = [counter for counter in self.money if counter.limit.is_ceiling]
        self.conflicts: dict[str, str] = {}


class Sweep:
    """One pass with all its turns, in order. `ranked` where own rank comes first; no guarantee in the merit sweep."""

    def __init__(self, name: str, start: int, guarantee: Guarantee | None = None, limit: int = 0) -> None:
        self.name, self.start, self.end = name, start, start
        self.guarantee, self.limit = guarantee, limit
        self.ranked = guarantee is not None and guarantee.order == BY_OWN_RANK
        self.keys: list[Static] = []
        self.pairs: list[tuple[int, int]] = []
        self.steps: list[int] = []
        self.entries: list[Entry] = []
        self.won: list[bool] = []
        self.releases: list[list[tuple[int, Turn]]] = []
        self.winners: dict[Static, list[Entry]] = {}

    def key(self, entry: Entry, key: Static) -> Static:
        """A static key as this sweep reads it."""
        return (entry.rank, *key) if self.ranked else key
