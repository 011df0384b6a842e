"""Usulan on their way from the kecamatan forum to the hand-over, for the tests of what follows it."""

from typing import Any

from proposals.actions import entering, following, working
from proposals.actions.outcomes import ForumOutcome, record_outcomes
from proposals.after_forum import AGENCY_FORUM, BUDGET, PARTNER, RECOMMEND, Step
from proposals.models import PlanDocument, Proposal
from proposals.models.decision import Level, Outcome
from tests.proposals.on_desk import TODAY, fresh, prioritised
from tests.world import NOW, World

WHO = {"rekomendasi": "kepala_opd", "mitra": "mitra", "forum-pd": "kepala_opd", "tapd": "tapd"}


def priority(world: World, **more: Any) -> Proposal:
    """A usulan that the kecamatan forum has made a priority."""
    proposal = prioritised(world, **more)
    chosen = ForumOutcome(proposal, chosen=True, rank=1, volume=proposal.current_volume, amount=proposal.current_amount)
    labels = {"forum_number": "", "forum_label": "Musrenbang Kecamatan Melati", "round_code": "R2"}
    record_outcomes([chosen], level=Level.DISTRICT, by=world.offices["camat"], at=NOW, **labels)
    return fresh(proposal)


def say(world: World, step: Step, *proposals: Proposal, outcome: Outcome | None = None, **said: Any) -> Proposal:
    """The word of a level by its own office: yes, unless said otherwise; returns the first as it stands."""
    yes = Outcome.ACCOMMODATED if step in (AGENCY_FORUM, BUDGET) else Outcome.ACCEPTED
    words = [following.Word(one, outcome or yes, **said) for one in proposals]
    following.say(step, words, by=world.offices[WHO[step.key]], at=NOW)
    return fresh(proposals[0])


def recommended(world: World, **more: Any) -> Proposal:
    """Recommended by the agency and its partner."""
    proposal = priority(world, **more)
    say(world, RECOMMEND, proposal)
    return say(world, PARTNER, proposal)


def agreed(world: World, **more: Any) -> Proposal:
    """Diakomodir by the budget team."""
    proposal = say(world, AGENCY_FORUM, recommended(world, **more))
    return say(world, BUDGET, proposal)


def budgeted(world: World, **more: Any) -> Proposal:
    """In RKPD and APBD."""
    proposal, by = agreed(world, **more), world.offices["bappeda"]
    for kind, number in ((PlanDocument.Kind.PLAN, "26 Tahun 2026"), (PlanDocument.Kind.BUDGET, "9 Tahun 2026")):
        entering.enter(kind, [(proposal, None)], number=number, dated=TODAY, by=by, at=NOW)
        proposal = fresh(proposal)
    return proposal


def built(world: World, **more: Any) -> Proposal:
    """Handed over."""
    proposal, by = budgeted(world, **more), world.offices["kepala_opd"]
    working.report(proposal, percent=40, note="Galian selesai.", by=by, at=NOW)
    done: dict[str, Any] = {"final_cost": 23_000_000, "handover": "027/101/BAST/2027", "handover_on": TODAY}
    working.hand_over(proposal, **done, by=by, at=NOW)
    return fresh(proposal)
