"""The sheet of one assessor, how far each has come, and how far they are apart once the round is counted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rounds.engine.scoring import WIDE_SPREAD, spread
from rounds.models import Assessor, Candidate, Criterion, Round

from . import records, words
from .blank import title
from .records import criteria_of, playing

FIELD = "nilai-"


@dataclass(frozen=True)
class Cell:
    """One criterion of one candidate: its levels from high to low, and the one that was given, as text."""

    criterion: Criterion
    name: str
    levels: tuple[tuple[str, str], ...]
    given: str

    @property
    def said(self) -> str:
        """The level given, in its words; empty where none was."""
        return next((f"{points}: {text}" for points, text in self.levels if points == self.given), "")


@dataclass(frozen=True)
class Row:
    """One candidate as an assessor scores it; `recusal` is the reason where this assessor does not."""

    number: str
    title: str
    group: str
    cost: int
    cells: tuple[Cell, ...]
    recusal: str

    @property
    def is_done(self) -> bool:
        return bool(self.recusal) or all(cell.given for cell in self.cells)

    @property
    def may_recuse(self) -> bool:
        """An interest is declared before anything was given."""
        return not self.recusal and not any(cell.given for cell in self.cells)


@dataclass(frozen=True)
class Progress:
    """How many candidates an assessor has scored, of how many; never the points."""

    number: int
    label: str
    done: int
    total: int
    recused: int


@dataclass(frozen=True)
class Spread:
    """How far the assessors of one candidate are apart, by criterion, in points."""

    number: str
    title: str
    cells: tuple[tuple[str, int], ...]

    @property
    def is_wide(self) -> bool:
        return any(points > WIDE_SPREAD for _, points in self.cells)


def sheet(round_: Round, assessor: Assessor) -> list[Row]:
    """All rows of one assessor, by four queries."""
    criteria = list(round_.criteria.order_by("place", "code"))
    levels = {
        one.pk: tuple((str(points), str(text)) for points, text in reversed(words.rubric(one.rubric)))
        for one in criteria
    }
    given = {
        (candidate, criterion): str(points)
        for candidate, criterion, points in assessor.scores.order_by("version").values_list(
            "candidate_id", "criterion_id", "points"
        )
    }
    recusals = dict(assessor.recusals.order_by("pk").values_list("candidate_id", "reason"))
    return [
        Row(
            row.facts["nomor"],
            title(row),
            row.facts["kelompok"],
            row.cost,
            tuple(
                Cell(one, f"{FIELD}{row.facts['nomor']}-{one.code}", levels[one.pk], given.get((row.pk, one.pk), ""))
                for one in criteria_of(row, criteria)
            ),
            recusals.get(row.pk, ""),
        )
        for row in playing(round_)
    ]


def progress(round_: Round) -> list[Progress]:
    """How far every assessor has come, by five queries."""
    rows, criteria = playing(round_), list(round_.criteria.order_by("place", "code"))
    given: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for assessor, *cell in round_.scores.order_by("pk").values_list("assessor_id", "candidate_id", "criterion_id"):
        given[assessor].add((cell[0], cell[1]))
    recused: defaultdict[int, set[int]] = defaultdict(set)
    for assessor, candidate in round_.recusals.order_by("pk").values_list("assessor_id", "candidate_id"):
        recused[assessor].add(candidate)
    asked = {row.pk: {(row.pk, one.pk) for one in criteria_of(row, criteria)} for row in rows}
    return [
        Progress(
            one.number,
            one.holding.label,
            sum(key in recused[one.pk] or cells <= given[one.pk] for key, cells in asked.items()),
            len(rows),
            len(recused[one.pk] & asked.keys()),
        )
        for one in round_.assessors.select_related("holding__office").order_by("number")
    ]


def spreads(round_: Round) -> list[Spread]:
    """How far the assessors are apart, for the time after the count, by three queries."""
    rows = playing(round_)
    criteria = list(round_.criteria.order_by("place", "code"))
    values: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for value in records.values(round_, records.numbers(round_)):
        values[value.number, value.criterion].append(value.points)
    return [Spread(row.facts["nomor"], title(row), _cells(row, criteria, values)) for row in rows]


def _cells(
    row: Candidate, criteria: Sequence[Criterion], values: defaultdict[tuple[str, str], list[int]]
) -> tuple[tuple[str, int], ...]:
    found = ((one.name, values[row.facts["nomor"], one.code]) for one in criteria_of(row, criteria))
    return tuple((name, spread(points)) for name, points in found if points)
