"""A usulan is supported instead of written twice, and an old one is proposed again, linked to what became of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from catalogue.models import KamusItem, KamusVersion
from proposals import actions
from proposals.models import Cycle, Event, Need, Proposal, Stage, Support
from proposals.statuses import Status
from tests.world import NOW, TODAY, World


def next_cycle(world: World, *, names: dict[str, str] | None = None, percent: int = 110) -> Cycle:
    """The cycle after the world's, its rembuk open now, with a kamus of its own: other rows, other prices."""
    version = KamusVersion.objects.create(city=world.city, plan_year=TODAY.year + 2, status="terbit")
    for item in world.items.values():
        name = (names or {}).get(item.name, item.name)
        fields = {field.attname: getattr(item, field.attname) for field in KamusItem._meta.concrete_fields}
        fields |= {"id": None, "version_id": version.pk, "name": name, "number": item.number + 10}
        KamusItem.objects.create(**(fields | {"unit_price": (item.unit_price or 0) * percent // 100}))
    cycle = Cycle.objects.create(city=world.city, held_year=TODAY.year + 1, plan_year=TODAY.year + 2, kamus=version)
    for order, kind in enumerate(Stage.Kind, start=1):
        opens, closes = NOW - timedelta(days=2), NOW + timedelta(days=20)
        Stage.objects.create(cycle=cycle, kind=kind, order=order, name=kind.label, opens_at=opens, closes_at=closes)
    return cycle


def refused(world: World, *, code: str = "teknis", may_repeat: bool = True, **more: Any) -> Proposal:
    """A usulan of RW 01 that the kelurahan has refused."""
    return actions.deciding.reject(
        world.sent(**more),
        reason_code=code,
        reason="Lebar jalan kurang dari tiga meter",
        may_repeat=may_repeat,
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )


def again(world: World, old: Proposal, cycle: Cycle, group: str = "rw01") -> Proposal:
    return actions.supporting.propose_again(old, cycle, group=world.groups[group], by=world.offices["rw"], at=NOW)


def test_a_group_supports_once_and_the_log_says_so(world: World) -> None:
    proposal = world.sent()
    frame: dict[str, Any] = {"group": world.groups["rt01"], "by": world.offices["rt"], "at": NOW}
    made = actions.supporting.support(proposal, **frame)
    assert actions.supporting.support(proposal, **frame) == made
    assert (made.region, Support.objects.count()) == (world.regions["rt01"], 1)
    event = Event.objects.of_proposal(proposal).last()
    assert event is not None
    assert (event.kind, event.body["group"]) == (Event.Kind.SUPPORTED, "RT 01 RW 01")
    with pytest.raises(ValidationError, match="kelompok Anda sendiri"):
        actions.supporting.support(proposal, group=world.groups["rw01"], by=world.offices["rw"], at=NOW)


def test_nobody_supports_what_is_decided_or_after_the_rembuk(world: World) -> None:
    frame: dict[str, Any] = {"group": world.groups["rt01"], "by": world.offices["rt"], "at": NOW}
    with pytest.raises(ValidationError, match="tidak dibahas lagi"):
        actions.supporting.support(refused(world), **frame)
    proposal = world.sent()
    Stage.objects.filter(cycle=world.cycle, kind="rembuk").update(closes_at=NOW - timedelta(days=1))
    with pytest.raises(ValidationError, match="sudah ditutup"):
        actions.supporting.support(proposal, **frame)


def test_a_group_takes_its_support_back_once_and_may_give_it_again(world: World) -> None:
    proposal = world.sent()
    frame: dict[str, Any] = {"group": world.groups["rt01"], "by": world.offices["rt"], "at": NOW}
    assert not actions.supporting.take_back(proposal, **frame)
    actions.supporting.support(proposal, **frame)
    actions.supporting.support(proposal, group=world.groups["pkk"], by=world.offices["lembaga"], at=NOW)
    assert actions.supporting.take_back(proposal, **frame)
    event = Event.objects.of_proposal(proposal).last()
    assert event is not None
    assert (event.kind, event.body["group"]) == (Event.Kind.SUPPORT_TAKEN_BACK, "RT 01 RW 01")
    assert not actions.supporting.take_back(proposal, **frame)
    assert Event.objects.of_proposal(proposal).last() == event, "twice is once"
    assert [one.group for one in Support.objects.all()] == [world.groups["pkk"]]
    actions.supporting.support(proposal, **frame)
    assert Support.objects.count() == 2


def test_a_support_stays_once_it_is_decided_or_after_the_rembuk(world: World) -> None:
    frame: dict[str, Any] = {"group": world.groups["rt01"], "by": world.offices["rt"], "at": NOW}
    one, other = world.sent(), world.sent()
    for proposal in (one, other):
        actions.supporting.support(proposal, **frame)
    decided: dict[str, Any] = {"reason_code": "teknis", "reason": "Lebar jalan kurang dari tiga meter"}
    actions.deciding.reject(one, may_repeat=True, by=world.offices["kelurahan"], at=NOW, expected=None, **decided)
    with pytest.raises(ValidationError, match="tetap tercatat"):
        actions.supporting.take_back(one, **frame)
    Stage.objects.filter(cycle=world.cycle, kind="rembuk").update(closes_at=NOW - timedelta(days=1))
    with pytest.raises(ValidationError, match="sudah ditutup"):
        actions.supporting.take_back(other, **frame)
    assert Support.objects.count() == 2


def test_a_support_that_went_into_the_parent_is_taken_back_there(world: World) -> None:
    parent, child = world.sent(group="rw02"), world.sent()
    frame: dict[str, Any] = {"group": world.groups["rt01"], "by": world.offices["rt"], "at": NOW}
    actions.supporting.support(child, **frame)
    actions.deciding.merge(child, parent=parent, by=world.offices["kelurahan"], at=NOW, expected=None)
    assert actions.supporting.take_back(child, **frame)
    assert not Support.objects.exists()
    assert Event.objects.filter(kind=Event.Kind.SUPPORT_TAKEN_BACK).get().proposal == parent


def test_who_supports_a_merged_usulan_supports_its_parent(world: World) -> None:
    parent, child = world.sent(group="rw02"), world.sent()
    actions.deciding.merge(child, parent=parent, by=world.offices["kelurahan"], at=NOW, expected=None)
    made = actions.supporting.support(child, group=world.groups["rt01"], by=world.offices["rt"], at=NOW)
    assert made.proposal == parent


def test_a_resident_who_supports_follows_the_usulan_from_the_receipt(world: World) -> None:
    proposal, key = world.sent(), uuid4()

    def tell() -> Need:
        return actions.needs.tell(
            world.cycle,
            region=world.regions["rt01"],
            problem="Got di Gang 4 buntu dan air masuk rumah",
            address="Gang 4",
            submission_key=key,
            at=NOW,
            supports=proposal,
        )

    need = tell()
    assert tell() == need
    assert (need.status, need.proposal) == (Need.Status.TAKEN, proposal)
    assert Support.objects.get(need=need).by is None
    page = world.client("publik").get(need.get_absolute_url()).content.decode()
    assert proposal.number.replace("-", "\u2011") in page


def test_an_old_usulan_comes_again_with_the_new_kamus_and_its_history(world: World) -> None:
    old, cycle = refused(world, volume="80"), next_cycle(world)
    draft = again(world, old, cycle)
    assert (draft.previous, draft.times_proposed, draft.first_year) == (old, 2, world.cycle.held_year)
    assert draft.item is not None
    assert draft.item != old.item
    assert (draft.title, draft.unit_price, draft.volume) == (old.title, 401_500, Decimal(80))
    assert (draft.problem, draft.address, draft.place) == (old.problem, old.address, old.place)
    assert not draft.needs_evidence
    assert again(world, old, cycle) == draft
    assert Proposal.objects.filter(cycle=cycle).count() == 1


def test_a_draft_given_up_may_be_taken_up_anew(world: World) -> None:
    old, cycle = refused(world), next_cycle(world)
    first = again(world, old, cycle)
    actions.drafting.discard(first, by=world.offices["rw"], at=NOW)
    second = again(world, old, cycle)
    assert second != first
    assert again(world, old, cycle) == second


def test_an_item_is_found_by_its_wording_and_never_by_its_code(world: World) -> None:
    old = refused(world)
    renamed = next_cycle(world, names={"Gorong-gorong Diameter 40 cm": "Gorong-gorong Diameter 60 cm"})
    draft = again(world, old, renamed)
    assert (draft.item, draft.title) == (None, old.title)
    assert "Pilih pekerjaan dari kamus usulan." in draft.blockers()


@pytest.mark.parametrize("code", ["lahan", "kewenangan"])
def test_what_was_refused_for_its_land_needs_new_evidence(world: World, code: str) -> None:
    draft = again(world, refused(world, code=code), next_cycle(world))
    assert any("bukti baru" in sentence for sentence in draft.blockers())
    draft.override_reason = "Pemilik sudah menghibahkan tanahnya pada bulan Maret"
    assert not any("bukti baru" in sentence for sentence in draft.blockers())


def test_only_what_may_come_again_does(world: World) -> None:
    cycle = next_cycle(world)
    with pytest.raises(ValidationError, match="tidak boleh diusulkan lagi"):
        again(world, refused(world, may_repeat=False), cycle)
    with pytest.raises(ValidationError, match="tidak perlu"):
        again(world, world.accepted(), cycle)
    with pytest.raises(ValidationError, match="tahun lalu"):
        again(world, refused(world), world.cycle)


def test_a_usulan_proposed_for_the_third_time_counts_from_the_first(world: World) -> None:
    old, cycle = refused(world), next_cycle(world)
    Proposal.objects.filter(pk=old.pk).update(times_proposed=3, first_year=2021)
    draft = again(world, old, cycle)
    assert (draft.times_proposed, draft.first_year) == (4, 2021)
    assert draft.status == Status.DRAFT
