"""Verbs of Bappeda after the decisions: into RKPD and APBD by a numbered paper; out again with a reason."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.money import MAX_RUPIAH
from proposals.models import Cycle, Event, PlanDocument, PlanLine, Proposal
from proposals.reasons import missing_text
from proposals.statuses import CANCELLABLE, Status
from proposals.windows import say_date

from .recording import Act, record, record_all
from .stages import require_open

Kind = PlanDocument.Kind
LEADS = {Kind.PLAN: (Status.ACCOMMODATED, Status.IN_RKPD), Kind.BUDGET: (Status.IN_RKPD, Status.IN_APBD)}
"""From which status to which a paper takes a usulan."""
Entry = tuple[Proposal, int | None]
"""A usulan, and its amount in the paper in rupiah; None where it stays as it was decided."""


@transaction.atomic
def enter(
    kind: str, entries: Sequence[Entry], *, number: str, dated: date | None, by: OfficeHolding, at: datetime
) -> PlanDocument:
    """Write usulan of one cycle into a paper; what already stands in it stays as it is, so a resend changes nothing."""
    kind = Kind(kind)
    if not entries:
        raise ValidationError("Pilih paling sedikit satu usulan.")
    cycle = entries[0][0].cycle
    _require_window(cycle, kind, at=at)
    document = _document(cycle, kind, number, dated, by=by, at=at)
    rows = Proposal.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one, _ in entries])
    fresh = {one.pk: one for one in rows.order_by("pk")}
    inside = set(PlanLine.objects.filter(document=document, proposal__in=fresh).values_list("proposal", flat=True))
    before, after = LEADS[kind]
    lines, moved = [], []
    acts: list[Act] = []
    for proposal, amount in ((fresh[one.pk], amount) for one, amount in entries if one.pk not in inside):
        if refusal := why_not_enter(proposal, kind, amount):
            raise ValidationError(refusal)
        proposal.move_to(after, at=at)
        proposal.current_amount = amount if amount is not None else proposal.current_amount
        proposal.reason_code, proposal.reason = "", ""
        proposal.version += 1
        lines.append(PlanLine(document=document, proposal=proposal, amount=proposal.current_amount))
        body = {"before": before.value, "after": after.value, "paper": str(document), "amount": proposal.current_amount}
        acts.append((Event.Kind.ADVANCED, proposal, "", body))
        moved.append(proposal)
    PlanLine.objects.bulk_create(lines, batch_size=200)
    fields = ["status", "status_at", "current_amount", "reason_code", "reason", "version"]
    Proposal.objects.bulk_update(moved, fields, batch_size=200)
    if acts:
        record_all(acts, by=by, at=at, cycle=cycle)
    _require_window(cycle, kind, at=at)
    return document


def _require_window(cycle: Cycle, kind: Kind, *, at: datetime) -> None:
    """RKPD is a stage of the cycle; the APBD is fixed when its stages are long over."""
    if kind == Kind.PLAN:
        require_open(cycle, "enter_plan", cycle.city, at=at)


def why_not_enter(proposal: Proposal, kind: str, amount: int | None) -> str:
    """What stands in the way of writing a usulan into such a paper; empty where nothing does."""
    before = LEADS[Kind(kind)][0]
    if proposal.status != before:
        return f"Usulan {proposal.number} {Status(proposal.status).label.lower()}, bukan {before.label.lower()}."
    final = proposal.current_amount if amount is None else amount
    return "" if 0 < final <= MAX_RUPIAH else f"Usulan {proposal.number}: isi anggarannya dalam rupiah."


def _document(
    cycle: Cycle, kind: Kind, number: str, dated: date | None, *, by: OfficeHolding, at: datetime
) -> PlanDocument:
    number, wrong = number.strip(), {}
    if len(number) < 3:
        wrong["number"] = "Isi nomor dokumennya seperti tercetak, misalnya 26 Tahun 2026."
    if dated is None:
        wrong["dated"] = "Isi tanggal dokumennya."
    if wrong:
        raise ValidationError(wrong)
    assert dated is not None
    document, _ = PlanDocument.objects.get_or_create(
        cycle=cycle, kind=kind, number=number, defaults={"dated": dated, "by": by, "at": at}
    )
    if document.dated != dated:
        raise ValidationError({"dated": f"Dokumen nomor ini tercatat bertanggal {say_date(document.dated)}."})
    return document


@transaction.atomic
def cancel(proposal: Proposal, *, reason_code: str, reason: str, by: OfficeHolding, at: datetime) -> Proposal:
    """Batal: planned or budgeted work is not carried out, on the agency's word, with a reason that everybody reads."""
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=proposal.pk)
    if proposal.status == Status.CANCELLED and proposal.reason == reason.strip():
        return proposal
    before = proposal.status
    if missing := missing_text(reason_code, reason):
        raise ValidationError({"reason" if reason_code else "reason_code": missing})
    if refusal := why_not_cancel(proposal, reason_code, reason):
        raise ValidationError(refusal)
    proposal.move_to(Status.CANCELLED, at=at)
    proposal.reason_code, proposal.reason = reason_code, reason.strip()
    proposal.version += 1
    proposal.save()
    record(
        Event.Kind.ADVANCED, by=by, at=at, cycle=proposal.cycle, proposal=proposal, before=before,
        after=proposal.status, amount=proposal.current_amount, reason_code=reason_code, reason=proposal.reason,
    )  # fmt: skip
    return proposal


def why_not_cancel(proposal: Proposal, reason_code: str, reason: str) -> list[str]:
    """What stands in the way of cancelling, as sentences; empty where nothing does."""
    if proposal.status not in CANCELLABLE:
        return [f"Usulan ini {Status(proposal.status).label.lower()}, jadi tidak dapat dibatalkan."]
    missing = missing_text(reason_code, reason)
    return [missing] if missing else []
