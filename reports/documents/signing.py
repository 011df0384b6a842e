"""Who signs a paper: whoever holds the office on the day; rank and NIP are left to be written where not known."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accounts.models import OfficeHolding
from accounts.roles import Role
from proposals.windows import say_date
from regions import codes
from regions.models import Region
from rounds.models import Forum

from .paper import DOTS, Signature, Signatures

HEADS = {codes.KELURAHAN: ("LURAH", Role.KEL), codes.DISTRICT: ("CAMAT", Role.KEC)}


@dataclass(frozen=True)
class Official:
    """Who signs: `LURAH KAUMAN`, and the name where the office has a holder; a chair of a group has no rank."""

    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""
    is_civil: bool = True

    @property
    def below(self) -> tuple[str, ...]:
        """Rank and number, dots for what is not known."""
        if not self.is_civil:
            return ()
        return _said("Pangkat", self.rank), _said("NIP", self.nip)


def _said(word: str, value: str) -> str:
    return f"{word} {value}" if value else f"{word}{DOTS}"


def official_of(region: Region, on: date) -> Official:
    """The lurah or camat of a place on a day, with Plt. or Plh. before the office. One query."""
    word, role = HEADS[region.level]
    return _holder(f"{word} {region.name.upper()}", on, office__region=region, office__role=role, office__is_head=True)


def signer_of(forum: Forum, on: date) -> Official:
    """Who signs for a meeting: chair of the group, head of the agency, lurah or camat; of a city the title alone."""
    title = forum.signer.upper()
    if forum.group_id:
        found = _holder(title, on, office__group=forum.group_id, office__name__startswith=forum.custom.head)
        return replace(found, is_civil=False)
    if forum.agency_id:
        return _holder(title, on, office__agency=forum.agency_id, office__is_head=True)
    return official_of(forum.region, on) if forum.region.level in HEADS else Official(title)


def _holder(title: str, on: date, **office: Any) -> Official:
    found = OfficeHolding.objects.in_force(on).filter(**office).select_related("user").order_by("-starts", "pk").first()
    return official_in(found, title) if found else Official(title)


def official_in(holding: OfficeHolding, title: str) -> Official:
    """The holder of a term, with Plt. or Plh. before the office. Needs the person loaded."""
    prefix = "" if holding.status == OfficeHolding.Status.DEFINITIVE else f"{holding.get_status_display()} "
    return Official(f"{prefix}{title}", holding.user.name, holding.rank, holding.nip_said)


def signature(official: Official, *above: str) -> Signature:
    """The block of a pejabat: what stands above, the office, name underlined, rank, NIP; of others the name alone."""
    name = official.name or (f"Nama{DOTS}" if official.is_civil else DOTS)
    return Signature((*above, f"{official.title},"), name, is_official=official.is_civil, below=official.below)


def signed_at_right(official: Official, above: str = "Mengetahui") -> Signatures:
    """One pejabat at the right, under `Mengetahui` or place and date."""
    return Signatures((signature(official, above),))


def place_and_date(city_name: str, day: date | None, year: int) -> str:
    """`Malang, 8 Januari 2026`; with room for the day where it is not known."""
    return f"{city_name}, {say_date(day).partition(', ')[2]}" if day else f"{city_name}, ……………… {year}"
