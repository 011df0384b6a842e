"""The last act of every verb: append to the log, and leave word for those whom it concerns.

Both stand in the verb's transaction: nothing happens without being told, nothing is told that did not happen.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.models import OfficeHolding
from proposals.models import Cycle, Event, Notice, Proposal
from proposals.standing import standing
from proposals.telling import notices_for

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
    """Append many events of one act in one go, as (kind, usulan or None, subject, body).

    Each usulan must stand as it is stored: its event keeps how it stands, for reports of a past day.
    """
    kept = [(kind, one, subject, body | standing(one) if one else body) for kind, one, subject, body in acts]
    events = Event.append(kept, by=by, at=at, cycle=cycle)
    undone = [event.proposal_id for event in events if event.kind == Event.Kind.UNDONE]
    if undone:  # what was taken back within its ten minutes is never told
        Notice.objects.filter(proposal__in=undone, leaves_at__gt=at, withdrawn_at=None).update(withdrawn_at=at)
    if notices := notices_for(events):
        Notice.objects.bulk_create(notices, batch_size=200)
    return events
