"""What the database itself refuses in a counted round, on both engines, whoever asks: prioritisation.md 3.3."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from rounds import actions, triggers
from rounds.models import (
    Assessor,
    Ballot,
    Candidate,
    Criterion,
    Guarantee,
    Limit,
    Lot,
    Receipt,
    Round,
    Run,
    RunResult,
    Score,
    Terms,
    Voter,
)
from tests.rounds import counted
from tests.rounds.counted import act
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _late_score(r: Round) -> Score:
    of: dict[str, Any] = {"candidate": r.candidates.all()[0], "criterion": r.criteria.all()[0]}
    run = r.runs.all()[0]
    return Score.objects.create(round=r, assessor=r.assessors.all()[0], version=9, points=1, by=run.by, at=run.at, **of)


FROZEN: dict[str, Callable[[Round], object]] = {
    "rule": lambda r: Round.objects.filter(pk=r.pk).update(rule="{}"),
    "rule hash": lambda r: Round.objects.filter(pk=r.pk).update(rule_hash="0" * 64),
    "a step that is none": lambda r: Round.objects.filter(pk=r.pk).update(status="tutup"),
    "the round itself": lambda r: Round.objects.filter(pk=r.pk)._raw_delete("default"),
    "terms": lambda r: Terms.objects.filter(round=r).update(alpha=1),
    "weight": lambda r: Criterion.objects.filter(round=r).update(weight=1),
    "criterion": lambda r: Criterion.objects.create(round=r, code="X", name="X", weight=1, rubric=""),
    "criterion away": lambda r: Criterion.objects.filter(round=r, code="K")._raw_delete("default"),
    "assessor": lambda r: Assessor.objects.filter(round=r).update(number=9),
    "limit": lambda r: Limit.objects.filter(round=r).update(maximum=1),
    "new limit": lambda r: Limit.objects.create(round=r, code="X", label="X", unit="usulan", maximum=1),
    "guarantee": lambda r: Guarantee.objects.create(round=r, code="X", label="X", count=1),
    "cost": lambda r: Candidate.objects.filter(round=r).update(cost=1),
    "facts": lambda r: Candidate.objects.filter(round=r).update(facts={}),
    "mandate": lambda r: Voter.objects.filter(round=r).update(mandate="lain"),
    "new voter": lambda r: Voter.objects.create(round=r, number=99, name="X", area="X", mandate="X"),
}


GIVEN: dict[str, Callable[[Round], object]] = {
    "score": lambda r: Score.objects.filter(round=r).update(points=0),
    "score away": lambda r: Score.objects.filter(round=r)._raw_delete("default"),
    "late score": _late_score,
    "ballot": lambda r: Ballot.objects.filter(round=r).update(choices=[]),
    "ballot away": lambda r: Ballot.objects.filter(round=r)._raw_delete("default"),
    "late ballot": lambda r: Ballot.objects.create(round=r, choices=[]),
    "receipt": lambda r: Receipt.objects.filter(round=r).update(code="x"),
    "run": lambda r: Run.objects.filter(round=r).update(result_hash="0" * 64),
    "result": lambda r: RunResult.objects.filter(run__round=r).update(code="MENANG"),
    "result away": lambda r: RunResult.objects.filter(run__round=r)._raw_delete("default"),
}


@pytest.mark.parametrize("what", FROZEN)
def test_what_is_frozen_cannot_be_changed_by_anybody(world: World, what: str) -> None:
    round_ = counted.frozen(world)
    with pytest.raises(DatabaseError, match=r"beku|langkah"), transaction.atomic():
        FROZEN[what](round_)


@pytest.mark.parametrize("what", GIVEN)
def test_what_was_given_or_computed_cannot_be_changed_by_anybody(world: World, what: str) -> None:
    round_ = counted.counted(world)
    with pytest.raises(DatabaseError, match="tidak"), transaction.atomic():
        GIVEN[what](round_)


def test_a_change_of_the_forum_is_never_altered_nor_taken_away(world: World) -> None:
    round_ = counted.in_forum(world)
    row, why = round_.candidates.order_by("position")[0], "Dikerjakan swadaya warga."
    actions.agreeing.change(round_, row, kind="KELUAR", reason=why, asked_by="Ketua RW 01", **act(world))
    with pytest.raises(DatabaseError, match="tidak dapat diubah"), transaction.atomic():
        round_.moves.update(reason="Alasan yang lain.")
    with pytest.raises(DatabaseError, match="tidak dapat diubah"), transaction.atomic():
        round_.moves.all()._raw_delete("default")
    assert round_.moves.get().reason == why


def test_a_lot_is_drawn_once_and_confirmed_by_another(world: World) -> None:
    round_ = counted.tied(world)
    assert round_.status == Round.Status.LOT
    witnesses = ["Camat Melati", "Ketua LPMK"]
    with pytest.raises(ValidationError, match="dua saksi"):
        actions.computing.draw_lot(round_, seed="483920", witnesses=["Camat"], **act(world))
    actions.computing.draw_lot(round_, seed="483920", witnesses=witnesses, **act(world))
    with pytest.raises(ValidationError, match="tidak diulang"):
        actions.computing.draw_lot(round_, seed="118275", witnesses=witnesses, **act(world))
    with pytest.raises(DatabaseError, match="tidak dapat diulang"), transaction.atomic():
        Lot.objects.filter(round=round_).update(seed="118275")
    with pytest.raises(ValidationError, match="orang lain"):
        actions.computing.confirm_lot(round_, **act(world))
    run = actions.computing.confirm_lot(round_, **act(world, "kelurahan"))
    assert (run.number, run.seed, counted.fresh(round_).status) == (2, "483920", Round.Status.COMPUTED)
    assert Run.objects.filter(round=round_).count() == 2


def test_every_guard_has_a_name_of_its_own() -> None:
    names = [guard.name for guard in triggers.GUARDS]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) < 63
