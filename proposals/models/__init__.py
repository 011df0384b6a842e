"""Tables of the yearly cycle and of usulan, by subject."""

from .cycle import Ceiling, Cycle, NumberCounter, Priority, Quota, Stage, StageWindow, Target, Theme
from .decision import LevelDecision
from .event import Event, EventHead
from .need import Need
from .photo import Photo
from .proposal import Proposal

__all__ = [
    "Ceiling",
    "Cycle",
    "Event",
    "EventHead",
    "LevelDecision",
    "Need",
    "NumberCounter",
    "Photo",
    "Priority",
    "Proposal",
    "Quota",
    "Stage",
    "StageWindow",
    "Target",
    "Theme",
]
