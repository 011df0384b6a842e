"""The paper of a round in figures: which blanks wait for another reader, and whether the stack adds up."""

from collections import Counter
from dataclasses import dataclass

from rounds.models import Round, Voter


@dataclass(frozen=True)
class Waiting:
    """A blank that two people have not yet read the same. What was read is not told to the next reader."""

    serial: int
    readings: int
    is_mine: bool

    @property
    def differs(self) -> bool:
        return self.readings > 1


@dataclass(frozen=True)
class Stack:
    """Printed, left over, read; and how many delegates took a blank."""

    issued: int | None
    unused: int | None
    valid: int
    spoiled: int
    handed: int
    waiting: tuple[Waiting, ...]

    @property
    def missing(self) -> int | None:
        """How many blanks are not accounted for; negative where more were read than printed. None before counting."""
        if self.issued is None or self.unused is None:
            return None
        return self.issued - self.valid - self.spoiled - self.unused

    @property
    def adds_up(self) -> bool:
        return self.missing == 0 and not self.waiting and self.handed == self.valid + self.spoiled


def read(round_: Round, user_id: int | None = None) -> Stack:
    """The stack of a round as one reader sees it; three queries."""
    entries: dict[int, list[tuple[object, int]]] = {}
    rows = round_.paper_entries.order_by("serial", "hand")
    for serial, choices, is_spoiled, reader in rows.values_list("serial", "choices", "is_spoiled", "by__user_id"):
        entries.setdefault(serial, []).append((None if is_spoiled else tuple(choices), reader))
    agreed: dict[int, object] = {}
    for serial, readings in entries.items():
        said, count = Counter(what for what, _ in readings).most_common(1)[0]
        if count > 1:
            agreed[serial] = said
    waiting = tuple(
        Waiting(serial, len(readings), any(reader == user_id for _, reader in readings))
        for serial, readings in entries.items()
        if serial not in agreed
    )
    spoiled = sum(said is None for said in agreed.values())
    known = getattr(round_, "stack", None)
    return Stack(
        issued=known.issued if known else None,
        unused=known.unused if known else None,
        valid=len(agreed) - spoiled,
        spoiled=spoiled,
        handed=round_.voters.filter(channel=Voter.Channel.PAPER).count(),
        waiting=waiting,
    )
