"""The way of all loads and imports: dry run by default, `--commit` writes, one line at the end, or `--json`."""

import json
import sys
from abc import abstractmethod
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from regions.import_report import ImportReport
from regions.models import Region

MAX_BYTES = 60 * 1024 * 1024
SHOWN = 20


class LoadCommand(BaseCommand):
    """A command that reads a source and reports row by row.

    Nothing is written without `--commit`, nor while a row is refused (unless `--skip-refused` says to leave those out).
    It ends with 0 when all is well, and with 1 when the source as a whole was refused (the object then holds `error`)
    or when `--commit` wrote nothing because rows were refused.
    """

    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--commit", action="store_true", help="tulis; tanpa ini hanya diperiksa")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")
        parser.add_argument("--skip-refused", action="store_true", help="lewati baris yang ditolak, tulis yang lain")

    @abstractmethod
    def check_source(self, **options: Any) -> ImportReport:
        """Read and check all of it; write nothing. Raises ValidationError where the whole source is refused."""

    @abstractmethod
    def write(self, report: ImportReport) -> None:
        """Write in one transaction what `check_source` found good."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self.check_source(**options)
            blocked = report.refused > 0 and not options["skip_refused"]
            if options["commit"] and not blocked:
                self.write(report)
                report.committed = True
        except ValidationError as refusal:
            sentence = " ".join(refusal.messages)
            if options["json"]:
                self.stdout.write(json.dumps({"error": sentence, "committed": False}, ensure_ascii=False))
            raise CommandError(sentence) from refusal
        self.tell(report, as_json=options["json"])
        if options["commit"] and blocked:
            sys.exit(1)

    def tell(self, report: ImportReport, *, as_json: bool) -> None:
        """Print the object, or the first messages and the summary as the last line."""
        if as_json:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
            return
        messages = report.messages()
        for said in messages[:SHOWN]:
            where = f"Baris {said['row']} ({said['outcome']}): " if said["row"] else ""
            self.stderr.write(f"{where}{said['text']}")
        if len(messages) > SHOWN:
            self.stderr.write(f"… dan {len(messages) - SHOWN} pesan lain; lihat dengan --json.")
        self.stdout.write(report.summary())


def read_file(name: str) -> bytes:
    """Read a file that a command was given; refuse a missing and a huge one with a sentence."""
    path = Path(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValidationError(f"Berkas {path.name} terlalu besar. Paling besar {MAX_BYTES // 1024 // 1024} MB.")
        return path.read_bytes()
    except OSError as wrong:
        raise ValidationError(f"Berkas {path.name} tidak dapat dibuka. Periksa nama dan izinnya.") from wrong


def region_of(code: str, *, level: int, what: str) -> Region:
    """Find the region in force under a code of that level; refuse another one with a sentence."""
    region = Region.objects.current().filter(code=code, level=level).first()
    if region is None:
        raise ValidationError(f"{what} {code} tidak ada di data wilayah. Jalankan load_regions lebih dulu.")
    return region
