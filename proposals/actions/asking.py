"""What Kirim asks by itself: land that nobody knows of becomes a task of the kelurahan."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import OfficeHolding
from catalogue.land import LandStatus
from proposals.models import Event, Obstacle, Proposal
from proposals.readiness import DUE_DAYS, LAND_UNKNOWN

from .recording import Act


def open_unknown_land(proposals: Iterable[Proposal], *, by: OfficeHolding | None, at: datetime) -> list[Act]:
    """At Kirim: what says "tidak tahu" of its land becomes a task of the kelurahan. Returns the events to record."""
    due_on = timezone.localdate(at) + timedelta(days=DUE_DAYS)
    made = Obstacle.objects.bulk_create(
        Obstacle(
            proposal=proposal,
            kind=Obstacle.Kind.LAND,
            text=LAND_UNKNOWN,
            owner=Obstacle.Owner.KELURAHAN,
            due_on=due_on,
            opened_by=by,
            opened_at=at,
        )
        for proposal in proposals
        if proposal.land_status == LandStatus.UNKNOWN
    )
    return [(Event.Kind.OBSTACLE_OPENED, obstacle.proposal, "", obstacle_body(obstacle)) for obstacle in made]


def obstacle_body(obstacle: Obstacle) -> dict[str, str]:
    """What the log keeps of an opened obstacle."""
    return {
        "obstacle": obstacle.kind,
        "owner": obstacle.owner,
        "reason": f"{obstacle.get_kind_display()}: {obstacle.text}",
        "until": obstacle.due_on.isoformat(),
    }
