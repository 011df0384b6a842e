"""The benchmark measures what it says it does, and leaves nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.db import connection

from musrenbang.benchmark import rounds
from musrenbang.benchmark.measure import TIMES, Counter, Figure, Goal, measure
from rounds.engine.record import compute
from tests import servers


def _figure(**more: float) -> Figure:
    values = {"sql": 8, "cpu_ms": 15.0, "wall_ms": 3000.0, "rows": 6000, "memory_mb": 1.0} | more
    return Figure(name="x", goal=Goal(sql=8, cpu_ms=15, seconds=3), **values)  # type: ignore[arg-type]


def test_a_goal_holds_up_to_its_figure_and_not_beyond() -> None:
    assert _figure().meets_goal
    assert not _figure(sql=9).meets_goal
    assert not _figure(cpu_ms=15.1).meets_goal
    assert not _figure(wall_ms=3001).meets_goal
    assert _figure().rows_per_second == 2000
    assert Goal(sql=8, cpu_ms=15, seconds=3).words() == "≤ 8 SQL, ≤ 15 ms, ≤ 3 s"
    assert not Goal().words()


def test_an_act_is_done_once_to_warm_up_once_counted_five_times_timed_once_traced(db: None) -> None:
    done: list[int] = []

    def act() -> None:
        done.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    figure = measure("satu", act, rows=25)
    assert len(done) == TIMES + 3
    assert (figure.sql, figure.rows) == (1, 25)
    assert 0 < figure.cpu_ms < 1000
    assert Counter().queries == 0


def test_the_round_that_is_measured_is_one_that_has_to_choose() -> None:
    counted = compute(rounds.drawn(Random("putaran")))
    codes = {result.code for result in counted.results.values()}
    assert 20 < len(counted.awarded) < rounds.USULAN
    assert {"MENANG", "KUOTA", "PAGU", "AMBANG"} <= codes
    assert compute(rounds.drawn(Random("putaran"))).results == counted.results


@pytest.mark.skipif(servers.wants_postgres(), reason="the command makes its own SQLite file")
def test_the_command_measures_all_acts_and_leaves_no_trace(tmp_path: Path) -> None:
    folder, temporary = tmp_path / "var", tmp_path / "tmp"
    temporary.mkdir()
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "benchmark", "--json", "--usulan", "80", "--kali", "1"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "MUSRENBANG_VAR": str(folder), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(told.stdout)
    figures = {figure["name"]: figure for figure in found["figures"]}
    assert found["best_of"] == 1
    assert figures["Rincian satu usulan"]["sql"] <= 8
    assert figures["Daftar publik, 25 baris"]["times_hello"] > 1
    assert figures["Unduh 80 baris xlsx"]["rows"] == 80
    assert {path.name for path in folder.iterdir()} <= {"secret_key"}
    assert not list(temporary.iterdir())
