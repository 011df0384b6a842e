"""manage.py allocate on small files of every kind of vote. No test here may touch a database."""

import json
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from rounds.engine import pabulib
from rounds.management.commands import allocate
from tests.rounds.engine.drawn import beaten

RULES = ("official", "greedy", "greedy-skip", "equal-shares")


def pb(vote_type: str, budget: str, projects: str, votes: str, **meta: int) -> str:
    """A file: projects as `id:cost`, ballots as `a,b` or, in cumulative, `a,b=2,3`; both separated by spaces."""
    lines = ["META", "key;value", f"budget;{budget}", f"vote_type;{vote_type}"]
    lines += [f"{key};{value}" for key, value in meta.items()]
    lines += ["PROJECTS", "project_id;cost;name"]
    lines += [f"{key};{cost};Proyek {key}" for key, _, cost in (one.partition(":") for one in projects.split())]
    lines += ["VOTES", "voter_id;vote;points"]
    lines += [f"{n};{vote};{given}" for n, (vote, _, given) in enumerate(v.partition("=") for v in votes.split())]
    return "\n".join(lines) + "\n"


APPROVAL = pb("approval", "10", "a:8 b:5 c:2", "a,b,c a,b,c a,b,c a,b a")
"""5, 4 and 3 votes."""
CHOOSE_1 = pb("choose-1", "10.5", "a:6.25 b:4.25", "a b")
ORDINAL = pb("ordinal", "10", "a:5 b:5 c:5", "c,b,a b,c,a a,b c", max_length=3)
"""a has 1 + 1 + 3 = 5 points, b 2 + 3 + 2 = 7, c 3 + 2 + 3 = 8."""
CUMULATIVE = pb("cumulative", "10", "a:5 b:5 c:5", "a,b=1,4 a=2 c,b=5,0")
"""3, 4 and 5 points."""


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Run the command on the text of a file; what it printed, read as JSON."""

    def _run(text: str, rule: str, *more: str) -> dict[str, Any]:
        file, out = tmp_path / "pemilihan.pb", StringIO()
        file.write_text(text, encoding="utf-8")
        call_command("allocate", str(file), "--rule", rule, "--json", *more, stdout=out, stderr=StringIO())
        found: dict[str, Any] = json.loads(out.getvalue(), parse_float=Decimal)
        return found

    return _run


@pytest.mark.parametrize(
    ("file", "rule", "winners", "cost"),
    [
        (APPROVAL, "official", ["a", "c"], 10),
        (APPROVAL, "greedy", ["a"], 8),
        (APPROVAL, "greedy-skip", ["a", "c"], 10),
        # Shares of 2: all pay 1,6 for a. Shares of 3 would fund b as well, which is more than 10.
        (APPROVAL, "equal-shares", ["a"], 8),
        (CHOOSE_1, "official", ["b", "a"], Decimal("10.5")),
        (CHOOSE_1, "greedy", ["b", "a"], Decimal("10.5")),
        (CHOOSE_1, "equal-shares", ["b", "a"], Decimal("10.5")),
        (ORDINAL, "official", ["c", "b"], 10),
        (ORDINAL, "greedy", ["c", "b"], 10),
        (CUMULATIVE, "official", ["c", "b"], 10),
        (CUMULATIVE, "greedy-skip", ["c", "b"], 10),
        # b is listed with 0 points by the last voter: its one supporter is the first.
        (CUMULATIVE, "equal-shares", ["a", "c"], 10),
    ],
)
def test_each_rule_on_each_kind_of_vote(run: Any, file: str, rule: str, winners: list[str], cost: Decimal) -> None:
    assert run(file, rule) == {"winners": winners, "cost": cost}


def test_add1_is_the_completion_unless_another_is_asked_for(run: Any) -> None:
    assert run(CHOOSE_1, "equal-shares", "--completion", "none") == {"winners": ["b"], "cost": Decimal("4.25")}
    assert run(CHOOSE_1, "equal-shares", "--completion", "add1")["winners"] == ["b", "a"]
    # Shares of 5,25: raised by 0,5 twice both are funded; raised by 6 at once a share is above the budget.
    assert run(CHOOSE_1, "equal-shares", "--step", "0.5")["winners"] == ["b", "a"]
    assert run(CHOOSE_1, "equal-shares", "--step", "6")["winners"] == ["b"]


def test_between_equals_goes_lower_cost_then_more_votes_then_project_id(run: Any) -> None:
    cheap = pb("approval", "10", "a:6 b:5", "a,b a,b")
    named = pb("approval", "5", "b:5 a:5 B:5", "a,b,B a,b,B")
    # x has its 2 points from one voter, y from two.
    listed = pb("ordinal", "5", "x:5 y:5 z:9", "x,y z,y", max_length=2)
    for rule in RULES:
        assert run(cheap, rule)["winners"] == ["b"]
        assert run(named, rule)["winners"] == ["B"]
    for rule in ("official", "greedy", "greedy-skip"):
        assert run(listed, rule)["winners"] == ["y"]


def test_people_get_lines_with_the_sum_and_warnings_apart(tmp_path: Path) -> None:
    file, out, err = tmp_path / "pemilihan.pb", StringIO(), StringIO()
    file.write_text(CHOOSE_1.replace("vote_type", "exclusions;a\nvote_type"), encoding="utf-8")
    call_command("allocate", str(file), "--rule", "greedy", stdout=out, stderr=err)
    assert out.getvalue() == "b  4.25  Proyek b\na  6.25  Proyek a\n2 proyek, 10.5 dari 10.5\n"
    assert err.getvalue() == "Peringatan: Pengecualian antarproyek (exclusions) diabaikan.\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (APPROVAL.replace("a,b,c;", "a,b,x;", 1), "Baris 12: proyek x tidak ada di bagian PROJECTS."),
        (APPROVAL.replace("budget;10", "budget;"), "Budget di META harus angka di atas nol, tertulis (kosong)."),
        (APPROVAL.partition("VOTES")[0], "Bagian VOTES tidak ada atau kosong."),
        ("", "Bagian META tidak ada atau kosong."),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(run: Any, tmp_path: Path, text: str, sentence: str) -> None:
    for rule in RULES:
        with pytest.raises(CommandError) as refusal:
            run(text, rule)
        assert str(refusal.value) == f"{tmp_path / 'pemilihan.pb'}: {sentence}"


def test_a_file_that_cannot_be_opened_and_a_step_of_nothing_are_refused(run: Any, tmp_path: Path) -> None:
    for path in (tmp_path / "tidak-ada.pb", tmp_path):
        with pytest.raises(CommandError, match="berkas tidak dapat dibuka"):
            call_command("allocate", str(path), "--rule", "greedy")
    for step in ("0", "-1", "satu"):
        with pytest.raises(CommandError, match="harus angka di atas nol"):
            run(CHOOSE_1, "equal-shares", f"--step={step}")


def test_the_command_asks_for_no_system_checks_and_no_migrations() -> None:
    assert allocate.Command.requires_system_checks == []
    assert not allocate.Command.requires_migrations_checks


amounts = st.decimals(Decimal("0.25"), 30, places=2).map(str)


@beaten
@given(
    st.sampled_from(["approval", "ordinal"]),
    amounts,
    st.lists(amounts, min_size=1, max_size=6),
    st.lists(st.lists(st.integers(0, 5), unique=True, max_size=4), min_size=1, max_size=8),
)
def test_official_passes_over_what_does_not_fit_as_greedy_skip_does_and_none_goes_over_the_budget(
    vote_type: str, budget: str, costs: list[str], choices: list[list[int]]
) -> None:
    projects = " ".join(f"P{n}:{cost}" for n, cost in enumerate(costs))
    ballots = " ".join(",".join(f"P{n}" for n in some if n < len(costs)) or "=" for some in choices)
    election = pabulib.read(pb(vote_type, budget, projects, ballots).encode())
    found = {rule: allocate.RULES[rule](election, "add1", Fraction(1)) for rule in RULES}
    assert found["official"] == tuple(found["greedy-skip"])
    assert found["greedy-skip"][: len(found["greedy"])] == found["greedy"]
    cost = {project.key: project.cost for project in election.projects}
    assert all(sum(cost[key] for key in winners) <= election.budget for winners in found.values())
