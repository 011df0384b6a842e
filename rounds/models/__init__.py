"""Tables of forums and of the rounds in them."""

from .blanks import Blank, Reading
from .meeting import AgendaItem, Attendance, Delegate, Forum, Invitation, Resolution, Sex
from .round import Candidate, Limit, Move, Round
from .runs import Addendum, Lot, Run, RunResult
from .scan import Scan
from .scores import Recusal, Score
from .terms import Assessor, Bond, Criterion, Guarantee, Terms
from .voting import Ballot, PaperEntry, PaperStack, Receipt, Voter

__all__ = [
    "Addendum",
    "AgendaItem",
    "Assessor",
    "Attendance",
    "Ballot",
    "Blank",
    "Bond",
    "Candidate",
    "Criterion",
    "Delegate",
    "Forum",
    "Guarantee",
    "Invitation",
    "Limit",
    "Lot",
    "Move",
    "PaperEntry",
    "PaperStack",
    "Reading",
    "Receipt",
    "Recusal",
    "Resolution",
    "Round",
    "Run",
    "RunResult",
    "Scan",
    "Score",
    "Sex",
    "Terms",
    "Voter",
]
