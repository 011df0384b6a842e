"""A survey is planned, filled in over a bad line, finished once, and from then on locked."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from catalogue.models import KamusRule
from proposals import survey_list
from proposals.actions import planning, surveying
from proposals.models import Event, LevelDecision, Photo, Stage, Survey
from proposals.models.decision import Level, Outcome
from proposals.statuses import Status
from rounds import pool
from rounds.models import Forum
from tests.proposals.on_desk import TODAY, findings, finished, fresh, needs_survey, planned, prioritised, unfit
from tests.world import NOW, World

S = Status


def picture(colour: str = "red") -> ContentFile[bytes]:
    out = BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "JPEG")
    return ContentFile(out.getvalue(), name="foto.jpg")


def test_many_visits_are_planned_at_once_with_queries_that_do_not_grow(world: World) -> None:
    by = world.offices["opd"]

    def queries(count: int) -> int:
        proposals = [prioritised(world) for _ in range(count)]
        with CaptureQueriesContext(connection) as asked:
            planning.plan(proposals, planned_on=TODAY, surveyor=by, by=by, at=NOW)
        return len(asked)

    assert queries(2) == queries(9)
    found = Survey.objects.filter(status=Survey.Status.PLANNED, surveyor=by)
    assert {(one.kecamatan_id, one.agency_id) for one in found} == {
        (one.proposal.kecamatan_id, one.proposal.agency_id) for one in found.select_related("proposal")
    }
    assert found.count() == 11
    assert Event.objects.filter(kind=Event.Kind.SURVEY_PLANNED).count() == 11


def test_planning_the_same_visit_again_changes_nothing_and_another_day_is_refused(world: World) -> None:
    survey, by = planned(world), world.offices["opd"]
    again = planning.plan([survey.proposal], planned_on=TODAY, surveyor=by, by=by, at=NOW)
    assert [one.pk for one in again] == [survey.pk]
    with pytest.raises(ValidationError, match="sudah dijadwalkan"):
        planning.plan([survey.proposal], planned_on=TODAY + timedelta(days=1), surveyor=by, by=by, at=NOW)
    moved = planning.replan(survey, planned_on=TODAY + timedelta(days=2), surveyor=None, by=by, at=NOW)
    assert (moved.planned_on, moved.surveyor) == (TODAY + timedelta(days=2), None)


@pytest.mark.parametrize(
    ("days", "surveyor", "said"), [(-1, "opd", "sebelum hari ini"), (0, "kecamatan", "dari kantor Anda")]
)
def test_a_visit_has_a_day_to_come_and_a_surveyor_of_the_same_office(
    world: World, days: int, surveyor: str, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        planning.plan(
            [prioritised(world)],
            planned_on=TODAY + timedelta(days=days),
            surveyor=world.offices[surveyor],
            by=world.offices["opd"],
            at=NOW,
        )


def test_nothing_is_planned_that_is_decided_or_out_of_time(world: World) -> None:
    by = world.offices["opd"]
    feasible = finished(world, planned(world)).proposal
    with pytest.raises(ValidationError, match="tidak menunggu survei"):
        planning.plan([feasible], planned_on=TODAY, surveyor=by, by=by, at=NOW)
    waiting = prioritised(world)
    Stage.objects.update(closed_at=NOW)
    with pytest.raises(ValidationError, match="ditutup"):
        planning.plan([waiting], planned_on=TODAY, surveyor=by, by=by, at=NOW)


def test_a_fit_place_makes_a_priority_feasible_with_the_volume_it_had(world: World) -> None:
    survey = finished(world, planned(world))
    proposal = fresh(survey.proposal)
    assert (proposal.status, survey.volume, survey.amount) == (S.FEASIBLE, proposal.volume, proposal.amount)
    decision = LevelDecision.objects.get(proposal=proposal, level=Level.DESK)
    assert (decision.outcome, decision.volume, decision.amount) == (Outcome.FEASIBLE, proposal.volume, proposal.amount)
    event = Event.objects.filter(proposal=proposal).order_by("seq").last()
    assert event is not None
    assert (event.kind, event.body["after"]) == (Event.Kind.SURVEYED, "layak")


def test_another_volume_is_counted_at_the_locked_price_and_asks_for_a_reason(world: World) -> None:
    survey = planned(world)
    with pytest.raises(ValidationError) as refusal:
        finished(world, survey, verdict="layak_ubah", volume=Decimal("100"), note="pendek")
    assert set(refusal.value.message_dict) == {"note"}
    done = finished(world, survey, verdict="layak_ubah", volume=Decimal("100"), note="Panjang terukur 100 m².")
    proposal = fresh(done.proposal)
    assert (proposal.current_volume, proposal.current_amount) == (Decimal("100"), 20_000_000)
    assert (proposal.volume, proposal.amount) == (Decimal("120"), 24_000_000)
    assert done.amount == 20_000_000


def test_an_unfit_place_ends_a_priority_with_its_reason(world: World) -> None:
    survey = planned(world)
    with pytest.raises(ValidationError, match="Pilih alasan"):
        finished(world, survey, verdict="tidak_layak", note="Lebar jalan 0,8 m saja.")
    proposal = fresh(unfit(world, survey).proposal)
    assert (proposal.status, proposal.reason_code) == (S.REJECTED, "teknis")
    decision = LevelDecision.objects.get(proposal=proposal, level=Level.DESK)
    assert decision.outcome == Outcome.REJECTED
    assert decision.volume == decision.amount == 0
    kinds = list(Event.objects.of_proposal(proposal).values_list("kind", flat=True))
    assert kinds[-2:] == [Event.Kind.SURVEYED, Event.Kind.REJECTED]


def test_before_the_forum_a_survey_is_advice_to_the_kelurahan(world: World) -> None:
    sent, accepted = world.sent(item="paving"), world.accepted(item="paving")
    finished(world, planned(world, sent), verdict="layak_ubah", volume=Decimal("90"), note="Terukur 90 meter persegi.")
    unfit(world, planned(world, accepted))
    sent, accepted = fresh(sent), fresh(accepted)
    assert (sent.status, accepted.status) == (S.SUBMITTED, S.ACCEPTED_KEL)
    assert sent.current_volume == Decimal("120")
    assert LevelDecision.objects.get(proposal=sent, level=Level.DESK).volume == Decimal("90")
    assert not LevelDecision.objects.filter(proposal=accepted, level=Level.DESK).exists()


def test_a_finished_survey_is_locked_for_every_verb(world: World) -> None:
    survey, by = planned(world), world.offices["kepala_opd"]
    surveying.save(survey, findings(), photos=[picture()], by=world.offices["opd"], at=NOW)
    finished(world, survey)
    photo = Photo.objects.get(survey=survey)
    for act in (
        lambda: surveying.save(survey, findings(note="lain"), by=by, at=NOW),
        lambda: surveying.finish(survey, findings(), by=by, at=NOW),
        lambda: planning.replan(survey, planned_on=TODAY, surveyor=None, by=by, at=NOW),
        lambda: surveying.remove_photo(photo, by=by, at=NOW),
    ):
        with pytest.raises(ValidationError, match="sudah selesai dan terkunci"):
            act()


def test_finishing_twice_with_the_same_sheet_is_one_survey(world: World) -> None:
    survey = planned(world)
    first = finished(world, survey, verdict="layak_ubah", volume=Decimal("100"), note="Terukur 100 meter persegi.")
    again = finished(world, survey, verdict="layak_ubah", volume=Decimal("100"), note="Terukur 100 meter persegi.")
    assert again.pk == first.pk
    assert LevelDecision.objects.filter(level=Level.DESK).count() == 1
    assert Event.objects.filter(kind=Event.Kind.SURVEYED).count() == 1
    with pytest.raises(ValidationError, match="terkunci"):
        finished(world, survey, verdict="layak")


def test_photos_sent_again_are_the_same_and_six_are_enough(world: World) -> None:
    survey, by = planned(world), world.offices["opd"]
    colours = ["red", "green", "blue", "white", "black", "gray"]
    for _ in range(2):
        surveying.save(survey, findings(), photos=[picture(colour) for colour in colours], by=by, at=NOW)
    assert Photo.objects.filter(survey=survey).count() == 6
    with pytest.raises(ValidationError, match="paling banyak 6"):
        surveying.save(survey, findings(), photos=[picture("yellow")], by=by, at=NOW)
    surveying.remove_photo(Photo.objects.filter(survey=survey).order_by("pk")[0], by=by, at=NOW)
    surveying.save(survey, findings(), photos=[picture("yellow")], by=by, at=NOW)


def test_what_needs_a_survey_is_known_by_the_item_or_its_rule_and_leaves_when_done(world: World) -> None:
    opd, proposal = world.offices["opd"], prioritised(world)
    assert not survey_list.to_plan(opd, world.cycle).exists()
    rule = KamusRule.objects.create(item=world.items["paving"], kind=KamusRule.Kind.SURVEY)
    assert list(survey_list.to_plan(opd, world.cycle)) == [proposal]
    rule.delete()
    needs_survey(world)
    assert survey_list.unfinished(world.cycle, world.regions["melati"]) == [proposal]
    survey = planned(world, proposal)
    assert not survey_list.to_plan(opd, world.cycle).exists()
    assert survey_list.due_today(opd, world.cycle, NOW) == 1
    finished(world, survey)
    assert survey_list.unfinished(world.cycle, world.regions["melati"]) == []
    assert not survey_list.to_plan(world.offices["kecamatan"], world.cycle).exists()


def test_a_kecamatan_surveys_what_stands_at_its_own_branch(world: World) -> None:
    needs_survey(world, "got")
    proposal = prioritised(world, item="got")
    assert list(survey_list.to_plan(world.offices["kecamatan"], world.cycle)) == [proposal]
    assert not survey_list.to_plan(world.offices["camat_tetangga"], world.cycle).exists()
    survey = finished(world, planned(world, proposal, by="kecamatan"), by="kecamatan")
    assert fresh(survey.proposal).status == S.FEASIBLE


def test_today_stands_first_then_what_is_late(world: World) -> None:
    late, today = planned(world), planned(world)
    coming = planned(world)
    Survey.objects.filter(pk=late.pk).update(planned_on=TODAY - timedelta(days=3))
    Survey.objects.filter(pk=coming.pk).update(planned_on=TODAY + timedelta(days=3))
    found = survey_list.in_visit_order(survey_list.known_to(world.offices["opd"], world.cycle), NOW)
    days = survey_list.by_day(found, NOW)
    assert [day.surveys[0].pk for day in days] == [today.pk, late.pk, coming.pk]
    assert [day.heading.split(",")[0] for day in days][:2] == ["Hari ini", "Terlambat"]
    assert [day.late for day in days] == [False, True, False]


def test_the_kecamatan_forum_takes_priorities_and_feasible_ones(world: World) -> None:
    one, two = prioritised(world), prioritised(world, rank=2)
    finished(world, planned(world, one))
    Forum.objects.create(
        cycle=world.cycle,
        kind=Forum.Kind.KELURAHAN,
        region=world.regions["mawar"],
        number="F-1",
        status=Forum.Status.CLOSED,
        closed_at=NOW,
        closed_by=world.offices["lurah"],
    )
    forum = Forum(cycle=world.cycle, kind=Forum.Kind.DISTRICT, region=world.regions["melati"])
    assert {one.pk, two.pk} == set(pool.pool(forum).values_list("pk", flat=True))
