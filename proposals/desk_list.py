"""The work list of a desk: what it decides, cut by tab and filter, counted, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import OfficeHolding, ProposerGroup
from accounts.roles import Role
from catalogue.models import Agency

from . import kamus_facts
from .checks import first_warning
from .models import Cycle, Proposal
from .querysets import ProposalQuerySet
from .statuses import HIDDEN, Status

Kind = ProposerGroup.Kind
TABS = (
    ("belum", "Belum"),
    ("saya", "Milik saya"),
    ("terlambat", "Terlambat"),
    ("menunggu", "Menunggu pihak lain"),
    ("selesai", "Selesai"),
)
WAITING = (Status.SUBMITTED, Status.RETURNED)


def conditions(holding: OfficeHolding, cycle: Cycle, at: datetime) -> dict[str, Q]:
    """What stands in each tab. Ditunda waits for others until its day; then it is pending again."""
    today = timezone.localdate(at)
    held = Q(status=Status.SUBMITTED, review_on__gt=today)
    pending = Q(status=Status.SUBMITTED) & (Q(review_on=None) | Q(review_on__lte=today))
    return {
        "belum": pending,
        "saya": Q(status__in=WAITING, assignee=holding.pk),
        "terlambat": pending & Q(status_at__lt=at - timedelta(days=cycle.answer_days)),
        "menunggu": Q(status=Status.RETURNED) | held,
        "selesai": ~Q(status__in=WAITING),
    }


FILTERS = ("kelompok", "jenis", "sifat", "opd", "cari")


def on_desk(holding: OfficeHolding, cycle: Cycle) -> ProposalQuerySet:
    """What a desk decides: a kelurahan what comes from below; a level above what the level below wrote itself."""
    sent = Proposal.objects.worked_on_by(holding).filter(cycle=cycle).exclude(status__in=HIDDEN)
    if holding.role == Role.KEL:
        return sent.exclude(group__kind__in=[Kind.KELURAHAN, Kind.DISTRICT])
    return sent.filter(group__kind=Kind.KELURAHAN if holding.role == Role.KEC else Kind.DISTRICT)


@dataclass(frozen=True)
class Counts:
    """How many usulan stand in each tab; `saya` and `terlambat` are counted in another tab, too."""

    belum: int
    saya: int
    terlambat: int
    menunggu: int
    selesai: int

    @property
    def total(self) -> int:
        return self.belum + self.menunggu + self.selesai

    def of(self, tab: str) -> int:
        return int({key: getattr(self, key) for key, _ in TABS}[tab])


def counts(proposals: ProposalQuerySet, tabs: dict[str, Q]) -> Counts:
    """Count the tabs in one query."""
    found = proposals.order_by().aggregate(**{tab: Count("pk", filter=q) for tab, q in tabs.items()})
    return Counts(**found)


def filtered(proposals: ProposalQuerySet, wanted: dict[str, Any]) -> ProposalQuerySet:
    """Cut by what the filter form read: group, kind of group, sifat, agency, words."""
    if wanted.get("kelompok"):
        proposals = proposals.filter(group=wanted["kelompok"])
    if wanted.get("jenis"):
        proposals = proposals.filter(group__kind=wanted["jenis"])
    if wanted.get("sifat"):
        proposals = proposals.filter(kind=wanted["sifat"])
    if wanted.get("opd"):
        proposals = proposals.filter(agency=wanted["opd"])
    return proposals.search(wanted["cari"]) if wanted.get("cari") else proposals


def in_tab(proposals: ProposalQuerySet, condition: Q) -> ProposalQuerySet:
    """The usulan of one tab in the order of coming in."""
    return proposals.filter(condition).order_by("submitted_at", "number")


def tab_of(proposal: Proposal, on: date) -> str:
    """The tab in which a usulan stands."""
    if proposal.status == Status.RETURNED or (proposal.review_on is not None and proposal.review_on > on):
        return "menunggu" if proposal.status in WAITING else "selesai"
    return "belum" if proposal.status == Status.SUBMITTED else "selesai"


@dataclass(frozen=True)
class Row:
    """One line of the work list."""

    proposal: Proposal
    warning: str


def rows(proposals: Any) -> list[Row]:
    """Lines of a page of the list with the word for what stands out."""
    found = list(proposals)
    kamus_facts.load(found, only_check=True)
    return [Row(proposal, first_warning(proposal)) for proposal in found]


def with_row(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Load what a line shows."""
    return proposals.for_list().select_related("item").prefetch_related("photos")


def after(proposals: ProposalQuerySet, pending: Q, current: Proposal) -> Proposal | None:
    """The next undecided usulan after this one, else the first; None when all are decided."""
    left = in_tab(proposals, pending).exclude(pk=current.pk)
    later = Q(submitted_at__gt=current.submitted_at) | Q(submitted_at=current.submitted_at, number__gt=current.number)
    return left.filter(later).first() or left.first()


def filter_choices(proposals: ProposalQuerySet) -> tuple[Any, Any]:
    """The groups and the agencies that have usulan on the desk."""
    groups = ProposerGroup.objects.filter(pk__in=proposals.order_by().values("group")).in_order()
    agencies = Agency.objects.filter(pk__in=proposals.order_by().values("agency")).in_order()
    return groups, agencies
