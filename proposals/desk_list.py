"""The work list of a desk: what it decides, cut by tab and filter, counted, and what comes next."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from accounts.models import OfficeHolding, ProposerGroup
from accounts.roles import Role
from catalogue.models import Agency

from . import kamus_facts
from .checks import first_warning
from .models import Cycle, Proposal
from .querysets import ProposalQuerySet
from .statuses import HIDDEN, Status

Kind = ProposerGroup.Kind
TABS = (("belum", "Belum"), ("kembali", "Kembali"), ("selesai", "Selesai"))
_IN_TAB = {
    "belum": Q(status=Status.SUBMITTED),
    "kembali": Q(status=Status.RETURNED),
    "selesai": ~Q(status__in=[Status.SUBMITTED, Status.RETURNED]),
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
    """How many usulan stand in each tab."""

    belum: int
    kembali: int
    selesai: int

    @property
    def total(self) -> int:
        return self.belum + self.kembali + self.selesai

    def of(self, tab: str) -> int:
        return {"belum": self.belum, "kembali": self.kembali, "selesai": self.selesai}[tab]


def counts(proposals: ProposalQuerySet) -> Counts:
    """Count the tabs in one query."""
    found = proposals.order_by().aggregate(**{tab: Count("pk", filter=q) for tab, q in _IN_TAB.items()})
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


def in_tab(proposals: ProposalQuerySet, tab: str) -> ProposalQuerySet:
    """The usulan of one tab in the order of coming in."""
    return proposals.filter(_IN_TAB[tab]).order_by("submitted_at", "number")


def tab_of(proposal: Proposal) -> str:
    """The tab in which a usulan stands."""
    return {Status.SUBMITTED: "belum", Status.RETURNED: "kembali"}.get(Status(proposal.status), "selesai")


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


def after(proposals: ProposalQuerySet, current: Proposal) -> Proposal | None:
    """The next undecided usulan after this one, else the first; None when all are decided."""
    left = in_tab(proposals, "belum").exclude(pk=current.pk)
    later = Q(submitted_at__gt=current.submitted_at) | Q(submitted_at=current.submitted_at, number__gt=current.number)
    return left.filter(later).first() or left.first()


def filter_choices(proposals: ProposalQuerySet) -> tuple[Any, Any]:
    """The groups and the agencies that have usulan on the desk."""
    groups = ProposerGroup.objects.filter(pk__in=proposals.order_by().values("group")).in_order()
    agencies = Agency.objects.filter(pk__in=proposals.order_by().values("agency")).in_order()
    return groups, agencies
