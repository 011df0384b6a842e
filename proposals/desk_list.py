"""The work list of a desk: one tab cut by a filter, in the order of coming in; and who comes before and after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Aggregate, Count, IntegerField, OuterRef, Q, Subquery, TextField

from accounts.models import OfficeHolding, ProposerGroup
from accounts.roles import Role
from catalogue.models import Agency

from . import kamus_facts
from .checks import first_warning
from .desk_work import DECIDERS
from .holes import Keys, Prepared
from .models import Document, Obstacle, Photo, Proposal, Survey
from .querysets import ProposalQuerySet
from .windows import say_date

ORDER = ("submitted_at", "number")

LINE = [
    "number", "title", "status", "reason", "review_on", "submitted_at", "group_rank", "version", "cycle", "volume",
    "unit", "amount", "current_volume", "current_amount", "group__name", "group__kind", "kelurahan__name",
    "kelurahan__type",
]  # fmt: skip
"""What a line shows; a usulan has four times as many fields."""

CHECKED = [
    "kecamatan", "unit_price", "price_reason", "periods", "kind", "land_status", "override_reason", "households",
    "people", "problem", "address", "answers", "damage_pct", "length_m", "width_m", "height_m", "participants",
    "receiver", "item__name", "item__unit", "item__price_period", "item__needs_receiver", "item__needs_survey",
]  # fmt: skip
"""What its check reads besides."""


class _Joined(Aggregate):
    """Numbers of a group as one text, `3,7`."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s::text, ',')", **context)


def with_row(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Load what a line shows."""
    return proposals.select_related("group", "kelurahan").only(*LINE)


def with_check(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """The same and what its check reads: no query more for photos and files, whose number alone is needed."""
    photos = Photo.objects.filter(proposal=OuterRef("pk"), survey=None).order_by().values("proposal")
    files = Document.objects.filter(proposal=OuterRef("pk")).exclude(rule=None).order_by().values("proposal")
    counted: dict[str, Any] = {
        "photo_count": Subquery(photos.annotate(n=Count("pk")).values("n"), output_field=IntegerField()),
        "filed_rules": Subquery(files.annotate(n=_Joined("rule")).values("n"), output_field=TextField()),
    }
    return proposals.select_related("group", "item", "kelurahan").annotate(**counted).only(*LINE, *CHECKED)


LINES = Prepared(lambda: with_row(Proposal.objects.filter(pk__in=Keys("keys"))))
CHECKED_LINES = Prepared(lambda: with_check(Proposal.objects.filter(pk__in=Keys("keys"))))


def lines(keys: Sequence[int], *, checked: bool) -> list[Proposal]:
    """The usulan of a page, in that order; `checked` with what their check reads."""
    found = {one.pk: one for one in (CHECKED_LINES if checked else LINES).read(keys=keys)} if keys else {}
    return [found[key] for key in keys if key in found]


@dataclass(frozen=True)
class Row:
    """One line of the work list with the word for what stands out."""

    proposal: Proposal
    warning: str


def rows(proposals: Iterable[Proposal]) -> list[Row]:
    """Lines of a page with what the kamus, the photos or the land warn of; one query. Needs `with_check`."""
    found = list(proposals)
    for one in found:
        one.photo_count, one.filed_rules = one.photo_count or 0, one.filed_rules or ""
    kamus_facts.load_rules(found)
    return [Row(proposal, first_warning(proposal)) for proposal in found]


HERE = {"proposal__in": Keys("keys")}
ASKED = Prepared(lambda: Obstacle.objects.filter(**HERE, cleared_at=None).order_by("-due_on", "-pk"))
VISITS = Prepared(lambda: Survey.objects.filter(**HERE).order_by("status", "pk"))  # terjadwal comes after selesai


def task_rows(proposals: Iterable[Proposal], on: date, *, surveys: bool = False) -> list[Row]:
    """Lines of a page with what must be clear next and by when; one query, for an agency with its `surveys` two."""
    found = list(proposals)
    if not found:
        return []
    keys = [one.pk for one in found]
    soonest = {one.proposal_id: _asked(one, on) for one in ASKED.read(keys=keys)}
    if surveys:
        soonest = {one.proposal_id: _visit(one, on) for one in VISITS.read(keys=keys)} | soonest
    nothing = "Survei belum dijadwalkan" if surveys else ""
    return [Row(proposal, soonest.get(proposal.pk, nothing)) for proposal in found]


def _asked(obstacle: Obstacle, on: date) -> str:
    said = f"{obstacle.get_kind_display()}, {obstacle.get_owner_display().lower()}"
    return f"{said}: {'terlambat sejak' if obstacle.due_on < on else 'sampai'} {say_date(obstacle.due_on)}"


def _visit(survey: Survey, on: date) -> str:
    if survey.status == Survey.Status.DONE:
        return ""
    return f"Survei {'terlambat sejak' if survey.planned_on < on else 'terjadwal'} {say_date(survey.planned_on)}"


@dataclass(frozen=True)
class Around:
    """A piece of the list with one usulan in its middle, and the numbers of its neighbours; empty at an end."""

    proposals: list[Proposal]
    previous: str
    following: str


def around(proposals: ProposalQuerySet, current: Proposal, *, before: int = 4, after: int = 30) -> Around:
    """Read what comes shortly before and after a usulan, which itself may have left the tab. Two queries."""
    here, later = Q(submitted_at=current.submitted_at, number=current.number), _later(current)
    ordered = with_check(proposals)
    up = list(ordered.exclude(later | here).order_by("-submitted_at", "-number")[:before])[::-1]
    down = list(ordered.filter(later | here).order_by(*ORDER)[: after + 1])
    following = [one for one in down if one.pk != current.pk]
    return Around([*up, *down], up[-1].number if up else "", following[0].number if following else "")


def after(proposals: ProposalQuerySet, current: Proposal) -> Proposal | None:
    """The next usulan of a tab after this one, else the first; None when there is no other."""
    left = proposals.exclude(pk=current.pk).order_by(*ORDER)
    return left.filter(_later(current)).first() or left.first()


def _later(current: Proposal) -> Q:
    """What comes after a usulan in the order of coming in."""
    at = current.submitted_at
    return Q(submitted_at__gt=at) | Q(submitted_at=at, number__gt=current.number)


def filter_choices(holding: OfficeHolding) -> tuple[Any, Any]:
    """The groups and the agencies that usulan of a desk may belong to; none of a whole city."""
    groups = ProposerGroup.objects.active().visible_to(holding.scope).in_order().select_related("region")
    agencies = Agency.objects.filter(city=holding.office.city_id).in_order()
    if holding.role == Role.KEL:
        return groups.exclude(kind__in=[ProposerGroup.Kind.KELURAHAN, ProposerGroup.Kind.DISTRICT]), agencies
    if holding.role in DECIDERS:
        kind = ProposerGroup.Kind.KELURAHAN if holding.role == Role.KEC else ProposerGroup.Kind.DISTRICT
        return groups.filter(kind=kind), agencies
    return groups.none(), agencies if holding.role == Role.MB else agencies.none()
