"""Verbs of the survey in the field: keep what was found, finish and lock.

The usulan is locked before its survey in every verb, so that two of them never wait for each other.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.money import MAX_RUPIAH, decimal_text
from proposals.models import Event, Photo, Proposal, Survey
from proposals.models.decision import Level, Outcome
from proposals.reasons import missing_text
from proposals.statuses import OPEN, Status

from .levels import LOCKED, write_decision
from .photos import keep_photos
from .planning import locked_survey, refuse_done
from .recording import Act, record_all
from .stages import require_open

MAX_PHOTOS = 6
"""Pictures of one survey."""
Verdict = Survey.Verdict


@dataclass(frozen=True)
class Findings:
    """What the surveyor writes down; None or empty where it was not measured (metres, percent, unit of the item)."""

    length_m: Decimal | None = None
    width_m: Decimal | None = None
    height_m: Decimal | None = None
    damage_pct: int | None = None
    verdict: str = ""
    volume: Decimal | None = None
    note: str = ""


@transaction.atomic
def save(
    survey: Survey,
    findings: Findings,
    *,
    photos: Sequence[ContentFile[bytes]] = (),
    by: OfficeHolding,
    at: datetime,
) -> Survey:
    """Keep what was found so far; nothing is decided yet, so nothing is logged.

    The same save sent twice over a bad line is one: photos are known again by their content.
    """
    survey = locked_survey(survey)
    refuse_done(survey)
    require_open(survey.proposal.cycle, "survey", survey.proposal.region, at=at)
    _keep(survey, findings, at=at)
    _add_photos(survey, photos, at=at)
    return survey


def _keep(survey: Survey, findings: Findings, *, at: datetime) -> None:
    for name, value in asdict(findings).items():
        setattr(survey, name, value)
    survey.saved_at = at
    survey.amount = survey.proposal.cost_of(survey.volume) if survey.volume is not None else 0
    if survey.amount > MAX_RUPIAH:
        raise ValidationError({"volume": "Perkiraan biaya terlalu besar. Periksa lagi volumenya."})
    survey.full_clean(exclude=["proposal", "agency", "surveyor", "planned_by", "done_by"])
    survey.save()


def _add_photos(survey: Survey, photos: Sequence[ContentFile[bytes]], *, at: datetime) -> None:
    full = f"Foto survei paling banyak {MAX_PHOTOS}. Hapus satu lebih dulu."
    keep_photos(survey, photos, name=f"{survey.pk}", most=MAX_PHOTOS, full=full, at=at)


@transaction.atomic
def remove_photo(photo: Photo, *, by: OfficeHolding, at: datetime) -> None:
    """Take a photo off a survey that is not finished."""
    if photo.survey is None:
        raise ValidationError("Foto ini bukan foto survei.")
    refuse_done(locked_survey(photo.survey))
    photo.delete()
    transaction.on_commit(lambda: photo.image.storage.delete(str(photo.image.name)))


@transaction.atomic
def finish(
    survey: Survey,
    findings: Findings,
    *,
    photos: Sequence[ContentFile[bytes]] = (),
    reason_code: str = "",
    by: OfficeHolding,
    at: datetime,
) -> Survey:
    """Selesai dan kunci: from now on no verb changes this survey; the desk's decision follows from its verdict.

    A prioritas kelurahan becomes layak (with the recommended volume) or ditolak. Before that the survey is advice:
    layak stands as the desk's decision, tidak layak in the life-line, and the kelurahan decides. Sent again it is one.
    """
    survey = locked_survey(survey)
    if survey.status == Survey.Status.DONE and survey.done_by_id == by.pk and _same(survey, findings):
        return survey
    refuse_done(survey)
    proposal = survey.proposal
    require_open(proposal.cycle, "survey", proposal.region, at=at)
    if proposal.status not in OPEN:
        raise ValidationError(
            f"Usulan ini {Status(proposal.status).label.lower()}. Hasil survei tidak dapat dicatat lagi."
        )
    _require_whole(proposal, findings, reason_code)
    _keep(survey, findings, at=at)
    _add_photos(survey, photos, at=at)
    if findings.verdict == Verdict.FIT:
        survey.volume = proposal.current_volume
        survey.amount = proposal.current_amount
    elif findings.verdict == Verdict.UNFIT:
        survey.volume, survey.amount = None, 0
    survey.status, survey.done_by, survey.done_at = Survey.Status.DONE, by, at
    survey.save()
    record_all(_conclude(survey, reason_code, by=by, at=at), by=by, at=at, cycle=proposal.cycle)
    require_open(proposal.cycle, "survey", proposal.region, at=at)
    return survey


def _same(survey: Survey, findings: Findings) -> bool:
    """Whether these are the findings it was finished with; the volume follows from the verdict but for a change."""
    said = asdict(findings)
    if findings.verdict != Verdict.CHANGED:
        said.pop("volume")
    return all(getattr(survey, name) == value for name, value in said.items())


def _require_whole(proposal: Proposal, findings: Findings, reason_code: str) -> None:
    """Refuse an unfinished sheet; every sentence at once, beside its field."""
    wrong: dict[str, str] = {}
    if findings.verdict not in Verdict.values:
        wrong["verdict"] = "Pilih hasilnya: layak, layak dengan perubahan, atau tidak layak."
    if findings.verdict == Verdict.CHANGED:
        if proposal.desk_locked_at is not None:
            wrong["verdict"] = LOCKED
        if findings.volume is None:
            wrong["volume"] = "Isi volume yang disarankan, misalnya 100."
        elif findings.volume == proposal.current_volume:
            wrong["volume"] = "Volumenya sama dengan usulan. Pilih Layak, atau isi volume yang baru."
        elif proposal.unit_price is None:
            wrong["volume"] = "Usulan ini belum mempunyai harga kamus, jadi volumenya tidak dapat diubah."
        if len(findings.note.strip()) < 10:
            wrong["note"] = "Tulis temuannya paling sedikit 10 huruf. Ini alasan perubahan volumenya."
    if findings.verdict == Verdict.UNFIT and (missing := missing_text(reason_code, findings.note)):
        wrong["note" if reason_code else "reason_code"] = missing
    if wrong:
        raise ValidationError(wrong, code="incomplete")


def _conclude(survey: Survey, reason_code: str, *, by: OfficeHolding, at: datetime) -> list[Act]:
    """Write what follows for the usulan; returns the events of it, the survey's first."""
    proposal, verdict = survey.proposal, survey.verdict
    before, decided = proposal.status, proposal.status == Status.PRIORITY_KEL
    body: dict[str, Any] = {"level": Level.DESK.value, "verdict": verdict, "reason": survey.note.strip()}
    if verdict == Verdict.UNFIT:
        body["reason_code"] = reason_code
        told: list[Act] = [(Event.Kind.SURVEYED, proposal, "", body)]
        if decided:
            _refuse(survey, reason_code, by=by, at=at)
            end = body | {"before": before, "after": proposal.status, "may_repeat": True}
            told.append((Event.Kind.REJECTED, proposal, "", end))
        return told
    write_decision(
        proposal,
        Level.DESK,
        Outcome.FEASIBLE,
        by=by,
        at=at,
        volume=survey.volume,
        amount=survey.amount,
        reason=survey.note.strip(),
    )
    if survey.volume is not None:
        body |= {"volume": f"{decimal_text(survey.volume)} {proposal.unit}".strip(), "amount": survey.amount}
    if decided:
        proposal.move_to(Status.FEASIBLE, at=at)
        if verdict == Verdict.CHANGED:
            proposal.current_volume, proposal.current_amount = survey.volume, survey.amount
        proposal.reason_code, proposal.reason = "", survey.note.strip() if verdict == Verdict.CHANGED else ""
        proposal.version += 1
        proposal.save()
        body |= {"before": before, "after": proposal.status}
    return [(Event.Kind.SURVEYED, proposal, "", body)]


def _refuse(survey: Survey, reason_code: str, *, by: OfficeHolding, at: datetime) -> None:
    proposal, reason = survey.proposal, survey.note.strip()
    write_decision(
        proposal,
        Level.DESK,
        Outcome.REJECTED,
        by=by,
        at=at,
        volume=Decimal(0),
        amount=0,
        reason_code=reason_code,
        reason=reason,
    )
    proposal.move_to(Status.REJECTED, at=at)
    proposal.reason_code, proposal.reason, proposal.due_at = reason_code, reason, None
    proposal.version += 1
    proposal.save()
