"""Import offices and their holders from one sheet."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from accounts.resources import OfficeResource
from regions import codes
from regions.import_report import ImportReport
from regions.management.load_command import LoadCommand, read_file, region_of

MAX_ROWS = 50_000


class Command(LoadCommand):
    help = "Impor jabatan dan pemegangnya (RT, RW, lembaga, kelurahan) dari satu lembar CSV atau XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="CSV atau XLSX: satu baris tiap jabatan")
        parser.add_argument("--city", required=True, help="kode kota, misalnya 35.73")

    def check_source(self, **options: Any) -> ImportReport:
        city = region_of(options["city"], level=codes.CITY, what="Kota")
        self.resource = OfficeResource(city, on=timezone.localdate())
        return self.resource.read(read_file(options["file"]), max_rows=MAX_ROWS)

    def write(self, report: ImportReport) -> None:
        self.resource.write(at=timezone.now())
