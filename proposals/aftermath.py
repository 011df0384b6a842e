"""What happened to a usulan besides its decisions, as everybody may read it: survey, BA perubahan, keberatan, work."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from .models import Amendment, Confirmation, Objection, PlanLine, Proposal, Survey, WorkReport
from .objection_rules import answerer
from .texts import mask_private


@dataclass(frozen=True)
class PublicAmendment:
    """One change by letter, with private things covered. `get_field_display` as the model has it."""

    get_field_display: str
    old: str
    new: str
    reason: str
    number: str
    at: Any
    pk: int


@dataclass(frozen=True)
class PublicObjection:
    """The objection and its answer in words; never the name of who wrote it."""

    text: str
    on_paper: bool
    at: Any
    answerer: str
    due_on: date
    verdict: str
    answer: str
    answered_at: Any


@dataclass(frozen=True)
class PublicResult:
    """What a group says of finished work, and the answer; never the name of who wrote it."""

    group: str
    said: str
    is_right: bool
    text: str
    at: Any
    answer: str


def realisation(proposal: Proposal) -> dict[str, Any]:
    """The papers it stands in, the reports of its work with their notes, what its group says. Four queries."""
    papers = PlanLine.objects.filter(proposal=proposal).select_related("document")
    said = Confirmation.objects.filter(proposal=proposal).select_related("group").order_by("at", "pk")
    return {
        "papers": list(papers.order_by("document__dated", "pk")),
        "reports": reports_of(proposal),
        "results": [_result(one) for one in said],
    }


def reports_of(proposal: Proposal) -> list[tuple[WorkReport, str]]:
    """Reports of the work, oldest first, each with its note as everybody may read it. Two queries."""
    found = WorkReport.objects.filter(proposal=proposal).prefetch_related("photos").order_by("number")
    return [(one, mask_private(one.note)) for one in found]


def _result(one: Confirmation) -> PublicResult:
    is_right = one.verdict == Confirmation.Verdict.RIGHT
    text, answer = mask_private(one.text), mask_private(one.answer)
    return PublicResult(one.group.name, one.get_verdict_display(), is_right, text, one.at, answer)


def aftermath(proposal: Proposal) -> dict[str, Any]:
    """Finished surveys with note and photos, amendments, the objection (None where there is none). Four queries."""
    done = Survey.objects.filter(proposal=proposal, status=Survey.Status.DONE).select_related("agency")
    surveys = list(done.prefetch_related("photos").order_by("done_at", "pk"))
    changes = Amendment.objects.filter(proposal=proposal).order_by("at", "pk")
    objection = Objection.objects.filter(proposal=proposal).first()
    return {
        "surveys": [(survey, mask_private(survey.note), list(survey.photos.all())) for survey in surveys],
        "amendments": [_amendment(one) for one in changes],
        "objection": _objection(objection, proposal) if objection else None,
    }


def _amendment(one: Amendment) -> PublicAmendment:
    old, new, reason = mask_private(one.old), mask_private(one.new), mask_private(one.reason)
    return PublicAmendment(one.get_field_display(), old, new, reason, one.number, one.at, one.pk)


def _objection(one: Objection, proposal: Proposal) -> PublicObjection:
    one.proposal = proposal
    waiting = one.status == Objection.Status.WAITING
    return PublicObjection(
        text=mask_private(one.text),
        on_paper=one.on_paper,
        at=one.at,
        answerer=answerer(one),
        due_on=one.due_on,
        verdict="" if waiting else one.get_status_display(),
        answer=mask_private(one.answer),
        answered_at=one.answered_at,
    )
