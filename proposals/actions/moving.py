"""Verbs of pindah perangkat daerah: proposed by who works on a usulan, decided by mitra or Bappeda.

The status stays as it is; `agency_first` keeps where the kamus sent it.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.models import Agency
from proposals.models import AgencyMove, Event, Proposal, Survey
from proposals.models.decision import Level, Outcome
from proposals.statuses import OPEN, Status

from .levels import locked_with_places, write_decision
from .placing import agency_of
from .recording import record
from .stages import require_open

MIN_REASON = 10
Move = AgencyMove.Status


def _need_text(text: str, field: str, sentence: str) -> str:
    if len(text.strip()) < MIN_REASON:
        raise ValidationError({field: f"{sentence} paling sedikit {MIN_REASON} huruf."})
    return text.strip()


def _open(proposal_id: int, *, at: datetime) -> Proposal:
    """Lock a usulan that may still go to another agency."""
    proposal = locked_with_places(proposal_id)
    if proposal.status not in OPEN:
        raise ValidationError(
            f"Usulan ini {Status(proposal.status).label.lower()}, jadi tidak dapat dipindah lagi.", code="transition"
        )
    require_open(proposal.cycle, "move_agency", proposal.region, at=at)
    return proposal


def _target(proposal: Proposal, agency: Agency) -> Agency:
    """The agency, or its branch at the usulan's kecamatan; refuses where it stands already."""
    if agency.city_id != proposal.cycle.city_id:
        raise ValidationError({"agency": "Pilih perangkat daerah kota ini."})
    if agency.region_id is not None and agency.region_id != proposal.kecamatan_id:
        raise ValidationError({"agency": "Kecamatan itu bukan kecamatan usulan ini."})
    found = agency_of(agency, proposal.kecamatan)
    if found.pk == proposal.agency_id:
        raise ValidationError({"agency": f"Usulan ini sudah di {found.name}. Pilih perangkat daerah lain."})
    return found


@transaction.atomic
def propose_move(proposal: Proposal, *, agency: Agency, reason: str, by: OfficeHolding, at: datetime) -> AgencyMove:
    """Ask for another agency, with a reason; mitra or Bappeda decides. Asking the same again is one request."""
    reason = _need_text(reason, "reason", "Tulis alasan pindahnya")
    proposal = _open(proposal.pk, at=at)
    agency = _target(proposal, agency)
    waiting = AgencyMove.objects.filter(proposal=proposal, status=Move.PROPOSED).first()
    if waiting is not None:
        if (waiting.proposed_by_id, waiting.agency_to_id) == (by.pk, agency.pk):
            return waiting
        raise ValidationError("Usul pindah untuk usulan ini masih menunggu mitra Bappeda.", code="conflict")
    move = AgencyMove(
        proposal=proposal,
        agency_from=proposal.agency,
        agency_to=agency,
        reason=reason,
        proposed_by=by,
        proposed_at=at,
    )
    move.full_clean()
    move.save()
    record(
        Event.Kind.MOVE_PROPOSED,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        to=agency.name,
        reason=reason,
        **_origin(proposal.agency),
    )
    require_open(proposal.cycle, "move_agency", proposal.region, at=at)
    return move


def _origin(agency: Agency | None) -> dict[str, str]:
    return {"from": agency.name} if agency else {}


@transaction.atomic
def decide_move(move: AgencyMove, *, approve: bool, answer: str, by: OfficeHolding, at: datetime) -> AgencyMove:
    """Pindahkan or tetap; keeping asks for an answer. The second of two deciders is told, the same act twice is one."""
    wanted = Move.MOVED if approve else Move.KEPT
    if not approve or answer.strip():
        answer = _need_text(answer, "answer", "Tulis jawabannya")
    proposal = locked_with_places(move.proposal_id)
    found = AgencyMove.objects.select_for_update(of=("self",)).select_related("agency_to", "decided_by__office")
    move = found.get(pk=move.pk)
    if move.status != Move.PROPOSED:
        if (move.status, move.decided_by_id) == (wanted, by.pk):
            return move
        who = move.decided_by.label if move.decided_by else "petugas lain"
        raise ValidationError(f"Usul pindah ini baru saja diputuskan {who}. Muat ulang halaman.", code="conflict")
    move.status, move.answer, move.decided_by, move.decided_at = wanted, answer.strip(), by, at
    if approve:
        _open(proposal.pk, at=at)
        agency = _target(proposal, move.agency_to)
        move.save()
        _go(proposal, agency, move.reason, by=by, at=at)
        return move
    move.save()
    record(
        Event.Kind.AGENCY_KEPT,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        to=move.agency_to.name,
        reason=move.answer,
        **_origin(proposal.agency),
    )
    return move


@transaction.atomic
def move_agency(proposal: Proposal, *, agency: Agency, reason: str, by: OfficeHolding, at: datetime) -> AgencyMove:
    """Move a usulan at once: mitra or Bappeda needs nobody's proposal. Moving it there again is refused."""
    reason = _need_text(reason, "reason", "Tulis alasan pindahnya")
    proposal = _open(proposal.pk, at=at)
    agency = _target(proposal, agency)
    if AgencyMove.objects.filter(proposal=proposal, status=Move.PROPOSED).exists():
        raise ValidationError("Ada usul pindah yang menunggu untuk usulan ini. Putuskan usul itu.", code="conflict")
    move = AgencyMove(
        proposal=proposal,
        agency_from=proposal.agency,
        agency_to=agency,
        reason=reason,
        status=Move.MOVED,
        proposed_by=by,
        proposed_at=at,
        decided_by=by,
        decided_at=at,
    )
    move.full_clean()
    move.save()
    _go(proposal, agency, reason, by=by, at=at)
    return move


def _go(proposal: Proposal, agency: Agency, reason: str, *, by: OfficeHolding, at: datetime) -> None:
    """Put the usulan at its new agency; a visit that was planned goes along, without its surveyor."""
    old = proposal.agency
    proposal.agency_first = proposal.agency_first or old
    proposal.agency = agency
    proposal.version += 1
    proposal.save()
    Survey.objects.filter(proposal=proposal, status=Survey.Status.PLANNED).update(agency=agency, surveyor=None)
    write_decision(
        proposal,
        Level.PARTNER,
        Outcome.MOVED,
        by=by,
        at=at,
        volume=proposal.current_volume,
        amount=proposal.current_amount,
        reason=reason,
    )
    record(
        Event.Kind.AGENCY_MOVED,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        agency=agency.pk,
        to=agency.name,
        reason=reason,
        **_origin(old),
    )
    require_open(proposal.cycle, "move_agency", proposal.region, at=at)
