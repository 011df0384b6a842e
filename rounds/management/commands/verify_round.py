"""manage.py verify_round: compute a round again from the database, or from its bundle alone. Exit 0, 1 or 2."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from rounds.archives import Unreadable, opened
from rounds.counting.publication import bundle_record, stored_report
from rounds.engine.bundle import contents
from rounds.engine.bundle.checking import Difference, Report, check, compare
from rounds.engine.bundle.summary import NAME
from rounds.management import one_round
from rounds.verify import DIFFERENT, EQUAL, INCOMPLETE, exit_code, told

ANSWERS = {DIFFERENT: "Berbeda.", INCOMPLETE: "Tidak lengkap."}


class Command(BaseCommand):
    help = "Hitung ulang putaran dari basis data, atau dari bundelnya. Kode keluar: 0 sama, 1 berbeda, 2 tidak lengkap."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        one_round.add_arguments(parser)
        parser.add_argument("--bundle", type=Path, metavar="FILE", help="bundel .zip, atau folder hasil ekstraknya")

    def handle(self, *args: Any, **options: Any) -> None:
        report = self._of_bundle(options) if options["bundle"] else self._of_database(options)
        for line in told(report):
            self.stdout.write(line)
        if code := exit_code(report):
            raise CommandError(ANSWERS[code], returncode=code)

    def _of_database(self, options: dict[str, Any]) -> Report:
        round_ = one_round.chosen(options)
        if round_ is None:
            return Report(incomplete=(f"tidak ada putaran {options['kode']}",))
        return stored_report(round_)

    def _of_bundle(self, options: dict[str, Any]) -> Report:
        """The bundle by itself; where that is equal and the round is in a database here, beside it too."""
        try:
            files = opened(options["bundle"])
        except Unreadable as error:
            return Report(incomplete=(f"{options['bundle'].name} {error}",))
        report = check(files)
        if exit_code(report) != EQUAL or report.record is None:
            return report
        if report.record.code != options["kode"]:
            wrong = Difference(NAME, 0, f"putaran {options['kode']}", report.record.code)
            return Report(differences=(wrong,), record=report.record)
        try:
            round_ = one_round.chosen({**options, "versi": report.record.version})
            expected = contents(bundle_record(round_)) if round_ else None
        except (DatabaseError, ImproperlyConfigured):
            expected = None
        if expected is None:
            self.stdout.write("Putaran ini tidak ada di basis data; yang diperiksa bundelnya saja.")
            return report
        return Report(differences=tuple(compare(expected, files)), record=report.record)
