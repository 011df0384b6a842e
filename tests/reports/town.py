"""A town of usulan in many states, of many hands, for tests of reports."""

from datetime import datetime, timedelta
from decimal import Decimal

from proposals import actions
from proposals.models import Priority, Proposal, Theme
from proposals.statuses import Status
from tests.world import NOW, World

LATER = NOW + timedelta(minutes=11)


def town(world: World) -> World:
    """Usulan of six groups in both kecamatan: accepted, refused, merged, returned, put off, withdrawn, drafts."""
    kelurahan, lurah = world.offices["kelurahan"], world.offices["lurah"]
    got, paving = world.sent(), world.sent(item="paving")
    world.sent(group="pkk", item="pelatihan", volume="12.5")
    world.sent(group="kenanga_rw01", item="paving", by=world.offices["lurah_tetangga"])
    world.sent(group="anggrek_rw01", item="gerobak", volume="1", by=world.offices["camat_tetangga"], receiver="LPMK")
    world.sent(group="kecamatan", item="gerobak", volume="2", by=world.offices["kecamatan"])
    decide(world, world.sent(group="rw02", by=kelurahan), "reject")
    decide(world, world.sent(group="rt01"), "send_back")
    actions.deciding.accept_changed(
        got, volume=Decimal(70), reason="Diukur ulang bersama warga.", by=kelurahan, at=NOW, expected=None
    )
    actions.deciding.merge(world.sent(), parent=paving, by=lurah, at=NOW, expected=None)
    actions.sending.withdraw(
        world.sent(group="rt01"), by=world.offices["rt"], reason="Sudah dikerjakan warga.", at=LATER
    )
    world.draft(group="rt01")
    priority, theme = Priority.objects.get(), Theme.objects.get()
    other = Theme.objects.create(cycle=world.cycle, name="Pemulihan ekonomi")
    Proposal.objects.filter(pk=paving.pk).update(priority=priority, times_proposed=2)
    paving.themes.set([theme, other])
    got.themes.set([theme])
    left = world.accepted(item="paving")
    Proposal.objects.filter(pk=left.pk).update(
        status=Status.RESERVE_KEL, reason_code="pagu", reason="Sisa pagu tidak cukup.", times_proposed=3
    )
    taken = world.accepted(group="rw02", by=kelurahan)
    Proposal.objects.filter(pk=taken.pk).update(status=Status.IN_RKPD)
    return world


def decide(world: World, proposal: Proposal, what: str, at: datetime = NOW) -> None:
    """The kelurahan refuses a usulan, or sends it back."""
    more = {"by": world.offices["kelurahan"], "at": at, "expected": None}
    if what == "reject":
        text = "Lahan milik warga tanpa izin."
        actions.deciding.reject(proposal, reason_code="lahan", reason=text, may_repeat=True, **more)  # type: ignore[arg-type]
    else:
        actions.deciding.send_back(proposal, reason_code="dokumen", reason="Foto hanya satu sisi jalan.", **more)  # type: ignore[arg-type]
