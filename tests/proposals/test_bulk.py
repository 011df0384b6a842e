"""Many small repeat items are decided together: one record and one event each, all or none."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import actions
from proposals.actions.bulk import decide_many
from proposals.models import Event, LevelDecision, Notice, Proposal
from proposals.statuses import Status
from tests.counting import queries
from tests.permissions import said, table
from tests.world import NOW, World

URL = "/kantor/usulan-masuk/sekaligus/"

MAY = """
               sekaligus
    publik     masuk
    rt         tidak
    rw         tidak
    lembaga    tidak
    pendamping tidak
    kelurahan  boleh
    lurah      boleh
    kecamatan  boleh
    camat      boleh
    opd        tidak
    kepala_opd tidak
    mitra      tidak
    bappeda    boleh
    tapd       tidak
    dprd       tidak
    pimpinan   tidak
"""


def many(world: World, count: int) -> list[Proposal]:
    world.cycle.quotas.all().delete()
    return [world.sent() for _ in range(count)]


def decided(world: World, found: list[Proposal], outcome: str = "terima", **more: Any) -> list[Proposal]:
    seen = more.pop("expected", {one.pk: one.version for one in found})
    by = world.offices["kelurahan"]
    return decide_many(found, outcome=outcome, expected=seen, by=by, at=NOW, **more)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("terima", Status.ACCEPTED_KEL), ("kembalikan", Status.RETURNED), ("tolak", Status.REJECTED)],
)
def test_each_gets_its_own_record_event_and_notice(world: World, outcome: str, status: Status) -> None:
    why = {} if outcome == "terima" else {"reason_code": "dokumen", "reason": "Foto hanya satu sisi jalan."}
    done = decided(world, many(world, 3), outcome, **why)
    assert {one.status for one in done} == {status}
    assert LevelDecision.objects.count() == Notice.objects.count() == 3
    assert Event.objects.filter(body__after=status).count() == 3
    assert all((one.due_at is not None) == (status == Status.RETURNED) for one in done)


def test_one_that_changed_meanwhile_is_named_and_none_is_decided(world: World) -> None:
    found = many(world, 2)
    seen = {one.pk: one.version for one in found}
    actions.deciding.accept(found[0], by=world.offices["lurah"], at=NOW, expected=None)
    with pytest.raises(ValidationError, match=found[0].number):
        decided(world, found, expected=seen)
    found[1].refresh_from_db()
    assert found[1].status == Status.SUBMITTED


def test_a_shared_refusal_has_a_reason(world: World) -> None:
    with pytest.raises(ValidationError, match="Pilih alasan"):
        decided(world, many(world, 2), "tolak")


def test_different_items_are_not_decided_together(world: World) -> None:
    world.cycle.quotas.all().delete()
    with pytest.raises(ValidationError, match="satu item kamus"):
        decided(world, [world.sent(), world.sent(item="paving")])


def test_deciding_many_does_not_ask_more(world: World) -> None:
    found = many(world, 9)
    counts = []
    for some in (found[:2], found[2:]):
        with CaptureQueriesContext(connection) as seen:
            decided(world, some)
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("row", "door", "answer"), table(MAY))
def test_who_decides_many(world: World, row: str, door: str, answer: str) -> None:
    assert said(world.client(row).get(URL)) == answer


def test_the_page_decides_what_is_chosen_and_keeps_what_was_typed(world: World) -> None:
    found = many(world, 3)
    client = world.client("kelurahan")
    item = str(found[0].item_id)
    page = client.get(URL, {"item": item}).content.decode()
    assert "3 usulan" in page
    keys = [f"{one.pk}:{one.version}" for one in found[:2]]
    bad = client.post(URL, {"item": item, "usulan": keys, "outcome": "tolak", "reason": "Sudah ada di gang ini."})
    assert "Sudah ada di gang ini." in bad.content.decode()
    assert "Pilih alasan dari daftar." in bad.content.decode()
    assert client.post(URL, {"item": item, "usulan": keys, "outcome": "terima"}).status_code == 302
    assert Proposal.objects.filter(status=Status.ACCEPTED_KEL).count() == 2
    stale = client.post(URL, {"item": item, "usulan": keys, "outcome": "terima"})
    assert stale.status_code == 200


def test_many_rows_do_not_ask_more(world: World) -> None:
    found = many(world, 3)

    def count() -> int:
        return queries(world.client("kelurahan"), f"{URL}?item={found[0].item_id}")

    few = count()
    many(world, 9)
    assert count() == few
