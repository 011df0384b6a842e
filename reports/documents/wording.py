"""How a city words and prints its papers: names of the place, size, months, words that the circular leaves open."""

from dataclasses import dataclass

from regions.models import Region


@dataclass(frozen=True)
class Wording:
    """The words of one city. `city_name` is its bare name, `city` as sentences say it: `Kota Malang`."""

    city: str
    city_name: str
    province: str
    sent_by_district: str = "Delegasi Kelurahan"
    """First words of point 2 in Form 2.1: printed so in the circular, although the kecamatan's own are meant."""
    months_kelurahan: str = "Januari"
    months_district: str = "Januari/Pebruari"
    months_attendance: str = "Januari/Februari"
    size: str = "f4"
    has_reasons: bool = False
    """Form 2.4 with a sixth column, Alasan."""
    logo: str = ""

    @property
    def city_in_capitals(self) -> str:
        """`KOTA MALANG`."""
        return self.city.upper()


def wording_of(city: Region, province: Region | None) -> Wording:
    """The words of a city without settings of its own."""
    said = city.name if city.name.upper().startswith(("KOTA ", "KABUPATEN ")) else f"Kota {city.name}"
    state = province.name if province else ""
    return Wording(city=said, city_name=said.partition(" ")[2], province=state.removeprefix("Provinsi ") or "…………………")
