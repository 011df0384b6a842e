"""What must be clear has an owner and a day; Ditunda stands only on such, and until a day."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import actions
from proposals.actions.readiness import clear_obstacle, hold, open_obstacle
from proposals.models import Event, LevelDecision, Obstacle, Proposal
from proposals.models.decision import Outcome
from proposals.readiness import LAND_UNKNOWN, owned_by, owns, readiness_of
from proposals.statuses import Status
from proposals.why import short_reason
from tests.world import NOW, ROLE_ROWS, TODAY, World

DAY = TODAY + timedelta(days=10)
LATER = NOW + timedelta(days=1)


def opened(world: World, proposal: Proposal | None = None, **more: Any) -> Obstacle:
    fields: dict[str, Any] = {"kind": "ukuran", "text": "Panjang saluran belum diukur.", "due_on": DAY, **more}
    return open_obstacle(proposal or world.sent(), by=world.offices["kelurahan"], at=NOW, **fields)


def held(world: World, proposal: Proposal, **more: Any) -> LevelDecision:
    fields: dict[str, Any] = {"reason": "Menunggu ukuran dari pengusul.", "review_on": DAY, **more}
    return hold(proposal, by=world.offices["kelurahan"], at=NOW, expected=None, **fields)


def test_land_that_nobody_knows_of_becomes_a_task_of_the_kelurahan_at_kirim(world: World) -> None:
    unknown = world.sent(land_status="tidak_tahu")
    known = world.sent()
    obstacle = Obstacle.objects.get()
    assert (obstacle.proposal, obstacle.owner, obstacle.text) == (unknown, "kelurahan", LAND_UNKNOWN)
    assert obstacle.due_on == TODAY + timedelta(days=14)
    assert Event.objects.filter(proposal=unknown, kind=Event.Kind.OBSTACLE_OPENED).count() == 1
    assert not readiness_of(known).obstacles


def test_many_unknown_lands_do_not_ask_more(world: World) -> None:
    def count(*drafts: Proposal) -> int:
        with CaptureQueriesContext(connection) as seen:
            world.send(*drafts)
        return len(seen)

    world.cycle.quotas.all().delete()
    world.sent()
    few = count(world.draft(land_status="tidak_tahu"))
    assert count(*(world.draft(land_status="tidak_tahu") for _ in range(8))) == few


def test_clearing_the_land_writes_its_status_and_is_done_once(world: World) -> None:
    proposal = world.sent(land_status="tidak_tahu")
    obstacle = Obstacle.objects.get()
    more: dict[str, Any] = {"result": "Sertifikat atas nama pemerintah kota.", "land_status": "aset_pemkot"}
    clear_obstacle(obstacle, by=world.offices["kelurahan"], at=LATER, **more)
    proposal.refresh_from_db()
    assert proposal.land_status == "aset_pemkot"
    assert readiness_of(proposal).sentence == "1 dari 1 selesai"
    with pytest.raises(ValidationError, match="sudah selesai"):
        clear_obstacle(obstacle, by=world.offices["lurah"], at=LATER, **more)


def test_only_its_owner_clears_it(world: World) -> None:
    paving = world.sent(item="paving")
    obstacle = opened(world, paving, owner="opd", kind="kondisi", text="Kerusakan belum dinilai.")
    for row in ("kelurahan", "kecamatan", "rw", "mitra"):
        with pytest.raises(ValidationError, match="diselesaikan perangkat daerah"):
            clear_obstacle(obstacle, result="Sudah kami periksa di lapangan.", by=world.offices[row], at=NOW)
    clear_obstacle(obstacle, result="Rusak sedang, 40 persen.", by=world.offices["opd"], at=NOW)


def test_the_predicate_and_the_list_of_owners_say_the_same(world: World) -> None:
    proposal = world.sent()
    for kind, owner in zip(Obstacle.Kind, [*Obstacle.Owner, Obstacle.Owner.GROUP], strict=True):
        opened(world, proposal, kind=kind, owner=owner)
    for row in [row for row in ROLE_ROWS if row != "publik"] + ["rw_tetangga", "lurah_tetangga", "camat_tetangga"]:
        holding = world.offices[row]
        listed = {one.pk for one in owned_by(holding, world.cycle)}
        assert listed == {one.pk for one in Obstacle.objects.order_by("pk") if owns(holding, one)}, row


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"text": "pendek"}, "paling sedikit 10 huruf"),
        ({"due_on": TODAY - timedelta(days=2)}, "tidak boleh sebelum hari ini"),
    ],
)
def test_an_unclear_question_is_refused(world: World, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        opened(world, **more)


def test_one_of_a_kind_is_open_at_a_time(world: World) -> None:
    proposal = opened(world).proposal
    with pytest.raises(ValidationError, match="sudah ditanyakan"):
        opened(world, proposal)


def test_ditunda_needs_an_open_obstacle_and_a_day_ahead(world: World) -> None:
    proposal = world.sent()
    with pytest.raises(ValidationError, match="Ditunda hanya bila"):
        held(world, proposal)
    opened(world, proposal)
    with pytest.raises(ValidationError, match="sesudah hari ini"):
        held(world, proposal, review_on=TODAY - timedelta(days=1))
    with pytest.raises(ValidationError, match="alasannya"):
        held(world, proposal, reason="nanti")
    decision = held(world, proposal)
    proposal.refresh_from_db()
    assert (decision.outcome, proposal.status, proposal.review_on) == (Outcome.HELD, Status.SUBMITTED, DAY)
    said = short_reason(Proposal.objects.for_list().get(pk=proposal.pk))
    assert said.startswith("Ditunda sampai ")
    assert said.endswith("Menunggu ukuran dari pengusul.")


def test_a_decision_ends_the_hold(world: World) -> None:
    proposal = opened(world).proposal
    held(world, proposal)
    accepted = actions.deciding.accept(proposal, by=world.offices["kelurahan"], at=NOW, expected=None)
    assert accepted.review_on is None
    with pytest.raises(ValidationError, match="Hanya yang diajukan"):
        held(world, accepted)


def test_a_stale_page_is_told(world: World) -> None:
    proposal = opened(world).proposal
    held(world, proposal)
    with pytest.raises(ValidationError, match="baru saja"):
        hold(
            proposal,
            reason="Menunggu ukuran dari pengusul.",
            review_on=DAY,
            by=world.offices["lurah"],
            at=NOW,
            expected=proposal.version - 1,
        )
