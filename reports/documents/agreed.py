"""Forms 1.4, 1.5, 2.3 and 2.4 of SE Walikota Malang 66/2021 as data: what a forum agreed, by the words of its level.

Volumes and amounts are those of the level that prints: taken from its decisions in force, not from the usulan.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from catalogue.models import Nomenclature
from catalogue.money import decimal_text
from proposals.models import Cycle, LevelDecision, Proposal
from proposals.models.cycle import Funding
from proposals.models.decision import Level, Outcome
from proposals.texts import mask_private
from regions.models import Region

OTHER_SOURCES = (Funding.PROVINCE, Funding.NATION, Funding.OTHER)
"""Sources of a class of their own, for which the circular has no form."""


@dataclass(frozen=True)
class WorkRow:
    """One row of Forms 1.4 and 1.5; `rank` counts within the sheet."""

    rank: int
    title: str
    volume: Decimal | None
    unit: str
    unit_price: int | None
    amount: int
    target_group: str
    location: str
    note: str


@dataclass(frozen=True)
class WorkSheet:
    """One sheet of Form 1.4 or 1.5: of one Perangkat Daerah Pengampu, or (1.5) of the kelurahan."""

    number: str
    source: str
    agency: str
    rows: tuple[WorkRow, ...]
    is_official: bool = True


@dataclass(frozen=True)
class WorkForm:
    """Form 1.4 or 1.5 of one kelurahan."""

    number: str
    held_year: int
    plan_year: int
    kelurahan: str
    kecamatan: str
    sheets: tuple[WorkSheet, ...]


@dataclass(frozen=True)
class PriorityRow:
    """One row of Form 2.3; `rank` is the kecamatan's rank within the perangkat daerah."""

    rank: int
    priority: str
    target: str
    program: str
    title: str
    target_group: str
    kelurahan: str
    volume: str
    amount: int
    agency: str


@dataclass(frozen=True)
class PriorityForm:
    """Form 2.3 of one kecamatan, ordered by perangkat daerah."""

    plan_year: int
    kecamatan: str
    rows: tuple[PriorityRow, ...]


@dataclass(frozen=True)
class OpenRow:
    """One row of Form 2.4."""

    title: str
    kelurahan: str
    volume: str
    priority: str
    reason: str = ""


@dataclass(frozen=True)
class OpenForm:
    """Form 2.4 of one kecamatan."""

    plan_year: int
    kecamatan: str
    rows: tuple[OpenRow, ...]


SHOWN = ("agency", "group", "kelurahan", "kecamatan", "priority", "target", "item__subactivity__parent__parent")
"""What a row shows of a usulan."""


def in_force(cycle: Cycle, level: Level, place: Region) -> "QuerySet[LevelDecision]":
    """The last decision of a level on each usulan of a kelurahan or kecamatan, with what a row shows. One query."""
    newer = LevelDecision.objects.filter(
        proposal=OuterRef("proposal"), level=OuterRef("level"), version__gt=OuterRef("version")
    )
    at = {Level.KELURAHAN: "proposal__kelurahan", Level.DISTRICT: "proposal__kecamatan"}[level]
    shown = [f"proposal__{name}" for name in SHOWN]
    found = LevelDecision.objects.filter(~Exists(newer), **{at: place}, cycle=cycle, level=level)
    return found.select_related("agency", *shown).order_by("proposal__number")


def work_form(
    number: str, cycle: Cycle, kelurahan: Region, kecamatan: str, decisions: Iterable[LevelDecision] | None = None
) -> WorkForm:
    """Build Form 1.4 (one sheet per perangkat daerah, then other sources) or Form 1.5. One query where not given."""
    found = in_force(cycle, Level.KELURAHAN, kelurahan) if decisions is None else decisions
    chosen = [one for one in found if one.outcome == Outcome.PRIORITY]
    if number == "1.5":
        own = sorted((one for one in chosen if one.funding == Funding.KELURAHAN), key=_by_rank)
        sheets = [WorkSheet("1.5", "APBD KELURAHAN", "", _work_rows(own))]
    else:
        sheets = _agency_sheets(one for one in chosen if one.funding != Funding.KELURAHAN)
    return WorkForm(number, cycle.held_year, cycle.plan_year, kelurahan.name, kecamatan, tuple(sheets))


def _agency_sheets(decisions: Iterable[LevelDecision]) -> list[WorkSheet]:
    found = list(decisions)
    by_agency = sorted(
        (one for one in found if one.funding not in OTHER_SOURCES), key=lambda one: (_agency(one), _by_rank(one))
    )
    sheets = [
        WorkSheet("1.4", "APBD PERANGKAT DAERAH", name, _work_rows(group))
        for name, group in groupby(by_agency, key=_agency)
    ]
    for source in OTHER_SOURCES:
        if rows := sorted((one for one in found if one.funding == source), key=_by_rank):
            sheets.append(WorkSheet("1.4", source.label.upper(), "", _work_rows(rows), is_official=False))
    return sheets or [WorkSheet("1.4", "APBD PERANGKAT DAERAH", "", ())]


