"""Verbs of keberatan: a proposer objects once, and the level above answers."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals.models import Document, Event, Objection, Proposal
from proposals.models.decision import Level, Outcome
from proposals.objection_rules import MIN_TEXT, objected_level, refusal_of, why_not
from proposals.statuses import Status

from . import merging
from .levels import locked_with_places, write_decision
from .recording import record
from .undoing import give_back

MIN_ANSWER = 10
S = Objection.Status


@transaction.atomic
def object_to(
    proposal: Proposal,
    *,
    text: str,
    on_paper: bool = False,
    letter: Document | None = None,
    by: OfficeHolding,
    at: datetime,
) -> Objection:
    """Object to a refusal or a merge, once, within the days of the cycle; the same text sent twice is one objection.

    By the group's own office; the kelurahan writes down what came on paper.
    """
    text = text.strip()
    if len(text) < MIN_TEXT:
        raise ValidationError(
            {"text": f"Tulis keberatannya paling sedikit {MIN_TEXT} huruf. Sekarang baru {len(text)}."}
        )
    proposal = locked_with_places(proposal.pk)
    known = Objection.objects.filter(proposal=proposal).first()
    if known is not None and (known.text, known.by_id) == (text, by.pk):
        return known
    if refusal := why_not(proposal, at):
        raise ValidationError(refusal, code="closed")
    decision = refusal_of(proposal)
    level = objected_level(decision) if decision else None
    if level is None:
        raise ValidationError("Keberatan atas keputusan ini tidak dijawab di sini. Hubungi Bappeda.")
    objection = Objection(
        proposal=proposal,
        level=level,
        text=text,
        on_paper=on_paper,
        letter=letter,
        by=by,
        at=at,
        due_on=timezone.localdate(at) + timedelta(days=proposal.cycle.answer_days),
    )
    objection.full_clean()
    objection.save()
    record(
        Event.Kind.OBJECTED,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        level=level,
        on_paper=on_paper,
        reason=text,
        until=objection.due_on.isoformat(),
    )
    return objection


@transaction.atomic
def answer_objection(objection: Objection, *, granted: bool, answer: str, by: OfficeHolding, at: datetime) -> Objection:
    """Answer one level up: the decision stays, or the usulan goes back to the desk that decided, with the answer.

    What the desk had decided stays on its row; a new version says that it was lifted. The second of two who answer is
    told.
    """
    answer = answer.strip()
    if len(answer) < MIN_ANSWER:
        raise ValidationError({"answer": f"Tulis jawabannya paling sedikit {MIN_ANSWER} huruf. Warga membacanya."})
    parent = objection.proposal.parent
    if granted and parent is not None:
        merging.lock_both(objection.proposal, parent)
    proposal = locked_with_places(objection.proposal_id)
    rows = Objection.objects.select_for_update(of=("self",)).select_related("answered_by__office")
    objection = rows.get(pk=objection.pk)
    objection.proposal = proposal
    if not allows(by, "proposals.answer_objection", objection):
        raise PermissionDenied("Keberatan ini dijawab setingkat di atas yang memutuskan.")
    wanted = S.GRANTED if granted else S.REFUSED
    if objection.status != S.WAITING:
        if (objection.status, objection.answer, objection.answered_by_id) == (wanted, answer, by.pk):
            return objection
        who = objection.answered_by.label if objection.answered_by else "petugas lain"
        raise ValidationError(f"Keberatan ini baru saja dijawab {who}. Muat ulang halaman.", code="conflict")
    objection.status, objection.answer = wanted, answer
    objection.answered_by, objection.answered_at = by, at
    objection.full_clean()
    objection.save()
    before = proposal.status
    if granted:
        _reopen(proposal, objection, by=by, at=at)
    record(
        Event.Kind.OBJECTION_ANSWERED,
        by=by,
        at=at,
        cycle=proposal.cycle,
        proposal=proposal,
        granted=granted,
        before=before,
        after=proposal.status,
        reason=answer,
    )
    return objection


def _reopen(proposal: Proposal, objection: Objection, *, by: OfficeHolding, at: datetime) -> None:
    """Send the usulan back to where it was decided: the desk of the kecamatan, or the desk that verifies.

    A parent gives back what it took in; where a forum has counted with it since, the merge stays and the verb says so.
    """
    decision = refusal_of(proposal)
    if decision is None:
        raise ValidationError("Keputusan yang dibantah tidak ditemukan. Hubungi Bappeda.")
    if proposal.status == Status.MERGED and proposal.parent is not None:
        give_back(proposal, proposal.parent, decision.volume or Decimal(0), by=by, at=at)
    back = Status.PRIORITY_KEL if objection.level == Level.DESK else Status.SUBMITTED
    proposal.move_back(back, at=at)
    proposal.reason_code, proposal.reason, proposal.parent, proposal.due_at = "", "", None, None
    proposal.version += 1
    proposal.save()
    write_decision(
        proposal,
        decision.level,
        Outcome.UNDONE,
        by=by,
        at=at,
        volume=proposal.current_volume,
        amount=proposal.current_amount,
        reason=f"Keberatan dikabulkan. {objection.answer}"[:1000],
    )
