"""manage.py publish_round: build the bundle of a closed round, prove it, write it down and publish the round."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from rounds.actions.publishing import bundle, publish
from rounds.counting.publication import bundle_record
from rounds.counting.publish_blockers import publish_blockers
from rounds.engine.bundle import bundle_name
from rounds.engine.bundle.checking import digest
from rounds.management import one_round
from rounds.models import Round


class Command(BaseCommand):
    help = "Terbitkan putaran yang sudah ditutup: bundel dibuat dan diperiksa. Tanpa --commit hanya memeriksa."

    def add_arguments(self, parser: CommandParser) -> None:
        one_round.add_arguments(parser)
        parser.add_argument("--ke", type=Path, default=Path(), metavar="FOLDER", help="folder untuk bundelnya")
        parser.add_argument("--commit", action="store_true", help="sungguh terbitkan dan tulis bundelnya")

    def handle(self, *args: Any, **options: Any) -> None:
        round_ = one_round.chosen(options)
        if round_ is None:
            raise CommandError(f"Tidak ada putaran {options['kode']}.")
        if not options["ke"].is_dir():
            raise CommandError(f"Folder {options['ke']} tidak ada.")
        name = bundle_name(bundle_record(round_))
        try:
            archive = publish(round_, by=None, at=timezone.now()) if options["commit"] else bundle(round_)[0]
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused
        made = f"{name}, {len(archive)} bita, SHA-256 {digest(archive)}"
        if not options["commit"]:
            self.stdout.write(f"{made}. Belum ada yang ditulis: {self._missing(round_)}")
            return
        path = options["ke"] / name
        try:
            path.write_bytes(archive)
        except OSError as error:
            raise CommandError(f"Terbit, tetapi {path} tidak dapat ditulis ({error.strerror}). Ulangi.") from error
        self.stdout.write(f"{round_} terbit: {made}.")

    def _missing(self, round_: Round) -> str:
        """What it takes to publish."""
        if not round_.is_over:
            return f"putaran ini berstatus {round_.get_status_display()}."
        waiting = [] if round_.status == Round.Status.PUBLISHED else publish_blockers(round_.forum)
        return " ".join(one.sentence for one in waiting) or "tambahkan --commit."
