"""What is measured: the pages that are opened most, Kirim, an import and the exports."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from django.db import transaction
from django.test import Client
from django.urls import reverse

from catalogue.money import grouped
from proposals.models import Proposal
from proposals.resources import UsulanResource
from regions.import_report import Outcome

from . import papers
from .browser import answered, of_office, page
from .city import build, drafts, listed
from .likeness import figures as alike
from .measure import Figure, Goal
from .measure import measure as taken

KAUMAN, RW = "35.73.02.1007", "35.73.02.1007.005"


def run(now: datetime, count: int, times: int) -> Iterator[Figure]:
    """Build the city and yield one figure after another, the hello page first."""
    city = build(now, count)
    public, bappeda, rw = Client(SERVER_NAME="127.0.0.1"), of_office(city, "bappeda"), of_office(city, "rw05.kauman")
    some = Proposal.objects.filter(cycle=city.cycle, status="prioritas_kel").order_by("pk")[count // 20]
    group = city.group(RW, "RW 05")
    ids = [str(draft.public_id) for draft in drafts(city, group, 5)]
    quick = Goal(sql=8, cpu_ms=15)
    measure = partial(taken, times=times)

    yield measure("Halo, tanpa kerja apa pun", page(public, "/halo/"))
    yield measure("Daftar publik, 25 baris", page(public, reverse("daftar-usulan")), rows=25, goal=quick)
    yield measure("Rincian satu usulan", page(public, some.get_absolute_url()), rows=1, goal=Goal(sql=8))
    filtered = reverse("daftar-usulan") + "?kecamatan=35.73.02&status=sedang-dibahas&jenis=fisik"
    yield measure("Saring kecamatan, status, jenis", page(public, filtered), rows=25, goal=quick)
    searched = reverse("daftar-usulan") + "?q=saluran+gang"
    yield measure("Cari dua kata", page(public, searched), rows=25)
    yield measure("Meja verifikasi kelurahan", page(of_office(city, "kelurahan.kauman"), reverse("usulan-masuk")))
    send = reverse("kirim", args=[group.pk])
    yield measure("Kirim 5 usulan", lambda: answered(rw.post(send, {"usulan": ids}), 302), rows=5, around=_taken_back)
    yield from alike(city, count)
    lines, kauman = min(count, 1000), city.places[KAUMAN]
    sheet = listed(city, lines)
    yield measure(
        f"Impor {grouped(lines)} baris, diperiksa dan ditulis",
        lambda: _imported(UsulanResource(kauman, city.cycle.plan_year), sheet, now),
        rows=lines,
        goal=Goal(seconds=3),
        around=_taken_back,
    )
    export = f"?tahun={city.cycle.plan_year}"
    for kind, goal in (("xlsx", Goal(seconds=3)), ("csv", Goal())):
        address = reverse("unduh-daftar", args=[kind]) + export
        yield measure(f"Unduh {grouped(count)} baris {kind}", page(bappeda, address), rows=count, goal=goal)
    yield from papers.figures(city, measure)


def _imported(resource: UsulanResource, sheet: bytes, at: datetime) -> None:
    """Check a sheet and write it; refuse to measure one of which something was lost."""
    report = resource.read(sheet, max_rows=5000)
    resource.write(at=at)
    if report.count(Outcome.NEW) != report.read:
        raise RuntimeError(f"not all rows were new: {report.messages()[:5]}")


@contextmanager
def _taken_back() -> Iterator[None]:
    """Take back what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
