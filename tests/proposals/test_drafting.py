"""What a proposer may do, and when."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from proposals import actions
from proposals.models import Event, Photo, Proposal, Quota, Stage
from proposals.statuses import Status
from tests.world import NOW, World


def test_an_rw_sends_a_numbered_and_locked_usulan(world: World) -> None:
    draft = world.draft()
    proposal = world.send(draft)

    assert proposal.status == Status.SUBMITTED
    assert proposal.number == f"9901-{world.cycle.plan_year}-000001"
    assert (proposal.amount, proposal.current_amount) == (43_800_000, 43_800_000)
    assert proposal.agency == world.agencies["melati"]
    assert proposal.group_rank == 1
    with pytest.raises(ValidationError, match="terkunci"):
        actions.drafting.change(proposal, by=world.offices["rw"], at=NOW, problem="Lain lagi")
    kinds = list(Event.objects.of_proposal(proposal).values_list("kind", flat=True))
    assert kinds == [Event.Kind.DRAFTED, Event.Kind.SUBMITTED]


def test_the_same_form_sent_twice_is_one_draft_and_one_usulan(world: World) -> None:
    key = uuid4()
    first = world.draft(submission_key=key)
    again = actions.drafting.start(
        world.cycle, world.groups["rw01"], by=world.offices["rw"], at=NOW, submission_key=key
    )
    assert again == first
    world.send(first)
    world.send(first)
    assert Proposal.objects.count() == 1
    assert Event.objects.filter(kind=Event.Kind.SUBMITTED).count() == 1


def test_a_closed_stage_refuses_with_the_date_and_what_helps(world: World) -> None:
    stage = world.cycle.stages.get(kind=Stage.Kind.REMBUK)
    actions.stages.close_stage(stage, by=world.offices["bappeda"], at=NOW, reason="Jadwal dimajukan")
    with pytest.raises(ValidationError, match=r"Rembuk RT/RW sudah ditutup .* Hubungi Bappeda"):
        world.draft()
    assert not Proposal.objects.exists()


def test_one_microsecond_decides_at_the_closing(world: World) -> None:
    stage = world.cycle.stages.get(kind=Stage.Kind.REMBUK)
    last = stage.closes_at - timedelta(microseconds=1)
    assert world.draft(at=last).pk
    with pytest.raises(ValidationError):
        world.draft(at=stage.closes_at)


def test_every_blocker_is_listed_at_once_and_nothing_is_sent(world: World) -> None:
    draft = world.draft(address="", target_group="")
    with pytest.raises(ValidationError) as refused:
        world.send(draft)
    assert len(refused.value.messages) == 2
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_a_foreign_region_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="di luar wilayah"):
        world.draft(locations=[world.regions["kenanga_rw01"]])
    assert world.draft(locations=[world.regions["rt01"], world.regions["rt02"]]).place == "RT 01, 02 RW 01"


def test_an_item_of_another_year_is_refused(world: World) -> None:
    world.items["got"].is_active = False
    world.items["got"].save()
    with pytest.raises(ValidationError, match="kamus tahun ini"):
        world.draft()


def test_ranks_are_whole_and_follow_what_was_sent(world: World) -> None:
    world.sent()
    drafts = [world.draft(), world.draft(), world.draft()]
    order = [drafts[2].public_id, drafts[0].public_id, drafts[1].public_id]
    rw, group = world.offices["rw"], world.groups["rw01"]
    actions.drafting.rank(world.cycle, group, order, by=rw, at=NOW)
    ranks = {p.public_id: p.group_rank for p in Proposal.objects.filter(status=Status.DRAFT)}
    assert [ranks[public_id] for public_id in order] == [2, 3, 4]
    with pytest.raises(ValidationError, match="Muat ulang"):
        actions.drafting.rank(world.cycle, group, order[:2], by=rw, at=NOW)


def test_the_quota_of_a_group_warns_or_blocks_by_setting(world: World) -> None:
    Quota.objects.filter(per="kelompok").update(maximum=1)
    drafts = [world.draft(), world.draft()]
    world.cycle.group_quota_blocks = True
    with pytest.raises(ValidationError, match="Kuota RW 01 1 usulan"):
        world.send(*drafts)
    world.cycle.group_quota_blocks = False
    world.send(*drafts)
    assert Proposal.objects.filter(status=Status.SUBMITTED).count() == 2


def test_a_returned_usulan_is_repaired_and_sent_again(world: World) -> None:
    proposal = world.sent()
    kelurahan, rw = world.offices["kelurahan"], world.offices["rw"]
    actions.deciding.send_back(
        proposal, reason_code="lokasi", reason="Alamatnya belum jelas", by=kelurahan, at=NOW, expected=None
    )
    actions.drafting.change(proposal, by=rw, at=NOW, address="Gang 4 dari arah selatan", volume=Decimal(100))
    again = actions.sending.resubmit(proposal, by=rw, at=NOW)
    assert (again.status, again.amount, again.reason) == (Status.SUBMITTED, 36_500_000, "")


def test_withdrawing_closes_the_gap_in_the_ranks(world: World) -> None:
    first, second = world.draft(), world.draft()
    world.send(first, second)
    actions.sending.withdraw(first, reason="Sudah diperbaiki warga", by=world.offices["rw"], at=NOW)
    second.refresh_from_db()
    assert second.group_rank == 1
    assert not Proposal.objects.public().filter(pk=first.pk).exists()


def test_a_discarded_draft_leaves_every_list_and_stays_in_the_log(world: World) -> None:
    draft = world.draft()
    actions.drafting.discard(draft, by=world.offices["rw"], at=NOW)
    draft.refresh_from_db()
    assert (draft.status, draft.number) == (Status.WITHDRAWN, "")
    assert Event.objects.of_proposal(draft).last().kind == Event.Kind.WITHDRAWN  # type: ignore[union-attr]


def test_sending_one_out_of_order_leaves_no_two_alike(world: World) -> None:
    drafts = [world.draft(), world.draft(), world.draft()]
    world.send(drafts[2])
    ranks = dict(Proposal.objects.values_list("pk", "group_rank"))
    assert [ranks[draft.pk] for draft in drafts] == [2, 3, 1]
    order = [drafts[1].public_id, drafts[0].public_id]
    actions.drafting.rank(world.cycle, world.groups["rw01"], order, by=world.offices["rw"], at=NOW)
    assert set(Proposal.objects.values_list("group_rank", flat=True)) == {1, 2, 3}


def test_a_fisik_usulan_needs_a_photo_of_the_place(world: World) -> None:
    draft = world.draft()
    Photo.objects.filter(proposal=draft).delete()
    with pytest.raises(ValidationError, match="satu foto lokasi"):
        world.send(draft)
    assert world.sent(group="pkk", item="pelatihan").number
