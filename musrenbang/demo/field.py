"""Between two desks: surveys in the field, moves to another agency, BA Desk of Blimbing, a BA perubahan, keberatan."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import OfficeHolding
from proposals import survey_list
from proposals.actions import amending, locking, moving, objecting, planning, surveying
from proposals.models import Objection, Proposal, Survey
from proposals.photos import reencode
from proposals.statuses import Status

from . import scenes
from .town import BLIMBING, KEDUNGKANDANG, LOWOKWARU, TULUSREJO, Year

V = Survey.Verdict
OBJECTION = "Pemilik lahan sudah menandatangani surat izin di depan ketua RW. Suratnya kami serahkan ke kelurahan."
GRANTED = "Surat izinnya sudah kami terima dan sah. Kelurahan memeriksa usulan ini lagi."


def tell(year: Year) -> None:
    """Put what happens between the desks of this year on the agenda."""
    agenda, calendar = year.town.agenda, year.calendar
    agenda.add(calendar.at(-4, 8, 20), lambda at: _survey_on_desk(year, at))
    agenda.add(calendar.at(-3, 13), lambda at: _move_at_once(year, at))
    agenda.add(calendar.at(-2, 13, 30), lambda at: _lock_blimbing(year, at))
    agenda.add(calendar.at(-1, 9, 30), lambda at: _amend(year, at))
    agenda.add(calendar.at(-2, 15), lambda at: _plan_lowokwaru(year, at))
    agenda.add(calendar.at(-1, 13), lambda at: _propose_move(year, at))
    agenda.add(calendar.at(-2, 19), lambda at: _object(year, at))


def _staff(year: Year) -> OfficeHolding:
    return year.town.people.holdings["staf:pu"]


def _picture(scene: str) -> ContentFile[bytes]:
    return reencode(scenes.file(scene))


def _survey_on_desk(year: Year, at: datetime) -> None:
    """The desk's surveys of one day: most places fit, one is shorter than asked for, one is too narrow."""
    by = _staff(year)
    here = survey_list.to_plan(by, year.cycle).filter(kecamatan__code__in=[BLIMBING, KEDUNGKANDANG])
    waiting = list(here.filter(status=Status.PRIORITY_KEL)[:5])
    if not waiting:
        return
    day = timezone.localdate(at)
    for number, survey in enumerate(planning.plan(waiting, planned_on=day, surveyor=by, by=by, at=at)):
        year.town.agenda.add(at + timedelta(minutes=40 * (number + 1)), partial(_visit, survey, number, by))


def _visit(survey: Survey, number: int, by: OfficeHolding, at: datetime) -> None:
    volume = survey.proposal.current_volume
    found, code = surveying.Findings(length_m=Decimal("42.5"), width_m=Decimal("2.4"), damage_pct=65, verdict=V.FIT), ""
    if number == 1 and volume is not None and volume > 2:
        less = max((volume * 3 / 4).quantize(Decimal(1)), Decimal(1))
        note = "Bagian ujung sudah tertangani tahun lalu, sisanya sesuai usulan."
        found = surveying.Findings(damage_pct=60, verdict=V.CHANGED, volume=less, note=note)
    elif number == 2:
        note, code = "Lebar jalan 1,1 m, kurang dari syarat kamus.", "teknis"
        found = surveying.Findings(width_m=Decimal("1.1"), verdict=V.UNFIT, note=note)
    photos = [_picture("jalan")] if number < 2 else []
    surveying.finish(survey, found, photos=photos, reason_code=code, by=by, at=at)


def _move_at_once(year: Year, at: datetime) -> None:
    """Mitra moves a usulan of Blimbing from the kecamatan to the agency of public works."""
    people, agencies = year.town.people, year.town.agencies
    found = Proposal.objects.filter(
        cycle=year.cycle, kecamatan__code=BLIMBING, status=Status.PRIORITY_KEL, agency=agencies[BLIMBING], kind="fisik"
    )
    if proposal := found.order_by("number").last():
        reason = "Salurannya menyambung ke saluran induk yang dirawat dinas."
        by = people.holdings["mitra.sarpras"]
        moving.move_agency(proposal, agency=agencies["pu"], reason=reason, by=by, at=at)


def _lock_blimbing(year: Year, at: datetime) -> None:
    town = year.town
    reason = "Survei yang tersisa menyusul, forum kecamatan tetap sesuai jadwal."
    head = town.people.head(BLIMBING)
    locking.lock_desk(year.cycle, town.places[BLIMBING], go_on_reason=reason, by=head, at=at)


def _amend(year: Year, at: datetime) -> None:
    """Bappeda takes a letter down: the works turned out shorter."""
    locked = Proposal.objects.filter(cycle=year.cycle, status=Status.FEASIBLE, current_volume__gt=4)
    proposal = locked.exclude(desk_locked_at=None).order_by("number").first()
    if proposal is None or proposal.current_volume is None:
        return
    amending.amend(
        proposal,
        field=amending.Field.VOLUME,
        value=(proposal.current_volume * 9 / 10).quantize(Decimal(1)),
        number=f"050/BA-P/01/{year.cycle.held_year}",
        reason="Hasil ukur bersama warga dan dinas lebih pendek dari usulan.",
        by=year.town.people.holdings["bappeda"],
        at=at,
    )


def _plan_lowokwaru(year: Year, at: datetime) -> None:
    """Visits in Lowokwaru: one that was not made yesterday, two today, the others in the days to come."""
    by, today = _staff(year), timezone.localdate(year.town.now)
    waiting = list(survey_list.to_plan(by, year.cycle).filter(kecamatan__code=LOWOKWARU))
    for days, chosen in ((-1, waiting[:1]), (0, waiting[1:3]), (1, waiting[3:4])):
        if chosen:
            planning.plan(chosen, planned_on=today + timedelta(days=days), surveyor=by, by=by, at=at)


def _propose_move(year: Year, at: datetime) -> None:
    """The agency of public works asks mitra to take a small work off it."""
    own = Proposal.objects.filter(cycle=year.cycle, agency=year.town.agencies["pu"], kecamatan__code=LOWOKWARU)
    if proposal := own.filter(status__in=[Status.SUBMITTED, Status.ACCEPTED_KEL]).order_by("number").last():
        reason = "Pekerjaan kecil di dalam gang, lebih cepat lewat kecamatan."
        moving.propose_move(proposal, agency=year.town.agencies["kec"], reason=reason, by=_staff(year), at=at)


def _object(year: Year, at: datetime) -> None:
    """Two groups object: one waits for its answer, the other is granted the next day and stands on the desk again."""
    people, by = year.town.people, year.town.people.operator(LOWOKWARU)
    refused = Proposal.objects.filter(cycle=year.cycle, kecamatan__code=LOWOKWARU, status=Status.REJECTED)
    lately = refused.filter(status_at__gte=at - timedelta(days=3)).exclude(kelurahan__code=TULUSREJO)
    for number, proposal in enumerate(lately.select_related("group").order_by("number")[:2]):
        objection = objecting.object_to(proposal, text=OBJECTION, by=people.speaker(proposal.group), at=at)
        if number == 1:
            year.town.agenda.add(at + timedelta(hours=14), partial(_grant, objection, by))


def _grant(objection: Objection, by: OfficeHolding, at: datetime) -> None:
    objecting.answer_objection(objection, granted=True, answer=GRANTED, by=by, at=at)
