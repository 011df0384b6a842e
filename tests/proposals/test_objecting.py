"""Keberatan: once, in time, answered one level up; granted, the usulan goes back to the desk that decided."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from proposals import actions, objection_rules
from proposals.actions.objecting import answer_objection, object_to
from proposals.models import Event, LevelDecision, Objection, Proposal
from proposals.models.decision import Level, Outcome
from proposals.statuses import Status
from tests.proposals.on_desk import LATER, days, fresh, planned, rejected, unfit
from tests.world import NOW, World

TEXT = "Lahannya sudah dihibahkan kepada kota, suratnya ada di kelurahan."
ANSWER = "Surat hibah sudah kami periksa dan sah."
S = Status


def objected(world: World, proposal: Proposal | None = None) -> Objection:
    return object_to(proposal or rejected(world), text=TEXT, by=world.offices["rw"], at=LATER)


def test_a_group_objects_once_and_the_answer_has_a_date(world: World) -> None:
    objection = objected(world)
    assert (objection.level, objection.status) == (Level.KELURAHAN, Objection.Status.WAITING)
    assert objection.due_on == timezone.localdate(LATER) + timedelta(days=7)
    assert objected(world, objection.proposal).pk == objection.pk
    with pytest.raises(ValidationError, match="hanya sekali"):
        object_to(objection.proposal, text=TEXT + " Tambahan.", by=world.offices["rw"], at=LATER)
    assert Event.objects.filter(kind=Event.Kind.OBJECTED).count() == 1


def test_an_objection_opens_after_the_minutes_of_undo_and_closes_after_its_days(world: World) -> None:
    proposal, by = rejected(world), world.offices["rw"]
    with pytest.raises(ValidationError, match="masih dapat dibatalkan"):
        object_to(proposal, text=TEXT, by=by, at=NOW + timedelta(minutes=9))
    with pytest.raises(ValidationError, match="sudah lewat"):
        object_to(proposal, text=TEXT, by=by, at=days(8))
    with pytest.raises(ValidationError, match="paling sedikit 20 huruf"):
        object_to(proposal, text="Tidak setuju", by=by, at=LATER)
    assert objection_rules.open_among([proposal], NOW) == set()
    assert objection_rules.open_among([proposal], LATER) == {proposal.pk}
    assert objection_rules.open_among([proposal], days(8)) == set()
    assert object_to(proposal, text=TEXT, by=by, at=days(7))
    assert objection_rules.open_among([proposal], LATER) == set()


def test_only_a_refusal_or_a_merge_is_objected_to(world: World) -> None:
    with pytest.raises(ValidationError, match="hanya atas penolakan"):
        object_to(world.accepted(), text=TEXT, by=world.offices["rw"], at=LATER)


def test_the_kecamatan_answers_for_the_kelurahan_and_the_desk_sees_it_again(world: World) -> None:
    objection = objected(world)
    for row in ("lurah", "bappeda", "camat_tetangga", "rw"):
        with pytest.raises(PermissionDenied):
            answer_objection(objection, granted=True, answer=ANSWER, by=world.offices[row], at=LATER)
    answer_objection(objection, granted=True, answer=ANSWER, by=world.offices["kecamatan"], at=LATER)
    proposal = fresh(objection.proposal)
    assert (proposal.status, proposal.reason, proposal.reason_code) == (S.SUBMITTED, "", "")
    versions = LevelDecision.objects.filter(proposal=proposal, level=Level.KELURAHAN).order_by("version")
    assert [one.outcome for one in versions] == [Outcome.REJECTED, Outcome.UNDONE]
    actions.deciding.accept(proposal, by=world.offices["kelurahan"], at=LATER, expected=None)
    again = LevelDecision.objects.latest_of(proposal, Level.KELURAHAN)
    assert again is not None
    assert again.version == 3


def test_a_second_refusal_is_not_objected_to_again(world: World) -> None:
    objection = objected(world)
    answer_objection(objection, granted=True, answer=ANSWER, by=world.offices["camat"], at=LATER)
    why: dict[str, Any] = {"reason_code": "lahan", "reason": "Surat hibah belum terdaftar.", "may_repeat": True}
    actions.deciding.reject(objection.proposal, by=world.offices["kelurahan"], at=LATER, expected=None, **why)
    with pytest.raises(ValidationError, match="hanya sekali"):
        object_to(objection.proposal, text=TEXT + " Lagi.", by=world.offices["rw"], at=LATER + timedelta(hours=1))


def test_a_decision_that_stays_is_answered_and_of_two_answers_one_counts(world: World) -> None:
    objection, by = objected(world), world.offices["kecamatan"]
    with pytest.raises(ValidationError, match="paling sedikit 10 huruf"):
        answer_objection(objection, granted=False, answer="tidak", by=by, at=LATER)
    answer_objection(objection, granted=False, answer="Surat hibah belum terdaftar di BPN.", by=by, at=LATER)
    assert fresh(objection.proposal).status == S.REJECTED
    again = answer_objection(objection, granted=False, answer="Surat hibah belum terdaftar di BPN.", by=by, at=LATER)
    assert again.status == Objection.Status.REFUSED
    with pytest.raises(ValidationError, match="baru saja dijawab"):
        answer_objection(objection, granted=True, answer=ANSWER, by=world.offices["camat"], at=LATER)
    assert Event.objects.filter(kind=Event.Kind.OBJECTION_ANSWERED).count() == 1


def test_bappeda_answers_for_a_survey_and_it_goes_back_to_the_desk(world: World) -> None:
    proposal = fresh(unfit(world, planned(world)).proposal)
    objection = objected(world, proposal)
    assert (objection.level, objection_rules.answerer(objection)) == (Level.DESK, "Bappeda")
    with pytest.raises(PermissionDenied):
        answer_objection(objection, granted=True, answer=ANSWER, by=world.offices["camat"], at=LATER)
    answer_objection(objection, granted=True, answer=ANSWER, by=world.offices["bappeda"], at=LATER)
    assert fresh(proposal).status == S.PRIORITY_KEL
    latest = LevelDecision.objects.latest_of(proposal, Level.DESK)
    assert latest is not None
    assert latest.outcome == Outcome.UNDONE


def test_what_the_kecamatan_decided_on_a_kelurahans_own_usulan_goes_to_bappeda(world: World) -> None:
    proposal = rejected(world, group="kelurahan", by="kecamatan")
    objection = object_to(proposal, text=TEXT, by=world.offices["lurah"], at=LATER)
    assert objection.level == Level.DISTRICT
    assert objection in objection_rules.to_answer(world.offices["bappeda"], world.cycle.pk)
    assert objection not in objection_rules.to_answer(world.offices["kecamatan"], world.cycle.pk)


def test_a_merge_that_is_lifted_leaves_its_parent(world: World) -> None:
    parent, proposal = world.sent(group="rw02", by=world.offices["rw_tetangga"]), world.sent()
    by = world.offices["kelurahan"]
    actions.deciding.merge(proposal, parent=parent, add_volume=True, by=by, at=NOW, expected=None)
    assert fresh(parent).current_volume == 240
    objection = objected(world, fresh(proposal))
    answer_objection(objection, granted=True, answer=ANSWER, by=world.offices["camat"], at=LATER)
    proposal = fresh(proposal)
    assert (proposal.status, proposal.parent_id) == (S.SUBMITTED, None)
    assert fresh(parent).current_volume == 120


def test_late_answers_stand_first_on_the_list_that_owes_them(world: World) -> None:
    late, waiting = objected(world), objected(world)
    Objection.objects.filter(pk=waiting.pk).update(due_on=timezone.localdate(days(9)))
    Objection.objects.filter(pk=late.pk).update(due_on=timezone.localdate(days(-2)))
    found = list(objection_rules.to_answer(world.offices["camat"], world.cycle.pk))
    assert found == [late, waiting]
    due = objection_rules.due(found[0].due_on, NOW)
    assert due.late
    assert not objection_rules.to_answer(world.offices["camat_tetangga"], world.cycle.pk).exists()
    assert not objection_rules.to_answer(world.offices["lurah"], world.cycle.pk).exists()
