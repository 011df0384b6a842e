"""manage.py benchmark: what the product takes on ten thousand usulan, in a database of its own."""

import json
import platform
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from musrenbang.benchmark import acts, database, desk, exports, imports, recaps, rounds
from musrenbang.benchmark.city import build
from musrenbang.benchmark.likeness import growth, quality
from musrenbang.benchmark.measure import TIMES, Figure
from musrenbang.benchmark.rush import rush

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

        parser.add_argument(
            "--penulis", type=int, nargs="*", metavar="N", help="hanya kirim serentak, misalnya --penulis 10 50"
        )

        parser.add_argument(
            "--meja", type=int, nargs="*", metavar="N", help="hanya daftar kerja meja, misalnya --meja 10000 100000"
        )
        parser.add_argument(
            "--mirip", type=int, nargs="*", metavar="N", help="hanya petunjuk mirip, misalnya --mirip 1000 10000 50000"
        )
        parser.add_argument(
            "--ekspor", type=int, nargs="*", metavar="N", help="hanya daftar SIPD, misalnya --ekspor 50000 500000"
        )
        parser.add_argument(
            "--impor", type=int, nargs="*", metavar="N", help="hanya impor daftar, misalnya --impor 1000 5000"
        )

        parser.add_argument("--putaran", action="store_true", help="hanya hitungan putaran, tanpa basis data")
        parser.add_argument("--rekap", action="store_true", help="hanya rekap dan laporan satu kota, 20.000 usulan")
        parser.add_argument(
            "--rekap-sejuta", action="store_true", help="lalu di antara 50 kota, 1.000.000 usulan (lama)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["mirip"]:
            self._grow(options["mirip"])
            return
        if options["penulis"]:
            self._rush(options["penulis"])
            return
        if options["putaran"]:
            self._tell(list(rounds.run(options["kali"])), rounds.USULAN, options)
            return
        with database.temporary():
            count = max(options["meja"] or options["ekspor"] or options["impor"] or [options["usulan"]])
            if options["rekap"] or options["rekap_sejuta"]:
                count = recaps.SIZE
                figures = list(recaps.run(timezone.now(), options["kali"], many=options["rekap_sejuta"]))
            elif options["ekspor"]:
                figures = list(exports.growth(timezone.now(), options["ekspor"], options["kali"]))
            elif options["impor"]:
                figures = list(imports.growth(timezone.now(), options["impor"], options["kali"]))
            elif options["meja"]:
                figures = list(desk.growth(timezone.now(), options["meja"], options["kali"]))
            else:
                figures = list(acts.run(timezone.now(), options["usulan"], options["kali"]))
        self._tell(figures, count, options)

    def _tell(self, figures: list[Figure], count: int, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(as_json(figures, options["kali"]))
        else:
            self.stdout.write("\n".join(as_table(figures, count, options["kali"])))

    def _grow(self, sizes: list[int]) -> None:
        """One hint in one kelurahan while the rest of the city grows."""
        self.stdout.write(quality(sizes[-1]).words())
        with database.temporary():
            for figure in growth(timezone.now(), sizes):
                verdict = "tercapai" if figure.meets_goal else "BELUM"
                self.stdout.write(f"{figure.name}: {figure.sql} SQL, {figure.cpu_ms:.1f} ms CPU  {verdict}")

    def _rush(self, writers: list[int]) -> None:
        """Many writers at once, through the whole product; fails where one usulan was lost or doubled."""
        with database.temporary():
            city = build(timezone.now(), 200)
            results = [rush(city, count) for count in writers]
        for result in results:
            self.stdout.write(f"{connection.vendor}, {result.line()}")
        if not all(result.is_clean for result in results):
            raise CommandError("Ada kiriman yang hilang, ganda, atau gagal.")


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
