"""The spreadsheet face of usulan: reads, checks and writes a list as SIPD prints it, for command, page and admin."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from accounts.models import OfficeHolding, ProposerGroup
from catalogue import wording
from catalogue.kamus_row import sentences
from catalogue.models import Agency, KamusItem
from catalogue.money import cost, rupiah
from catalogue.resources import SheetResource
from proposals import list_shapes, own_list, sipd
from proposals.actions import naming, taking
from proposals.actions.taking import SHOWN_BY
from proposals.listed import ListedGroup, ListedUsulan
from proposals.models import Proposal
from proposals.statuses import Status
from regions import codes, sheets
from regions.addresses import Spot, spots
from regions.import_report import ImportReport, Line, Outcome
from regions.models import Region
from regions.sheets import HeadsRefused, Row, Sheet

from .matching import Matcher
from .usulan_row import UsulanRowForm

STEP = 500
"""Rows after which a check says how far it is."""


def _nobody(done: int) -> None:
    """Nobody asked how far the check is."""


class UsulanResource(SheetResource):
    """A list of usulan of one kelurahan. `UsulanResource(kelurahan, 2023, by=…).read(data)`, then `write(at=…)`."""

    columns = list_shapes.LISTED

    def __init__(self, kelurahan: Region, plan_year: int, *, by: OfficeHolding | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kelurahan, self.plan_year, self.by = kelurahan, plan_year, by
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
        return Region.objects.current().get(code=codes.cut(self.kelurahan.code, codes.CITY))

    def check(self, sheet: Sheet) -> ImportReport:
        taking.require_taker(self.by, self.kelurahan)
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
        code = self.kelurahan.code
        city = self.city
        taking.require_year(city, self.plan_year)
        self.kecamatan = Region.objects.current().get(code=codes.parent_of(code))
        self.places = {r.code: r for r in Region.objects.current().within(code).in_order()}
        self.matcher = Matcher(city, self.plan_year, self.kecamatan)
        keys = {row.values["no_sipd"] or row.values.get("no_usulan", "") for row in sheet.rows}
        self.stored = taking.known_usulan(city, self.plan_year, list(keys))
        stored = Proposal.objects.filter(pk__in=[proposal.pk for proposal in self.stored.values()])
        self.touched = taking.worked_on(stored)
        groups = ProposerGroup.objects.filter(region__code__within=code).order_by("pk")
        self.names = {name.lower() for name in groups.values_list("name", flat=True)}

    def _line(self, row: Row, seen: dict[str, int]) -> Line:
        title = row.values["usulan"][:100]
        form = UsulanRowForm(row.values)
        fault = [row.fault] if row.fault else sentences(form)
        key = "" if fault else form.cleaned_data["no_sipd"] or form.cleaned_data["no_usulan"]
        if twice := seen.get(key):
            fault = [f"ID usulan ini sudah ada di baris {twice}. Hapus salah satunya."]
        if fault:
            return Line(row.number, Outcome.REFUSED, title, tuple(fault))
        listed, warned = _Reading(self, form).listed(row.number)
        stored = self.stored.get(listed.key)
        if fault := self._foreign(listed, stored, form.cleaned_data["kelurahan"]):
            return Line(row.number, Outcome.REFUSED, title, tuple(fault))
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

    def _foreign(self, listed: ListedUsulan, stored: Proposal | None, kelurahan: str) -> list[str]:
        """Refuse what belongs to somebody else: a row or an id of another kelurahan, a group of the kecamatan."""
        if kelurahan and not self.matcher.is_kelurahan(kelurahan, self.kelurahan):
            return [f"Baris ini milik Kelurahan {kelurahan}. Impor ke kelurahan itu."]
        if stored is None and not listed.sipd_id:
            return [f"Nomor usulan {listed.number} tidak dikenal pada tahun ini. Periksa nomornya."]
        if stored is not None and stored.kelurahan_id not in {None, self.kelurahan.pk}:
            return ["ID usulan ini sudah dipakai usulan kelurahan lain pada tahun yang sama. Periksa nomornya."]
        if listed.group.kind == ProposerGroup.Kind.DISTRICT and self.by and not self.by.scope.covers(self.kecamatan):
            return ["Usulan kelompok kecamatan diimpor oleh Bappeda."]
        return []

    def _rank_warnings(self) -> list[str]:
        """Name groups whose ranks in the file are not 1…n."""
        ranks: dict[str, list[int]] = {}
        for row in self.rows:
            if row.fields["group_rank"]:
                ranks.setdefault(row.group.name, []).append(row.fields["group_rank"])
        odd = sorted(name for name, found in ranks.items() if sorted(found) != list(range(1, len(found) + 1)))
        return [f"Urutan tidak 1 sampai terakhir pada kelompok: {', '.join(odd)[:300]}."] if odd else []

    def write(self, *, at: datetime) -> None:
        taking.take_over(self.kelurahan, self.plan_year, self.rows, by=self.by, at=at, digest=self.digest)


class _Reading:
    """One valid row turned into what the verb takes, collecting what is odd about it."""

    def __init__(self, resource: UsulanResource, form: UsulanRowForm) -> None:
        self.resource, self.form, self.data = resource, form, form.cleaned_data
        self.warned = form.warnings()

    def listed(self, number: int) -> tuple[ListedUsulan, list[str]]:
        label = self.data["group"]
        if not label:
            self.warned.append("Kelompok pengusul tidak disebut; dicatat atas nama kelurahan.")
        group = self._group(sipd.group_of(label, self.resource.kelurahan.name))
        places = tuple(self._places(group))
        fields = self._fields()
        return ListedUsulan(
            number,
            self.data["no_sipd"],
            group,
            places,
            fields,
            self.data["no_usulan"],
            self.data["tanggal"],
            SHOWN_BY.get(self.data["bentuk"] or ("own" if self.data["no_usulan"] else ""), ()),
            list_shapes.words_of(self.form.data),
        ), self.warned

    def _group(self, named: sipd.GroupName) -> ListedGroup:
        """The group at its region; at the kelurahan where the region tree lacks its RW or RT."""
        kelurahan, places = self.resource.kelurahan, self.resource.places
        kind = ProposerGroup.Kind(named.kind)
        if kind == ProposerGroup.Kind.DISTRICT:
            return ListedGroup(kind, f"Kecamatan {self.resource.kecamatan.name}", self.resource.kecamatan)
        code = kelurahan.code
        for part in (named.rw, named.rt):
            code = codes.child(code, part) if part else code
        if code not in places:
            self.warned.append(f"{named.name} belum ada di data wilayah; kelompoknya dicatat di kelurahan.")
        return ListedGroup(kind, named.name, places.get(code, kelurahan))

    def _places(self, group: ListedGroup) -> list[Region]:
        """RW and RT that the address names; the group's own region where it names none that we know."""
        found: dict[str, Region] = {}
        unknown: list[str] = []
        for spot in spots(self.data["rt_rw"] or self.data["alamat"]):
            region, missing = self._place(spot, group)
            if region is not None:
                found[region.code] = region
            if missing:
                unknown.append(missing)
        if unknown:
            self.warned.append(f"Belum ada di data wilayah: {codes.spell(unknown)[:200]}.")
        return [found[code] for code in sorted(found)] or [group.region]

    def _place(self, spot: Spot, group: ListedGroup) -> tuple[Region | None, str]:
        """The region of a spot, the RW where its RT is unknown; and the code that the region tree lacks, or none."""
        places, kelurahan = self.resource.places, self.resource.kelurahan.code
        rw = codes.child(kelurahan, spot.rw) if spot.rw else codes.cut(group.region.code, codes.RW)
        if codes.level_of(rw) != codes.RW:
            return None, ""  # an RT without its RW, from a group that stands at the kelurahan: the address says it all
        if rw not in places:
            return None, rw
        rt = codes.child(rw, spot.rt) if spot.rt else rw
        return (places[rt], "") if rt in places else (places[rw], rt)

    def _fields(self) -> dict[str, Any]:
        (title, agency_said), (volume, unit) = self.data["usulan"], self.data["koefisien"]
        amount = self.data["anggaran"]
        matcher = self.resource.matcher
        agency = matcher.agency(self.data["skpd_tujuan"], agency_said)
        if agency is None and (said := self.data["skpd_tujuan"] or agency_said):
            self.warned.append(f"Perangkat daerah “{said}” belum dikenal.")
            matcher.ask_agency(said)
        match = matcher.item(title, agency)
        if matcher.has_kamus and match.item is None:
            self.warned.append(f"“{title}” tidak ada di kamus {self.resource.plan_year}.")
            matcher.ask_item(title, agency)
        elif match.is_alike and match.item is not None:
            self.warned.append(f"Disamakan dengan item kamus “{match.item.name}”.")
        kind = match.item.kind if match.item else wording.kind_of(title, unit)
        agency = agency or self._agency_of(match.item)
        price, note = self._price(match.item)
        return {
            "title": title,
            "problem": self.data["problem"],
            "address": self.data["alamat"],
            "item": match.item,
            "kind": kind,
            "list_kind": self.data["jenis"].upper() or wording.list_kind_of(title, kind),
            "agency": agency,
            "agency_first": agency,
            "volume": volume,
            "unit": unit,
            "unit_price": price,
            "amount": amount,
            "amount_note": note,
            "group_rank": self.data["rank"],
        }

    def _agency_of(self, item: KamusItem | None) -> Agency | None:
        if item is None:
            return None
        return self.resource.matcher.branch(item.agency_id) or item.agency

    def _price(self, item: KamusItem | None) -> tuple[int | None, str]:
        """The price per unit as listed (whole rupiah), and the note where price or unit differ from the kamus.

        The amount stays as listed whatever the kamus says.
        """
        (volume, unit), amount = self.data["koefisien"], self.data["anggaran"]
        if volume is None or not amount:
            return None, "Jumlah menurut daftar asal." if amount else ""
        price = int((amount / volume).quantize(Decimal(1), rounding=ROUND_HALF_UP))
        listed = f"{rupiah(price)} per {unit or 'satuan'}"
        notes = []
        if item is not None and item.unit != unit:
            notes.append(f"Satuan menurut daftar “{unit}”, di kamus “{item.unit}”.")
        if item is not None and item.unit_price is not None and cost(volume, item.unit_price) != amount:
            notes.append(f"Harga menurut daftar {listed}, di kamus {rupiah(item.unit_price)}.")
        self.warned += notes
        if not notes and cost(volume, price) != amount:
            notes.append(f"Jumlah menurut daftar asal, sekitar {listed}.")
        return price or None, " ".join(notes)[:200]
