"""A list of usulan that comes in: checked row by row, then written in one transaction, at two sizes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from catalogue.money import grouped
from proposals.resources import UsulanResource
from regions.import_report import Outcome

from .city import City, build, listed
from .measure import Figure, Goal, watch

KAUMAN = "35.73.02.1007"
CHECKED, WRITTEN = Goal(seconds=5), Goal(seconds=10)
"""What 5,000 rows may take."""


def growth(now: datetime, sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Check and write lists of each size; the queries show how they grow with a thousand rows."""
    city = build(now, 0)
    for size in sizes:
        data = listed(city, size)
        resources: list[UsulanResource] = []
        check = partial(_check, city, data, size, resources.append)
        asks = size <= 5_000
        yield watch(
            f"Impor {grouped(size)} baris, diperiksa", check, rows=size, goal=CHECKED if asks else None, times=times
        )
        write = partial(_write, resources[-1], now)
        yield watch(f"Impor {grouped(size)} baris, ditulis", write, rows=size, goal=WRITTEN if asks else None)


def _check(city: City, data: bytes, size: int, keep: Callable[[UsulanResource], None]) -> None:
    """Refuse to measure a list of which something was lost."""
    resource = UsulanResource(city.places[KAUMAN], city.cycle.plan_year)
    report = resource.read(data, max_rows=50_000)
    if report.count(Outcome.NEW) != size:
        raise RuntimeError(f"not all rows were new: {report.messages()[:5]}")
    keep(resource)


def _write(resource: UsulanResource, at: datetime) -> None:
    """Write, and take back: the next list has the same numbers."""
    with transaction.atomic():
        resource.write(at=at)
        transaction.set_rollback(True)
