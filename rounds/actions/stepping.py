"""What all verbs of counted rounds share: the lock, the step from one status to the next, the event."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import OfficeHolding
from proposals.actions.recording import record
from proposals.models import Event
from rounds.blockers import Blocker
from rounds.models import Forum, Round
from rounds.models.round import NEXT

from .meeting import require_window

MIN_REASON = 10
Status = Round.Status


def locked(round_: Round, *allowed: str, at: datetime) -> Round:
    """Lock a counted round that stands at one of these statuses; its forum's window must be open."""
    found = Round.objects.counted().select_for_update(of=("self",)).for_page().get(pk=round_.pk)
    if found.status not in allowed:
        raise ValidationError(f"Putaran ini berstatus {found.get_status_display()}. Langkah itu tidak ada lagi.")
    if found.forum.is_over and not found.is_over:
        raise ValidationError("Forum sudah ditutup. Putarannya terkunci.")
    if found.forum.status != Forum.Status.CLOSED:
        require_window(found.forum, at=at)
    return found


def step(round_: Round, status: str) -> None:
    """Take a step of the life of a round; the fields changed so far are saved with it."""
    if status not in NEXT.get(round_.status, frozenset()):
        raise ValidationError(f"Dari {round_.get_status_display()} tidak ada langkah itu.")
    round_.status = status
    round_.save()


def refuse(blockers: list[Blocker]) -> None:
    """Refuse while anything stands in the way; all of it at once."""
    if blockers:
        raise ValidationError([blocker.sentence for blocker in blockers], code="blocked")


def need_reason(reason: str) -> str:
    """The reason without its edges; ValidationError where it is too short."""
    if len(reason.strip()) < MIN_REASON:
        raise ValidationError({"reason": f"Tulis alasannya paling sedikit {MIN_REASON} huruf."})
    return reason.strip()


def told(round_: Round, act: str, *, by: OfficeHolding | None, at: datetime, **body: Any) -> None:
    """Record a step in the event log: never a name, a score or a ballot."""
    record(
        Event.Kind.ROUND_STEP,
        by=by,
        at=at,
        cycle=round_.forum.cycle,
        subject=f"putaran:{round_.code}:v{round_.version}",
        langkah=act,
        **body,
    )
