"""Import the usulan of a kelurahan, or of a whole city, from a list such as SIPD prints."""

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
    help = "Impor usulan satu kelurahan atau seluruh kota dari CSV atau XLSX menurut bentuk SIPD."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="CSV atau XLSX: satu baris tiap usulan")
        parser.add_argument("--city", required=True, help="kode kota, misalnya 35.73")
        parser.add_argument("--kelurahan", help="kode kelurahan, misalnya 35.73.02.1007; tanpa ini menurut kolomnya")
        parser.add_argument("--year", required=True, type=int, help="tahun rencana")

    def check_source(self, **options: Any) -> ImportReport:
        city = region_of(options["city"], level=codes.CITY, what="Kota")
        code = options["kelurahan"]
        area = region_of(code, level=codes.KELURAHAN, what="Kelurahan") if code else city
        if code and not area.code.startswith(f"{city.code}."):
            raise ValidationError(f"{area.label} tidak berada di {city.name}. Periksa kodenya.")
        self.resource = UsulanResource(area, options["year"])
        return self.resource.read(read_file(options["file"]), max_rows=MAX_ROWS)

    def write(self, report: ImportReport) -> None:
        self.resource.write(at=timezone.now())
