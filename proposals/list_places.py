"""Where the rows of a list lie: all in one kelurahan, or each where its columns say, in a list of a whole city."""

from dataclasses import dataclass

from accounts.office_places import Places
from regions import codes
from regions.models import Region

from .matching import Matcher


@dataclass(frozen=True)
class Where:
    """The place of a row: its kecamatan, and its kelurahan, which the kecamatan's own usulan may lack."""

    kecamatan: Region
    kelurahan: Region | None

    @property
    def area(self) -> Region:
        """The smaller of the two."""
        return self.kelurahan or self.kecamatan


class ListPlaces:
    """All places that rows of a list may name, loaded once; `area` is a kelurahan or the whole city."""

    def __init__(self, city: Region, area: Region, matcher: Matcher) -> None:
        self.area, self.matcher = area, matcher
        self.is_wide = area.level == codes.CITY
        above = Region.objects.current().filter(code__in=codes.ancestors(area.code))
        inside = Region.objects.current().within(area.code)
        self.by_code = {place.code: place for place in [*above.in_order(), *inside.in_order()]}
        self.kelurahan = {place.pk: place for place in self.by_code.values() if place.level == codes.KELURAHAN}
        self.names = Places(city, None) if self.is_wide else None
        self._found: dict[tuple[str, str], tuple[Where | None, str]] = {}

    def find(self, kelurahan: str, kecamatan: str) -> tuple[Where | None, str]:
        """The place that a row names; None and the sentence that says what to do where there is none."""
        if self.names is None:
            if kelurahan and not self.matcher.is_kelurahan(kelurahan, self.area):
                return None, f"Baris ini milik Kelurahan {kelurahan}. Impor ke kelurahan itu, atau minta Bappeda."
            return self._at(self.area), ""
        key = (kelurahan, kecamatan)
        if key not in self._found:
            self._found[key] = self._named(kelurahan, kecamatan, self.names)
        if self._found[key][0] is None and kelurahan:
            self.matcher.ask_kelurahan(kelurahan, {pk: place.label for pk, place in self.kelurahan.items()})
        return self._found[key]

    def _at(self, kelurahan: Region) -> Where:
        return Where(self.by_code[codes.parent_of(kelurahan.code)], kelurahan)

    def _named(self, kelurahan: str, kecamatan: str, names: Places) -> tuple[Where | None, str]:
        if not kelurahan:
            district = names.district(kecamatan)
            if district is not None:
                return Where(self.by_code[district], None), ""
            return None, "Kolom Kelurahan kosong. Isi nama kelurahan pemilik usulan ini, atau impor ke satu kelurahan."
        told = self.kelurahan.get(self.matcher.told_kelurahan(kelurahan) or 0)
        if told is not None:
            return self._at(told), ""
        found, sentence = names.kelurahan(kelurahan, kecamatan)
        if found is not None:
            return self._at(self.by_code[found.code]), ""
        return None, f"{sentence} Perbaiki ejaannya di berkas, atau jawab ejaan yang belum dikenal."
