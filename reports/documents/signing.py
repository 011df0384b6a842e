"""Who signs a paper: the lurah or camat of the day, with rank and NIP left to be written where they are not known."""

from dataclasses import dataclass
from datetime import date

from accounts.models import OfficeHolding
from accounts.roles import Role
from proposals.windows import say_date
from regions import codes
from regions.models import Region

from .paper import DOTS, Signature, Signatures

HEADS = {codes.KELURAHAN: ("LURAH", Role.KEL), codes.DISTRICT: ("CAMAT", Role.KEC)}


@dataclass(frozen=True)
class Official:
    """A pejabat: `LURAH KAUMAN`, and the name where the office has a holder."""

    title: str
    name: str = ""

    @property
    def below(self) -> tuple[str, str]:
        return f"Pangkat{DOTS}", f"NIP{DOTS}"


def official_of(region: Region, on: date) -> Official:
    """The lurah or camat of a place on a day, with Plt. or Plh. before the office. One query."""
    word, role = HEADS[region.level]
    holding = (
        OfficeHolding.objects.in_force(on)
        .filter(office__region=region, office__role=role, office__is_head=True)
        .select_related("user")
        .order_by("-starts", "pk")
        .first()
    )
    title = f"{word} {region.name.upper()}"
    if holding is None:
        return Official(title)
    prefix = "" if holding.status == OfficeHolding.Status.DEFINITIVE else f"{holding.get_status_display()} "
    return Official(f"{prefix}{title}", holding.user.name)


def signature(official: Official, *above: str) -> Signature:
    """The block of a pejabat: what stands above, the office, name underlined, rank and NIP."""
    name = official.name or f"Nama{DOTS}"
    return Signature((*above, f"{official.title},"), name, is_official=True, below=official.below)


def signed_at_right(official: Official, above: str = "Mengetahui") -> Signatures:
    """One pejabat at the right, under `Mengetahui` or place and date."""
    return Signatures((signature(official, above),))


def place_and_date(city_name: str, day: date | None, year: int) -> str:
    """`Malang, 8 Januari 2026`; with room for the day where it is not known."""
    return f"{city_name}, {say_date(day).partition(', ')[2]}" if day else f"{city_name}, ……………… {year}"
