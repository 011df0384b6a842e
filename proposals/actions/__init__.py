"""The verbs: every write of this app. Page, admin, API, import and demo data all call them.

Each takes `by` (the acting office; None for the public and the system) and `at` (the clock time of the act), locks what
it changes, and records an event last. A refusal is a ValidationError whose sentence says what to do.
"""

from . import (
    deciding,
    documents,
    drafting,
    need_drafts,
    needs,
    outcomes,
    photos,
    pokir,
    pricing,
    sending,
    stages,
    supporting,
    telling,
    wishing,
)

__all__ = [
    "deciding",
    "documents",
    "drafting",
    "need_drafts",
    "needs",
    "outcomes",
    "photos",
    "pokir",
    "pricing",
    "sending",
    "stages",
    "supporting",
    "telling",
    "wishing",
]
