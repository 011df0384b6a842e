"""Whether and where residents may tell needs now: the sentences that say so, and why not."""

from datetime import datetime

from regions.models import Region

from .models import Cycle, Stage, StageWindow
from .windows import ALLOWS, say_day

KINDS = ALLOWS["tell_need"]


def closed_everywhere(cycle: Cycle, at: datetime) -> str:
    """Say why nobody in the city can tell a need now; empty where some place can. Needs the city loaded."""
    known = Stage.objects.windows(cycle, KINDS, cycle.city.code)
    if any(window.is_open(at) for window in known.values()) or _open_areas(cycle, at):
        return ""
    sentences = [window.why_closed(at) for window in known.values()]
    return sentences[0] if sentences else "Tahap ini belum dijadwalkan. Hubungi Bappeda."


def open_only_in(cycle: Cycle, at: datetime) -> str:
    """Name the areas that are open while the city is not: `Kec. Lowokwaru sampai Senin, …`; else empty."""
    known = Stage.objects.windows(cycle, KINDS, cycle.city.code)
    if any(window.is_open(at) for window in known.values()):
        return ""
    return ", ".join(f"{one.region.label} sampai {say_day(one.closes_at)}" for one in _open_areas(cycle, at))


def closed_at(cycle: Cycle, code: str, at: datetime) -> str:
    """Say why no need can be told at one place, as soon as it is chosen; empty where it can, or is no place."""
    region = Region.objects.current().filter(code=code).first() if code else None
    if region is None:
        return ""
    known = list(Stage.objects.windows(cycle, KINDS, region.code).values())
    if not known or any(window.is_open(at) for window in known):
        return ""
    return f"{region.label}: {known[0].why_closed(at)}"


def _open_areas(cycle: Cycle, at: datetime) -> list[StageWindow]:
    """The windows of areas that are open now; of an area with several the last one set counts."""
    own = StageWindow.objects.filter(stage__cycle=cycle, stage__kind__in=KINDS).select_related("region")
    newest = {(one.stage_id, one.region.code): one for one in own.order_by("region__code", "set_at", "pk")}
    return [one for one in newest.values() if one.closed_at is None and one.opens_at <= at < one.closes_at]
