from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import actions
from proposals.models import Proposal
from proposals.querysets import ProposalQuerySet
from proposals.statuses import HIDDEN, Status
from reports.recap import Recap, percent, recap, years
from reports.tables.ask import Names
from reports.tables.source import Live
from reports.verdicts import VERDICTS, Upto, Verdict, verdict
from tests.reports.copies import copies
from tests.world import NOW, World


@pytest.mark.parametrize("upto", Upto)
def test_every_public_status_has_one_verdict_at_each_stage(upto: Upto) -> None:
    assert set(VERDICTS[upto]) == set(Status) - HIDDEN


def test_what_the_kelurahan_put_first_is_still_open_for_the_kecamatan() -> None:
    assert verdict("prioritas_kel", Upto.KELURAHAN) == Verdict.ACCEPTED
    assert verdict("prioritas_kel", Upto.DISTRICT) == Verdict.OPEN
    assert verdict("belum_disepakati", Upto.DISTRICT) == Verdict.LATER
    assert verdict("prioritas_kec", Upto.PLAN) == Verdict.OPEN


def test_percent_rounds_half_up_and_says_nothing_of_nothing() -> None:
    assert str(percent(1, 16)) == "6.3"
    assert str(percent(1072, 1451)) == "73.9"
    assert percent(0, 0) is None


def everything() -> ProposalQuerySet:
    return Proposal.objects.public()


def counted(world: World, upto: Upto) -> Recap:
    """The recap of all public usulan of the city."""
    return recap(Live(everything()), upto, Names(world.city.code))


def test_each_breakdown_adds_up_to_the_totals_of_the_list(world: World) -> None:
    world.sent()
    world.sent(group="pkk", item="pelatihan", volume="12.5")
    world.sent(group="kenanga_rw01", item="paving", by=world.offices["lurah_tetangga"])
    world.sent(group="kecamatan", item="gerobak", volume="2", by=world.offices["kecamatan"])
    refused = world.sent(group="rw02", by=world.offices["kelurahan"])
    actions.deciding.reject(
        refused,
        reason_code="lahan",
        reason="Lahan milik warga tanpa izin.",
        may_repeat=True,
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    world.draft(group="rt01")

    found = counted(world, Upto.KELURAHAN)

    totals = everything().totals()
    assert found.total.proposed.count == totals["count"] == 5
    for lines in (found.districts, found.kelurahan, found.agencies, found.kinds, found.list_kinds):
        assert sum(line.proposed.count for line in lines) == 5
        assert sum(line.proposed.amount for line in lines) == found.total.proposed.amount
        assert sum(tally.amount for line in lines for tally in line.verdicts.values()) == totals["amount"]
    assert {line.name: line.proposed.count for line in found.kelurahan} == {
        "Usulan Kecamatan Melati": 1,
        "Mawar": 3,
        "Kenanga": 1,
    }
    assert found.total.refused.count == 1
    assert found.reasons == [("lahan", "Lahan bukan aset pemda, tanpa izin pemilik, atau sengketa", 1)]
    assert [(label, tally.count) for label, tally, _ in found.total.composition] == [
        ("Fisik", 3),
        ("Barang", 1),
        ("Non-fisik", 1),
    ]
    assert (found.rw_senders, found.other_senders) == (3, 2)
    assert {line.name: line.senders for line in found.kelurahan}["Usulan Kecamatan Melati"] == 0


def test_a_recap_takes_six_queries_however_many_usulan(world: World) -> None:
    copies(world, 2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        counted(world, Upto.PLAN)
    copies(world, 27, start=700)
    with CaptureQueriesContext(connection) as many:
        found = counted(world, Upto.PLAN)
    assert len(few) == len(many) == 6
    assert found.total.proposed.count == 31


def test_an_empty_recap_has_zeroes_and_no_share(world: World) -> None:
    found = counted(world, Upto.PLAN)
    assert found.total.proposed.count == 0
    assert found.total.share is None
    assert found.districts == []


def test_years_show_what_went_into_the_plan(world: World, django_assert_num_queries: Any) -> None:
    copies(world, 3, status="diakomodir")
    with django_assert_num_queries(1):
        [year] = years(Live(everything()), {world.cycle.pk: world.cycle.plan_year})
    assert (year.plan_year, year.proposed, year.accepted, str(year.share)) == (world.cycle.plan_year, 4, 3, "75")
