"""The list of SIPD for a whole city as a file, beside django-import-export's default path and a raw cursor."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from django.db import connection, transaction
from import_export import resources

from catalogue.money import grouped
from proposals.models import Proposal
from proposals.querysets import ProposalQuerySet
from reports import sipd_list
from reports.sheets import csv_lines, xlsx

from .city import City, build, fill, look_at_tables
from .measure import Figure, Goal, watch

PIECE = 20_000
SMALL, LARGE = 50_000, 500_000
FIELDS = (
    "sipd_id", "number", "submitted_at", "group__name", "group_rank", "title", "problem", "address",
    "cycle__city__name", "kecamatan__name", "kelurahan__name", "times_proposed", "agency_first__name", "agency__name",
    "status", "reason", "volume", "unit", "unit_price", "amount", "current_volume", "current_amount", "funding",
    "item__subactivity__code", "item__subactivity__name",
)  # fmt: skip
"""25 fields for the other two, as near to the 26 columns as fields of a table can be."""
JOINED = ("group", "cycle__city", "kecamatan", "kelurahan", "agency_first", "agency", "item__subactivity")


def growth(now: datetime, sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Fill a city to each size in turn; yield our two files, and at the first size the same by the other two ways."""
    with transaction.atomic():
        city, have = build(now, 0), 0
    for size in sizes:
        while have < size:
            piece = min(PIECE, size - have)
            with transaction.atomic():
                fill(city, piece)
            have += piece
        look_at_tables()
        yield from _ours(city, size, times if size <= SMALL else 1)
        if size == sizes[0]:
            yield from _others(Proposal.objects.filter(cycle=city.cycle), size)


def _ours(city: City, size: int, times: int) -> Iterator[Figure]:
    found = Proposal.objects.public().filter(cycle=city.cycle)
    said = f"{grouped(size)} usulan × {len(sipd_list.COLUMNS)} kolom"
    for kind, write, seconds in (("XLSX", _xlsx, 3), ("CSV", _csv, 1.5)):
        goal = Goal(seconds=seconds if size <= SMALL else 30, memory_mb=120) if size <= LARGE else Goal()
        yield watch(f"Daftar SIPD {kind}, {said}", partial(write, found, city), rows=size, goal=goal, times=times)


def _xlsx(found: ProposalQuerySet, city: City) -> None:
    xlsx("Usulan SIPD", sipd_list.COLUMNS, sipd_list.rows(found, city.cycle.city)).close()


def _csv(found: ProposalQuerySet, city: City) -> None:
    with tempfile.TemporaryFile() as file:
        file.writelines(csv_lines(sipd_list.COLUMNS, sipd_list.rows(found, city.cycle.city)))


def _others(found: ProposalQuerySet, size: int) -> Iterator[Figure]:
    """A cursor and the csv module with nothing in between; and what django-import-export does unless told otherwise."""
    said = f"{grouped(size)} usulan × {len(FIELDS)} kolom"
    yield watch(f"Kursor mentah CSV, {said}", partial(_raw, found), rows=size)
    resource = resources.modelresource_factory(Proposal, meta_options={"fields": FIELDS})()
    by_default = partial(_by_import_export, resource, found.select_related(*JOINED).order_by("pk"))
    yield watch(f"django-import-export CSV, {said}", by_default, rows=size)


def _raw(found: ProposalQuerySet) -> None:
    sql, params = found.order_by("pk").values_list(*FIELDS).query.sql_with_params()
    with tempfile.TemporaryFile("w+", newline="") as file, connection.cursor() as cursor:
        cursor.execute(sql, params)
        csv.writer(file, delimiter=";").writerows(cursor)


def _by_import_export(resource: resources.ModelResource, found: ProposalQuerySet) -> None:
    """Its CSV; an XLSX it could only write with openpyxl, which this product does without."""
    str(resource.export(queryset=found).csv)
