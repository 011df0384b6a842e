"""The same list sent by two people at the same moment."""

import pytest

from proposals.models import Cycle, Event, Proposal
from proposals.resources import UsulanResource
from tests.proposals.sheets import usulan_csv
from tests.racing import together
from tests.world import NOW, World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_one_list_sent_twice_at_once_is_written_once(city: World) -> None:
    """Both make the missing cycle, its groups and numbers; one waits for the other and finds all the same."""

    def take() -> None:
        resource = UsulanResource(city.regions["mawar"], 2035)
        resource.read(usulan_csv(6, {1: {"permasalahan": "Alat musik (Karang Taruna P1)"}}))
        resource.write(at=NOW)

    assert together(take, take, take) == [None, None, None]
    assert Cycle.objects.filter(plan_year=2035).count() == 1
    assert Proposal.objects.filter(cycle__plan_year=2035).count() == 6
    numbers = Proposal.objects.filter(cycle__plan_year=2035).order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"9901-2035-{n:06d}" for n in range(1, 7)]
    assert Event.objects.filter(kind=Event.Kind.TAKEN_OVER).count() == 6
