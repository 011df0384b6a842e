"""How a city words and prints its papers: names of the place, size, months, words that the circular leaves open."""

from dataclasses import dataclass, replace

from regions.models import Region
from reports.models import DocumentSetting

SAID = ("city_name", "province", "sent_by_district", "months_kelurahan", "months_district", "months_attendance")
"""Words of a setting that hold only where they are not empty."""


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
    """A JPEG in base64."""

    @property
    def city_in_capitals(self) -> str:
        """`KOTA MALANG`."""
        return self.city.upper()


def wording_of(city: Region, province: Region | None) -> Wording:
    """The words of a city as it has set them, and where it has not, those of the circular. One query."""
    setting = DocumentSetting.objects.filter(city=city).first()
    return worded(city, province, setting)


def worded(city: Region, province: Region | None, setting: DocumentSetting | None) -> Wording:
    """The same from a setting that is at hand; pure."""
    said = city.name if city.name.upper().startswith(("KOTA ", "KABUPATEN ")) else f"Kota {city.name}"
    if setting is not None and setting.city_said:
        said = setting.city_said
    state = province.name.removeprefix("Provinsi ") if province else ""
    words = Wording(city=said, city_name=said.partition(" ")[2] or said, province=state or "…………………")
    if setting is None:
        return words
    own = {name: value for name in SAID if (value := getattr(setting, name))}
    return replace(words, size=setting.size, has_reasons=setting.has_reasons, logo=setting.logo, **own)
