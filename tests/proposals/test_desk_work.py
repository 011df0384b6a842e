"""What stands on the desk of each level, tab by tab, and how it is counted."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.timezone import localdate

from catalogue.models import KamusItem
from proposals import desk_work, desk_written
from proposals.actions import assigning, deciding, documents, moving, planning, readiness, supporting, undoing
from proposals.models import Obstacle, Proposal
from tests.counting import queries
from tests.world import NOW, World

LIST = "/kantor/usulan-masuk/"
LATER = NOW + timedelta(days=12)
DAY = localdate(NOW)


def tabs(world: World, row: str, at: Any = NOW) -> dict[str, set[str]]:
    """The titles and numbers of each tab that is not empty."""
    desk = desk_work.Desk.of(world.offices[row], world.cycle, at)
    found = desk_work.tabs_of(desk)
    listed = {name: set(tab.rows().values_list("number", flat=True)) for name, tab in found.items()}
    counted = desk_written.lists_of(desk, {}).read()[0]
    assert {name: len(numbers) for name, numbers in listed.items()} == {name: counted.of(name) for name in listed}
    return {name: numbers for name, numbers in listed.items() if numbers}


def ask(world: World, proposal: Proposal, owner: str, *, days: int = 5) -> Obstacle:
    """Open a question on a usulan that somebody clears within so many days."""
    return readiness.open_obstacle(
        proposal,
        kind="lahan",
        text="Status lahan belum diketahui.",
        owner=owner,
        due_on=DAY + timedelta(days=days),
        by=world.offices["kelurahan"],
        at=NOW,
    )


def test_a_kelurahan_has_what_came_from_below_and_what_it_must_clear(world: World) -> None:
    one, held, done = world.sent(), world.sent(group="rw02"), world.accepted()
    world.sent(group="kelurahan")
    ask(world, held, "kelurahan")
    why: dict[str, Any] = {"reason": "Menunggu hibah lahan.", "review_on": DAY + timedelta(days=9)}
    readiness.hold(held, by=world.offices["kelurahan"], at=NOW, expected=None, **why)
    assert tabs(world, "kelurahan") == {
        "belum": {one.number},
        "saya": {held.number},
        "menunggu": {held.number},
        "selesai": {done.number},
    }
    late = tabs(world, "kelurahan", LATER)
    assert late["belum"] == {one.number, held.number}
    assert late["terlambat"] == {one.number, held.number}


def test_who_takes_a_usulan_sees_it_and_colleagues_do_not(world: World) -> None:
    one = world.sent()
    ask(world, one, "kelurahan")
    assigning.assign([one], to=world.offices["lurah"], by=world.offices["kelurahan"], at=NOW)
    assert tabs(world, "lurah")["saya"] == {one.number}
    assert "saya" not in tabs(world, "kelurahan")
    assigning.assign([one], to=None, by=world.offices["kelurahan"], at=NOW)
    assert tabs(world, "kelurahan")["saya"] == {one.number}


def test_a_kecamatan_has_what_a_kelurahan_wrote_and_what_it_must_clear(world: World) -> None:
    world.sent()
    own, asked = world.sent(group="kelurahan"), world.sent(group="rw02")
    ask(world, asked, "kecamatan")
    assert tabs(world, "kecamatan") == {"belum": {own.number, asked.number}, "saya": {asked.number}}
    assert tabs(world, "camat_tetangga") == {}
    deciding.accept(own, by=world.offices["kecamatan"], at=NOW, expected=None)
    assert tabs(world, "kecamatan")["selesai"] == {own.number}


def test_an_agency_has_its_surveys_and_questions_and_waits_for_a_move(world: World) -> None:
    KamusItem.objects.filter(pk=world.items["paving"].pk).update(needs_survey=True)
    to_plan, visited, asked = (world.sent(item="paving") for _ in range(3))
    world.sent()
    opd = world.offices["opd"]
    planning.plan([visited], planned_on=DAY, surveyor=world.offices["kepala_opd"], by=opd, at=NOW)
    ask(world, asked, "opd")
    assert tabs(world, "opd") == {
        "belum": {to_plan.number, visited.number, asked.number},
        "saya": {asked.number},
    }
    assert tabs(world, "kepala_opd")["saya"] == {visited.number, asked.number}
    assert tabs(world, "opd", LATER)["terlambat"] == {to_plan.number, visited.number, asked.number}
    why = "Pekerjaan kecil di dalam gang, lebih cepat lewat kecamatan."
    moving.propose_move(to_plan, agency=world.agencies["melati"], reason=why, by=opd, at=NOW)
    assert tabs(world, "opd")["menunggu"] == {to_plan.number}
    assert tabs(world, "mitra") == {"belum": {to_plan.number}}
    assert tabs(world, "mitra", LATER)["terlambat"] == {to_plan.number}


def test_who_reads_only_has_no_desk(world: World) -> None:
    world.sent()
    for row in ("rt", "rw", "lembaga", "pendamping", "tapd", "dprd", "pimpinan"):
        assert tabs_of_nobody(world, row) == {}


def tabs_of_nobody(world: World, row: str) -> desk_work.Tabs:
    return desk_work.tabs_of(desk_work.Desk.of(world.offices[row], world.cycle, NOW))


def test_each_desk_costs_no_more_for_many_than_for_few(world: World) -> None:
    world.cycle.quotas.all().delete()
    KamusItem.objects.filter(pk=world.items["paving"].pk).update(needs_survey=True)
    opd = world.offices["opd"]

    def more(count: int) -> None:
        for _ in range(count):
            sent = world.sent(item="paving")
            ask(world, sent, "opd" if sent.pk % 2 else "mitra")
            planning.plan([sent], planned_on=DAY, surveyor=None, by=opd, at=NOW)

    more(3)
    rows = ("kelurahan", "kecamatan", "opd", "mitra", "bappeda")
    few = [queries(world.client(row), LIST) for row in rows]
    more(9)
    assert [queries(world.client(row), LIST) for row in rows] == few
    assert max(few) <= 10


def test_a_colleague_is_given_many_at_once_and_nothing_is_lost_when_none_is_chosen(world: World) -> None:
    one, two = world.sent(), world.sent(group="rw02")
    client, lurah = world.client("kelurahan"), world.offices["lurah"]
    page = client.post(reverse("bagikan"), {"to": lurah.pk})
    assert "Pilih paling sedikit satu usulan." in page.content.decode()
    assert f'value="{lurah.pk}" selected' in page.content.decode()
    odd = client.post(reverse("bagikan"), {"to": lurah.pk, "usulan": ["9" * 30]})
    assert "Muat ulang halaman." in odd.content.decode()
    saved = client.post(reverse("bagikan"), {"to": lurah.pk, "usulan": [one.pk, two.pk]}, follow=True)
    assert "2 usulan dibagikan kepada Lurah Mawar." in saved.content.decode()
    assert tabs(world, "lurah")["saya"] == {one.number, two.number}


def test_the_desk_of_a_neighbour_cannot_be_shared_out(world: World) -> None:
    one = world.sent()
    page = world.client("lurah_tetangga").post(reverse("bagikan"), {"usulan": [one.pk], "to": ""})
    assert page.status_code == 200
    assert not one.desk_tasks.exists()


def test_an_agency_opens_its_own_usulan_and_decides_nothing(world: World) -> None:
    KamusItem.objects.filter(pk=world.items["paving"].pk).update(needs_survey=True)
    own = world.sent(item="paving")
    page = world.client("opd").get(reverse("putuskan", args=[own.number])).content.decode()
    assert "Jadwalkan survei" in page
    assert "bukan wewenang meja Anda" in page
    assert world.client("opd").post(reverse("putuskan", args=[own.number]), {"outcome": "terima"}).status_code == 403


def test_the_page_shows_the_papers_of_a_usulan(world: World) -> None:
    draft = world.draft()
    paper = ContentFile(b"%PDF-1.4 %%EOF", name="hibah.pdf")
    documents.add_document(draft, paper, label="Surat hibah lahan", by=world.offices["rw"], at=NOW)
    sent = world.send(draft)
    page = world.client("kelurahan").get(reverse("putuskan", args=[sent.number])).content.decode()
    assert "Surat hibah lahan" in page


def test_a_support_does_not_stand_in_the_way_of_undo(world: World) -> None:
    one = world.sent()
    deciding.accept(one, by=world.offices["kelurahan"], at=NOW, expected=None)
    supporting.support(one, group=world.groups["rw02"], by=world.offices["rw_tetangga"], at=NOW)
    undoing.undo(one, by=world.offices["kelurahan"], at=NOW + timedelta(minutes=2))
    one.refresh_from_db()
    assert one.status == "diajukan"
