"""Pindah perangkat daerah: proposed with a reason, decided once, the first agency kept."""

import pytest
from django.core.exceptions import ValidationError

from catalogue.models import Agency
from proposals import move_list
from proposals.actions import moving
from proposals.models import AgencyMove, Event, LevelDecision, Notice, Stage, Survey
from proposals.models.decision import Level, Outcome
from proposals.why import why
from tests.proposals.on_desk import fresh, planned, prioritised, rejected
from tests.world import NOW, World

WHY = "Saluran ini di jalan kota, bukan di gang."
Move = AgencyMove.Status


def proposed(world: World, agency: str = "kecamatan") -> AgencyMove:
    return moving.propose_move(
        prioritised(world), agency=world.agencies[agency], reason=WHY, by=world.offices["kelurahan"], at=NOW
    )


def test_a_proposed_move_waits_and_changes_nothing_yet(world: World) -> None:
    move = proposed(world)
    proposal = fresh(move.proposal)
    assert (proposal.agency, move.status) == (world.agencies["pu"], Move.PROPOSED)
    assert move.agency_to == world.agencies["melati"]  # the branch of the usulan's kecamatan
    again = moving.propose_move(
        proposal, agency=world.agencies["kecamatan"], reason=WHY, by=world.offices["kelurahan"], at=NOW
    )
    assert again.pk == move.pk
    with pytest.raises(ValidationError, match="masih menunggu"):
        moving.propose_move(proposal, agency=world.agencies["kecamatan"], reason=WHY, by=world.offices["opd"], at=NOW)


def test_mitra_moves_it_and_the_first_agency_stays_named(world: World) -> None:
    survey = planned(world)
    move = moving.propose_move(
        survey.proposal, agency=world.agencies["kecamatan"], reason=WHY, by=world.offices["opd"], at=NOW
    )
    before = survey.proposal.status
    moving.decide_move(move, approve=True, answer="", by=world.offices["mitra"], at=NOW)
    proposal, survey = fresh(survey.proposal), Survey.objects.get(pk=survey.pk)
    assert (proposal.status, proposal.agency, proposal.agency_first) == (
        before,
        world.agencies["melati"],
        world.agencies["pu"],
    )
    assert (survey.agency, survey.surveyor) == (world.agencies["melati"], None)
    decision = LevelDecision.objects.get(proposal=proposal, level=Level.PARTNER)
    assert (decision.outcome, decision.agency, decision.reason) == (Outcome.MOVED, world.agencies["melati"], WHY)
    event = Event.objects.get(kind=Event.Kind.AGENCY_MOVED)
    assert (event.body["agency"], event.body["from"]) == (world.agencies["melati"].pk, "Dinas Pekerjaan Umum")
    assert Notice.objects.filter(event=event, agency=world.agencies["melati"]).count() == 1


def test_keeping_asks_for_an_answer_and_the_second_decider_is_told(world: World) -> None:
    move = proposed(world)
    with pytest.raises(ValidationError, match="Tulis jawabannya"):
        moving.decide_move(move, approve=False, answer="tidak", by=world.offices["mitra"], at=NOW)
    kept = moving.decide_move(
        move, approve=False, answer="Tetap di DPU, jalannya jalan kota.", by=world.offices["mitra"], at=NOW
    )
    assert (kept.status, fresh(move.proposal).agency) == (Move.KEPT, world.agencies["pu"])
    again = moving.decide_move(
        move, approve=False, answer="Tetap di DPU, jalannya jalan kota.", by=world.offices["mitra"], at=NOW
    )
    assert again.pk == kept.pk
    with pytest.raises(ValidationError, match="baru saja diputuskan"):
        moving.decide_move(move, approve=True, answer="", by=world.offices["bappeda"], at=NOW)
    assert Event.objects.filter(kind=Event.Kind.AGENCY_KEPT).count() == 1


def test_bappeda_moves_at_once_but_not_past_a_waiting_proposal(world: World) -> None:
    proposal = prioritised(world)
    moving.move_agency(proposal, agency=world.agencies["kecamatan"], reason=WHY, by=world.offices["bappeda"], at=NOW)
    assert fresh(proposal).agency == world.agencies["melati"]
    with pytest.raises(ValidationError, match="sudah di Kecamatan Melati"):
        moving.move_agency(
            proposal, agency=world.agencies["kecamatan"], reason=WHY, by=world.offices["bappeda"], at=NOW
        )
    waiting = proposed(world).proposal
    with pytest.raises(ValidationError, match="usul pindah yang menunggu"):
        moving.move_agency(waiting, agency=world.agencies["kecamatan"], reason=WHY, by=world.offices["bappeda"], at=NOW)


def test_nothing_moves_without_a_reason_elsewhere_closed_or_out_of_time(world: World) -> None:
    proposal, by = prioritised(world), world.offices["kelurahan"]
    with pytest.raises(ValidationError, match="alasan pindahnya"):
        moving.propose_move(proposal, agency=world.agencies["kecamatan"], reason="pindah", by=by, at=NOW)
    with pytest.raises(ValidationError, match="bukan kecamatan usulan ini"):
        moving.propose_move(proposal, agency=world.agencies["seroja"], reason=WHY, by=by, at=NOW)
    abroad = Agency.objects.create(city=world.regions["provinsi"], name="Dinas provinsi", short_name="Dinas")
    with pytest.raises(ValidationError, match="kota ini"):
        moving.propose_move(proposal, agency=abroad, reason=WHY, by=by, at=NOW)
    with pytest.raises(ValidationError, match="tidak dapat dipindah lagi"):
        moving.propose_move(
            rejected(world, item="paving"), agency=world.agencies["kecamatan"], reason=WHY, by=by, at=NOW
        )
    Stage.objects.update(closed_at=NOW)
    with pytest.raises(ValidationError, match="ditutup"):
        moving.propose_move(proposal, agency=world.agencies["kecamatan"], reason=WHY, by=by, at=NOW)


def test_a_move_is_not_told_as_a_reason_for_the_status(world: World) -> None:
    move = proposed(world)
    moving.decide_move(move, approve=True, answer="", by=world.offices["mitra"], at=NOW)
    proposal = fresh(move.proposal)
    told = why(proposal, list(LevelDecision.objects.filter(proposal=proposal).with_maker().order_by("pk")))
    assert told is not None
    assert "pindah" not in told.sentence.lower()


def test_each_office_reads_the_moves_of_its_work(world: World) -> None:
    move = proposed(world)
    for row, count in (("kelurahan", 1), ("lurah_tetangga", 0), ("opd", 1), ("mitra", 1), ("camat_tetangga", 0)):
        assert move_list.waiting(world.offices[row], world.cycle).count() == count, row
    moving.decide_move(move, approve=True, answer="", by=world.offices["mitra"], at=NOW)
    assert move_list.decided(world.offices["kecamatan"], world.cycle).get().decided_at == NOW
