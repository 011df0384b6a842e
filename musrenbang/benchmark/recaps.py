"""The recap of one city: as it stands, as of a past day, and while fifty cities share the tables."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.http import QueryDict
from django.test import Client

from catalogue.money import grouped
from proposals.models import Cycle, Proposal
from regions.models import Region
from reports.recap import recap
from reports.tables.filter import ReportFilter
from reports.tables.shelf import REPORTS

from .browser import page
from .city import City, build, look_at_tables
from .measure import Figure, Goal, measure

SIZE, CITIES = 20_000, 50


def run(now: datetime, times: int, *, many: bool) -> Iterator[Figure]:
    """Yield the recap of a city of twenty thousand; with `many` again among a million usulan of fifty cities."""
    city = build(now, SIZE)
    yield measure("Halo, tanpa kerja apa pun", page(Client(SERVER_NAME="127.0.0.1"), "/halo/"), times=times)
    yield from _figures(city, now, times, Goal(cpu_ms=50), f"{grouped(SIZE)} usulan")
    if many:
        _copy(city)
        look_at_tables()
        count = f"1 dari {CITIES} kota, {grouped(Proposal.objects.count())} usulan"
        yield from _figures(city, now, times, Goal(cpu_ms=300), count)


def _figures(city: City, now: datetime, times: int, goal: Goal, where: str) -> Iterator[Figure]:
    later = now + timedelta(days=1)
    yield measure(f"Rekap {where}", _recap(city, later), rows=SIZE, goal=goal, times=times)
    past = _recap(city, later, per=(now + timedelta(hours=1)).isoformat())
    yield measure(f"Rekap keadaan lalu, {where}", past, rows=SIZE, goal=Goal(seconds=2), times=times)
    for slug in ("wilayah", "imbang", "waktu"):
        name = f"Laporan {REPORTS[slug].title.lower()}, {where}"
        yield measure(name, _report(city, later, slug), rows=SIZE, times=times)


def _recap(city: City, now: datetime, **query: str) -> Callable[[], object]:
    """From the filter to the figures, with nothing remembered."""

    def act() -> object:
        ask = _filter(city, now, query).ask()
        return recap(ask.source, ask.upto, ask.names)

    return act


def _report(city: City, now: datetime, slug: str) -> Callable[[], object]:
    return lambda: REPORTS[slug].build(_filter(city, now, {}).ask())


def _filter(city: City, now: datetime, query: dict[str, str]) -> ReportFilter:
    said = QueryDict(mutable=True)
    said.update({"tahap": "kelurahan", **query})
    return ReportFilter(said, holding=city.people.holdings["bappeda"], now=now)


def _copy(city: City) -> None:
    """Give 49 other cities the same usulan; written by the database, since only their number matters."""
    columns = [
        field.column for field in Proposal._meta.concrete_fields if field.name not in {"id", "public_id", "cycle"}
    ]
    uuid = "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"
    names = ", ".join(f'"{column}"' for column in columns)
    sql = (
        f"INSERT INTO proposals_proposal (public_id, cycle_id, {names}) "
        f"SELECT {uuid}, %s, {names} FROM proposals_proposal WHERE cycle_id = %s"
    )
    for number in range(1, CITIES):
        place = Region.objects.create(code=f"98.{number:02d}", name=f"Kota {number}", type=Region.Type.CITY)
        other = Cycle.objects.create(city=place, held_year=city.cycle.held_year, plan_year=city.cycle.plan_year)
        with connection.cursor() as cursor:
            cursor.execute(sql, [other.pk, city.cycle.pk])
