"""From a resident's need to a draft or an answer."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from proposals import actions
from proposals.models import Event, Need, Stage
from tests.world import NOW, World


def tell(world: World, **more: Any) -> Need:
    values: dict[str, Any] = {
        "region": world.regions["rt01"],
        "problem": "Gang 4 tergenang setiap hujan deras",
        "address": "Gang 4",
        "item": world.items["got"],
        "teller_name": "Warga",
        "teller_phone": "081234567890",
        "submission_key": uuid4(),
        "at": NOW,
        **more,
    }
    return actions.needs.tell(world.cycle, **values)


def test_a_need_gets_a_number_and_a_secret_of_its_own(world: World) -> None:
    first, second = tell(world), tell(world)
    assert first.number.startswith("K-9901-")
    assert first.number != second.number
    assert len(first.code) == 14
    assert first.code != second.code
    assert first.kelurahan == world.regions["mawar"]


def test_the_same_key_gives_the_same_receipt_even_after_closing(world: World) -> None:
    key = uuid4()
    need = tell(world, submission_key=key)
    stage = world.cycle.stages.get(kind=Stage.Kind.REMBUK)
    actions.stages.close_stage(stage, by=world.offices["bappeda"], at=NOW, reason="Jadwal dimajukan")
    assert tell(world, submission_key=key) == need
    with pytest.raises(ValidationError, match="sudah ditutup"):
        tell(world)


def test_an_rw_takes_a_need_over_once(world: World) -> None:
    need = tell(world)
    draft = actions.needs.take_over(need, group=world.groups["rw01"], by=world.offices["rw"], at=NOW)
    assert (draft.problem, draft.item, draft.place) == (need.problem, need.item, "RT 01 RW 01")
    need.refresh_from_db()
    assert need.proposal == draft
    with pytest.raises(ValidationError, match="Muat ulang"):
        actions.needs.answer(need, answer="Sudah ditangani", by=world.offices["rw"], at=NOW)


def test_an_answer_says_something(world: World) -> None:
    need = tell(world, item=None, wish="Jembatan gantung")
    with pytest.raises(ValidationError):
        actions.needs.answer(need, answer="tidak", by=world.offices["rw"], at=NOW)
    answered = actions.needs.answer(
        need, answer="Disimpan untuk kamus tahun depan", to_bank=True, by=world.offices["rw"], at=NOW
    )
    assert answered.status == Need.Status.BANKED


def test_no_personal_data_reaches_the_log(world: World) -> None:
    tell(world, teller_name="Nama Rahasia")
    assert "Rahasia" not in str(list(Event.objects.values()))
    assert "0812" not in str(list(Event.objects.values()))
