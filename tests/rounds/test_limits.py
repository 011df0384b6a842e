"""Which quotas and pagu a forum opens with: five from each kelurahan, three of them at the kecamatan."""

import pytest
from django.core.exceptions import ValidationError

from proposals.actions import stages
from proposals.models import Proposal, Quota
from rounds import actions, sheet
from rounds.models import Limit, Round
from tests.rounds import counted, town
from tests.rounds.counted import act, fresh
from tests.rounds.town import round_of
from tests.world import World

pytestmark = pytest.mark.django_db
Per = Quota.Per


def quota(world: World, per: str, maximum: int, where: str = "", list_kind: str = "") -> Quota:
    region = world.regions[where] if where else None
    return stages.set_quota(
        world.cycle, per=per, maximum=maximum, region=region, list_kind=list_kind, **act(world, "bappeda")
    )


def test_a_kelurahan_sends_so_many_of_all_its_lists_together_and_the_line_is_drawn_on_the_list(world: World) -> None:
    quota(world, Per.FORUM, 3)
    forum = town.complete(world, town.opened(world))
    found = sheet.read(round_of(forum))
    assert (found.chosen, found.total) == (3, 4)
    assert found.quota is not None
    assert found.quota.maximum == 3
    out = next(row for row in found.rows if not row.result.chosen)
    assert out.result.sentence == "Belum terpilih karena kuota kelurahan sudah penuh (3 dari 3) saat gilirannya."
    assert out.cut_before == "Batas kuota 3"
    actions.closing.close_forum(forum, **act(world, "lurah"))
    statuses = sorted(Proposal.objects.order_by("number").values_list("status", flat=True))
    assert statuses == ["cadangan_kel", *["prioritas_kel"] * 3]


@pytest.mark.parametrize(
    ("per", "maximum", "label"), [(Per.KELURAHAN, 2, "kuota Kel. Mawar"), (Per.DISTRICT, 1, "kuota kecamatan")]
)
def test_the_kecamatan_goes_on_with_fewer_of_each_kelurahan_or_of_all(
    world: World, per: str, maximum: int, label: str
) -> None:
    quota(world, Per.FORUM, 3)
    quota(world, per, maximum, where="melati")
    found = sheet.read(round_of(town.district(world)))
    assert (found.chosen, found.total) == (maximum, 3)
    said = {row.result.sentence for row in found.rows if not row.result.chosen}
    assert said == {f"Belum terpilih karena {label} sudah penuh ({maximum} dari {maximum}) saat gilirannya."}


def test_a_counted_round_begins_with_the_same_limits_in_its_own_words(world: World) -> None:
    quota(world, Per.FORUM, 3)
    quota(world, Per.LIST, 2)
    forum = town.opened(world)
    round_ = fresh(
        actions.preparing.prepare_round(forum, title="Semua", method=Round.Method.CONSENSUS, **act(world, "kelurahan"))
    )
    assert lines(round_) == {
        "KUOTA-DAFTAR-": ("jenis", "", "SARPRAS = 10", 2),
        "KUOTA-FORUM": ("", "", "", 3),
        "PAGU": ("sumber_dana", "", "", 300_000_000),
    }
    town.complete(world, forum)
    assert actions.freezing.freeze(counted.apart(world, round_), **act(world)).rule


def test_the_quota_of_one_kelurahan_goes_with_it_into_the_round_of_the_kecamatan(world: World) -> None:
    quota(world, Per.KELURAHAN, 1, where="mawar")
    forum = town.district(world)
    method = Round.Method.CONSENSUS
    both = actions.preparing.prepare_round(forum, title="Semua", method=method, **act(world, "kecamatan"))
    assert lines(both)["KUOTA-KEL"] == ("wilayah", "", "Mawar = 1", 5)
    Quota.objects.filter(per=Per.KELURAHAN, region=None).delete()
    alone = actions.preparing.prepare_round(forum, title="Lagi", method=method, **act(world, "kecamatan"))
    assert lines(alone)["KUOTA-KEL-99.01.01.1001"] == ("wilayah", "wilayah = Mawar", "", 1)
    assert "KUOTA-KEL" not in lines(alone)


def lines(round_: Round) -> dict[str, tuple[str, str, str, int]]:
    found = Limit.objects.filter(round=round_).order_by("code")
    return {one.code: (one.per, one.only, one.special, one.maximum) for one in found}


def test_a_quota_says_no_kind_of_group_or_list_that_its_forum_would_not_read(world: World) -> None:
    with pytest.raises(ValidationError, match="Jenis daftar hanya untuk"):
        quota(world, Per.KELURAHAN, 3, list_kind="LK")
    with pytest.raises(ValidationError, match="Jenis kelompok hanya untuk"):
        stages.set_quota(world.cycle, per=Per.FORUM, maximum=3, group_kind="rw", **act(world, "bappeda"))
