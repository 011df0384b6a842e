"""Taking over a kamus as the city printed it, from a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from catalogue import words
from catalogue.models import Agency, KamusItem, KamusVersion, Nomenclature
from catalogue.wording import agency_key, short_name
from regions import codes
from regions.import_report import Outcome
from regions.models import Region

Level = Nomenclature.Level
LEVELS = (Level.FIELD, Level.PROGRAM, Level.ACTIVITY, Level.SUBACTIVITY)
Key = tuple[str, str, str, int]
REASON = "Impor kamus"
BATCH = 500


@dataclass(frozen=True)
class KamusEntry:
    """One item to be: its agency by name, (code, name) of urusan, program, kegiatan, sub kegiatan, and its fields.

    `printed` is what the kamus says; `derived` is told from it for a new item only, so that corrections by hand stay.
    """

    agency: str
    levels: tuple[tuple[str, str], ...]
    printed: dict[str, Any]
    derived: dict[str, Any]

    @property
    def key(self) -> Key:
        """What makes it the same item at the next import: agency, sub kegiatan, and number in it."""
        code, name = self.levels[-1]
        return (agency_key(self.agency), code, words.plain(name), self.printed["number"])


@dataclass
class _Shelf:
    """What the catalogue of a city holds, loaded once: agencies by key, nomenclature by level, code and name."""

    city: Region
    plan_year: int
    agencies: dict[str, Agency] = field(default_factory=dict)
    names: dict[tuple[str, str, str], Nomenclature] = field(default_factory=dict)
    branched: bool = False

    def __post_init__(self) -> None:
        self.agencies = {agency_key(one.name): one for one in Agency.objects.filter(city=self.city).in_order()}
        here = Nomenclature.objects.filter(city=self.city, plan_year=self.plan_year).order_by("pk")
        self.names = {(one.level, one.code, one.name): one for one in here}

    def agency(self, name: str) -> Agency:
        """The agency of that name, made where it is missing; `Kecamatan – Kelurahan` has a branch per kecamatan."""
        key = agency_key(name)
        if key not in self.agencies:
            self.agencies[key] = Agency.objects.create(city=self.city, name=name, short_name=short_name(name))
        if key in {"kecamatan kelurahan", "kecamatan"} and not self.branched:
            self._branches(self.agencies[key])
        return self.agencies[key]

    def _branches(self, parent: Agency) -> None:
        self.branched = True
        for district in Region.objects.current().children_of(self.city.code).in_order():
            name = f"Kecamatan {district.name}"
            if agency_key(name) not in self.agencies:
                self.agencies[agency_key(name)] = Agency.objects.create(
                    city=self.city,
                    name=name,
                    short_name=f"Kec. {district.name}"[:40],
                    parent=parent,
                    region=district,
                )

    def subactivity(self, levels: Sequence[tuple[str, str]]) -> Nomenclature:
        """The sub kegiatan at the end of the four levels; what is missing is made."""
        above: Nomenclature | None = None
        for level, (code, name) in zip(LEVELS, levels, strict=True):
            if not code:
                continue
            key = (str(level), code, name)
            if key not in self.names:
                self.names[key] = Nomenclature.objects.create(
                    city=self.city, plan_year=self.plan_year, level=level, code=code, name=name, parent=above
                )
            above = self.names[key]
        assert above is not None
        return above


def known_items(city: Region, plan_year: int) -> dict[Key, KamusItem]:
    """The items that the kamus of a year holds, by what makes them the same at an import; empty for no kamus."""
    items = KamusItem.objects.filter(version__city=city, version__plan_year=plan_year)
    return {
        (agency_key(item.agency.name), item.subactivity.code, words.plain(item.subactivity.name), item.number): item
        for item in items.select_related("agency", "subactivity").prefetch_related("variants").in_order()
    }


def entry_outcome(entry: KamusEntry, known: KamusItem | None) -> Outcome:
    """Say whether an entry is new, the same as the stored item, or another."""
    if known is None:
        return Outcome.NEW
    return Outcome.CHANGED if _changes(entry, known) else Outcome.SAME


def _printed(entry: KamusEntry, known: KamusItem) -> dict[str, Any]:
    """What the sheet says of a stored item; two prices in one cell are no price, and leave those of the variants."""
    has_variants = entry.printed["unit_price"] is None and bool(known.variants.all())
    return {name: value for name, value in entry.printed.items() if name != "unit_price" or not has_variants}


def _changes(entry: KamusEntry, known: KamusItem) -> list[str]:
    return [name for name, value in _printed(entry, known).items() if getattr(known, name) != value]


def _change(item: KamusItem, entry: KamusEntry) -> None:
    """Take over what is printed; an item that gets or loses its one price may, or may no longer, be chosen."""
    printed = _printed(entry, item)
    if "unit_price" in printed and (item.unit_price is None) != (printed["unit_price"] is None):
        item.is_active = printed["unit_price"] is not None
    for name, value in printed.items():
        setattr(item, name, value)


def refuse_locked(city: Region, plan_year: int) -> None:
    """Refuse to change a locked kamus, or to make one for an absurd year."""
    if not 2000 <= plan_year <= 2100:
        raise ValidationError("Tahun rencana harus antara 2000 dan 2100.")
    if KamusVersion.objects.filter(city=city, plan_year=plan_year, status=KamusVersion.Status.LOCKED).exists():
        raise ValidationError(f"Kamus {plan_year} sudah terkunci. Impor ke tahun rencana lain.")


@transaction.atomic
def take_kamus(
    city: Region, plan_year: int, entries: Sequence[KamusEntry], *, at: datetime, user: AbstractBaseUser | None = None
) -> KamusVersion:
    """Write new and changed items of a kamus; agencies, nomenclature and the version are made where they are missing.

    A kamus that comes as a sheet has been published by a circular, so a new version is `terbit`. Items that the sheet
    does not name stay. Sent usulan keep wording and price, which they copied. Every change stands in the history.
    """
    if city.level != codes.CITY:
        raise ValidationError("Kamus usulan dibuat untuk satu kota atau kabupaten.")
    refuse_locked(city, plan_year)
    version, _ = KamusVersion.objects.get_or_create(
        city=city, plan_year=plan_year, defaults={"status": KamusVersion.Status.PUBLISHED}
    )
    KamusVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    shelf, known = _Shelf(city, plan_year), known_items(city, plan_year)
    new: list[KamusItem] = []
    changed: list[KamusItem] = []
    for entry in entries:
        item = known.get(entry.key)
        if item is None:
            agency, sub = shelf.agency(entry.agency), shelf.subactivity(entry.levels)
            fields = {**entry.printed, **entry.derived, "is_active": entry.printed["unit_price"] is not None}
            item = KamusItem(version=version, agency=agency, subactivity=sub, **fields)
            new.append(item)
        elif _changes(entry, item):
            _change(item, entry)
            changed.append(item)
        item.search_text = words.plain(f"{item.name} {item.note}")[:1400]
    history = {"batch_size": BATCH, "default_user": user, "default_change_reason": REASON, "default_date": at}
    bulk_create_with_history(new, KamusItem, **history)
    if changed:
        bulk_update_with_history(changed, KamusItem, [*entries[0].printed, "is_active", "search_text"], **history)
    return version
