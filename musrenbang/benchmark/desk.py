"""The work lists of kelurahan, kecamatan, perangkat daerah and mitra while the whole city grows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.money import grouped
from proposals import desk_list
from proposals.forms.desk_filter import DeskFilter
from proposals.models import AgencyMove, Obstacle, Proposal, Survey
from proposals.views.desk_board import Board

from .browser import of_office, page
from .city import City, build, fill, look_at_tables
from .measure import Figure, Goal, measure

DESKS = {
    "kelurahan.kauman": "kelurahan",
    "kecamatan.klojen": "kecamatan",
    "staf.dpuprpkp": "perangkat daerah",
    "mitra.sarpras": "mitra Bappeda",
}
LIST, PAGE = Goal(cpu_ms=10), Goal(sql=8)
LINES = 30


def growth(now: datetime, sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Build the city at each size in turn; yield the work list of each desk, and the page that shows it.

    The list is what grows with a city: five counts and thirty lines with what stands out, CPU and database together.
    """
    city, have = build(now, 0), 0
    yield measure("Halo, tanpa kerja apa pun", page(Client(SERVER_NAME="127.0.0.1"), "/halo/"), times=times)
    for size in sizes:
        last = Proposal.objects.order_by("pk").last()
        fill(city, size - have)
        have = size
        _work(city, last.pk if last else 0)
        look_at_tables()
        for code, said in DESKS.items():
            shown = page(of_office(city, code), reverse("usulan-masuk"))
            name = f"Meja {said}, {grouped(size)} usulan"
            yield measure(f"{name}, daftar", _list(_board(city, code, now)), rows=LINES, goal=LIST, times=times)
            yield measure(f"{name}, halaman", shown, goal=PAGE, times=times)


def _board(city: City, code: str, at: datetime) -> Board:
    holding = city.holding(code)
    groups, agencies = desk_list.filter_choices(holding)
    return Board(holding, city.cycle, at, DeskFilter({}, groups=groups, agencies=agencies), "")


def _list(board: Board) -> Callable[[], object]:
    """Count all tabs and read the first thirty lines of what waits, with nothing remembered."""

    def act() -> object:
        fresh = replace(board)
        return fresh.rows("belum", list(fresh.page("belum", None))), fresh.counts

    return act


def _work(city: City, after: int) -> None:
    """Of the usulan after one: an open question on 1 of 50, a visit on 1 of 30, a move on 1 of 200."""
    by, day = city.people.holdings["bappeda"], timezone.localdate(city.now)
    rows = (
        Proposal.objects.filter(cycle=city.cycle, pk__gt=after).order_by("pk").values_list("pk", "agency", "kecamatan")
    )
    obstacles, surveys, moves = [], [], []
    owners = list(Obstacle.Owner)
    for n, (pk, agency, kecamatan) in enumerate(rows.iterator()):
        when = day + timedelta(days=n % 21 - 7)
        if n % 50 == 0:
            fields = {"kind": Obstacle.Kind.LAND, "text": "Status lahan belum diketahui.", "opened_at": city.now}
            owner = owners[n // 50 % len(owners)]
            obstacles.append(Obstacle(proposal_id=pk, owner=owner, due_on=when, opened_by=by, **fields))
        if n % 30 == 1:
            planned = {"planned_on": when, "planned_by": by, "planned_at": city.now}
            surveys.append(Survey(proposal_id=pk, agency_id=agency, kecamatan_id=kecamatan, **planned))
        if n % 200 == 2:
            why = {"reason": "Pekerjaan kecil di dalam gang.", "proposed_by": by, "proposed_at": city.now}
            moves.append(AgencyMove(proposal_id=pk, agency_from_id=agency, agency_to_id=agency, **why))
    Obstacle.objects.bulk_create(obstacles, batch_size=500)
    Survey.objects.bulk_create(surveys, batch_size=500)
    AgencyMove.objects.bulk_create(moves, batch_size=500)
