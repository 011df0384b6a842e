"""The verbs: every write of this app. Page, admin, import, command and demo data all call them.

Each takes `by` (the acting office; None for the system) and `at` (the clock time of the act), locks what it changes,
and refuses with a ValidationError whose sentence says what to do.
"""

from .groups import ensure_group
from .second_factor import remove_second_factor

__all__ = ["ensure_group", "remove_second_factor"]
