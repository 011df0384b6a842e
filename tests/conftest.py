"""What every test gets: no network, no order where none was asked for, and a log that only the runner may empty."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from tests import demo, strictness
from tests.world import city, world  # noqa: F401 - fixtures for every test

hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    strictness.forbid_network()
    strictness.shuffle_unordered()
    _lift_triggers_to_flush()


def _lift_triggers_to_flush() -> None:
    """Transactional tests empty their tables at the end; the event log lets nobody do so but the runner."""
    from proposals import triggers as log  # noqa: PLC0415 - the apps are not ready when this file is read
    from reports import triggers as papers  # noqa: PLC0415
    from rounds import triggers as rounds  # noqa: PLC0415

    case: Any = TransactionTestCase
    flush = case._fixture_teardown

    def teardown(self: Any) -> None:
        for kept in (log, rounds, papers):
            kept.lift(connection)
        try:
            flush(self)
        finally:
            for kept in (log, rounds, papers):
                kept.install(connection)

    case._fixture_teardown = teardown


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """Start each test with an empty cache and the language of the product."""
    cache.clear()
    with translation.override("id"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """End what still talks to the test database before it is dropped: PostgreSQL refuses to drop it else."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def demo_city(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Give the test the demo city in a database of its own, which it may change as it likes (SQLite only)."""
    if connection.vendor != "sqlite":
        pytest.skip("the demo city is copied as a SQLite file")
    with django_db_blocker.unblock(), demo.fresh_copy():
        yield
