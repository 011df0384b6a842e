"""Lay out RW and RT of kelurahan from a list that knows only how many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import Office, ProposerGroup
from proposals.models import Need, Proposal
from regions import codes, sheets
from regions.actions import Unit, close_regions, load_units
from regions.import_report import ImportReport, Line, Outcome
from regions.management.load_command import LoadCommand, read_file
from regions.models import Region
from regions.neighbourhoods import lay_out

COLUMNS = sheets.Columns(
    ("kelurahan_code", "jumlah_rw", "jumlah_rt"),
    ("kelurahan", "kecamatan_code", "kecamatan", "nama_sumber"),
    also={"kode_kelurahan": "kelurahan_code", "kode": "kelurahan_code", "rw": "jumlah_rw", "rt": "jumlah_rt"},
)


USULAN: tuple[tuple[type[Model], str], ...] = ((Proposal, "locations"), (Proposal, "region"), (Need, "region"))
STAFF: tuple[tuple[type[Model], str], ...] = ((ProposerGroup, "region"), (Office, "region"))


@dataclass(frozen=True)
class Plan:
    """What one kelurahan needs: RW and RT to add or rename, and those beyond the counts that nobody uses."""

    units: list[Unit]
    surplus: list[Region]


class Command(LoadCommand):
    help = "Muat RW dan RT dari jumlahnya per kelurahan; RT dibagi rata, sisanya ke RW pertama."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="CSV atau XLSX: kelurahan_code, jumlah_rw, jumlah_rt")

    def check_source(self, **options: Any) -> ImportReport:
        sheet = sheets.read(read_file(options["file"]), COLUMNS)
        report = ImportReport("kelurahan", warnings=list(sheet.warnings), extra={"rw": 0, "rt": 0, "closed": 0})
        listed = [row.values["kelurahan_code"] for row in sheet.rows if codes.is_code(row.values["kelurahan_code"])]
        self.kelurahan = {r.code: r for r in Region.objects.current().at(codes.KELURAHAN).filter(code__in=listed)}
        self.below = _below(self.kelurahan)
        self.used = set(_codes_named(self.kelurahan, USULAN))
        self.staffed = set(_codes_named(self.kelurahan, STAFF))
        self.plans: list[Plan] = []
        seen: set[str] = set()
        for row in sheet.rows:
            report.lines.append(self._line(row, seen, report))
        return report

    def _line(self, row: sheets.Row, seen: set[str], report: ImportReport) -> Line:
        code = row.values["kelurahan_code"]
        title = f"{code} {row.values.get('kelurahan', '')}".strip()[:100]
        try:
            units = [Unit(u.code, u.name, u.type) for u in lay_out(code, *_counts(row))]
            fault = row.fault or self._fault(code, seen)
        except ValueError as wrong:
            units, fault = [], row.fault or str(wrong)
        if fault:
            return Line(row.number, Outcome.REFUSED, title, (fault,))
        seen.add(code)
        wanted = {unit.code: unit for unit in units}
        here = self.below.get(code, {})
        missing = [u for u in units if u.code not in here or here[u.code].name != u.name]
        beyond = [region for region in here.values() if region.code not in wanted]
        kept = [region for region in beyond if self._is_used(region.code)]
        plan = Plan(missing, [region for region in beyond if region not in kept])
        report.extra["rw"] += sum(unit.type == "rw" for unit in units)
        report.extra["rt"] += sum(unit.type == "rt" for unit in units)
        report.extra["closed"] += len(plan.surplus)
        warned = _sentence(kept, "Melebihi jumlah tetapi sudah punya usulan, jadi dibiarkan")
        staffed = [region for region in plan.surplus if region.code in self.staffed]
        warned += _sentence(staffed, "Diakhiri, tetapi masih punya kelompok atau jabatan")
        if not plan.units and not plan.surplus:
            return Line(row.number, Outcome.SAME, title, warned)
        self.plans.append(plan)
        return Line(row.number, Outcome.CHANGED if here else Outcome.NEW, title, warned)

    def _fault(self, code: str, seen: set[str]) -> str:
        if code not in self.kelurahan:
            return f"Kelurahan {code[:30]} tidak ada di data wilayah. Jalankan load_regions lebih dulu."
        return f"Kelurahan {code} ada dua kali. Hapus salah satunya." if code in seen else ""

    def _is_used(self, code: str) -> bool:
        return code in self.used or any(one.startswith(f"{code}.") for one in self.used)

    @transaction.atomic
    def write(self, report: ImportReport) -> None:
        close_regions([region for plan in self.plans for region in plan.surplus], on=timezone.localdate())
        load_units((unit for plan in self.plans for unit in plan.units), write=True)


def _counts(row: sheets.Row) -> tuple[int, int]:
    """Read both counts; raises ValueError with a sentence."""
    counts = []
    for name in ("jumlah_rw", "jumlah_rt"):
        said = row.values[name].replace(".", "")
        if not (said.isascii() and said.isdigit() and len(said) <= 6):
            raise ValueError(f"{name} harus bilangan bulat, misalnya 12.")
        counts.append(int(said))
    return counts[0], counts[1]


def _below(kelurahan: dict[str, Region]) -> dict[str, dict[str, Region]]:
    """RW and RT in force of each kelurahan, by code."""
    found: dict[str, dict[str, Region]] = {}
    cities = {codes.cut(code, codes.CITY) for code in kelurahan}
    for city in sorted(cities):
        for region in Region.objects.current().within(city).filter(level__gte=codes.RW):
            found.setdefault(codes.cut(region.code, codes.KELURAHAN), {})[region.code] = region
    return found


def _codes_named(kelurahan: dict[str, Region], paths: tuple[tuple[type[Model], str], ...]) -> Iterator[str]:
    """Codes of RW and RT in these cities that rows of the models name."""
    for city in sorted({codes.cut(code, codes.CITY) for code in kelurahan}):
        for model, path in paths:
            inside = {f"{path}__code__within": city, f"{path}__level__gte": codes.RW}
            rows = model._default_manager.filter(**inside).order_by()
            yield from rows.values_list(f"{path}__code", flat=True).distinct()


def _sentence(regions: list[Region], said: str) -> tuple[str, ...]:
    """Say which places, if any."""
    return (f"{said}: {codes.spell(region.code for region in regions)[:300]}.",) if regions else ()
