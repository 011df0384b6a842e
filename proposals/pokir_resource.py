"""The spreadsheet face of pokok pikiran: one list of the Sekretariat DPRD for one plan year."""

from datetime import datetime
from typing import Any

from accounts.models import OfficeHolding
from catalogue.kamus_row import sentences
from catalogue.resources import SheetResource
from catalogue.words import plain
from proposals.actions import pokir as verbs
from proposals.actions import taking
from proposals.models import Pokir
from regions import codes
from regions.import_report import ImportReport, Line, Outcome
from regions.models import Region
from regions.sheets import Columns, Row, Sheet

from .matching import Matcher
from .pokir_row import PokirRowForm


class PokirResource(SheetResource):
    """A list of pokir of a city, known by number; the same file twice changes nothing."""

    columns = Columns(
        ("no_pokir", "usulan", "kelurahan"),
        (
            "dapil",
            "fraksi",
            "permasalahan",
            "alamat",
            "opd",
            "koefisien",
            "nilai_usulan",
            "nilai_akomodir",
            "status",
            "keterangan",
        ),
        also={
            "no": "no_pokir",
            "nomor": "no_pokir",
            "nomor_pokir": "no_pokir",
            "lokasi": "alamat",
            "alamat_lokasi": "alamat",
            "perangkat_daerah": "opd",
            "tindak_lanjut": "status",
            "masalah": "permasalahan",
        },
    )

    def __init__(self, city: Region, plan_year: int, *, by: OfficeHolding | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.city, self.plan_year, self.by = city, plan_year, by
        self.rows: list[verbs.ListedPokir] = []

    def check(self, sheet: Sheet) -> ImportReport:
        taking.require_year(self.city, self.plan_year)
        self.rows = []
        self.report = ImportReport("pokir", warnings=list(sheet.warnings), has_money=True)
        places = Region.objects.current().within(self.city.code).at(codes.KELURAHAN).in_order()
        self.places: dict[str, list[Region]] = {}
        for place in places:
            self.places.setdefault(plain(place.name), []).append(place)
        self.matcher = Matcher(self.city, self.plan_year)
        stored = Pokir.objects.filter(cycle__city=self.city, cycle__plan_year=self.plan_year)
        self.stored = {one.number: one for one in stored.select_related("region", "item", "agency").order_by("pk")}
        seen: dict[str, int] = {}
        self.report.lines = [self._line(row, seen) for row in sheet.rows]
        return self.report

    def _line(self, row: Row, seen: dict[str, int]) -> Line:
        title = row.values["usulan"][:100]
        form = PokirRowForm(row.values)
        fault = [row.fault] if row.fault else sentences(form)
        number = "" if fault else str(form.cleaned_data["no_pokir"])
        if twice := seen.get(number):
            fault = [f"Nomor pokir ini sudah ada di baris {twice}. Hapus salah satunya."]
        place = self.city if fault else self._place(str(form.cleaned_data["kelurahan"]))
        if place is None:
            fault = [f"Kelurahan “{form.cleaned_data['kelurahan']}” tidak dikenal. Tulis namanya seperti di daftar."]
        if fault or place is None:
            return Line(row.number, Outcome.REFUSED, title, tuple(fault))
        seen[number] = row.number
        fields = form.fields_of()
        agency = self.matcher.agency(str(form.cleaned_data["opd"]))
        warned = []
        if agency is None and form.cleaned_data["opd"]:
            warned.append(f"Perangkat daerah “{form.cleaned_data['opd']}” belum dikenal.")
        fields |= {"region": place, "agency": agency, "item": self.matcher.item(fields["title"], agency).item}
        listed = verbs.ListedPokir(number, fields)
        self.rows.append(listed)
        known = self.stored.get(number)
        outcome = Outcome.NEW if known is None else Outcome.SAME
        if known is not None and verbs.differences(listed, known):
            outcome = Outcome.CHANGED
        return Line(row.number, outcome, title, tuple(warned), fields["amount"])

    def _place(self, name: str) -> Region | None:
        """The kelurahan of that name (with its kecamatan where two share it); the city for an empty cell."""
        if not name:
            return self.city
        found = self.places.get(plain(name), [])
        return found[0] if len(found) == 1 else None

    def write(self, *, at: datetime) -> None:
        verbs.take_list(self.city, self.plan_year, self.rows, by=self.by, at=at)
