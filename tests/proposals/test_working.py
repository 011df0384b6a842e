"""The work: reported with percent and photos, handed over with a BAST, confirmed or disputed by its group."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from proposals.actions import working
from proposals.models import Confirmation, Event, Photo, Proposal, WorkReport
from proposals.statuses import Status
from tests.proposals.after import agreed, budgeted, built
from tests.proposals.on_desk import TODAY, fresh
from tests.world import NOW, TINY_JPEG, World

DONE: dict[str, Any] = {"final_cost": 23_000_000, "handover": "027/101/BAST/2027", "handover_on": TODAY}


def reported(world: World, proposal: Proposal, percent: int, note: str = "", **more: Any) -> WorkReport:
    return working.report(proposal, percent=percent, note=note, by=world.offices["opd"], at=NOW, **more)


def test_the_first_report_starts_the_work_and_the_same_again_is_one(world: World) -> None:
    proposal, photo = budgeted(world), ContentFile(TINY_JPEG, name="foto.jpg")
    first = reported(world, proposal, 10, "Galian dimulai.", photos=[photo])
    photo.seek(0)
    assert reported(world, proposal, 10, "Galian dimulai.", photos=[photo]) == first
    assert (fresh(proposal).status, WorkReport.objects.count(), Photo.objects.filter(work=first).count()) == (
        Status.UNDERWAY, 1, 1,
    )  # fmt: skip
    assert reported(world, proposal, 45).number == 2


def test_nothing_is_reported_of_work_that_has_no_budget(world: World) -> None:
    with pytest.raises(ValidationError, match="sesudah masuk APBD"):
        reported(world, agreed(world), 10)


def test_what_a_sidang_found_money_for_this_year_begins_without_rkpd(world: World) -> None:
    proposal = agreed(world)
    Proposal.objects.filter(pk=proposal.pk).update(status=Status.THIS_YEAR)
    reported(world, proposal, 10)
    assert fresh(proposal).status == Status.UNDERWAY


def test_progress_stays_below_a_hundred_and_falls_only_with_a_reason(world: World) -> None:
    proposal = budgeted(world)
    reported(world, proposal, 60)
    for percent, note, field in ((100, "", "percent"), (-1, "", "percent"), (40, "salah", "note")):
        with pytest.raises(ValidationError) as refused:
            reported(world, proposal, percent, note)
        assert set(refused.value.message_dict) == {field}
    assert reported(world, proposal, 40, "Laporan lalu salah hitung.").percent == 40


def test_a_hand_over_names_cost_paper_and_day(world: World) -> None:
    proposal, by = budgeted(world), world.offices["opd"]
    with pytest.raises(ValidationError, match="dimulai"):
        working.hand_over(proposal, **DONE, by=by, at=NOW)
    reported(world, proposal, 90)
    wrong: dict[str, Any] = {"final_cost": None, "handover": " ", "handover_on": TODAY + timedelta(days=1)}
    with pytest.raises(ValidationError) as refused:
        working.hand_over(proposal, **wrong, by=by, at=NOW)
    assert set(refused.value.message_dict) == {"final_cost", "handover", "handover_on"}
    done = working.hand_over(proposal, **DONE, by=by, at=NOW)
    assert working.hand_over(proposal, **DONE, by=by, at=NOW) == done
    assert (fresh(proposal).status, done.percent, done.final_cost) == (Status.DONE, 100, 23_000_000)
    assert Event.objects.filter(proposal=proposal, body__handover=DONE["handover"]).count() == 1


def test_the_group_confirms_once_after_the_hand_over(world: World) -> None:
    early, by = budgeted(world), world.offices["rw"]
    with pytest.raises(ValidationError, match="belum diserahterimakan"):
        working.confirm(early, verdict="sesuai", by=by, at=NOW)
    proposal = built(world)
    one = working.confirm(proposal, verdict="sesuai", by=by, at=NOW)
    assert working.confirm(proposal, verdict="sesuai", by=by, at=NOW) == one
    with pytest.raises(ValidationError, match="sudah menyampaikan"):
        working.confirm(proposal, verdict="tidak_sesuai", text="Salurannya bocor lagi.", by=by, at=NOW)
    assert Event.objects.filter(kind=Event.Kind.RESULT_CONFIRMED).count() == 1


def test_a_dispute_says_why_and_is_answered_once(world: World) -> None:
    proposal, by, agency = built(world), world.offices["rw"], world.offices["opd"]
    with pytest.raises(ValidationError) as refused:
        working.confirm(proposal, verdict="tidak_sesuai", text="bocor", by=by, at=NOW)
    assert set(refused.value.message_dict) == {"text"}
    said = working.confirm(proposal, verdict="tidak_sesuai", text="Salurannya bocor lagi.", by=by, at=NOW)
    answer = "Diperbaiki pelaksana minggu ini."
    with pytest.raises(ValidationError) as refused:
        working.answer_dispute(said, answer="ya", by=agency, at=NOW)
    assert set(refused.value.message_dict) == {"answer"}
    working.answer_dispute(said, answer=answer, by=agency, at=NOW)
    working.answer_dispute(said, answer=answer, by=agency, at=NOW)
    assert (Confirmation.objects.get().answer, Event.objects.filter(kind=Event.Kind.DISPUTE_ANSWERED).count()) == (
        answer, 1,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Tidak ada bantahan"):
        working.answer_dispute(said, answer="Jawaban lain sama sekali.", by=agency, at=NOW)
