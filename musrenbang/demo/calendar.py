"""The days of the demo: windows that count from the moment of loading, and an agenda that runs by the clock."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils import timezone

from proposals.models import Stage

K = Stage.Kind

STAGES: tuple[tuple[Stage.Kind, str, int, int], ...] = (
    (K.PREPARATION, "Jadwal, kamus, pagu", -66, -52),
    (K.REMBUK, "Rembuk RT/RW", -51, -24),
    (K.KELURAHAN, "Musrenbang kelurahan", -26, -5),
    (K.DESK, "Desk kecamatan", -5, -2),
    (K.DISTRICT, "Musrenbang kecamatan", -3, 11),
    (K.AGENCY, "Forum perangkat daerah", 12, 18),
    (K.CITY, "Musrenbang kota", 20, 22),
    (K.PLAN, "RKPD, lalu APBD", 24, 36),
)
"""Kind, name, first and last day, counted from the day of loading; each opens at 08.00 and closes at 16.00."""


@dataclass(frozen=True)
class Calendar:
    """Turns days counted from loading into moments; `years_back` moves a whole cycle into the past."""

    now: datetime
    years_back: int = 0

    @property
    def held_year(self) -> int:
        """The year in which the forums of this cycle are held."""
        return timezone.localdate(self.now).year - self.years_back

    @property
    def plan_year(self) -> int:
        """The year that is planned."""
        return self.held_year + 1

    def day(self, days: int) -> date:
        """The date so many days after (before, when negative) the day that the cycle counts from."""
        today = timezone.localdate(self.now)
        start = today.replace(day=28) if (today.month, today.day) == (2, 29) else today
        return start.replace(year=self.held_year) + timedelta(days=days)

    def at(self, days: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment of such a day by the city's clock."""
        return datetime.combine(self.day(days), time(hour, minute), tzinfo=timezone.get_current_timezone())

    def start(self) -> datetime:
        """When Bappeda lays the cycle out, some days before its first stage."""
        return self.at(STAGES[0][2] - 2)

    def this_morning(self) -> datetime:
        """Half past eight of today, or of yesterday until ten: what begins then has happened by now."""
        today = self.at(0, 8, 30)
        return today if today + timedelta(minutes=90) <= self.now else self.at(-1, 8, 30)

    def budget_day(self) -> datetime:
        """When the APBD of a finished cycle was fixed: in December, but after its RKPD and two months ago."""
        december = self.at(0).replace(month=12, day=20)
        return max(self.at(STAGES[-1][3] + 2), min(december, self.now - timedelta(days=60)))


@dataclass
class Agenda:
    """Acts with their moments, done in the order of the clock; an act may put others on the agenda."""

    _acts: list[tuple[datetime, int, Callable[[datetime], object]]] = field(default_factory=list)
    _serial: "count[int]" = field(default_factory=count)

    def add(self, at: datetime, act: Callable[[datetime], object]) -> None:
        """Put an act on the agenda; it is called with its moment."""
        heapq.heappush(self._acts, (at, next(self._serial), act))

    def run(self, *, until: datetime) -> None:
        """Do everything, earliest first; an act after `until` has been planned wrongly (ValueError)."""
        while self._acts:
            at, _, act = heapq.heappop(self._acts)
            if at > until:
                raise ValueError(f"an act of the demo lies in the future: {at}")
            act(at)
