"""The spreadsheet face of usulan: reads, checks and writes a list as SIPD prints it, for command, page and admin."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.kamus_row import sentences
from catalogue.resources import SheetResource
from proposals import list_shapes, own_list
from proposals.actions import naming, taking
from proposals.listed import ListedUsulan
from proposals.models import Proposal
from proposals.statuses import Status
from regions import codes, sheets
from regions.import_report import ImportReport, Line, Outcome
from regions.models import Region
from regions.sheets import HeadsRefused, Row, Sheet

from .list_places import ListPlaces, Where
from .matching import Matcher
from .usulan_reading import Reading
from .usulan_row import UsulanRowForm

STEP = 500
"""Rows after which a check says how far it is."""


def _nobody(done: int) -> None:
    """Nobody asked how far the check is."""


class UsulanResource(SheetResource):
    """A list of usulan of a kelurahan or a city. `UsulanResource(area, 2023, by=…).read(data)`, then `write(at=…)`.

    In a list of a city each row says in its columns in which kelurahan it lies.
    """

    columns = list_shapes.LISTED

    def __init__(self, area: Region, plan_year: int, *, by: OfficeHolding | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.area, self.plan_year, self.by = area, plan_year, by
        self.heard: Callable[[int], None] = _nobody
        self.rows: list[ListedUsulan] = []
        self.digest, self.is_explained = "", False

    def sheet(self, data: bytes, *, max_rows: int = sheets.MAX_ROWS) -> Sheet:
        """Read SIPD's list in either shape, our own as it was downloaded, or one whose columns the city explained."""
        try:
            return super().sheet(data, max_rows=max_rows)
        except HeadsRefused as refusal:
            for columns, named in ((own_list.COLUMNS, own_list.as_listed), (list_shapes.SIPD, list_shapes.from_sipd)):
                with suppress(HeadsRefused):
                    return named(sheets.read(data, columns, max_rows=max_rows))
            names = naming.known_names(self.city, sheets.look(data, self.columns, max_rows=max_rows)[0])
            if not names:
                raise refusal from None
            self.is_explained = True
            return list_shapes.whole(sheets.read(data, list_shapes.explained(names), max_rows=max_rows))

    @cached_property
    def city(self) -> Region:
        return Region.objects.current().get(code=codes.cut(self.area.code, codes.CITY))

    def check(self, sheet: Sheet) -> ImportReport:
        taking.require_taker(self.by, self.area)
        self.rows, self.digest = [], sheet.digest
        self.report = ImportReport("usulan", warnings=list(sheet.warnings), has_money=True)
        self._load(sheet)
        if not self.matcher.has_kamus:
            self.report.warnings.append(f"Kamus {self.plan_year} belum ada, jadi item kamus tidak dicocokkan.")
        seen: dict[str, int] = {}
        for done, row in enumerate(sheet.rows):
            if done % STEP == 0:
                self.heard(done)
            self.report.lines.append(self._line(row, seen))
        self.report.warnings += self._rank_warnings()
        self.report.questions, self.report.is_explained = self.matcher.questions(), self.is_explained
        self.report.extra["groups"] = len({(row.group.region.pk, row.group.name.lower()) for row in self.rows})
        self.report.extra["items_matched"] = sum(row.fields["item"] is not None for row in self.rows)
        return self.report

    def _load(self, sheet: Sheet) -> None:
        """Load once what every row is compared with."""
        taking.require_year(self.city, self.plan_year)
        self.matcher = Matcher(self.city, self.plan_year)
        self.places = ListPlaces(self.city, self.area, self.matcher)
        keys = {row.values["no_sipd"] or row.values.get("no_usulan", "") for row in sheet.rows}
        self.stored = taking.known_usulan(self.city, self.plan_year, list(keys))
        stored = Proposal.objects.filter(pk__in=[proposal.pk for proposal in self.stored.values()])
        self.touched = taking.worked_on(stored)

    def _line(self, row: Row, seen: dict[str, int]) -> Line:
        title = row.values["usulan"][:100]
        form = UsulanRowForm(row.values)
        fault = [row.fault] if row.fault else sentences(form)
        key = "" if fault else form.cleaned_data["no_sipd"] or form.cleaned_data["no_usulan"]
        if twice := seen.get(key):
            fault = [f"ID usulan ini sudah ada di baris {twice}. Hapus salah satunya."]
        if fault:
            return Line(row.number, Outcome.REFUSED, title, tuple(fault))
        where, sentence = self.places.find(form.cleaned_data["kelurahan"], form.cleaned_data["kecamatan"])
        if where is None:
            return Line(row.number, Outcome.REFUSED, title, (sentence,))
        listed, warned = Reading(form, where, self.places.by_code, self.matcher).listed(row.number)
        stored = self.stored.get(listed.key)
        if sentence := self._foreign(listed, stored, where):
            return Line(row.number, Outcome.REFUSED, title, (sentence,))
        seen[listed.key] = row.number
        self.rows.append(listed)
        outcome = Outcome.NEW
        if stored is not None:
            outcome = Outcome.CHANGED if taking.differences(listed, stored) else Outcome.SAME
            if outcome == Outcome.CHANGED and stored.pk in self.touched:
                outcome = Outcome.SAME
                state = Status(stored.status).label
                warned.append(f"Usulan ini sudah dikerjakan ({state}), jadi isi daftar yang baru tidak dipakai.")
        return Line(row.number, outcome, title, tuple(warned), listed.fields["amount"])

    def _foreign(self, listed: ListedUsulan, stored: Proposal | None, where: Where) -> str:
        """Refuse what belongs to somebody else: an id of another kelurahan, a group of the kecamatan; else empty."""
        is_district = listed.group.kind == ProposerGroup.Kind.DISTRICT
        if where.kelurahan is None and not is_district:
            return "Kolom Kelurahan kosong. Isi nama kelurahan pemilik usulan ini."
        if stored is None and not listed.sipd_id:
            return f"Nomor usulan {listed.number} tidak dikenal pada tahun ini. Periksa nomornya."
        own = where.kelurahan.pk if where.kelurahan else None
        if stored is not None and stored.kelurahan_id not in {None, own}:
            return "ID usulan ini sudah dipakai usulan kelurahan lain pada tahun yang sama. Periksa nomornya."
        if is_district and self.by and not self.by.scope.covers(where.kecamatan):
            return "Usulan kelompok kecamatan diimpor oleh Bappeda."
        return ""

    def _rank_warnings(self) -> list[str]:
        """Name groups whose ranks in the file are not 1…n."""
        ranks: dict[tuple[str, str], list[int]] = {}
        for row in self.rows:
            if row.fields["group_rank"]:
                region = row.group.region.code
                place = self.places.by_code.get(codes.cut(region, codes.KELURAHAN)) if self.places.is_wide else None
                said = f"{row.group.name} {place.label}" if place else row.group.name
                ranks.setdefault((region, said), []).append(row.fields["group_rank"])
        odd = sorted(said for (_, said), found in ranks.items() if sorted(found) != list(range(1, len(found) + 1)))
        return [f"Urutan tidak 1 sampai terakhir pada kelompok: {', '.join(odd)[:300]}."] if odd else []

    def write(self, *, at: datetime) -> None:
        taking.take_over(self.area, self.plan_year, self.rows, by=self.by, at=at, digest=self.digest)
