"""Into RKPD and APBD by a numbered paper, and out again with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from proposals.actions import entering
from proposals.models import Event, PlanDocument, PlanLine, Stage
from proposals.statuses import Status
from tests.proposals.after import agreed, budgeted, built, recommended
from tests.proposals.on_desk import TODAY, fresh
from tests.world import NOW, World

PLAN, BUDGET = PlanDocument.Kind.PLAN, PlanDocument.Kind.BUDGET


def test_a_paper_takes_agreed_usulan_in_with_the_amount_it_names(world: World) -> None:
    one, two, by = agreed(world), agreed(world), world.offices["bappeda"]
    paper = entering.enter(PLAN, [(one, None), (two, 20_000_000)], number="26 Tahun 2026", dated=TODAY, by=by, at=NOW)
    again = entering.enter(PLAN, [(one, None)], number=" 26 Tahun 2026 ", dated=TODAY, by=by, at=NOW)
    assert (paper, PlanLine.objects.count()) == (again, 2), "the same paper again changes nothing"
    assert [fresh(row).status for row in (one, two)] == [Status.IN_RKPD] * 2
    assert fresh(two).current_amount == 20_000_000
    assert Event.objects.filter(proposal=one, kind=Event.Kind.ADVANCED, body__paper="RKPD 26 Tahun 2026").count() == 1


def test_what_is_not_agreed_enters_no_paper_and_nothing_of_the_act_stays(world: World) -> None:
    ready, early, by = agreed(world), recommended(world), world.offices["bappeda"]
    with pytest.raises(ValidationError, match="bukan diakomodir"):
        entering.enter(PLAN, [(ready, None), (early, None)], number="26 Tahun 2026", dated=TODAY, by=by, at=NOW)
    assert fresh(ready).status == Status.ACCOMMODATED
    assert not PlanDocument.objects.exists()
    with pytest.raises(ValidationError, match="bukan masuk rkpd"):
        entering.enter(BUDGET, [(ready, None)], number="9 Tahun 2026", dated=TODAY, by=by, at=NOW)


def test_a_paper_has_a_number_and_one_day(world: World) -> None:
    one, by = agreed(world), world.offices["bappeda"]
    with pytest.raises(ValidationError) as refused:
        entering.enter(PLAN, [(one, None)], number="", dated=None, by=by, at=NOW)
    assert set(refused.value.message_dict) == {"number", "dated"}
    entering.enter(PLAN, [(one, None)], number="26 Tahun 2026", dated=TODAY, by=by, at=NOW)
    other = TODAY - timedelta(days=1)
    with pytest.raises(ValidationError, match="tercatat bertanggal"):
        entering.enter(PLAN, [(agreed(world), None)], number="26 Tahun 2026", dated=other, by=by, at=NOW)


def test_rkpd_is_a_stage_and_the_budget_comes_after_all_stages(world: World) -> None:
    one, by = agreed(world), world.offices["bappeda"]
    entering.enter(PLAN, [(one, None)], number="26 Tahun 2026", dated=TODAY, by=by, at=NOW)
    late = agreed(world)
    Stage.objects.update(closed_at=NOW)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        entering.enter(PLAN, [(late, None)], number="27 Tahun 2026", dated=TODAY, by=by, at=NOW)
    entering.enter(BUDGET, [(fresh(one), None)], number="9 Tahun 2026", dated=TODAY, by=by, at=NOW)
    assert fresh(one).status == Status.IN_APBD


def test_planned_work_is_cancelled_with_a_reason_and_finished_work_never(world: World) -> None:
    one, by = budgeted(world), world.offices["bappeda"]
    with pytest.raises(ValidationError) as refused:
        entering.cancel(one, reason_code="", reason="", by=by, at=NOW)
    assert set(refused.value.message_dict) == {"reason_code"}
    said = {"reason_code": "lahan", "reason": "Pemilik lahan menarik izinnya."}
    entering.cancel(one, **said, by=by, at=NOW)
    entering.cancel(one, **said, by=by, at=NOW)
    assert (fresh(one).status, fresh(one).reason) == (Status.CANCELLED, said["reason"])
    assert Event.objects.filter(proposal=one, body__after="batal").count() == 1
    with pytest.raises(ValidationError, match="tidak dapat dibatalkan"):
        entering.cancel(built(world), **said, by=by, at=NOW)
