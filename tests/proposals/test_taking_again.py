"""A list that is sent a second time costs as little as the first, however many rows it has."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.resources import UsulanResource
from tests.proposals.sheets import usulan_csv
from tests.world import NOW, World


def _take(world: World, rows: int, year: int) -> int:
    """Import a list of Kelurahan Mawar; the number of queries of check and write."""
    with CaptureQueriesContext(connection) as queries:
        resource = UsulanResource(world.regions["mawar"], year)
        resource.read(usulan_csv(rows))
        resource.write(at=NOW)
    return len(queries)


def test_queries_of_a_second_import_do_not_grow_with_rows(world: World) -> None:
    year = world.cycle.plan_year  # its kamus knows the items, so every row has an item and an agency to compare
    _take(world, 30, year)
    assert _take(world, 3, year) == _take(world, 30, year)
