"""Tables of the yearly cycle and of usulan, by subject."""

from .apart import Apart
from .batch import Batch, BatchLine
from .change import AgencyMove, Amendment, Objection
from .cycle import Ceiling, Cycle, NumberCounter, Priority, Quota, Stage, StageWindow, Target, Theme
from .decision import LevelDecision
from .desk import DeskNote, DeskTask
from .document import Document
from .draft import NeedDraft
from .event import Event, EventHead
from .exchange import ColumnNames, SipdWords, Spelling
from .job import Job
from .need import Need
from .notice import Notice, NoticeMail, NoticeReading
from .photo import Photo
from .pokir import Pokir
from .proposal import Proposal
from .readiness import Obstacle
from .realisation import Confirmation, PlanDocument, PlanLine, WorkReport
from .support import Support
from .survey import Survey
from .wish import Wish, WishAsk

__all__ = [
    "AgencyMove",
    "Amendment",
    "Apart",
    "Batch",
    "BatchLine",
    "Ceiling",
    "ColumnNames",
    "Confirmation",
    "Cycle",
    "DeskNote",
    "DeskTask",
    "Document",
    "Event",
    "EventHead",
    "Job",
    "LevelDecision",
    "Need",
    "NeedDraft",
    "Notice",
    "NoticeMail",
    "NoticeReading",
    "NumberCounter",
    "Objection",
    "Obstacle",
    "Photo",
    "PlanDocument",
    "PlanLine",
    "Pokir",
    "Priority",
    "Proposal",
    "Quota",
    "SipdWords",
    "Spelling",
    "Stage",
    "StageWindow",
    "Support",
    "Survey",
    "Target",
    "Theme",
    "Wish",
    "WishAsk",
    "WorkReport",
]
