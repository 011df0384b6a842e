"""Verbs of the work itself: its progress with photos, the hand-over, and what the proposing group says of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import OfficeHolding
from catalogue.money import MAX_RUPIAH
from proposals.models import Confirmation, Document, Event, Proposal, WorkReport
from proposals.statuses import STARTABLE, Status

from .photos import keep_photos
from .recording import record

MOST_PHOTOS = 6
"""Pictures of one report."""
MIN_TEXT = 10
NOT_BUDGETED = "Usulan ini {}. Pekerjaan dilaporkan sesudah masuk APBD."
BEGIN_FIRST = "Laporkan dulu bahwa pekerjaannya dimulai, lalu serahterimakan."
BELOW_HUNDRED = "Isi kemajuannya 0 sampai 99. Yang 100 % diserahterimakan dengan nomor BAST."
Verdict = Confirmation.Verdict
Photos = Sequence[ContentFile[bytes]]


@transaction.atomic
def report(
    proposal: Proposal, *, percent: int, note: str, photos: Photos = (), by: OfficeHolding, at: datetime
) -> WorkReport:
    """Say how far the work is, 0 to 99 percent; the first report starts it. The same report sent again is one."""
    proposal, last = _working(proposal)
    note = note.strip()
    if last is not None and (last.percent, last.note, last.by_id, last.is_done) == (percent, note, by.pk, False):
        _add_photos(last, photos, at=at)
        return last
    _require_underway(proposal)
    wrong = {}
    if not 0 <= percent < 100:
        wrong["percent"] = BELOW_HUNDRED
    elif last is not None and percent < last.percent and len(note) < MIN_TEXT:
        wrong["note"] = f"Kemajuannya turun dari {last.percent} %. Tulis sebabnya paling sedikit {MIN_TEXT} huruf."
    if wrong:
        raise ValidationError(wrong)
    made = _write(proposal, last, photos, percent=percent, note=note, by=by, at=at)
    _follow(proposal, Status.UNDERWAY, made, by=by, at=at)
    return made


@transaction.atomic
def hand_over(
    proposal: Proposal,
    *,
    final_cost: int | None,
    handover: str,
    handover_on: date | None,
    note: str = "",
    paper: Document | None = None,
    photos: Photos = (),
    by: OfficeHolding,
    at: datetime,
) -> WorkReport:
    """Selesai: the work is handed over with a BAST or a statement, and what it cost in rupiah. Sent again it is one."""
    proposal, last = _working(proposal)
    handover = handover.strip()
    if last is not None and last.is_done and (last.handover, last.final_cost) == (handover, final_cost):
        return last
    if proposal.status != Status.UNDERWAY:
        _require_underway(proposal)
        raise ValidationError(BEGIN_FIRST)
    wrong = {}
    if not final_cost or final_cost > MAX_RUPIAH:
        wrong["final_cost"] = "Isi biaya akhirnya dalam rupiah, misalnya 42.500.000."
    if len(handover) < 3:
        wrong["handover"] = "Isi nomor BAST atau surat serah terimanya."
    if handover_on is None or handover_on > timezone.localdate(at):
        wrong["handover_on"] = "Isi tanggal serah terimanya, paling lambat hari ini."
    if wrong:
        raise ValidationError(wrong)
    done: dict[str, Any] = {
        "is_done": True, "final_cost": final_cost, "handover": handover, "handover_on": handover_on, "paper": paper,
    }  # fmt: skip
    made = _write(proposal, last, photos, percent=100, note=note.strip(), by=by, at=at, **done)
    _follow(proposal, Status.DONE, made, by=by, at=at)
    return made


def why_not(status: str, proposal: Proposal, cells: Mapping[str, Any]) -> list[str]:
    """What a row of a list lacks for a report (dilaksanakan) or a hand-over (selesai), as sentences."""
    if status == Status.UNDERWAY:
        if proposal.status not in STARTABLE | {Status.UNDERWAY}:
            return [NOT_BUDGETED.format(Status(proposal.status).label.lower())]
        return [] if (cells["kemajuan"] or 0) < 100 else [BELOW_HUNDRED]
    if proposal.status != Status.UNDERWAY:
        return [BEGIN_FIRST]
    whole = cells["anggaran"] and cells["nomor_dokumen"] and cells["tanggal_dokumen"]
    return [] if whole else ["Isi biaya akhir, nomor BAST, dan tanggal serah terimanya."]


def _working(proposal: Proposal) -> tuple[Proposal, WorkReport | None]:
    """Lock the usulan and find its last report."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("cycle")
    locked = rows.get(pk=proposal.pk)
    return locked, WorkReport.objects.filter(proposal=locked).order_by("number").last()


