"""The life-line people read: what happened, when, by which office and why; then what is still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from catalogue.money import decimal_text

from .field_titles import FIELD_TITLES
from .models import Event, Proposal, Stage
from .reasons import Reason
from .statuses import OPEN, Status
from .windows import say_day


@dataclass(frozen=True)
class Step:
    """One node: state is done, back, now or todo."""

    title: str
    at: datetime | None
    who: str
    reason: str
    state: str
    when: str = ""


@dataclass(frozen=True)
class Holder:
    """Who holds the usulan, since when, until when (None where nothing is set)."""

    holder: str
    since: datetime
    until: datetime | None


K = Event.Kind
_QUIET = {K.RANKED, K.CHANGED, K.ASSIGNED}
_STAGE_OF = {
    Status.SUBMITTED: "kelurahan",
    Status.ACCEPTED_KEL: "kelurahan",
    Status.PRIORITY_KEL: "kecamatan",
    Status.FEASIBLE: "kecamatan",
    Status.PRIORITY_KEC: "forum_pd",
    Status.RECOMMENDED: "forum_pd",
}
_ORDER = ("rembuk", "kelurahan", "desk", "kecamatan", "forum_pd", "kota", "rkpd")


def events_of(proposal: Proposal) -> list[Event]:
    """Everything that happened to one usulan, oldest first; one query."""
    return list(Event.objects.of_proposal(proposal))


def lifeline(proposal: Proposal, events: Iterable[Event] | None = None) -> list[Step]:
    """Tell the life of one usulan: its events (read here where they are not given), then the stages ahead."""
    steps = [_past(event) for event in (events_of(proposal) if events is None else events) if not _is_quiet(event)]
    status = Status(proposal.status)
    if status in OPEN and status != Status.RETURNED:
        steps += _ahead(proposal, status, Stage.objects.filter(cycle_id=proposal.cycle_id).in_order())
    return steps


def _is_quiet(event: Event) -> bool:
    """Small changes, and each single resident who supports: the page counts those."""
    return event.kind in _QUIET or (event.kind == K.SUPPORTED and not event.body.get("group"))


def _past(event: Event) -> Step:
    body = event.body
    title = event.get_kind_display()
    if event.kind == K.SUBMITTED and body.get("group"):
        title = f"Diusulkan {body['group']}, prioritas {body.get('group_rank') or '–'}"
    elif event.kind == K.PRIORITISED:
        level = "kelurahan" if body.get("level") == "kelurahan" else "kecamatan"
        title = f"Prioritas {body.get('rank')} {level}"
        if body.get("verdict"):
            title = f"Diteruskan ke kota: {title[0].lower()}{title[1:]}"
    elif event.kind == K.ABSORBED:
        title = f"Menerima gabungan usulan {body.get('merged')} dari {body.get('group')}"
        if Decimal(body.get("share") or 0):
            title += f", {decimal_text(Decimal(body['share']))} {body.get('unit', '')} ditambahkan"
    elif event.kind == K.SUPPORTED:
        title = f"Didukung {body.get('group')}"
    elif event.kind == K.SUPPORT_TAKEN_BACK:
        title = f"Dukungan {body.get('group')} ditarik"
    elif event.kind in FIELD_TITLES:
        title = FIELD_TITLES[event.kind](body)
    nobody = "Sistem" if event.kind == K.TAKEN_OVER else "Warga"
    who = body.get("forum") or (event.holding.office.name if event.holding else nobody)
    return Step(title, event.at, who, _reason(body), "back" if event.kind == K.RETURNED else "done")


def _reason(body: dict[str, str]) -> str:
    code, text = body.get("reason_code", ""), body.get("reason", "")
    if code in Reason.values and text and not text.startswith(Reason(code).label):
        return f"{Reason(code).label}. {text}"
    return text


def _ahead(proposal: Proposal, status: Status, stages: Iterable[Stage]) -> Iterable[Step]:
    now = _STAGE_OF[status]
    for stage in stages:
        if stage.kind not in _ORDER or _ORDER.index(stage.kind) < _ORDER.index(now):
            continue
        current = stage.kind == now
        when = f"sampai {say_day(stage.closes_at)}" if current else say_day(stage.opens_at)
        yield Step(stage.name, None, holder(proposal).holder if current else "", "", "now" if current else "todo", when)


def holder(proposal: Proposal) -> Holder:
    """Say who holds the usulan now. Needs group, kelurahan, kecamatan and agency loaded."""
    status = Status(proposal.status)
    kelurahan = f"Kelurahan {proposal.kelurahan.name}" if proposal.kelurahan else f"Kecamatan {proposal.kecamatan.name}"
    kecamatan = f"Kecamatan {proposal.kecamatan.name}"
    agency = proposal.agency.name if proposal.agency else "Perangkat daerah"
    who = {
        Status.DRAFT: proposal.group.name,
        Status.RETURNED: proposal.group.name,
        Status.SUBMITTED: kelurahan,
        Status.ACCEPTED_KEL: f"Forum Musrenbang {kelurahan}",
        Status.PRIORITY_KEL: kecamatan,
        Status.FEASIBLE: kecamatan,
        Status.PRIORITY_KEC: agency,
        Status.RECOMMENDED: agency,
        Status.ACCOMMODATED: "Bappeda",
        Status.IN_RKPD: "Bappeda",
        Status.THIS_YEAR: agency,
        Status.IN_APBD: agency,
        Status.UNDERWAY: agency,
    }.get(status, "")
    return Holder(who, proposal.status_at, proposal.due_at)
