"""A superuser with an office obeys stages, states and scope like everybody; without one it acts as nobody."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from proposals import actions
from proposals.models import Event, Stage
from proposals.statuses import Status
from tests.world import NOW, World


def root(world: World, row: str) -> None:
    """Make the holder of an office a superuser."""
    user = world.offices[row].user
    user.is_superuser = user.is_staff = True
    user.save()


def close_all(world: World) -> None:
    Stage.objects.update(opens_at=NOW - timedelta(days=9), closes_at=NOW - timedelta(days=1))


def test_a_closed_stage_is_closed_for_a_superuser(world: World) -> None:
    root(world, "rw")
    root(world, "lurah")
    draft, sent = world.draft(), world.sent()
    close_all(world)
    rw, lurah = world.offices["rw"], world.offices["lurah"]
    with pytest.raises(ValidationError):
        actions.sending.submit(world.cycle, draft.group, [draft.public_id], by=rw, at=NOW)
    with pytest.raises(ValidationError):
        actions.deciding.accept(sent, by=lurah, at=NOW, expected=None)
    draft.refresh_from_db()
    sent.refresh_from_db()
    assert (draft.status, sent.status) == (Status.DRAFT, Status.SUBMITTED)


def test_pages_and_lists_refuse_a_superuser_what_its_office_may_not(world: World) -> None:
    root(world, "rw")
    client, sent = world.client("rw"), world.sent()
    assert client.get("/kantor/tahapan/").status_code in {403, 404}
    assert client.get("/kantor/pengurus/").status_code == 403
    assert client.post(f"/admin/proposals/proposal/{sent.pk}/change/", {"status": "diterima"}).status_code in {403, 404}
    assert client.post(f"/admin/proposals/proposal/{sent.pk}/delete/", {"post": "yes"}).status_code in {403, 404}
    sent.refresh_from_db()
    assert sent.status == Status.SUBMITTED


def test_the_state_of_a_usulan_binds_a_superuser(world: World) -> None:
    root(world, "rw")
    sent = world.sent()
    events = Event.objects.count()
    actions.sending.submit(world.cycle, sent.group, [sent.public_id], by=world.offices["rw"], at=NOW)
    assert Event.objects.count() == events
    with pytest.raises(ValidationError):
        actions.drafting.change(
            sent, by=world.offices["rw"], at=NOW, problem="Diubah sesudah dikirim, seharusnya ditolak"
        )
    assert world.client("rw").get(f"/kelompok/draf/{sent.public_id}/").status_code in {302, 403, 404}
