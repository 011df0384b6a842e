"""Usulan that stand on a kecamatan's desk, and what happens to them there, for the tests of survey, lock, keberatan."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import OfficeHolding
from proposals import actions
from proposals.actions import batching, planning, surveying
from proposals.actions.outcomes import ForumOutcome, record_outcomes
from proposals.models import Batch, Proposal, Survey
from proposals.models.decision import Level
from tests.world import NOW, World

TODAY = timezone.localdate(NOW)
LATER = NOW + timedelta(minutes=11)
"""After the minutes in which a desk may take its decision back."""


def needs_survey(world: World, item: str = "paving") -> None:
    """Let the kamus ask for a survey of an item."""
    world.items[item].needs_survey = True
    world.items[item].save()


def fresh(proposal: Proposal) -> Proposal:
    """The same usulan as it stands now."""
    return Proposal.objects.for_list().select_related("cycle__city", "item", "group__region").get(pk=proposal.pk)


def prioritised(world: World, *, item: str = "paving", rank: int = 1, **more: Any) -> Proposal:
    """A usulan that the kelurahan forum has made a priority."""
    proposal = world.accepted(item=item, **more)
    by = world.offices["lurah"]
    chosen = ForumOutcome(
        proposal, chosen=True, rank=rank, volume=proposal.current_volume, amount=proposal.current_amount
    )
    labels = {"forum_number": "", "forum_label": "Forum Musrenbang Kelurahan Mawar", "round_code": "R"}
    record_outcomes([chosen], level=Level.KELURAHAN, by=by, at=NOW, **labels)
    return fresh(proposal)


def planned(world: World, proposal: Proposal | None = None, *, by: str = "opd", **more: Any) -> Survey:
    """A visit of today."""
    proposal = proposal or prioritised(world, **more)
    return planning.plan([proposal], planned_on=TODAY, surveyor=world.offices[by], by=world.offices[by], at=NOW)[0]


def findings(**said: Any) -> surveying.Findings:
    """What a surveyor finds: fit, unless said otherwise."""
    known: dict[str, Any] = {"verdict": "layak", "length_m": Decimal("60"), "width_m": Decimal("2"), "damage_pct": 60}
    return surveying.Findings(**known | said)


def finished(world: World, survey: Survey, *, by: str = "opd", reason_code: str = "", **said: Any) -> Survey:
    """The visit done and locked."""
    return surveying.finish(survey, findings(**said), reason_code=reason_code, by=world.offices[by], at=NOW)


def unfit(world: World, survey: Survey) -> Survey:
    """The visit done: not fit."""
    note = "Lebar jalan 0,8 m, kurang dari syarat."
    return finished(world, survey, reason_code="teknis", verdict="tidak_layak", note=note)


def rejected(world: World, *, by: str = "kelurahan", **more: Any) -> Proposal:
    """A usulan that the desk has refused."""
    proposal = world.sent(**more)
    why: dict[str, Any] = {"reason_code": "lahan", "reason": "Lahan milik perorangan tanpa izin.", "may_repeat": True}
    actions.deciding.reject(proposal, by=world.offices[by], at=NOW, expected=None, **why)
    return fresh(proposal)


def days(count: int) -> datetime:
    """The same time, days later."""
    return NOW + timedelta(days=count)


def handed_on(world: World, proposal: Proposal, lurah: OfficeHolding, camat: OfficeHolding) -> None:
    """A list on each of its ways but the first, which the groups' own sending has gone."""
    for hop, region in (
        (Batch.Hop.KELURAHAN, lurah.office.region),
        (Batch.Hop.DISTRICT, camat.office.region),
        (Batch.Hop.SIPD, world.city),
    ):
        batching.send(world.cycle, hop, [proposal], region=region, title="Daftar", by=lurah, at=NOW)
