"""A town of usulan in many states, of many hands, for tests of reports."""

from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import OfficeHolding
from proposals import actions
from proposals.actions import recording
from proposals.actions.outcomes import ForumOutcome, record_outcomes
from proposals.models import Event, Priority, Proposal, Theme
from proposals.models.decision import Level
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
    theme, other = Theme.objects.get(), Theme.objects.create(cycle=world.cycle, name="Pemulihan ekonomi")
    paving.themes.set([theme, other])
    got.themes.set([theme])
    paving.priority, paving.times_proposed = Priority.objects.get(), 2
    paving.save()
    actions.deciding.merge(world.sent(), parent=paving, by=lurah, at=NOW, expected=None)
    actions.sending.withdraw(
        world.sent(group="rt01"), by=world.offices["rt"], reason="Sudah dikerjakan warga.", at=LATER
    )
    world.draft(group="rt01")
    left, taken = world.accepted(item="paving"), world.accepted(group="rw02", by=kelurahan)
    put_off(left, lurah)
    taken.status = Status.IN_RKPD
    taken.save()
    recording.record(Event.Kind.ADVANCED, by=lurah, at=LATER, cycle=world.cycle, proposal=taken)
    return world


def put_off(proposal: Proposal, by: OfficeHolding, at: datetime = LATER) -> None:
    """The forum of the kelurahan leaves a usulan in reserve."""
    outcome = ForumOutcome(
        proposal=proposal,
        chosen=False,
        rank=None,
        volume=proposal.current_volume,
        amount=proposal.current_amount,
        reason_code="pagu",
        reason="Sisa pagu tidak cukup.",
    )
    more = {"forum_number": "F-1", "forum_label": "Forum Mawar", "round_code": "R-1"}
    record_outcomes([outcome], level=Level.KELURAHAN, by=by, at=at, **more)


def decide(world: World, proposal: Proposal, what: str, at: datetime = NOW) -> None:
    """The kelurahan refuses a usulan, or sends it back."""
    more = {"by": world.offices["kelurahan"], "at": at, "expected": None}
    if what == "reject":
        text = "Lahan milik warga tanpa izin."
        actions.deciding.reject(proposal, reason_code="lahan", reason=text, may_repeat=True, **more)  # type: ignore[arg-type]
    else:
        actions.deciding.send_back(proposal, reason_code="dokumen", reason="Foto hanya satu sisi jalan.", **more)  # type: ignore[arg-type]
