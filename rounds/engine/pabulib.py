"""Reads an election from a Pabulib file (.pb), of which the web holds hundreds: real ballots to try a rule on. Pure.

Three sections of rows separated by `;`, each with a header: META (key;value), PROJECTS, VOTES. Four kinds of vote are
read: approval, choose-1, cumulative and ordinal. Amounts may have decimals and are kept exact. Whatever is wrong with
a file is said in one sentence (PabulibError) that names the line; nothing is guessed.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO, TextIOWrapper

APPROVAL, CHOOSE_1, CUMULATIVE, ORDINAL = "approval", "choose-1", "cumulative", "ordinal"
VOTE_TYPES = (APPROVAL, CHOOSE_1, CUMULATIVE, ORDINAL)
SECTIONS = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("vote",),
}
"""The sections that are read, and the columns each must have."""
MOST_BYTES = 64 * 1024 * 1024

_AMOUNT = re.compile(r"[0-9]{1,18}(?:[.,][0-9]{1,18})?")
_COUNT = re.compile(r"[0-9]{1,9}")
_OTHER_SECTION = re.compile(r"[A-Z][A-Z_ ]{2,}")
_READ_ONCE = frozenset(("budget", "vote_type", "num_projects", "num_votes", "min_length", "max_length"))
_LONGEST_SHOWN = 40


class PabulibError(ValueError):
    """Why a file cannot be read, in one sentence for the person who gave it."""


@dataclass(frozen=True)
class Project:
    """One project: `cost` in the currency of the file, on how many ballots it stands, and the points they give it.

    Points are votes in approval and choose-1, k + 1 − rank in ordinal (k = max_length), as written in cumulative.
    """

    key: str
    cost: Fraction
    name: str
    votes: int
    points: Fraction


@dataclass(frozen=True)
class PabulibElection:
    """What a file says. `ballots` hold project ids, the first choice first; one may be empty."""

    vote_type: str
    budget: Fraction
    projects: tuple[Project, ...]
    ballots: tuple[tuple[str, ...], ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Row:
    """One row below a header: its line in the file, and its cells by column."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read(content: bytes) -> PabulibElection:
    """The election in a file's bytes (UTF-8, with or without BOM). PabulibError where it is broken."""
    sections, warnings = _sections(content)
    meta = _meta(sections["META"])
    vote_type = meta.get("vote_type", "").lower()
    if vote_type not in VOTE_TYPES:
        raise PabulibError(f"vote_type {_shown(vote_type)} tidak dikenal; yang dibaca: {', '.join(VOTE_TYPES)}.")
    budget = _above_nothing(meta.get("budget", ""), "Budget di META")
    costs = _costs(sections["PROJECTS"])
    ballots = [_choices(row, costs, vote_type) for row in sections["VOTES"]]
    _check_count(meta, "num_projects", len(costs), "proyek")
    _check_count(meta, "num_votes", len(ballots), "surat suara")
    points, votes = _points(sections["VOTES"], ballots, costs, vote_type, _whole(meta, "max_length"))
    names = {row["project_id"]: _clean(row["name"]) for row in sections["PROJECTS"]}
    projects = tuple(Project(key, cost, names[key], votes[key], points[key]) for key, cost in costs.items())
    warnings += _doubts(meta, sections["PROJECTS"], sections["VOTES"], projects, ballots)
    return PabulibElection(vote_type, budget, projects, tuple(ballots), tuple(warnings))


