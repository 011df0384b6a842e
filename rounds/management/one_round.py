"""How a command names one counted round: its code, and the version and year where the code alone is not enough."""

from typing import Any

from django.core.management.base import CommandParser

from rounds.models import Round


def add_arguments(parser: CommandParser) -> None:
    """`<kode> [--versi N] [--tahun TAHUN]`."""
    parser.add_argument("kode", help="kode putaran")
    parser.add_argument("--versi", type=int, help="versi putaran; tanpa ini yang terakhir")
    parser.add_argument("--tahun", type=int, help="tahun rencana; tanpa ini yang terakhir")


def chosen(options: dict[str, Any]) -> Round | None:
    """The round that was named, of the last year and version unless others were; None where there is none."""
    found = Round.objects.counted().for_page().filter(code=options["kode"])
    if options["versi"] is not None:
        found = found.filter(version=options["versi"])
    if options["tahun"] is not None:
        found = found.filter(cycle__plan_year=options["tahun"])
    return found.order_by("-cycle__plan_year", "-version", "pk").first()
