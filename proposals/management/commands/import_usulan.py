"""Import the usulan of a kelurahan from a list such as SIPD prints."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.utils import timezone

from proposals.resources import UsulanResource
from regions import codes
from regions.import_report import ImportReport
from regions.management.load_command import LoadCommand, read_file, region_of

MAX_ROWS = 50_000


class Command(LoadCommand):
    help = "Impor usulan satu kelurahan dari CSV atau XLSX menurut bentuk SIPD."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="CSV atau XLSX: satu baris tiap usulan")
        parser.add_argument("--city", required=True, help="kode kota, misalnya 35.73")
        parser.add_argument("--kelurahan", required=True, help="kode kelurahan, misalnya 35.73.02.1007")
        parser.add_argument("--year", required=True, type=int, help="tahun rencana")

    def check_source(self, **options: Any) -> ImportReport:
        city = region_of(options["city"], level=codes.CITY, what="Kota")
        kelurahan = region_of(options["kelurahan"], level=codes.KELURAHAN, what="Kelurahan")
        if not kelurahan.code.startswith(f"{city.code}."):
            raise ValidationError(f"{kelurahan.label} tidak berada di {city.name}. Periksa kodenya.")
        self.resource = UsulanResource(kelurahan, options["year"])
        return self.resource.read(read_file(options["file"]), max_rows=MAX_ROWS)

    def write(self, report: ImportReport) -> None:
        self.resource.write(at=timezone.now())
