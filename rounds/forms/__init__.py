"""Forms of forums: what people type is cleaned here and said back in Indonesian."""

from .invitation import DelegateSet, GuestForm, PointSet
from .meeting import MarkForm, MeetingForm, ReasonForm
from .minutes import MinutesForm
from .people import ELEMENTS, PasteForm, PersonForm
from .planning import PlanForm

__all__ = [
    "ELEMENTS",
    "DelegateSet",
    "GuestForm",
    "MarkForm",
    "MeetingForm",
    "MinutesForm",
    "PasteForm",
    "PersonForm",
    "PlanForm",
    "PointSet",
    "ReasonForm",
]
