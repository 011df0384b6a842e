"""Several people at the same moment, on real connections: one wins, the others are told, nothing doubles."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from proposals import actions
from proposals.actions import moving
from proposals.actions.objecting import answer_objection, object_to
from proposals.models import Event, LevelDecision, Need, Proposal
from tests.proposals import on_desk
from tests.racing import together
from tests.world import NOW, World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_two_decisions_one_stands(city: World) -> None:
    proposal = city.sent()
    seen = proposal.version

    def accept() -> Proposal:
        return actions.deciding.accept(proposal, by=city.offices["lurah"], at=NOW, expected=seen)

    def reject() -> Proposal:
        return actions.deciding.reject(
            proposal,
            reason_code="lahan",
            reason="Lahan milik perorangan",
            may_repeat=True,
            by=city.offices["kelurahan"],
            at=NOW,
            expected=seen,
        )

    results = together(accept, reject)
    refusals = [result for result in results if isinstance(result, ValidationError)]
    assert len(refusals) == 1
    assert "baru saja" in refusals[0].messages[0]
    assert LevelDecision.objects.count() == 1


def test_a_form_sent_eight_times_at_once_is_one_need(city: World) -> None:
    key = uuid4()

    def tell() -> Need:
        return actions.needs.tell(
            city.cycle,
            region=city.regions["rt01"],
            problem="Gang 4 tergenang setiap hujan deras",
            address="Gang 4",
            submission_key=key,
            at=NOW,
        )

    receipts = {need.number for need in together(*[tell] * 8)}
    assert len(receipts) == 1
    assert Need.objects.count() == 1


def test_numbers_are_given_once_and_events_have_no_gaps(city: World) -> None:
    drafts = [city.draft(), city.draft(group="rw02", by=city.offices["rw_tetangga"]), city.draft(group="pkk")]

    def send(draft: Proposal) -> Callable[[], Any]:
        by = draft.entered_by
        assert by is not None
        return lambda: actions.sending.submit(city.cycle, draft.group, [draft.public_id], by=by, at=NOW)

    together(*[send(draft) for draft in drafts])
    numbers = sorted(Proposal.objects.values_list("number", flat=True))
    assert [number[-6:] for number in numbers] == ["000001", "000002", "000003"]
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 7))


def test_what_comes_after_the_closing_is_refused(city: World) -> None:
    drafts = [city.draft(), city.draft(group="rw02", by=city.offices["rw_tetangga"]), city.draft(group="pkk")]
    stage = city.cycle.stages.get(kind="rembuk")
    other = city.cycle.stages.get(kind="kelurahan")
    actions.stages.close_stage(other, by=city.offices["bappeda"], at=NOW, reason="Jadwal dimajukan")

    def close() -> int:
        actions.stages.close_stage(stage, by=city.offices["bappeda"], at=NOW, reason="Jadwal dimajukan")
        return Proposal.objects.public().count()

    def send(draft: Proposal) -> Callable[[], Any]:
        by = draft.entered_by
        assert by is not None
        return lambda: actions.sending.submit(city.cycle, draft.group, [draft.public_id], by=by, at=NOW)

    results = together(close, *[send(draft) for draft in drafts])
    assert Proposal.objects.public().count() == results[0]


def test_of_two_who_finish_the_same_survey_one_is_told(city: World) -> None:
    survey = on_desk.planned(city)

    def finish(row: str, verdict: str) -> Callable[[], Any]:
        note = "Lebar jalan kurang dari syarat kamus."
        return lambda: on_desk.finished(city, survey, by=row, verdict=verdict, note=note, reason_code="teknis")

    results = together(finish("opd", "layak"), finish("kepala_opd", "tidak_layak"))
    refusals = [result for result in results if isinstance(result, ValidationError)]
    assert len(refusals) == 1
    assert "terkunci" in refusals[0].messages[0]
    assert LevelDecision.objects.filter(level="desk").count() == 1


def test_of_two_answers_to_an_objection_one_stands(city: World) -> None:
    objection = object_to(
        on_desk.rejected(city), text="Lahannya sudah dihibahkan.", by=city.offices["rw"], at=on_desk.LATER
    )

    def answer(row: str, *, granted: bool) -> Callable[[], Any]:
        said: dict[str, Any] = {"granted": granted, "answer": "Sudah kami periksa bersama."}
        return lambda: answer_objection(objection, by=city.offices[row], at=on_desk.LATER, **said)

    results = together(answer("camat", granted=True), answer("kecamatan", granted=False))
    refusals = [result for result in results if isinstance(result, ValidationError)]
    assert len(refusals) == 1
    assert "baru saja dijawab" in refusals[0].messages[0]


def test_a_double_click_on_pindah_is_one_move(city: World) -> None:
    proposal = on_desk.prioritised(city)
    said: dict[str, Any] = {"agency": city.agencies["kecamatan"], "reason": "Pekerjaan kecil di dalam gang."}

    def propose() -> Any:
        return moving.propose_move(proposal, by=city.offices["opd"], at=NOW, **said)

    results = together(*[propose] * 4)
    assert len({move.pk for move in results}) == 1
