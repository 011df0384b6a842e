"""Tables of forums and of the rounds in them."""

from .meeting import AgendaItem, Attendance, Delegate, Forum, Invitation, Sex
from .round import Candidate, Limit, Move, Round

__all__ = [
    "AgendaItem",
    "Attendance",
    "Candidate",
    "Delegate",
    "Forum",
    "Invitation",
    "Limit",
    "Move",
    "Round",
    "Sex",
]
