"""What a load or an import found, row by row: for the line a command prints, its JSON, and the page."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MESSAGES_SHOWN = 200
WORDS = {
    "groups": "kelompok",
    "items_matched": "cocok dengan kamus",
    "incomplete": "belum lengkap",
    "rw": "RW",
    "rt": "RT",
    "closed": "wilayah diakhiri",
    "agencies": "perangkat daerah",
}
"""How the extra figures are said in the summary."""


class Outcome(StrEnum):
    """What becomes of one row."""

    NEW = "baru"
    CHANGED = "berubah"
    SAME = "sama"
    REFUSED = "ditolak"


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its own row number, what becomes of it, and why or with which warnings.

    `amount` is whole rupiah where the row carries money.
    """

    row: int
    outcome: Outcome
    title: str
    sentences: tuple[str, ...] = ()
    amount: int = 0


@dataclass(frozen=True)
class Question:
    """A name that a list uses and we do not know: its kind, as written there, whom it may mean, on how many rows.

    `choices` are ids with names, the likeliest first.
    """

    kind: str
    said: str
    choices: list[tuple[int, str]]
    rows: int


@dataclass
class ImportReport:
    """All lines of one file. `subject` is what is counted, in Indonesian: usulan, item kamus, wilayah.

    `is_explained`: its columns were read as somebody said, not by their heads.
    """

    subject: str
    lines: list[Line] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    has_money: bool = False
    extra: dict[str, int] = field(default_factory=dict)
    committed: bool = False
    tally: Counter[Outcome] = field(default_factory=Counter)
    questions: list[Question] = field(default_factory=list)
    is_explained: bool = False

    def count(self, outcome: Outcome) -> int:
        """Count the rows with that outcome; `tally` counts those that are too many to be kept as lines."""
        return self.tally[outcome] + sum(1 for line in self.lines if line.outcome == outcome)

    @property
    def read(self) -> int:
        return self.tally.total() + len(self.lines)

    @property
    def refused(self) -> int:
        return self.count(Outcome.REFUSED)

    @property
    def to_write(self) -> int:
        """How many rows a commit writes."""
        return self.count(Outcome.NEW) + self.count(Outcome.CHANGED)

    @property
    def warning_count(self) -> int:
        """Sentences that warn: of the file, and of rows that are not refused."""
        return len(self.warnings) + sum(len(line.sentences) for line in self.lines if line.outcome != Outcome.REFUSED)

    @property
    def total_rupiah(self) -> int:
        """The sum of the rows that are not refused, in whole rupiah."""
        return sum(line.amount for line in self.lines if line.outcome != Outcome.REFUSED)

    def messages(self) -> list[dict[str, Any]]:
        """Everything worth reading, refusals first: row (0 for the file), outcome, text."""
        said = [{"row": 0, "outcome": "peringatan", "text": text} for text in self.warnings]
        lines = sorted(self.lines, key=lambda line: (line.outcome != Outcome.REFUSED, line.row))
        said += [
            {"row": line.row, "outcome": str(line.outcome), "text": text} for line in lines for text in line.sentences
        ]
        return said

    def as_json(self) -> dict[str, Any]:
        """The one object that `--json` prints."""
        counted: dict[str, Any] = {
            "read": self.read,
            "new": self.count(Outcome.NEW),
            "same": self.count(Outcome.SAME),
            "changed": self.count(Outcome.CHANGED),
            "refused": self.refused,
            "warnings": self.warning_count,
        }
        if self.has_money:
            counted["total_rupiah"] = self.total_rupiah
        return {**counted, **self.extra, "committed": self.committed, "messages": self.messages()[:MESSAGES_SHOWN]}

    def summary(self) -> str:
        """One Indonesian line."""
        parts = [
            f"{number(self.read)} {self.subject} dibaca",
            f"{number(self.count(Outcome.NEW))} baru",
            f"{number(self.count(Outcome.SAME))} sama",
            f"{number(self.count(Outcome.CHANGED))} berubah",
            f"{number(self.refused)} ditolak",
            f"{number(self.warning_count)} peringatan",
        ]
        if self.has_money:
            parts.append(f"Rp {number(self.total_rupiah)}")
        parts += [f"{number(value)} {WORDS.get(name, name)}" for name, value in self.extra.items()]
        if self.committed and not self.to_write:
            end = "Tidak ada yang perlu ditulis."
        elif self.committed:
            end = "Sudah ditulis."
        elif self.refused:
            end = "Belum ada yang ditulis. Perbaiki baris yang ditolak lebih dulu."
        else:
            end = "Belum ada yang ditulis. Tambahkan --commit untuk menulis."
        return f"{', '.join(parts)}. {end}"


def number(value: int) -> str:
    """Write a whole number with Indonesian thousands."""
    return f"{value:,}".replace(",", ".")
