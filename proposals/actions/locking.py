"""The verb of BA Desk: lock all usulan of a kecamatan's desk at once."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals import desk_lock
from proposals.models import Cycle, Event, Proposal
from regions.models import Region

from .recording import Act, record_all
from .stages import require_open

MIN_REASON = 10


@transaction.atomic
def lock_desk(
    cycle: Cycle, kecamatan: Region, *, go_on_reason: str = "", by: OfficeHolding, at: datetime
) -> list[Proposal]:
    """Lock place, volume and kind of every prioritas kelurahan and layak of the kecamatan. Only the camat may.

    Where surveys, moves or obstacles are open they are named, and `go_on_reason` goes on without them. A later call
    locks what came since; where nothing came it does nothing. Returns what was locked now.
    """
    if not allows(by, "proposals.lock_desk", kecamatan):
        raise PermissionDenied("BA Desk dikunci camat.")
    require_open(cycle, "lock_desk", kecamatan, at=at)
    rows = Proposal.objects.select_for_update(of=("self",)).filter(
        pk__in=desk_lock.on_desk(cycle, kecamatan).order_by().values("pk"), desk_locked_at=None
    )
    found = list(rows.order_by("pk"))
    if not found:
        if desk_lock.on_desk(cycle, kecamatan).exists():
            return []
        raise ValidationError("Belum ada usulan di meja kecamatan ini. Kelurahan mengirim daftarnya lebih dulu.")
    still = desk_lock.still_open(cycle, kecamatan)
    if still and len(go_on_reason.strip()) < MIN_REASON:
        named = " ".join(one.sentence for one in still)
        raise ValidationError(
            {"go_on_reason": f"{named} Selesaikan, atau tulis alasan mengunci sekarang (10 huruf atau lebih)."},
            code="open",
        )
    Proposal.objects.filter(pk__in=[proposal.pk for proposal in found]).update(
        desk_locked_at=at, version=F("version") + 1
    )
    for proposal in found:
        proposal.desk_locked_at = at
        proposal.version += 1
    body: dict[str, Any] = {"region": kecamatan.code, "count": len(found), "reason": go_on_reason.strip()}
    acts: list[Act] = [(Event.Kind.DESK_LOCKED, proposal, "", {}) for proposal in found]
    acts.append((Event.Kind.DESK_LOCKED, None, f"tahap:desk:{kecamatan.code}", body))
    record_all(acts, by=by, at=at, cycle=cycle)
    require_open(cycle, "lock_desk", kecamatan, at=at)
    return found