def _require_underway(proposal: Proposal) -> None:
    if proposal.status not in STARTABLE | {Status.UNDERWAY}:
        raise ValidationError(NOT_BUDGETED.format(Status(proposal.status).label.lower()))


def _write(proposal: Proposal, last: WorkReport | None, photos: Photos, *, at: datetime, **said: Any) -> WorkReport:
    made = WorkReport(proposal=proposal, number=last.number + 1 if last else 1, at=at, **said)
    made.full_clean(exclude=["proposal", "by", "paper"])
    made.save()
    _add_photos(made, photos, at=at)
    return made


def _add_photos(work: WorkReport, photos: Photos, *, at: datetime) -> None:
    full = f"Foto satu laporan paling banyak {MOST_PHOTOS}."
    keep_photos(work, photos, name=f"kerja:{work.pk}", most=MOST_PHOTOS, full=full, at=at)


def _follow(proposal: Proposal, status: Status, made: WorkReport, *, by: OfficeHolding, at: datetime) -> None:
    before = proposal.status
    if before != status:
        proposal.move_to(status, at=at)
    proposal.version += 1
    proposal.save()
    kind = Event.Kind.WORK_REPORTED if before == status else Event.Kind.ADVANCED
    body: dict[str, Any] = {
        "percent": made.percent,
        "note": made.note,
        "amount": made.final_cost or proposal.current_amount,
    }
    record(
        kind, by=by, at=at, cycle=proposal.cycle, proposal=proposal, before=before, after=proposal.status,
        handover=made.handover, **body,
    )  # fmt: skip


@transaction.atomic
def confirm(proposal: Proposal, *, verdict: str, text: str = "", by: OfficeHolding, at: datetime) -> Confirmation:
    """What the proposing group says of finished work, once: as agreed, or not and why. The same word again is one."""
    text = text.strip()
    proposal, _ = _working(proposal)
    known = Confirmation.objects.filter(proposal=proposal, group=proposal.group_id).first()
    if known is not None and (known.verdict, known.text) == (verdict, text):
        return known
    if known is not None:
        raise ValidationError("Kelompok ini sudah menyampaikan pendapatnya.")
    if proposal.status != Status.DONE:
        raise ValidationError("Pekerjaan ini belum diserahterimakan. Sampaikan sesudah selesai.")
    if verdict not in Verdict.values:
        raise ValidationError({"verdict": "Pilih sesuai atau tidak sesuai."})
    if verdict == Verdict.WRONG and len(text) < MIN_TEXT:
        raise ValidationError({"text": f"Tulis apa yang tidak sesuai, paling sedikit {MIN_TEXT} huruf."})
    made = Confirmation(proposal=proposal, group_id=proposal.group_id, verdict=verdict, text=text, by=by, at=at)
    made.full_clean(exclude=["proposal", "group", "by", "answered_by"])
    made.save()
    kind = Event.Kind.RESULT_CONFIRMED if verdict == Verdict.RIGHT else Event.Kind.RESULT_DISPUTED
    record(kind, by=by, at=at, cycle=proposal.cycle, proposal=proposal, reason=text)
    return made


@transaction.atomic
def answer_dispute(confirmation: Confirmation, *, answer: str, by: OfficeHolding, at: datetime) -> Confirmation:
    """The agency answers a group that disputes, once; everybody reads both."""
    answer = answer.strip()
    rows = Confirmation.objects.select_for_update(of=("self",)).select_related("proposal__cycle")
    confirmation = rows.get(pk=confirmation.pk)
    if confirmation.answer and confirmation.answer == answer:
        return confirmation
    if confirmation.answer or confirmation.verdict != Verdict.WRONG:
        raise ValidationError("Tidak ada bantahan yang menunggu jawaban. Muat ulang halaman.")
    if len(answer) < MIN_TEXT:
        raise ValidationError({"answer": f"Tulis jawabannya paling sedikit {MIN_TEXT} huruf. Warga membacanya."})
    confirmation.answer, confirmation.answered_by, confirmation.answered_at = answer, by, at
    confirmation.save()
    proposal = confirmation.proposal
    record(
        Event.Kind.DISPUTE_ANSWERED, by=by, at=at, cycle=proposal.cycle, proposal=proposal, reason=answer
    )  # fmt: skip
    return confirmation
