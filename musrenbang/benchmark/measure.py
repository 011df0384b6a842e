"""One figure: how many queries, how much CPU, how fast, how much memory an act takes."""

import gc
import time
import tracemalloc
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

TIMES = 5


@dataclass(frozen=True)
class Goal:
    """What a figure must not exceed; None where nothing is asked."""

    sql: int | None = None
    cpu_ms: float | None = None
    seconds: float | None = None
    memory_mb: float | None = None

    def words(self) -> str:
        """`≤ 8 SQL, ≤ 15 ms`; empty where nothing is asked."""
        parts = [
            f"≤ {self.sql} SQL" if self.sql is not None else "",
            f"≤ {self.cpu_ms:g} ms" if self.cpu_ms is not None else "",
            f"≤ {self.seconds:g} s" if self.seconds is not None else "",
            f"≤ {self.memory_mb:g} MB" if self.memory_mb is not None else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Figure:
    """What was measured: queries, milliseconds of CPU and of the clock (best of five), rows, peak memory in MB."""

    name: str
    sql: int
    cpu_ms: float
    wall_ms: float
    rows: int
    memory_mb: float
    goal: Goal

    @property
    def rows_per_second(self) -> float:
        """Rows by the clock; 0 where the act has none."""
        return self.rows / self.wall_ms * 1000 if self.rows else 0

    @property
    def meets_goal(self) -> bool:
        """Say whether nothing exceeds what is asked."""
        goal = self.goal
        return (
            (goal.sql is None or self.sql <= goal.sql)
            and (goal.cpu_ms is None or self.cpu_ms <= goal.cpu_ms)
            and (goal.seconds is None or self.wall_ms <= goal.seconds * 1000)
            and (goal.memory_mb is None or self.memory_mb <= goal.memory_mb)
        )


class Counter:
    """Counts what goes to the database, savepoints included."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.queries += 1
        return execute(sql, params, many, context)


def measure(
    name: str,
    act: Callable[[], object],
    *,
    rows: int = 0,
    goal: Goal | None = None,
    times: int = TIMES,
    around: Callable[[], AbstractContextManager[Any]] = nullcontext,
) -> Figure:
    """Do the act once to warm up, once counted, `times` times timed, once with memory traced.

    `around` is entered for every time and is not measured: it prepares, and takes back what the act wrote.
    """
    counter = Counter()
    with around():
        act()
    with around(), connection.execute_wrapper(counter):
        act()
    cpu, wall = [], []
    for _ in range(times):
        with around():
            gc.collect()
            cpu_start, wall_start = time.process_time(), time.perf_counter()
            act()
            cpu.append(time.process_time() - cpu_start)
            wall.append(time.perf_counter() - wall_start)
    with ExitStack() as stack:
        stack.enter_context(around())
        gc.collect()
        tracemalloc.start()
        stack.callback(tracemalloc.stop)
        act()
        peak = tracemalloc.get_traced_memory()[1]
    best_cpu, best_wall = min(cpu) * 1000, min(wall) * 1000
    return Figure(name, counter.queries, best_cpu, best_wall, rows, peak / 1024**2, goal or Goal())


def watch(name: str, act: Callable[[], object], *, rows: int, goal: Goal | None = None, times: int = 1) -> Figure:
    """Do a long act `times` times; memory is how far the whole process grew above where it stood, C and Rust included
    but not the pages of the database file that SQLite maps: those are the system's cache.

    For acts that take seconds: no warm-up, no tracing that would slow them down. Memory is 0 where Linux is not.
    """
    counter, cpu, wall, grown = Counter(), [], [], []
    for _ in range(times):
        gc.collect()
        counter.queries, mapped, before = 0, _resident("RssFile"), _forget_peak()
        cpu_start, wall_start = time.process_time(), time.perf_counter()
        with connection.execute_wrapper(counter):
            act()
        cpu.append(time.process_time() - cpu_start)
        wall.append(time.perf_counter() - wall_start)
        mapped = max(0.0, _resident("RssFile") - mapped)
        grown.append(max(0.0, _resident("VmHWM") - before - mapped))
    best_cpu, best_wall = min(cpu) * 1000, min(wall) * 1000
    return Figure(name, counter.queries, best_cpu, best_wall, rows, max(grown), goal or Goal())


def _forget_peak() -> float:
    """Let Linux forget the highest memory so far; return what the process holds now, in MB."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return _resident("VmRSS")


def _resident(what: str) -> float:
    """One line of what Linux knows of this process, in MB."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(f"{what}:"):
                return int(line.split()[1]) / 1024
    return 0.0
