"""Each office sees what waits for it, with one next step."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import actions
from proposals.models import Cycle, Stage
from tests.permissions import said, table
from tests.world import NOW, World

URL = "/kantor/"

DOORS = """
               kantor
    publik     masuk
    rt         boleh
    rw         boleh
    lembaga    boleh
    pendamping boleh
    kelurahan  boleh
    lurah      boleh
    kecamatan  boleh
    camat      boleh
    opd        boleh
    kepala_opd boleh
    mitra      boleh
    bappeda    boleh
    tapd       boleh
    dprd       boleh
    pimpinan   boleh
"""


def text(world: World, row: str) -> str:
    return str(world.client(row).get(URL).content.decode())


@pytest.mark.parametrize(("role", "door", "word"), list(table(DOORS)))
def test_every_office_has_an_overview(world: World, role: str, door: str, word: str) -> None:
    assert said(world.client(role).get(URL)) == word


def test_groups_go_straight_to_their_own_page(world: World) -> None:
    for row in ("rt", "rw", "lembaga"):
        assert world.client(row).get(URL)["Location"] == "/kelompok/"


def test_a_kelurahan_is_led_to_what_came_in_then_to_needs(world: World) -> None:
    assert "Tidak ada yang menunggu Anda" in text(world, "kelurahan")
    actions.needs.tell(
        world.cycle,
        region=world.regions["rt01"],
        problem="Selokan depan rumah buntu.",
        address="Gang 2",
        submission_key=None,
        at=NOW,
    )
    assert "Berikutnya: kebutuhan warga" in text(world, "kelurahan")
    world.sent()
    assert "Berikutnya: usulan masuk" in text(world, "kelurahan")
    assert "0 dari 1 selesai" in text(world, "kelurahan")


def test_a_kecamatan_sees_how_many_kelurahan_have_sent(world: World) -> None:
    assert "dari 2 kelurahan sudah mengirim" in text(world, "camat")
    assert "dari 1 kelurahan sudah mengirim" in text(world, "camat_tetangga")


def test_an_agency_sees_its_own_usulan_only(world: World) -> None:
    world.sent(item="paving", volume="100")
    world.sent(item="got")
    assert "Rp\u00a020.000.000, masih dibahas." in text(world, "opd")


def test_bappeda_sees_the_state_of_every_stage(world: World) -> None:
    Stage.objects.filter(kind="rembuk").update(closes_at=NOW - timedelta(days=1))
    Stage.objects.filter(kind="kota").update(opens_at=NOW + timedelta(days=5))
    shown = text(world, "bappeda")
    for word in ("Ditutup", "Terbuka", "Belum dibuka"):
        assert word in shown


def test_without_a_running_cycle_the_page_says_who_helps(world: World) -> None:
    Stage.objects.all().update(opens_at=NOW + timedelta(days=5), closes_at=NOW + timedelta(days=9))
    assert Cycle.objects.exists()
    assert "Belum ada siklus yang berjalan" in text(world, "kelurahan")


def test_the_overview_costs_no_more_queries_with_more_usulan(world: World) -> None:
    def count() -> int:
        client = world.client("kelurahan")
        client.get(URL)
        with CaptureQueriesContext(connection) as seen:
            client.get(URL)
        return len(seen)

    world.sent()
    few = count()
    world.send(*[world.draft() for _ in range(10)])
    assert count() == few