def _by_rank(decision: LevelDecision) -> tuple[int, str]:
    return decision.rank or 10**6, decision.proposal.number


def _agency(decision: LevelDecision) -> str:
    agency = decision.agency or decision.proposal.agency
    return agency.name if agency else ""


def _work_rows(decisions: Iterable[LevelDecision]) -> tuple[WorkRow, ...]:
    return tuple(_work_row(rank, decision) for rank, decision in enumerate(decisions, start=1))


def _work_row(rank: int, decision: LevelDecision) -> WorkRow:
    proposal = decision.proposal
    return WorkRow(
        rank=rank,
        title=proposal.title,
        volume=decision.volume,
        unit=proposal.unit,
        unit_price=decision.unit_price,
        amount=decision.amount,
        target_group=mask_private(proposal.target_group),
        location=mask_private(", ".join(part for part in (proposal.address, proposal.place) if part)),
        note=_note(decision, proposal),
    )


def _note(decision: LevelDecision, proposal: Proposal) -> str:
    """Kelompok pengusul with its rank, then the note of the decision."""
    parts = (f"{proposal.group.name} {proposal.rank_label}".strip(), mask_private(decision.reason))
    return "; ".join(part for part in parts if part)


def priority_form(cycle: Cycle, kecamatan: Region, decisions: Iterable[LevelDecision] | None = None) -> PriorityForm:
    """Build Form 2.3. One query where the decisions are not given."""
    found = in_force(cycle, Level.DISTRICT, kecamatan) if decisions is None else decisions
    chosen = [one for one in found if one.outcome == Outcome.PRIORITY]
    ordered = sorted(chosen, key=lambda one: (_agency(one), _by_rank(one)))
    rows = [
        _priority_row(rank, decision)
        for _, group in groupby(ordered, key=_agency)
        for rank, decision in enumerate(group, start=1)
    ]
    return PriorityForm(cycle.plan_year, kecamatan.name, tuple(rows))


def _priority_row(rank: int, decision: LevelDecision) -> PriorityRow:
    proposal = decision.proposal
    return PriorityRow(
        rank=rank,
        priority=proposal.priority.name if proposal.priority else "",
        target=proposal.target.name if proposal.target else "",
        program=_program(proposal),
        title=proposal.title,
        target_group=mask_private(proposal.target_group),
        kelurahan=_kelurahan(proposal),
        volume=_coefficient(decision),
        amount=decision.amount,
        agency=_agency(decision),
    )


def _program(proposal: Proposal) -> str:
    """The program above the item's sub kegiatan, which stands one or two steps up; empty where it is not known."""
    node = proposal.item.subactivity if proposal.item else None
    for _ in range(3):
        if node is None or node.level == Nomenclature.Level.PROGRAM:
            break
        node = node.parent
    return node.name if node is not None and node.level == Nomenclature.Level.PROGRAM else ""


def _kelurahan(proposal: Proposal) -> str:
    """Name of the kelurahan; of the kecamatan for what the kecamatan itself asks for."""
    return proposal.kelurahan.name if proposal.kelurahan else f"Kecamatan {proposal.kecamatan.name}"


def _coefficient(decision: LevelDecision) -> str:
    if decision.volume is None:
        return decision.proposal.coefficient
    return f"{decimal_text(decision.volume)} {decision.proposal.unit}".strip()


def open_form(cycle: Cycle, kecamatan: Region, decisions: Iterable[LevelDecision] | None = None) -> OpenForm:
    """Build Form 2.4: what the kecamatan forum did not agree on. One query where the decisions are not given."""
    found = in_force(cycle, Level.DISTRICT, kecamatan) if decisions is None else decisions
    left = [one for one in found if one.outcome == Outcome.NOT_AGREED]
    rows = tuple(
        OpenRow(
            one.proposal.title,
            _kelurahan(one.proposal),
            _coefficient(one),
            one.proposal.priority.name if one.proposal.priority else "",
            mask_private(one.reason or one.proposal.reason),
        )
        for one in sorted(left, key=_by_place)
    )
    return OpenForm(cycle.plan_year, kecamatan.name, rows)


def _by_place(decision: LevelDecision) -> tuple[str, tuple[int, str]]:
    place = decision.proposal.kelurahan
    return place.code if place else "", _by_rank(decision)
