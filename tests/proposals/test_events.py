"""The log is append-only, on both engines, and numbered without gaps."""

import pytest
from django.db import DatabaseError, connection, transaction

from proposals.models import Event
from tests.world import World

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE proposals_event SET kind = 'lain'",
        "DELETE FROM proposals_event",
    ],
)
def test_the_database_refuses_to_change_the_log(world: World, statement: str) -> None:
    world.sent()
    refused = pytest.raises(DatabaseError, match="riwayat tidak dapat diubah")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.count() == 2


def test_the_numbers_of_a_city_have_no_gaps(world: World) -> None:
    world.sent()
    world.sent()
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4]
