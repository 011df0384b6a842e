"""Whether residents may tell needs now: the sentence that says why not, and when."""

from datetime import datetime

from .models import Cycle, Stage, StageWindow
from .windows import ALLOWS


def closed_everywhere(cycle: Cycle, at: datetime) -> str:
    """Say why nobody in the city can tell a need now; empty where some place can. Needs the city loaded."""
    kinds = ALLOWS["tell_need"]
    known = Stage.objects.windows(cycle, kinds, cycle.city.code)
    if any(window.is_open(at) for window in known.values()):
        return ""
    own = StageWindow.objects.filter(stage__cycle=cycle, stage__kind__in=kinds, closed_at=None)
    if own.filter(opens_at__lte=at, closes_at__gt=at).exists():
        return ""
    sentences = [window.why_closed(at) for window in known.values()]
    return sentences[0] if sentences else "Tahap ini belum dijadwalkan. Hubungi Bappeda."
