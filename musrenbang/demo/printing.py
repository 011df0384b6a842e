"""How the demo city prints: names as in the berita acara of Malang, all else as the circular has it."""

from regions.models import Region
from reports.models import DocumentSetting


def load(city: Region) -> None:
    DocumentSetting.objects.create(city=city, city_said="Kota Malang", city_name="Malang", province="Jawa Timur")
