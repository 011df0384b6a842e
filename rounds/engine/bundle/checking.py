"""Whether a bundle is what its own rule, candidates, values, ballots and moves come to (prioritisation.md 8). Pure.

Everything is computed again from what the bundle says and compared byte for byte. What is only said and never computed
(a name, a reason) is held by the hashes of ringkasan.json.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest

from rounds.engine import VERSION
from rounds.engine.record import Record
from rounds.engine.rule_file import rule_from

from . import candidates, summary, voices
from .documents import FOLDER, RESULTS
from .moves import NAME as AGREED
from .reading import RULE, Incomplete, record_from
from .reasons import NAME as REASONS
from .tables import BundleError, shortened
from .writing import contents

FIRST = (RULE, candidates.NAME, voices.VALUES, voices.BALLOTS, voices.TOTALS, summary.LOT, RESULTS, REASONS, AGREED)
"""Files in the order in which a difference is told."""
NOTHING = "(tidak ada)"
SHOWN, BEFORE = 120, 40
MOST_TURNS = 50_000_000
"""Sweeps times candidates that are still computed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a file first differs: its line (from 1; 0 for the file as a whole), what should stand there, what does.

    Where it cannot be read or computed, `expected` is empty and `found` says why.
    """

    file: str
    line: int
    expected: str
    found: str

    def __str__(self) -> str:
        where = f"{self.file} baris {self.line}" if self.line else self.file
        return (
            f"{where}: seharusnya {self.expected}; tertulis {self.found}" if self.expected else f"{where}: {self.found}"
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: why it could not be finished, and the first difference of each file. Neither: it is equal."""

    incomplete: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    record: Record | None = None


def check(files: Mapping[str, bytes]) -> Report:
    """Check a bundle by itself. Raises nothing, whatever stands in the files."""
    listed: Mapping[str, str] = {}
    try:
        listed = _listed(files)
        record = record_from(files)
        _expect_small(record)
        expected = contents(record)
    except Incomplete as error:
        return Report(incomplete=(str(error),))
    except BundleError as error:
        return Report(differences=(Difference(error.file, error.line, "", error.sentence),))
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError) as error:
        found = Difference(RESULTS, 0, "", f"tidak dapat dihitung dari isi bundel: {shortened(str(error))}")
        return Report(differences=(*_unlike(files, listed, {}), found))
    differences = [*_unlike(files, listed, expected), *compare(expected, files, listed)]
    differences.sort(key=lambda one: _place(one.file))
    return Report(_absent(files, listed, expected), tuple(differences), record)


def _absent(files: Mapping[str, bytes], listed: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    """Sentences for those of the names that the summary lists and the bundle lacks."""
    return tuple(f"{name}: berkas tidak ada" for name in names if name in listed and name not in files)


def _listed(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """The hashes of the summary. Incomplete where another program made the bundle, or an addendum is missing."""
    if summary.NAME not in files:
        raise Incomplete(summary.NAME)
    made, ours = summary.read_versions(files), (VERSION, summary.SCHEME)
    if made != ours:
        told = f"dibuat mesin versi {made[0]} skema {made[1]}, program ini versi {ours[0]} skema {ours[1]}"
        raise Incomplete(summary.NAME, told)
    listed = summary.read_hashes(files)
    for name in sorted(listed):
        if name.startswith(f"{FOLDER}/") and name not in files:
            raise Incomplete(name)
    return listed


def _expect_small(record: Record) -> None:
    """Incomplete for a round that would take too long, by the most turns that its sweeps and moves may take."""
    sweeps = 1 + sum(guarantee.count for guarantee in rule_from(record.rule).guarantees)
    moves = len(record.moves) + sum(len(addendum.moves) for addendum in record.addenda)
    turns = (len(record.candidates) + 1) * (sweeps * (1 + len(record.addenda)) + moves)
    if turns > MOST_TURNS:
        raise Incomplete(RULE, f"putaran terlalu besar untuk dihitung ulang ({turns} giliran)")


def compare(
    expected: Mapping[str, bytes], found: Mapping[str, bytes], forgiven: Collection[str] = ()
) -> Iterator[Difference]:
    """The first difference of each file, and files that only one side has: what is read first, the summary last.

    `forgiven` are names that may be missing among `found`.
    """
    for name in sorted({*expected, *found}, key=_place):
        if name not in expected:
            yield Difference(name, 0, NOTHING, "berkas ini")
        elif name in found and expected[name] != found[name]:
            yield first_difference(name, expected[name], found[name])
        elif name not in found and name not in forgiven:
            yield Difference(name, 0, "berkas ini", NOTHING)


def _place(name: str) -> tuple[int, str]:
    """Where a file stands in a report: what is read, then what follows from it, then the summary of all."""
    return (FIRST.index(name) if name in FIRST else len(FIRST) + (name == summary.NAME), name)


def first_difference(name: str, expected: bytes, found: bytes) -> Difference:
    """The first line in which two files differ, cut to where it does."""
    pairs = zip_longest(expected.split(b"\n"), found.split(b"\n"))
    line, (mine, other) = next((line, pair) for line, pair in enumerate(pairs, start=1) if pair[0] != pair[1])
    texts = ["" if one is None else one.decode(errors="replace") for one in (mine, other)]
    at = next((at for at, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), min(map(len, texts)))
    start = max(at - BEFORE, 0) if max(map(len, texts)) > SHOWN else 0
    shown = [NOTHING if one is None else _cut(text, start) for one, text in zip((mine, other), texts, strict=True)]
    return Difference(name, line, *shown)


def _cut(text: str, start: int) -> str:
    return f"{'…' if start else ''}{shortened(text[start:], SHOWN)}"


def _unlike(
    files: Mapping[str, bytes], listed: Mapping[str, str], expected: Mapping[str, bytes]
) -> Iterator[Difference]:
    """Files that are read and not computed, whose hash is another than the summary says; nothing where a line tells."""
    for name in sorted(files):
        content, told = files[name], listed.get(name)
        if told not in {None, digest(content)} and content == expected.get(name, content):
            yield Difference(name, 0, f"SHA-256 {told} menurut {summary.NAME}", f"SHA-256 {digest(content)}")


def digest(content: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return sha256(content).hexdigest()
