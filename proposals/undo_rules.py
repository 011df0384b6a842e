"""When a decision of the desk can still be undone: for ten minutes, by the same desk, while nothing came after it."""

from datetime import datetime, timedelta

from accounts.models import OfficeHolding

from .desks import same_desk
from .models import Event, Proposal
from .telling import UNDO_MINUTES

K = Event.Kind
UNDOABLE = frozenset({K.ACCEPTED, K.CHANGED_ACCEPTED, K.MERGED, K.RETURNED, K.REJECTED, K.HELD})
BESIDE = frozenset({K.SUPPORTED, K.SUPPORT_TAKEN_BACK, K.ASSIGNED})
"""What others do beside a decision without resting on it; it does not stand in the way of taking the decision back."""
WINDOW = timedelta(minutes=UNDO_MINUTES)


def last_event(proposal: Proposal) -> Event | None:
    """The last act on a usulan that a later one rests on."""
    return Event.objects.of_proposal(proposal).exclude(kind__in=BESIDE).select_related("holding__office__region").last()


def last_of(holding: OfficeHolding, at: datetime) -> Event | None:
    """What an office decided within the last minutes, if nothing came after it on that usulan. Two queries at most."""
    own = Event.objects.filter(holding=holding, kind__in=UNDOABLE, at__gt=at - WINDOW, at__lte=at)
    event = own.select_related("proposal__group", "holding__office__region").order_by("-at", "-seq").first()
    if event is None or event.proposal is None:
        return None
    came_after = Event.objects.filter(proposal=event.proposal, seq__gt=event.seq).exclude(kind__in=BESIDE)
    return None if came_after.exists() else event


def why_not_undo(event: Event | None, by: OfficeHolding, at: datetime) -> str:
    """Why the last act cannot be undone, as a sentence; empty where it can."""
    if event is None or event.kind not in UNDOABLE or event.holding is None or event.body.get("level") != "kelurahan":
        return "Tidak ada keputusan meja yang dapat dibatalkan. Sesudah keputusan itu sudah ada langkah lain."
    if event.body.get("forum"):
        return "Keputusan ini dibuat forum, jadi tidak dapat dibatalkan meja."
    if not same_desk(event.holding, by):
        return f"Keputusan ini dibuat {event.holding.label}. Hanya meja itu yang dapat membatalkannya."
    if at >= event.at + WINDOW:
        return f"Sudah lewat {UNDO_MINUTES} menit dan pengusul sudah diberi tahu. Putuskan lagi dengan alasannya."
    return ""


def minutes_left(event: Event | None, by: OfficeHolding, at: datetime) -> int:
    """Whole minutes in which the office may still undo the last act; 0 where it may not."""
    if event is None or why_not_undo(event, by, at):
        return 0
    left = event.at + WINDOW - at
    return max(1, int(left.total_seconds() // 60))
