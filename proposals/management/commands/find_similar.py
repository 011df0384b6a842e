"""manage.py find_similar: the pairs of usulan of one kelurahan that are alike, with score and reasons."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from proposals.models import Proposal
from proposals.similar import Pair, pairs
from regions import codes
from regions.management.load_command import region_of


class Command(BaseCommand):
    help = "Cari usulan satu kelurahan yang mirip: pasangan, skor, dan sebabnya. Tidak mengubah apa pun."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kelurahan", required=True, help="kode kelurahan, misalnya 35.73.02.1007")
        parser.add_argument("--year", required=True, type=int, help="tahun rencana")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kelurahan = region_of(options["kelurahan"], level=codes.KELURAHAN, what="Kelurahan")
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        found = list(
            Proposal.objects.public()
            .filter(kelurahan=kelurahan, cycle__plan_year=options["year"])
            .select_related("group")
            .order_by("number")
        )
        alike = pairs(found)
        for pair in alike:
            self.stdout.write("\n".join(_lines(pair)))
        self.stdout.write(
            f"{len(alike)} pasangan mirip di antara {len(found)} usulan {kelurahan.label}, tahun rencana "
            f"{options['year']}."
        )


def _lines(pair: Pair) -> list[str]:
    """Score and reasons, then both usulan below each other."""
    score = f"{pair.likeness.score:.2f}".replace(".", ",")
    return [f"{score}  {', '.join(pair.likeness.reasons)}", _line(pair.one), _line(pair.other), ""]


def _line(proposal: Proposal) -> str:
    where = "; ".join(part for part in (proposal.address, proposal.place) if part)
    told = " | ".join((proposal.title, proposal.problem, where))
    return f"      {proposal.number}  {proposal.group.name} {proposal.rank_label}: {told}"
