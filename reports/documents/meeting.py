"""What the papers say of one meeting, read once: time, place, leaders, who came, whom it sent on, what it decided."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from proposals.models import LevelDecision
from proposals.windows import say_date
from regions import codes
from regions.models import Region
from rounds.actions.closing import LEVELS
from rounds.models import Attendance, Delegate, Forum

from . import foreseen
from .agreed import in_force
from .paper import DOTS
from .signing import Official, signer_of
from .wording import Wording, wording_of


@dataclass(frozen=True)
class Meeting:
    """A forum with all that its papers show."""

    forum: Forum
    wording: Wording
    kecamatan: str
    official: Official
    present: tuple[Attendance, ...]
    delegates: tuple[Delegate, ...]
    decisions: tuple[str, ...]
    unmet: tuple[str, ...]
    decided: tuple[LevelDecision, ...]
    """What the forum decided on each usulan, or would decide now; empty where it ranks no list."""

    @property
    def held_year(self) -> int:
        return self.forum.cycle.held_year

    @property
    def plan_year(self) -> int:
        return self.forum.cycle.plan_year

    @property
    def place(self) -> str:
        return self.forum.region.name

    @property
    def day(self) -> date | None:
        return timezone.localtime(self.forum.starts_at).date() if self.forum.starts_at else None


def read(forum: Forum, at: datetime) -> Meeting:
    """Read a forum with region and cycle loaded; a fixed number of queries. `at` stands for a date not yet known."""
    region = forum.region
    above = [code for code in codes.ancestors(region.code) if codes.level_of(code) in {codes.DISTRICT, codes.PROVINCE}]
    known = {place.level: place for place in Region.objects.current().filter(code__in=above)}
    kecamatan = region if region.level == codes.DISTRICT else known.get(codes.DISTRICT)
    points = list(forum.resolutions.order_by("place"))
    on = timezone.localtime(forum.starts_at or at).date()
    return Meeting(
        forum=forum,
        wording=wording_of(forum.cycle.city, known.get(codes.PROVINCE)),
        kecamatan=kecamatan.name if kecamatan else "",
        official=signer_of(forum, on),
        present=tuple(forum.attendances.order_by("pk")),
        delegates=tuple(forum.delegates.order_by("place")),
        decisions=(*_nil(forum), *(point.text for point in points if not point.is_condition)),
        unmet=tuple(point.text for point in points if point.is_condition),
        decided=_decided(forum),
    )


def _decided(forum: Forum) -> tuple[LevelDecision, ...]:
    if not forum.custom.ranks:
        return ()
    planned = foreseen.decisions(forum)
    return tuple(in_force(forum.cycle, LEVELS[forum.custom.ranks], forum.region) if planned is None else planned)


def _nil(forum: Forum) -> tuple[str, ...]:
    return (f"Usulan nihil: {forum.nil_reason}",) if forum.nil_reason else ()


def said_day(day: date | None, months: str, year: int) -> str:
    """`Kamis, 8 Januari 2026`; with dots and the usual months where the day is not known."""
    return say_date(day) if day else f"…………, …… {months} {year}"


def clock(forum: Forum) -> str:
    """`09.00 s.d. 12.00 WIB`; dots for what is not known."""

    def hour(moment: datetime | None) -> str:
        return f"{timezone.localtime(moment):%H.%M}" if moment else "………"

    return f"{hour(forum.starts_at)} s.d. {hour(forum.ends_at)} WIB"


def or_dots(said: str, dots: str = DOTS) -> str:
    return said or dots
