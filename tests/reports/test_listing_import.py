"""What leaves the house can come back: the downloaded list is recognised row by row."""

from io import BytesIO

import pytest

from proposals.models import Proposal
from proposals.resources import UsulanResource
from regions.import_report import ImportReport, Outcome
from reports.listing import COLUMNS, rows
from reports.sheets import csv_lines, xlsx
from tests.proposals.sheets import usulan_csv
from tests.world import NOW, World


def listed(world: World, kind: str) -> bytes:
    """The whole public list of Kelurahan Mawar as a file."""
    found = Proposal.objects.public().filter(kelurahan=world.regions["mawar"]).order_by("number")
    if kind == "csv":
        return b"".join(csv_lines(COLUMNS, rows(found)))
    with xlsx("Usulan", COLUMNS, rows(found)) as file:
        return BytesIO(file.read()).getvalue()


def check(world: World, data: bytes, where: str = "mawar") -> ImportReport:
    return UsulanResource(world.regions[where], world.cycle.plan_year).read(data)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_downloaded_list_is_the_same_when_it_comes_back(world: World, kind: str) -> None:
    taken = UsulanResource(world.regions["mawar"], world.cycle.plan_year)
    odd = {2: {"koefisien": "569.5 m", "anggaran": 170_850_000, "alamat": "RT 01-10 RW 05 lanjutan, Kota Contoh"}}
    taken.read(usulan_csv(3, odd))
    taken.write(at=NOW)
    world.sent(group="pkk", item="pelatihan", volume="107.5")
    world.sent(group="rw02", by=world.offices["rw_tetangga"])
    report = check(world, listed(world, kind))
    assert [line.outcome for line in report.lines] == [Outcome.SAME] * 5
    assert report.total_rupiah == sum(Proposal.objects.values_list("amount", flat=True))


def test_rows_of_another_kelurahan_and_unknown_numbers_are_refused(world: World) -> None:
    world.sent()
    data = listed(world, "csv")
    (foreign,) = check(world, data, "kenanga").lines
    assert foreign.sentences == ("Baris ini milik Kelurahan Mawar. Impor ke kelurahan itu, atau minta Bappeda.",)
    (unknown,) = check(world, data.replace(b"-000001", b"-000099")).lines
    assert "tidak dikenal pada tahun ini" in unknown.sentences[0]


def test_a_usulan_of_our_own_is_not_overwritten_by_a_list(world: World) -> None:
    world.sent()
    (line,) = check(world, listed(world, "csv").replace(b"depan balai RW", b"belakang balai RW")).lines
    assert line.outcome == Outcome.SAME
    assert "sudah dikerjakan" in " ".join(line.sentences)
