"""Finds the places that a sheet of offices names, inside what the acting office may reach."""

from collections import defaultdict
from difflib import get_close_matches

from regions import codes
from regions.models import Region

from .models import OfficeHolding
from .office_names import alike


class Places:
    """The kelurahan an office may name, and the RW and RT in them, read in two queries."""

    def __init__(self, city: Region, by: OfficeHolding | None) -> None:
        ours = Region.objects.current().within(city.code)
        reach = ours if by is None else ours.visible_to(by.scope)
        self.by_code = {place.code: place for place in reach.filter(level__gte=codes.KELURAHAN).in_order()}
        self.kecamatan = {
            place.code: alike(place.name.removeprefix("Kecamatan ")) for place in ours.at(codes.DISTRICT).in_order()
        }
        self.by_name: dict[str, list[Region]] = defaultdict(list)
        for place in self.by_code.values():
            if place.level == codes.KELURAHAN:
                self.by_name[alike(place.name)].append(place)

    def kelurahan(self, said: str, kecamatan: str) -> tuple[Region | None, str]:
        """Find a kelurahan by its code or name; where none or several fit, the sentence that says so."""
        if codes.is_code(said):
            found = self.by_code.get(said)
            fits = [found] if found is not None and found.level == codes.KELURAHAN else []
        else:
            name = alike(said)
            fits = self.by_name.get(name) or self.by_name.get(_bare(name), [])
        if kecamatan:
            within = alike(kecamatan).removeprefix("kecamatan").removeprefix("kec")
            fits = [place for place in fits if self.kecamatan.get(codes.parent_of(place.code)) == within]
        if len(fits) == 1:
            return fits[0], ""
        if fits:
            return None, f"Ada {len(fits)} kelurahan bernama {said[:40]}. Isi kolom kecamatan, atau tulis kodenya."
        near = get_close_matches(_bare(alike(said)), self.by_name, n=1, cutoff=0.75)
        hint = f" Maksudnya {self.by_name[near[0]][0].name}?" if near else " Periksa ejaan dan wilayahnya."
        return None, f"Kelurahan “{said[:40]}” tidak ada di wilayah Anda.{hint}"

    def district(self, said: str) -> str | None:
        """The code of the kecamatan of that name; None where there is none."""
        name = alike(said).removeprefix("kecamatan").removeprefix("kec")
        return next((code for code, known in self.kecamatan.items() if name and known == name), None)

    def below(self, kelurahan: Region, rw: int, rt: int) -> Region | None:
        """The RW, or the RT in it; None where the region tree lacks it."""
        code = codes.child(kelurahan.code, rw)
        return self.by_code.get(codes.child(code, rt) if rt else code)


def _bare(name: str) -> str:
    """`kelurahankauman` without what stands before the name."""
    for front in ("kelurahan", "desa", "kel"):
        if name.startswith(front) and len(name) > len(front):
            return name.removeprefix(front)
    return name
