"""One valid row of a list of usulan turned into what the verb takes, collecting what is odd about it."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from accounts.models import ProposerGroup
from catalogue import wording
from catalogue.models import Agency, KamusItem
from catalogue.money import cost, rupiah
from proposals import list_shapes, sipd
from proposals.actions.taking import SHOWN_BY
from proposals.listed import ListedGroup, ListedUsulan
from regions import codes
from regions.addresses import Spot, spots
from regions.models import Region

from .list_places import Where
from .matching import Matcher
from .usulan_row import UsulanRowForm


class Reading:
    """Reads one row; `where` is the place it belongs to, `places` are all regions by code that it may name."""

    def __init__(self, form: UsulanRowForm, where: Where, places: Mapping[str, Region], matcher: Matcher) -> None:
        self.form, self.data = form, form.cleaned_data
        self.where, self.places, self.matcher = where, places, matcher
        self.warned = form.warnings()

    def listed(self, number: int) -> tuple[ListedUsulan, list[str]]:
        label = self.data["group"]
        if not label:
            self.warned.append("Kelompok pengusul tidak disebut; dicatat atas nama kelurahan.")
        group = self._group(sipd.group_of(label, self.where.area.name))
        places = tuple(self._spots(group))
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
        area, kecamatan = self.where.area, self.where.kecamatan
        kind = ProposerGroup.Kind(named.kind)
        if kind == ProposerGroup.Kind.DISTRICT:
            return ListedGroup(kind, f"Kecamatan {kecamatan.name}", kecamatan)
        code = area.code
        for part in (named.rw, named.rt):
            code = codes.child(code, part) if part else code
        if code not in self.places:
            self.warned.append(f"{named.name} belum ada di data wilayah; kelompoknya dicatat di kelurahan.")
        return ListedGroup(kind, named.name, self.places.get(code, area))

    def _spots(self, group: ListedGroup) -> list[Region]:
        """RW and RT that the address names; the group's own region where it names none that we know."""
        found: dict[str, Region] = {}
        unknown: list[str] = []
        for spot in spots(self.data["rt_rw"] or self.data["alamat"]):
            region, missing = self._spot(spot, group)
            if region is not None:
                found[region.code] = region
            if missing:
                unknown.append(missing)
        if unknown:
            self.warned.append(f"Belum ada di data wilayah: {codes.spell(unknown)[:200]}.")
        return [found[code] for code in sorted(found)] or [group.region]

    def _spot(self, spot: Spot, group: ListedGroup) -> tuple[Region | None, str]:
        """The region of a spot, the RW where its RT is unknown; and the code that the region tree lacks, or none."""
        places = self.places
        if self.where.kelurahan is None:
            return None, ""  # an RW of a kelurahan that is not named: the address says it all
        rw = codes.child(self.where.kelurahan.code, spot.rw) if spot.rw else codes.cut(group.region.code, codes.RW)
        if codes.level_of(rw) != codes.RW:
            return None, ""  # an RT without its RW, from a group that stands at the kelurahan: the address says it all
        if rw not in places:
            return None, rw
        rt = codes.child(rw, spot.rt) if spot.rt else rw
        return (places[rt], "") if rt in places else (places[rw], rt)

    def _fields(self) -> dict[str, Any]:
        (title, agency_said), (volume, unit) = self.data["usulan"], self.data["koefisien"]
        amount = self.data["anggaran"]
        matcher = self.matcher
        agency = matcher.agency(self.data["skpd_tujuan"], agency_said)
        if agency is None and (said := self.data["skpd_tujuan"] or agency_said):
            self.warned.append(f"Perangkat daerah “{said}” belum dikenal.")
            matcher.ask_agency(said)
        match = matcher.item(title, agency)
        if matcher.has_kamus and match.item is None:
            self.warned.append(f"“{title}” tidak ada di kamus {matcher.plan_year}.")
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
        return self.matcher.branch(item.agency_id, self.where.kecamatan) or item.agency

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
