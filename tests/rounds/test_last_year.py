"""What stands beside this year's list of a kelurahan: how last year's usulan ended."""

from django.urls import reverse

from proposals.models import Cycle, Proposal
from proposals.statuses import Status
from rounds import last_year
from tests.counting import queries
from tests.rounds.town import closed, opened
from tests.world import World


def a_year_ago(world: World, ends: tuple[Status, ...]) -> Cycle:
    """So many usulan of Mawar in the cycle before, at their ends."""
    before = Cycle.objects.create(
        city=world.city, held_year=world.cycle.held_year - 1, plan_year=world.cycle.plan_year - 1
    )
    for status in ends:
        sent = world.sent()
        Proposal.objects.filter(pk=sent.pk).update(cycle=before, status=status, current_amount=10_000_000)
    return before


def test_it_counts_each_end_and_leaves_drafts_out(world: World) -> None:
    assert last_year.of(world.cycle, [world.regions["mawar"]]) == {}
    before = a_year_ago(world, (Status.DONE, Status.DONE, Status.UNFUNDED, Status.REJECTED, Status.WITHDRAWN))
    found = last_year.of(world.cycle, [world.regions["mawar"], world.regions["kenanga"]])
    assert list(found) == [world.regions["mawar"].pk]
    year = found[world.regions["mawar"].pk]
    assert (year.cycle, year.count, year.amount) == (before, 4, 40_000_000)
    assert [(row.status, row.count, row.amount) for row in year.rows] == [
        (Status.DONE, 2, 20_000_000),
        (Status.UNFUNDED, 1, 10_000_000),
        (Status.REJECTED, 1, 10_000_000),
    ]


def test_the_forum_and_its_hall_show_it_calmly_and_only_where_there_was_one(world: World) -> None:
    forum = opened(world)
    addresses = [reverse(name, args=[forum.number]) for name in ("forum-satu", "forum-urutan")]
    client = world.client("lurah")
    assert all("Tahun lalu Mawar" not in client.get(address).content.decode() for address in addresses)
    before = a_year_ago(world, (Status.DONE,))
    few = [queries(client, address) for address in addresses]
    for address in addresses:
        html = client.get(address).content.decode()
        assert "Tahun lalu Mawar: 1 usulan" in html
        assert f"?tahun={before.plan_year}&amp;kelurahan={world.regions['mawar'].code}" in html
    Proposal.objects.filter(cycle=before).update(status=Status.UNFUNDED)
    sent = [world.sent(group="pkk", item="pelatihan", volume="30") for _ in range(4)]
    Proposal.objects.filter(pk__in=[one.pk for one in sent]).update(cycle=before, status=Status.DONE)
    assert [queries(client, address) for address in addresses] == few


def test_it_stands_beside_each_list_that_the_camat_compares(world: World) -> None:
    closed(world)
    a_year_ago(world, (Status.DONE,))
    assert "Tahun lalu Mawar" in world.client("camat").get(reverse("kiriman-banding")).content.decode()
