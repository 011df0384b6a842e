"""manage.py allocate FILE.pb: what each rule funds in an election of Pabulib, without a database."""

import json
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rounds.engine.add1 import add1
from rounds.engine.allocation import allocate
from rounds.engine.equal_shares import Election, Option, equal_shares
from rounds.engine.pabulib import MOST_BYTES, PabulibElection, PabulibError, Project, amount, read
from rounds.engine.scoring import FULL
from rounds.engine.values import FUND, RUPIAH, VOTES, Candidate, Limit, Rule

PAGU = "PAGU"
ADD1, NONE = "add1", "none"


class Command(BaseCommand):
    help = (
        "Hitung usulan terpilih dari berkas Pabulib (.pb) dengan satu aturan. Tanpa basis data, tidak menulis apa pun."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.pb", type=Path)
        parser.add_argument("--rule", required=True, choices=sorted(RULES))
        parser.add_argument("--completion", choices=[ADD1, NONE], default=ADD1, help="hanya untuk equal-shares")
        parser.add_argument("--step", type=_step, default=Fraction(1), help="kenaikan jatah tiap pemilih pada add1")
        parser.add_argument("--json", action="store_true", help='cetak {"winners": [...], "cost": ...}')

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            election = read(_content(options["file"]))
        except PabulibError as refusal:
            raise CommandError(f"{options['file']}: {refusal}") from refusal
        for warning in election.warnings:
            self.stderr.write(f"Peringatan: {warning}")
        by_key = {project.key: project for project in election.projects}
        winners = [by_key[key] for key in RULES[options["rule"]](election, options["completion"], options["step"])]
        cost = sum((project.cost for project in winners), Fraction(0))
        if options["json"]:
            keys = json.dumps([project.key for project in winners], ensure_ascii=False)
            self.stdout.write(f'{{"winners": {keys}, "cost": {_exact(cost)}}}')
        else:
            self.stdout.writelines(_lines(winners))
            self.stdout.write(f"{len(winners)} proyek, {_exact(cost)} dari {_exact(election.budget)}")


def official(election: PabulibElection, *_: object) -> Sequence[str]:
    """The sweep of the rounds with α 0, LEWATI and the budget as pagu; each project is an area of its own."""
    total = sum(project.points for project in election.projects) or 1
    unit = lcm(election.budget.denominator, *(project.cost.denominator for project in election.projects))
    candidates = [
        Candidate(
            number=project.key,
            cost=int(project.cost * unit),
            people=0,
            fund=PAGU,
            group=project.key,
            score=FULL * project.points / total,
        )
        for project in election.projects
    ]
    pagu = Limit(code=PAGU, unit=RUPIAH, maximum=int(election.budget * unit), per=(FUND,))
    by_lot = sorted(election.projects, key=lambda project: (-project.votes, project.key))
    lots = {project.key: position for position, project in enumerate(by_lot, start=1)}
    return allocate(candidates, Rule(limits=(pagu,), method=VOTES), lots=lots, explain=False).awarded


def greedy(election: PabulibElection, *_: object) -> Sequence[str]:
    """By points until the first project that does not fit."""
    return list(_greedy(election, stops=True))


def greedy_skip(election: PabulibElection, *_: object) -> Sequence[str]:
    """By points, passing over what does not fit."""
    return list(_greedy(election, stops=False))


def by_equal_shares(election: PabulibElection, completion: str, step: Fraction) -> Sequence[str]:
    """Equal Shares with cost utility; what a ballot lists counts as approved."""
    projects = sorted(election.projects, key=_tie)
    shares = Election([Option(p.key, p.cost) for p in projects], election.ballots, election.budget)
    return (add1(shares, step) if completion == ADD1 else equal_shares(shares)).keys


RULES: dict[str, Callable[[PabulibElection, str, Fraction], Sequence[str]]] = {
    "official": official,
    "greedy": greedy,
    "greedy-skip": greedy_skip,
    "equal-shares": by_equal_shares,
}


def _greedy(election: PabulibElection, *, stops: bool) -> Iterator[str]:
    left = election.budget
    for project in sorted(election.projects, key=lambda project: (-project.points, *_tie(project))):
        if project.cost <= left:
            left -= project.cost
            yield project.key
        elif stops:
            return


def _tie(project: Project) -> tuple[Fraction, int, str]:
    """Between equals: lower cost, more votes, project_id."""
    return project.cost, -project.votes, project.key


def _content(path: Path) -> bytes:
    """The bytes of a file, at most one more than may be read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as refusal:
        raise CommandError(f"{path}: berkas tidak dapat dibuka.") from refusal


def _step(written: str) -> Fraction:
    number = amount(written)
    if not number:
        raise ArgumentTypeError("harus angka di atas nol")
    return number


def _exact(number: Fraction) -> str:
    """A sum of amounts as a number in JSON: whole, or with all its decimals. Amounts of a file always end."""
    places = 0
    while number * 10**places % 1:
        places += 1
    digits = f"{int(number * 10**places):0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _lines(winners: Sequence[Project]) -> list[str]:
    """One line for each: id, cost and name in columns."""
    wide, costs = max((len(p.key) for p in winners), default=0), [_exact(p.cost) for p in winners]
    right = max(map(len, costs), default=0)
    return [f"{p.key:<{wide}}  {c:>{right}}  {p.name}".rstrip() + "\n" for p, c in zip(winners, costs, strict=True)]
