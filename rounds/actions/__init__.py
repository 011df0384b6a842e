"""The verbs of forums: every write of this app. Pages, demo data and tests all call them.

Each takes `by` (the acting office) and `at` (the clock time of the act), locks what it changes, asks whether the stage
is open at that place, and records an event last. A refusal is a ValidationError whose sentence says what to do.
"""

from . import (
    agreeing,
    amending,
    assessing,
    attendance,
    balloting,
    closing,
    computing,
    delegating,
    founding,
    freezing,
    inviting,
    mandates,
    meeting,
    minutes,
    opening,
    ordering,
    preparing,
    publishing,
    scanning,
    settling,
    sitting,
    transcribing,
    twinning,
)

__all__ = [
    "agreeing",
    "amending",
    "assessing",
    "attendance",
    "balloting",
    "closing",
    "computing",
    "delegating",
    "founding",
    "freezing",
    "inviting",
    "mandates",
    "meeting",
    "minutes",
    "opening",
    "ordering",
    "preparing",
    "publishing",
    "scanning",
    "settling",
    "sitting",
    "transcribing",
    "twinning",
]