def amount(written: str) -> Fraction | None:
    """A number as written, exact: digits, and a decimal point or comma if any; None for anything else."""
    return Fraction(written.replace(",", ".")) if _AMOUNT.fullmatch(written) else None


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the number of its line."""
    if len(content) > MOST_BYTES:
        raise PabulibError(f"Berkas terlalu besar: paling banyak {MOST_BYTES // 1024**2} MB.")
    rows = csv.reader(TextIOWrapper(BytesIO(content), encoding="utf-8-sig", newline=""), delimiter=";")
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield rows.line_num, cells
    except UnicodeDecodeError:
        raise PabulibError("Berkas bukan teks UTF-8.") from None
    except csv.Error:
        raise PabulibError(f"Baris {rows.line_num}: isinya tidak terbaca sebagai tabel.") from None


def _sections(content: bytes) -> tuple[dict[str, list[_Row]], list[str]]:
    """The rows of each section that is read. A section of another name is passed over with a warning."""
    found: dict[str, list[_Row]] = {}
    warnings: list[str] = []
    name, header = "", None
    for line, cells in _lines(content):
        if len(cells) == 1 and cells[0] in SECTIONS:
            name, header = cells[0], None
            if name in found:
                raise PabulibError(f"Baris {line}: bagian {name} ada dua kali.")
            found[name] = []
        elif not found:
            raise PabulibError(f"Baris {line}: berkas .pb harus mulai dengan bagian META.")
        elif len(cells) == 1 and _OTHER_SECTION.fullmatch(cells[0]):
            name = ""
            warnings.append(f"Bagian {_shown(cells[0])} diabaikan.")
        elif name and header is None:
            header = _header(line, cells, name)
        elif name and header is not None:
            found[name].append(_row(line, cells, header, name))
    for section in SECTIONS:
        if not found.get(section):
            raise PabulibError(f"Bagian {section} tidak ada atau kosong.")
    return found, warnings


def _header(line: int, cells: list[str], section: str) -> list[str]:
    for column in SECTIONS[section]:
        if cells.count(column) != 1:
            raise PabulibError(f"Baris {line}: bagian {section} perlu tepat satu kolom {column}.")
    return cells


def _row(line: int, cells: list[str], header: list[str], section: str) -> _Row:
    least = max(header.index(column) for column in SECTIONS[section]) + 1
    if len(cells) < least or (len(cells) > len(header) and section != "META"):
        raise PabulibError(f"Baris {line}: ada {len(cells)} kolom, judulnya {len(header)}.")
    return _Row(line, dict(zip(header, cells, strict=False)))


def _meta(rows: Sequence[_Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        if row["key"] in found and row["key"] in _READ_ONCE:
            raise PabulibError(f"Baris {row.line}: {row['key']} ditulis dua kali di META.")
        found[row["key"]] = row["value"]
    return found


def _costs(rows: Sequence[_Row]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for row in rows:
        key = row["project_id"]
        if not key or not key.isprintable() or "," in key:
            raise PabulibError(f"Baris {row.line}: project_id {_shown(key)} tidak dapat dipakai.")
        if key in found:
            raise PabulibError(f"Baris {row.line}: proyek {_shown(key)} ada dua kali.")
        found[key] = _above_nothing(row["cost"], f"Baris {row.line}: biaya proyek {_shown(key)}")
    return found


def _choices(row: _Row, costs: Mapping[str, Fraction], vote_type: str) -> tuple[str, ...]:
    """One ballot. Refused whole for an unknown project or a repeat; in choose-1 also for a second choice."""
    choices = tuple(part.strip() for part in row["vote"].split(",")) if row["vote"] else ()
    seen: set[str] = set()
    for choice in choices:
        if choice not in costs:
            raise PabulibError(f"Baris {row.line}: proyek {_shown(choice)} tidak ada di bagian PROJECTS.")
        if choice in seen:
            raise PabulibError(f"Baris {row.line}: proyek {_shown(choice)} dipilih dua kali.")
        seen.add(choice)
    if vote_type == CHOOSE_1 and len(choices) > 1:
        raise PabulibError(f"Baris {row.line}: {len(choices)} pilihan, padahal choose-1.")
    return choices


def _worths(row: _Row, choices: Sequence[str], vote_type: str, k: int) -> list[Fraction | int]:
    """The points one ballot gives to each of its choices."""
    if vote_type == ORDINAL:
        return list(range(k, k - len(choices), -1))
    if vote_type != CUMULATIVE:
        return [1] * len(choices)
    written = [part.strip() for part in row["points"].split(",")] if row["points"] else []
    points = [number for number in map(amount, written) if number is not None]
    if not len(points) == len(written) == len(choices):
        raise PabulibError(f"Baris {row.line}: kolom points harus berisi satu angka untuk tiap pilihan.")
    return [*points]


def _points(
    rows: Sequence[_Row], ballots: list[tuple[str, ...]], keys: Iterable[str], vote_type: str, longest: int
) -> tuple[dict[str, Fraction], dict[str, int]]:
    """Points and votes of each project. A choice with 0 points is none: it is taken off its ballot."""
    totals: dict[str, Fraction | int] = dict.fromkeys(keys, 0)
    votes = dict.fromkeys(totals, 0)
    k = max(longest, *map(len, ballots), 1)
    for place, (row, choices) in enumerate(zip(rows, ballots, strict=True)):
        worths = _worths(row, choices, vote_type, k)
        if not all(worths):
            ballots[place] = tuple(choice for choice, worth in zip(choices, worths, strict=True) if worth)
        for choice, worth in zip(choices, worths, strict=True):
            totals[choice] += worth
            votes[choice] += bool(worth)
    return {key: Fraction(total) for key, total in totals.items()}, votes


def _above_nothing(written: str, what: str) -> Fraction:
    number = amount(written)
    if not number:
        raise PabulibError(f"{what} harus angka di atas nol, tertulis {_shown(written)}.")
    return number


def _whole(meta: Mapping[str, str], key: str) -> int:
    """A whole number of META; 0 where it is not given."""
    written = meta.get(key, "")
    if written and not _COUNT.fullmatch(written):
        raise PabulibError(f"{key} di META harus bilangan bulat, tertulis {_shown(written)}.")
    return int(written or 0)


def _check_count(meta: Mapping[str, str], key: str, found: int, what: str) -> None:
    if meta.get(key) and _whole(meta, key) != found:
        raise PabulibError(f"META menyebut {_whole(meta, key)} {what}, berkas memuat {found}.")


def _shown(text: str) -> str:
    """Text of a file inside a sentence: printable, and not longer than a name."""
    return _clean(text)[:_LONGEST_SHOWN] or "(kosong)"


def _clean(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _doubts(
    meta: Mapping[str, str],
    projects: Sequence[_Row],
    voters: Sequence[_Row],
    counted: Sequence[Project],
    ballots: Sequence[tuple[str, ...]],
) -> list[str]:
    """What is odd in a file that can be read all the same: one sentence for each kind of thing."""
    found = []
    columns = {*meta, *projects[0].cells}
    excluding = sorted(_shown(column) for column in columns if "exclu" in column.lower())
    if excluding:
        found.append(f"Pengecualian antarproyek ({', '.join(excluding)}) diabaikan.")
    most, least = _whole(meta, "max_length") or max(map(len, ballots)), _whole(meta, "min_length")
    if odd := sum(not least <= len(ballot) <= most for ballot in ballots):
        found.append(f"{odd} surat suara memuat kurang dari {least} atau lebih dari {most} pilihan; tetap dihitung.")
    written = {row["project_id"]: row["votes"] for row in projects if row["votes"]}
    differing = [p for p in counted if p.key in written and amount(written[p.key]) not in {p.votes, p.points}]
    if differing:
        found.append(f"Kolom votes berbeda dari surat suara pada {len(differing)} proyek; yang dihitung surat suara.")
    named = [row["voter_id"] for row in voters if row["voter_id"]]
    if again := len(named) - len(set(named)):
        found.append(f"voter_id berulang pada {again} surat suara; semuanya dihitung.")
    return found
