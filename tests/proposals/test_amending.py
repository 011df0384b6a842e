"""BA perubahan: Bappeda changes a locked field by a letter; old and new stay, the amount is counted anew."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from catalogue.models import KamusItem
from proposals.actions.amending import Field, amend
from proposals.actions.locking import lock_desk
from proposals.lifeline import lifeline
from proposals.models import Amendment, Event, Proposal
from proposals.statuses import Status
from tests.proposals.on_desk import fresh, prioritised
from tests.world import NOW, World

LETTER = {"number": "050/12/35.73.02/2027", "reason": "Panjang di lapangan berbeda dengan usulan."}


def locked(world: World, **more: Any) -> Proposal:
    proposal = prioritised(world, **more)
    lock_desk(world.cycle, world.regions["melati"], by=world.offices["camat"], at=NOW)
    return fresh(proposal)


def change(world: World, proposal: Proposal, field: str, value: Any, **more: Any) -> Amendment:
    return amend(proposal, field=field, value=value, by=world.offices["bappeda"], at=NOW, **(LETTER | more))


def test_another_volume_is_counted_at_the_locked_price_and_both_are_kept(world: World) -> None:
    proposal = locked(world)
    world.items["paving"].unit_price = 999_000
    world.items["paving"].save()
    done = change(world, proposal, Field.VOLUME, Decimal("100.5"))
    assert (done.old, done.new) == ("120 m²", "100,5 m²")
    after = fresh(proposal)
    assert (after.current_volume, after.current_amount) == (Decimal("100.5"), 20_100_000)
    assert (after.volume, after.amount, after.version) == (Decimal("120"), 24_000_000, proposal.version + 1)
    event = Event.objects.get(kind=Event.Kind.AMENDED)
    assert (event.body["old"], event.body["new"], event.body["number"]) == ("120 m²", "100,5 m²", LETTER["number"])
    assert "BA perubahan, volume: 120 m² menjadi 100,5 m²" in [step.title for step in lifeline(after)]


def test_address_and_places_change_with_their_words(world: World) -> None:
    proposal = locked(world)
    assert change(world, proposal, Field.ADDRESS, "Gang 7, depan musala").new == "Gang 7, depan musala"
    places = [world.regions["rt01"], world.regions["rt02"]]
    done = change(world, proposal, Field.PLACES, places)
    assert (done.old, done.new) == ("RW 01", "RT 01, 02 RW 01")
    assert set(fresh(proposal).locations.order_by("code")) == set(places)
    with pytest.raises(ValidationError, match="di luar wilayah"):
        change(world, proposal, Field.PLACES, [world.regions["kenanga_rw01"]])


def test_another_item_of_the_same_unit_brings_its_price_and_agency(world: World) -> None:
    proposal = locked(world)
    with pytest.raises(ValidationError, match="Satuan item itu m, bukan m²"):
        change(world, proposal, Field.ITEM, world.items["got"])
    other = KamusItem.objects.get(pk=world.items["paving"].pk)
    other.pk, other.number, other.name, other.unit_price = None, 9, "Pavingisasi dengan kerb", 300_000
    other.agency = world.agencies["kecamatan"]
    other.save()
    change(world, proposal, Field.ITEM, other)
    after = fresh(proposal)
    assert (after.title, after.unit_price, after.current_amount) == ("Pavingisasi dengan kerb", 300_000, 36_000_000)
    assert (after.agency, after.agency_first) == (world.agencies["melati"], world.agencies["pu"])


@pytest.mark.parametrize(
    ("field", "value", "more", "said"),
    [
        (Field.VOLUME, Decimal("120"), {}, "sama dengan sekarang"),
        (Field.VOLUME, Decimal("0"), {}, "lebih dari 0"),
        (Field.ADDRESS, "Hubungi 0812 3456 7890", {}, "nomor telepon"),
        (Field.ADDRESS, "  ", {}, "Isi alamatnya"),
        (Field.PLACES, [], {}, "Pilih paling sedikit satu"),
        (Field.VOLUME, Decimal("90"), {"number": ""}, "nomor BA perubahan"),
        (Field.VOLUME, Decimal("90"), {"reason": "salah"}, "paling sedikit 10 huruf"),
    ],
)
def test_an_amendment_needs_letter_reason_and_a_sound_value(
    world: World, field: str, value: Any, more: dict[str, str], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        change(world, locked(world), field, value, **more)
    assert not Amendment.objects.exists()


def test_before_the_lock_and_after_the_end_nothing_is_amended(world: World) -> None:
    with pytest.raises(ValidationError, match="belum dikunci BA Desk"):
        change(world, prioritised(world), Field.VOLUME, Decimal("90"))
    ended = locked(world)
    Proposal.objects.filter(pk=ended.pk).update(status=Status.CANCELLED)
    with pytest.raises(ValidationError, match="tidak dapat diubah lagi"):
        change(world, ended, Field.VOLUME, Decimal("90"))


def test_the_same_letter_sent_twice_is_one_change(world: World) -> None:
    proposal = locked(world)
    first = change(world, proposal, Field.VOLUME, Decimal("90"))
    assert change(world, proposal, Field.VOLUME, Decimal("90")).pk == first.pk
    assert Amendment.objects.count() == Event.objects.filter(kind=Event.Kind.AMENDED).count() == 1
