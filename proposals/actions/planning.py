"""Verbs that put a survey on the calendar: many visits on one day, and another day for one of them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import OfficeHolding
from proposals.desks import colleagues
from proposals.models import Event, Proposal, Survey
from proposals.survey_list import SURVEYABLE

from .levels import locked_with_places, refuse_desk_locked
from .recording import Act, record_all
from .stages import require_open

DONE = "Survei ini sudah selesai dan terkunci."


@transaction.atomic
def plan(
    proposals: Sequence[Proposal], *, planned_on: date, surveyor: OfficeHolding | None, by: OfficeHolding, at: datetime
) -> list[Survey]:
    """Put visits of many usulan on one day; the number of queries does not grow with them.

    Planning the same visit again (same day, same surveyor) changes nothing. Refuses the whole list by name.
    """
    if not proposals:
        raise ValidationError("Pilih paling sedikit satu usulan.")
    _require_day(planned_on, surveyor, by=by, at=at)
    ids = sorted({proposal.pk for proposal in proposals})
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("cycle__city", "region", "agency")
    found = list(rows.filter(pk__in=ids).order_by("pk"))
    _require_windows(found, at=at)
    planned = {
        survey.proposal_id: survey
        for survey in Survey.objects.filter(proposal__in=found, status=Survey.Status.PLANNED).order_by("pk")
    }
    new: list[Proposal] = []
    for proposal in found:
        refuse_desk_locked(proposal)
        if proposal.status not in SURVEYABLE:
            raise ValidationError(f"Usulan {proposal.number} tidak menunggu survei. Muat ulang daftarnya.")
        known = planned.get(proposal.pk)
        if known is None:
            new.append(proposal)
        elif (known.planned_on, known.surveyor_id) != (planned_on, surveyor.pk if surveyor else None):
            raise ValidationError(f"Survei usulan {proposal.number} sudah dijadwalkan. Ubah lewat halaman surveinya.")
    made = Survey.objects.bulk_create(
        Survey(
            proposal=proposal,
            agency=proposal.agency,
            kecamatan_id=proposal.kecamatan_id,
            planned_on=planned_on,
            surveyor=surveyor,
            planned_by=by,
            planned_at=at,
        )
        for proposal in new
    )
    if made:
        acts: list[Act] = [
            (Event.Kind.SURVEY_PLANNED, proposal, "", {"planned_on": planned_on.isoformat()}) for proposal in new
        ]
        record_all(acts, by=by, at=at, cycle=new[0].cycle)
        _require_windows(new, at=at)
    return [*planned.values(), *made]


def _require_day(planned_on: date, surveyor: OfficeHolding | None, *, by: OfficeHolding, at: datetime) -> None:
    if planned_on < timezone.localdate(at):
        raise ValidationError({"planned_on": "Tanggal survei tidak boleh sebelum hari ini."})
    if surveyor is not None and not colleagues(by, planned_on).filter(pk=surveyor.pk).exists():
        raise ValidationError({"surveyor": "Pilih petugas dari kantor Anda yang masih menjabat pada hari itu."})


def _require_windows(proposals: Sequence[Proposal], *, at: datetime) -> None:
    """Ask for the window of each kelurahan once."""
    places = {proposal.kelurahan_id: proposal for proposal in proposals}
    for proposal in places.values():
        require_open(proposal.cycle, "survey", proposal.region, at=at)


def locked_survey(survey: Survey) -> Survey:
    """Lock the usulan, then its survey."""
    proposal = locked_with_places(survey.proposal_id)
    survey = Survey.objects.select_for_update(of=("self",)).select_related("done_by__office").get(pk=survey.pk)
    survey.proposal = proposal
    return survey


def refuse_done(survey: Survey) -> None:
    if survey.status == Survey.Status.DONE:
        who = survey.done_by.label if survey.done_by else "petugas lain"
        raise ValidationError(f"{DONE} Diselesaikan {who}.", code="done")


@transaction.atomic
def replan(
    survey: Survey, *, planned_on: date, surveyor: OfficeHolding | None, by: OfficeHolding, at: datetime
) -> Survey:
    """Give a visit another day or another surveyor; not once it is done."""
    survey = locked_survey(survey)
    refuse_done(survey)
    _require_day(planned_on, surveyor, by=by, at=at)
    require_open(survey.proposal.cycle, "survey", survey.proposal.region, at=at)
    if (survey.planned_on, survey.surveyor_id) == (planned_on, surveyor.pk if surveyor else None):
        return survey
    survey.planned_on, survey.surveyor = planned_on, surveyor
    survey.save(update_fields=["planned_on", "surveyor"])
    body = {"planned_on": planned_on.isoformat(), "again": True}
    acts: list[Act] = [(Event.Kind.SURVEY_PLANNED, survey.proposal, "", body)]
    record_all(acts, by=by, at=at, cycle=survey.proposal.cycle)
    require_open(survey.proposal.cycle, "survey", survey.proposal.region, at=at)
    return survey
