"""When something may be done: the window of a stage at one place, and which acts each stage allows. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from regions import codes

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

ALLOWS: dict[str, frozenset[str]] = {
    "tell_need": frozenset({"rembuk"}),
    "propose": frozenset({"rembuk"}),
    "propose_for": frozenset({"rembuk", "kelurahan"}),
    "verify": frozenset({"rembuk", "kelurahan"}),
    "rembuk_forum": frozenset({"rembuk"}),
    "thematic_forum": frozenset({"persiapan", "rembuk", "kelurahan", "desk", "kecamatan"}),
    "kelurahan_forum": frozenset({"kelurahan"}),
    "desk_forum": frozenset({"desk"}),
    "propose_district": frozenset({"kecamatan"}),
    "district_forum": frozenset({"kecamatan"}),
    "agency_forum": frozenset({"forum_pd"}),
    "city_forum": frozenset({"kota"}),
    "recommend": frozenset({"kecamatan", "forum_pd"}),
    "agency_agree": frozenset({"forum_pd"}),
    "budget": frozenset({"forum_pd", "kota", "rkpd"}),
    "enter_plan": frozenset({"kota", "rkpd"}),
    "survey": frozenset({"rembuk", "kelurahan", "desk"}),
    "set_price": frozenset({"rembuk", "kelurahan", "desk"}),
    "lock_desk": frozenset({"desk"}),
    "move_agency": frozenset({"rembuk", "kelurahan", "desk", "kecamatan", "forum_pd"}),
}
"""Which stages must be open for an act: `propose` for RT, RW and lembaga, `propose_for` for the kelurahan's staff."""


@dataclass(frozen=True)
class Window:
    """Opening and closing of one stage at one place. Half open: at `closes_at` it is closed."""

    kind: str
    name: str
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        return self.closed_at is None and self.opens_at <= at < self.closes_at

    def why_closed(self, at: datetime) -> str:
        """Say why nothing can be done now, and what helps; empty when open."""
        if self.is_open(at):
            return ""
        if at < self.opens_at and self.closed_at is None:
            return f"{self.name} belum dibuka. Mulai {say(self.opens_at)}."
        ended = self.closed_at if self.closed_at is not None and self.closed_at < self.closes_at else self.closes_at
        return f"{self.name} sudah ditutup {say(ended)}. Hubungi Bappeda bila perlu perpanjangan."


@dataclass
class AreaWindows:
    """The windows of one stage: of the city, and of the areas that have their own, by region code."""

    general: Window
    areas: dict[str, Window] = field(default_factory=dict)

    def at(self, region_code: str) -> Window:
        """The window of the nearest area that has its own, else of the city."""
        places = (*codes.ancestors(region_code), region_code)
        return next((self.areas[code] for code in reversed(places) if code in self.areas), self.general)


def say_date(day: date) -> str:
    """Write a day as people say it: `Rabu, 7 Januari 2026`."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_day(moment: datetime) -> str:
    """Write the day of a moment as people say it, in Jakarta's time."""
    return say_date(timezone.localtime(moment).date())


def say(moment: datetime) -> str:
    """Write a moment as people say it: `Rabu, 7 Januari 2026 pukul 16.00 WIB`."""
    return f"{say_day(moment)} pukul {timezone.localtime(moment):%H.%M} WIB"
