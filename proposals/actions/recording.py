"""The last act of every verb: append to the log, and leave word for those whom it concerns.

Both stand in the verb's transaction: nothing happens without being told, nothing is told that did not happen.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.models import OfficeHolding
from proposals.models import Cycle, Event, Proposal

Act = tuple[Event.Kind, Proposal | None, str, dict[str, Any]]


def record(
    kind: Event.Kind,
    *,
    by: OfficeHolding | None,
    at: datetime,
    cycle: Cycle,
    proposal: Proposal | None = None,
    subject: str = "",
    **body: Any,
) -> Event:
    """Append one event; the last act of a verb, inside its transaction. `by` is None for the public or the system.

    `subject` names what is not a usulan: `tahap:rembuk:35.73.05`, `kebutuhan:<uuid>`, `forum:<number>`.
    """
    return record_all([(kind, proposal, subject, body)], by=by, at=at, cycle=cycle)[0]


def record_all(acts: Sequence[Act], *, by: OfficeHolding | None, at: datetime, cycle: Cycle) -> list[Event]:
    """Append many events of one act in one go, as (kind, usulan or None, subject, body)."""
    return Event.append(acts, by=by, at=at, cycle=cycle)
