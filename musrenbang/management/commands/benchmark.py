"""manage.py benchmark: what the product takes on ten thousand usulan, in a database of its own."""

import json
import platform
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone

from musrenbang.benchmark import acts, database
from musrenbang.benchmark.measure import TIMES, Figure

HEADS = ("Pekerjaan", "SQL", "CPU ms", "× halo", "baris/detik", "memori MB", "sasaran", "")


class Command(BaseCommand):
    """Measures in a temporary database and leaves nothing behind."""

    help = "Ukur daftar, rincian, saring, kirim, impor, dan unduhan pada 10.000 usulan buatan, tanpa menyentuh data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="tulis satu objek JSON, bukan tabel")
        parser.add_argument("--usulan", type=int, default=10_000, help="jumlah usulan buatan (bawaan 10000)")

        parser.add_argument(
            "--kali", type=int, default=TIMES, help=f"berapa kali diukur (bawaan {TIMES}, terbaik diambil)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with database.temporary():
            figures = list(acts.run(timezone.now(), options["usulan"], options["kali"]))
        if options["json"]:
            self.stdout.write(as_json(figures, options["kali"]))
        else:
            self.stdout.write("\n".join(as_table(figures, options["usulan"], options["kali"])))


def multiple(figure: Figure, figures: list[Figure]) -> float:
    """How many hello pages the figure costs in CPU."""
    return figure.cpu_ms / figures[0].cpu_ms


def as_table(figures: list[Figure], count: int, times: int) -> list[str]:
    """Write the figures as aligned lines with a head and a word about where they were taken."""
    cells = [
        (
            figure.name,
            str(figure.sql),
            f"{figure.cpu_ms:.1f}",
            f"{multiple(figure, figures):.1f}",
            f"{figure.rows_per_second:,.0f}".replace(",", ".") if figure.rows > 1 else "",
            f"{figure.memory_mb:.1f}",
            figure.goal.words(),
            "" if not figure.goal.words() else "tercapai" if figure.meets_goal else "BELUM",
        )
        for figure in figures
    ]
    wide = [max(len(row[place]) for row in (HEADS, *cells)) for place in range(len(HEADS))]
    lines = [
        "  ".join(
            cell.ljust(width) if place in {0, 6, 7} else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in (HEADS, tuple("─" * width for width in wide), *cells)
    ]
    where = f"{count:,} usulan".replace(",", ".")
    python = platform.python_version()
    return [f"{where}, {connection.vendor}, Python {python}, terbaik dari {times} kali", *lines]


def as_json(figures: list[Figure], times: int) -> str:
    """Write the figures as one JSON object."""
    found = [
        {
            "name": figure.name,
            "sql": figure.sql,
            "cpu_ms": round(figure.cpu_ms, 2),
            "wall_ms": round(figure.wall_ms, 2),
            "times_hello": round(multiple(figure, figures), 2),
            "rows": figure.rows,
            "rows_per_second": round(figure.rows_per_second),
            "peak_memory_mb": round(figure.memory_mb, 2),
            "goal": figure.goal.words(),
            "meets_goal": figure.meets_goal,
        }
        for figure in figures
    ]
    return json.dumps({"database": connection.vendor, "best_of": times, "figures": found}, ensure_ascii=False)
