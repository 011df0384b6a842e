"""manage.py generate_cycle jakarta-pusat: a whole cycle made up to published figures, then counted from its rows."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalogue.models import KamusItem
from catalogue.money import grouped
from musrenbang.generator import jakarta_pusat
from reports.rembuk import RembukLine, RembukRecap, rembuk_recap

CYCLES = {"jakarta-pusat": jakarta_pusat}


class Command(BaseCommand):
    """Dry run by default; a cycle that stands already is only counted."""

    help = "Buat satu siklus dari angka yang diumumkan, lalu hitung lagi dari barisnya: generate_cycle jakarta-pusat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(CYCLES), help="siklus yang dibuat")
        parser.add_argument("--commit", action="store_true", help="tulis; tanpa ini hanya diperiksa")

    def handle(self, *args: Any, **options: Any) -> None:
        made = CYCLES[options["name"]]
        cycle, was_there = made.known(), True
        if cycle is None and not options["commit"]:
            asked, rws = grouped(sum(made.USULAN.values())), made.RW_COUNT
            self.stdout.write(f"Akan dibuat: {len(made.USULAN)} kecamatan, {rws} RW, {asked} usulan. Tulis: --commit.")
            return
        if cycle is None:
            cycle, was_there = made.generate(), False
        recap = rembuk_recap(cycle)
        self.stdout.write("\n".join(table(recap)))
        total = recap.total
        self.stdout.write(
            f"{'Sudah ada' if was_there else 'Dibuat'}: {cycle.title}, {total.name}, {total.rw} RW,"
            f" {grouped(total.count)} usulan, {said(total, KamusItem.Kind.PHYSICAL)} fisik,"
            f" {said(total, KamusItem.Kind.GOODS)} barang."
        )


def said(line: RembukLine, kind: str) -> str:
    """A share as people write it: `73,88 %`."""
    share = line.share(kind)
    return f"{share or Decimal(0):.2f} %".replace(".", ",")


def table(recap: RembukRecap) -> Iterator[str]:
    """The recap as lines: places, rembuk held, usulan, works, goods."""
    heads = ("Kecamatan", "Kelurahan", "RW", "Rembuk", "Nihil", "Mengirim", "Usulan", "Fisik", "Barang")
    rows = [
        (
            line.name,
            *map(grouped, (line.kelurahan, line.rw, line.held, line.nil, line.senders, line.count)),
            *(grouped(line.kinds.get(kind, 0)) for kind in (KamusItem.Kind.PHYSICAL, KamusItem.Kind.GOODS)),
        )
        for line in (*recap.lines, recap.total)
    ]
    wide = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
    for row in (heads, *rows):
        yield "  ".join(
            cell.ljust(size) if n == 0 else cell.rjust(size)
            for n, (cell, size) in enumerate(zip(row, wide, strict=True))
        )
