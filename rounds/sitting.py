"""What a sidang kelompok has before it: the usulan that were surveyed, with what was found and what it said. Reads."""

from dataclasses import dataclass

from proposals.models import Survey

from .models import Candidate, Round


@dataclass(frozen=True)
class Case:
    """One surveyed usulan of the sidang."""

    candidate: Candidate
    survey: Survey


def cases(round_: Round) -> list[Case]:
    """All of them in the order of the lists; two queries."""
    found = surveys(round_)
    rows = list(round_.candidates.for_sheet()) if found else []
    return [Case(row, found[row.proposal_id]) for row in rows if row.proposal_id in found]


def surveys(round_: Round) -> dict[int, Survey]:
    """The last finished survey of each usulan that has one."""
    done = Survey.objects.filter(status=Survey.Status.DONE, proposal__candidacies__round=round_)
    return {one.proposal_id: one for one in done.select_related("agency").order_by("done_at", "pk")}


def undecided(round_: Round) -> list[str]:
    """Numbers of surveyed usulan of which the sidang has said nothing yet."""
    done = Survey.objects.filter(status=Survey.Status.DONE).order_by().values("proposal")
    waiting = round_.candidates.filter(verdict=Candidate.Verdict.NONE, proposal__in=done)
    return list(waiting.order_by("proposal__number").values_list("proposal__number", flat=True))
