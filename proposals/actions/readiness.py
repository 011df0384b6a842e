"""Verbs of kesiapan: open what must be clear, clear it with a result and evidence, hold a usulan until then."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import OfficeHolding
from proposals.models import Document, Event, LevelDecision, Obstacle, Proposal
from proposals.models.decision import Level, Outcome
from proposals.readiness import OWNER_OF, owns
from proposals.statuses import OPEN, Status

from .asking import obstacle_body
from .documents import add_document
from .drafting import refuse_stale
from .levels import held_before, locked_with_places, write_decision
from .recording import record
from .stages import require_open

MIN_TEXT = 10
K = Event.Kind


@transaction.atomic
def open_obstacle(
    proposal: Proposal,
    *,
    kind: str,
    text: str,
    due_on: date,
    owner: str = "",
    by: OfficeHolding,
    at: datetime,
) -> Obstacle:
    """Name what must be clear, who clears it (else the usual one) and until when; one open of each kind."""
    wrong = {}
    if len(text.strip()) < MIN_TEXT:
        wrong["text"] = f"Tulis apa yang harus jelas, paling sedikit {MIN_TEXT} huruf."
    if due_on < timezone.localdate(at):
        wrong["due_on"] = "Tanggalnya tidak boleh sebelum hari ini."
    if wrong:
        raise ValidationError(wrong)
    proposal = locked_with_places(proposal.pk)
    if proposal.status not in OPEN:
        raise ValidationError(f"Usulan ini {Status(proposal.status).label.lower()}. Tidak ada lagi yang perlu jelas.")
    known = Obstacle.objects.filter(proposal=proposal, kind=kind, cleared_at=None).first()
    if known is not None:
        raise ValidationError({"kind": f"{known.get_kind_display()} sudah ditanyakan: {known.text}"})
    owner = owner or OWNER_OF[kind]
    obstacle = Obstacle(
        proposal=proposal, kind=kind, text=text.strip(), owner=owner, due_on=due_on, opened_by=by, opened_at=at
    )
    obstacle.full_clean()
    obstacle.save()
    record(K.OBSTACLE_OPENED, by=by, at=at, cycle=proposal.cycle, proposal=proposal, **obstacle_body(obstacle))
    return obstacle


@transaction.atomic
def clear_obstacle(
    obstacle: Obstacle,
    *,
    result: str,
    land_status: str = "",
    evidence: tuple[ContentFile[bytes], str] | None = None,
    by: OfficeHolding,
    at: datetime,
) -> Obstacle:
    """Say how it was cleared; for the land its status is written on the usulan. Only by the office that owns it.

    `evidence` is a file that `documents.read_document` has read, and its label; who works on the usulan reads it.
    """
    if len(result.strip()) < MIN_TEXT:
        raise ValidationError({"result": f"Tulis hasilnya paling sedikit {MIN_TEXT} huruf."})
    proposal = locked_with_places(obstacle.proposal_id)
    obstacle = Obstacle.objects.select_for_update(of=("self",)).get(pk=obstacle.pk)
    obstacle.proposal = proposal
    if obstacle.cleared_at is not None:
        raise ValidationError("Ini sudah selesai. Muat ulang halaman.", code="conflict")
    if not owns(by, obstacle):
        raise ValidationError(f"Ini diselesaikan {obstacle.get_owner_display().lower()}.")
    obstacle.result = result.strip()
    if evidence is not None:
        content, label = evidence
        obstacle.evidence = add_document(proposal, content, label=label, kind=Document.Kind.EVIDENCE, by=by, at=at)
    obstacle.cleared_by, obstacle.cleared_at = by, at
    obstacle.full_clean()
    obstacle.save()
    if obstacle.kind == Obstacle.Kind.LAND and land_status:
        proposal.land_status = land_status
        proposal.version += 1
        proposal.full_clean(exclude=["number"])
        proposal.save()
    reason = f"{obstacle.get_kind_display()}: {obstacle.result}"
    more = {"obstacle": obstacle.kind, "land_status": land_status}
    record(K.OBSTACLE_CLEARED, by=by, at=at, cycle=proposal.cycle, proposal=proposal, reason=reason, **more)
    return obstacle


@transaction.atomic
def hold(
    proposal: Proposal, *, reason: str, review_on: date, by: OfficeHolding, at: datetime, expected: int | None
) -> LevelDecision:
    """Ditunda: only with an open obstacle and a day on which it is looked at again; the status stays."""
    wrong = {}
    if len(reason.strip()) < MIN_TEXT:
        wrong["reason"] = f"Tulis alasannya paling sedikit {MIN_TEXT} huruf."
    if review_on <= timezone.localdate(at):
        wrong["review_on"] = "Pilih hari sesudah hari ini."
    if wrong:
        raise ValidationError(wrong)
    proposal = locked_with_places(proposal.pk)
    refuse_stale(proposal, expected)
    require_open(proposal.cycle, "verify", proposal.region, at=at)
    if proposal.status != Status.SUBMITTED:
        raise ValidationError(f"Usulan ini {Status(proposal.status).label.lower()}. Hanya yang diajukan dapat ditunda.")
    if not Obstacle.objects.filter(proposal=proposal, cleared_at=None).exists():
        raise ValidationError("Ditunda hanya bila ada yang belum jelas. Buka dulu apa yang harus jelas dan oleh siapa.")
    earlier = held_before(proposal)
    proposal.review_on, proposal.reason = review_on, reason.strip()
    proposal.version += 1
    proposal.save()
    decision = write_decision(
        proposal,
        Level.KELURAHAN,
        Outcome.HELD,
        by=by,
        at=at,
        volume=proposal.current_volume,
        amount=proposal.current_amount,
        reason=reason.strip(),
    )
    record(
        K.HELD,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        before=proposal.status,
        after=proposal.status,
        level=Level.KELURAHAN,
        reason=reason.strip(),
        until=review_on.isoformat(),
        **earlier,
    )
    require_open(proposal.cycle, "verify", proposal.region, at=at)
    return decision
