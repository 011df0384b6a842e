"""The forum of a kecamatan: whom it waits for, how it ranks, who closes it."""

import pytest
from django.core.exceptions import ValidationError

from proposals import actions as usulan
from proposals.models import Event, Proposal, Quota
from rounds import actions, pool, sheet
from rounds.models import Forum
from tests.rounds.town import act, closed, complete, district, lane, planned, round_of
from tests.world import NOW, World


def test_the_kecamatan_waits_for_every_kelurahan_and_names_the_missing(world: World) -> None:
    closed(world)
    forum = planned(world, "melati")
    assert [region.name for region in pool.missing_kelurahan(forum)] == ["Kenanga"]
    with pytest.raises(ValidationError, match="Belum mengirim: Kenanga"):
        actions.opening.open_forum(forum, **act(world, "camat"))
    found = actions.opening.open_forum(forum, go_on_reason="Kenanga menyusul besok pagi", **act(world, "camat"))
    assert found.status == Forum.Status.OPEN
    event = Event.objects.get(kind=Event.Kind.FORUM_OPENED, subject=f"forum:{forum.number}")
    assert event.body["missing"] == ["Kenanga"]


def test_a_kelurahan_that_missed_its_window_is_not_waited_for(world: World) -> None:
    closed(world)
    late = world.sent(
        group="kenanga_rw01", by=world.offices["lurah_tetangga"], locations=[world.regions["kenanga_rw01"]]
    )
    usulan.outcomes.mark_not_discussed(world.cycle, [late], stage="Musrenbang kelurahan", by=None, at=NOW)
    assert pool.missing_kelurahan(planned(world, "melati")) == []


def test_the_kecamatan_ranks_by_agency_what_the_kelurahan_chose_and_adds_its_own(world: World) -> None:
    closed(world)
    own = world.sent(group="kecamatan", item="paving", by=world.offices["kecamatan"], locations=[])
    actions.closing.nil_forum(planned(world, "kenanga"), reason="Tidak ada yang datang", **act(world, "lurah_tetangga"))
    forum = actions.opening.open_forum(planned(world, "melati"), **act(world, "camat"))
    assert {c.lane for c in round_of(forum).candidates.in_order()} == {"DPU", "Kec. Melati"}
    assert lane(forum, "DPU")[-1].proposal == own
    assert lane(forum, "DPU")[-1].area == ""
    assert [c.area for c in lane(forum, "Kec. Melati")] == ["99.01.01.1001"] * 3
    assert [c.proposal.kelurahan_rank for c in lane(forum, "Kec. Melati")] == [1, 1, 2]


def test_quotas_per_kelurahan_and_in_total_hold_at_the_kecamatan(world: World) -> None:
    Quota.objects.filter(per="kelurahan").update(maximum=2)
    forum = district(world)
    row = next(row for row in sheet.read(round_of(forum)).rows if row.result.code == "KUOTA")
    assert row.result.sentence == "Belum terpilih karena kuota Kel. Mawar sudah penuh (2 dari 2) saat gilirannya."
    complete(world, forum, "kecamatan")
    actions.closing.close_forum(forum, **act(world, "camat"))
    statuses = sorted(Proposal.objects.order_by("number").values_list("status", flat=True))
    assert statuses == ["belum_disepakati", "belum_disepakati", "prioritas_kec", "prioritas_kec"]


def test_the_same_people_cannot_close_for_another_level(world: World) -> None:
    forum = complete(world, district(world), "kecamatan")
    for row in ("kecamatan", "lurah", "bappeda", "camat_tetangga"):
        with pytest.raises(ValidationError, match="Hanya camat"):
            actions.closing.close_forum(forum, **act(world, row))
