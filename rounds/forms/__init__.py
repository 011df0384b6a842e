"""Forms of forums: what people type is cleaned here and said back in Indonesian."""

from .invitation import DelegateSet, GuestForm, PointSet
from .meeting import MarkForm, MeetingForm, ReasonForm
from .people import ELEMENTS, PasteForm, PersonForm

__all__ = [
    "ELEMENTS",
    "DelegateSet",
    "GuestForm",
    "MarkForm",
    "MeetingForm",
    "PasteForm",
    "PersonForm",
    "PointSet",
    "ReasonForm",
]
