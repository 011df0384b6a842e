"""BA Desk of a kecamatan: what it locks, what is still open, in sentences."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch

from catalogue.money import grouped
from regions.models import Region

from . import survey_list
from .models import AgencyMove, Cycle, Objection, Obstacle, Proposal, Survey
from .querysets import ProposalQuerySet
from .statuses import Status
from .windows import MONTHS

ON_DESK = frozenset({Status.PRIORITY_KEL, Status.FEASIBLE})
"""What a kecamatan's desk works on: the lists that its kelurahan have sent."""
_BELOW = frozenset({Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED_KEL})


def on_desk(cycle: Cycle, kecamatan: Region) -> ProposalQuerySet:
    """Usulan that BA Desk locks, or has locked."""
    return Proposal.objects.filter(cycle=cycle, kecamatan=kecamatan, status__in=ON_DESK)


def with_verdict(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Load what a row shows: its last surveys and what waits."""
    surveys = Prefetch("surveys", Survey.objects.order_by("planned_on", "pk"))
    return proposals.for_list().select_related("item").prefetch_related(surveys)


@dataclass(frozen=True)
class Open:
    """What stands between a desk and its lock: each a sentence, with the numbers of the usulan it names."""

    what: str
    sentence: str
    numbers: list[str]


def still_open(cycle: Cycle, kecamatan: Region) -> list[Open]:
    """What is missing before BA Desk is locked; the camat may go on with a reason. Three queries."""
    waiting = on_desk(cycle, kecamatan).filter(desk_locked_at=None)
    moves = AgencyMove.objects.filter(proposal__in=waiting, status=AgencyMove.Status.PROPOSED)
    obstacles = Obstacle.objects.filter(proposal__in=waiting, cleared_at=None)
    found = [
        ("survei belum selesai", [proposal.number for proposal in survey_list.unfinished(cycle, kecamatan)]),
        ("usul pindah perangkat daerah belum diputus", _numbers(moves)),
        ("penghalang belum selesai", _numbers(obstacles)),
    ]
    return [Open(what, _named(what, numbers), numbers) for what, numbers in found if numbers]


@dataclass(frozen=True)
class Row:
    """One usulan of the desk: what the survey says in a word, and what is still open for it."""

    proposal: Proposal
    survey: Survey | None
    open: list[str]

    @property
    def verdict(self) -> str:
        """`Layak`, `Terjadwal 8 Januari`, or nothing where no survey was asked for."""
        if self.survey is None:
            return ""
        if self.survey.status == Survey.Status.DONE:
            return self.survey.get_verdict_display()
        day = self.survey.planned_on
        return f"Survei {day.day} {MONTHS[day.month - 1]}"


def row_of(proposal: Proposal, still: list[Open]) -> Row:
    """Draw one row. Needs `surveys` prefetched."""
    surveys = list(proposal.surveys.all())
    return Row(
        proposal, surveys[-1] if surveys else None, [one.what for one in still if proposal.number in one.numbers]
    )


def _numbers(rows: Any) -> list[str]:
    found = rows.order_by("proposal__number").values_list("proposal__number", flat=True)
    return list(dict.fromkeys(found))


def _named(what: str, numbers: list[str]) -> str:
    shown = ", ".join(numbers[:3]) + (f", dan {len(numbers) - 3} lagi" if len(numbers) > 3 else "")
    return f"{grouped(len(numbers))} usulan, {what}: {shown}."


def warnings(cycle: Cycle, kecamatan: Region) -> list[str]:
    """What the lock will leave out; none of it holds the lock. Two queries."""
    below = Proposal.objects.filter(cycle=cycle, kecamatan=kecamatan, status__in=_BELOW).exclude(
        group__kind="kecamatan"
    )
    left = below.aggregate(count=Count("pk"))["count"]
    objections = Objection.objects.filter(
        proposal__cycle=cycle, proposal__kecamatan=kecamatan, status=Objection.Status.WAITING
    ).count()
    said = []
    if left:
        said.append(f"{grouped(left)} usulan masih di kelurahan dan tidak ikut dikunci.")
    if objections:
        said.append(f"{grouped(objections)} keberatan belum dijawab. Yang dikabulkan kembali ke kelurahan.")
    return said
