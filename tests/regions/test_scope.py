"""A scope has two faces that must agree: for predicates and for the database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions import codes
from regions.models import Region
from regions.scope import Scope
from tests.world import World

pytestmark = pytest.mark.postgres


def test_covers_and_q_agree_over_all_scopes_and_regions(world: World) -> None:
    regions = list(Region.objects.in_order())
    for one in regions:
        for other in regions:
            scope = Scope.of(one.code, other.code)
            by_database = set(Region.objects.filter(scope.q()).values_list("code", flat=True))
            by_predicate = {region.code for region in regions if scope.covers(region)}
            assert by_database == by_predicate


def test_an_empty_scope_covers_nothing(world: World) -> None:
    assert not Scope().covers(world.city)
    assert not Region.objects.filter(Scope().q()).exists()


def test_a_code_that_begins_alike_is_not_below(world: World) -> None:
    assert not Scope.of("99.01.01.1001.001").covers_code("99.01.01.1001.0010")


@given(st.lists(st.integers(1, 20), min_size=1, max_size=6, unique=True))
def test_places_are_spelled_as_people_say_them(numbers: list[int]) -> None:
    said = codes.spell(codes.child("35.73.02.1007.005", n) for n in numbers)
    assert said == f"RT {', '.join(f'{n:02d}' for n in sorted(numbers))} RW 05"
