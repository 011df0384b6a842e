"""The paper of a round in figures: which blanks wait for another reader, and whether the stack adds up."""

from dataclasses import dataclass

from rounds.models import Round, Voter

from . import records


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
    def read(self) -> int:
        """How many blanks two people have read the same, spoiled ones too."""
        return self.valid + self.spoiled

    @property
    def missing(self) -> int | None:
        """How many blanks are not accounted for; negative where more were read than printed. None before counting."""
        if self.issued is None or self.unused is None:
            return None
        return self.issued - self.read - self.unused

    @property
    def adds_up(self) -> bool:
        return self.missing == 0 and not self.waiting and self.handed == self.read


def read(round_: Round, user_id: int | None = None) -> Stack:
    """The stack of a round as one reader sees it; three queries."""
    entries = records.readings(round_)
    agreed = records.settled(entries)
    waiting = tuple(
        Waiting(serial, len(read), any(one.by.user_id == user_id for one in read))
        for serial, read in entries.items()
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
