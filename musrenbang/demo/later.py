"""What became of last year's usulan after the kecamatan forum: agreed, in RKPD and APBD, built, handed over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from accounts.models import OfficeHolding
from proposals.actions.recording import record_all
from proposals.models import Event, LevelDecision, Proposal
from proposals.models.decision import Level, Outcome
from proposals.statuses import Status

from . import texts
from .town import Year

S = Status


def finish(year: Year) -> None:
    """Put the way of the finished cycle from the forum of the agencies to the hand-over on the agenda."""
    town, calendar = year.town, year.calendar
    people = town.people
    bappeda, budget = people.holdings["bappeda"], people.holdings["tapd"]
    built = calendar.budget_day() + timedelta(days=18)

    def agencies(at: datetime) -> None:
        for key, agency in town.agencies.items():
            of_agency = _in(year, S.PRIORITY_KEC).filter(agency=agency)
            by = people.holdings.get(f"kepala:{key}") or bappeda
            advance(year, list(of_agency), S.RECOMMENDED, by=by, at=at, level=Level.AGENCY, outcome=Outcome.ACCEPTED)

    def money(at: datetime) -> None:
        waiting = list(_in(year, S.RECOMMENDED))
        refused, unfunded = waiting[7::20], waiting[3::5]
        agreed = [one for one in waiting if one not in refused and one not in unfunded]
        unfunded = [one for one in unfunded if one not in refused]
        advance(year, agreed, S.ACCOMMODATED, by=budget, at=at, level=Level.BUDGET, outcome=Outcome.ACCOMMODATED)
        advance(
            year, unfunded, S.UNFUNDED, by=budget, at=at, level=Level.BUDGET, outcome=Outcome.UNFUNDED,
            reason=texts.UNFUNDED,
        )  # fmt: skip
        advance(
            year, refused, S.REJECTED, by=budget, at=at, level=Level.BUDGET, outcome=Outcome.REJECTED,
            reason=("sudah_ditangani", "Titik ini selesai dikerjakan lewat pemeliharaan rutin."),
        )  # fmt: skip

    def step(before: Status, after: Status, *, leave_every: int, by: OfficeHolding) -> Any:
        def act(at: datetime) -> None:
            ready = list(_in(year, before))
            going = [one for number, one in enumerate(ready) if number % leave_every != leave_every - 1]
            advance(year, going, after, by=by, at=at)

        return act

    def cancel(at: datetime) -> None:
        advance(
            year, list(_in(year, S.IN_APBD))[:1], S.CANCELLED, by=bappeda, at=at,
            reason=("lainnya", "Pemilik lahan menarik izinnya setelah anggaran ditetapkan."),
        )  # fmt: skip

    agenda, head = town.agenda, people.holdings["kepala:pu"]
    agenda.add(calendar.at(14, 10), agencies)
    agenda.add(calendar.at(21, 13), money)
    agenda.add(calendar.at(30, 10), step(S.ACCOMMODATED, S.IN_RKPD, leave_every=8, by=bappeda))
    agenda.add(calendar.budget_day(), step(S.IN_RKPD, S.IN_APBD, leave_every=6, by=bappeda))
    agenda.add(built, step(S.IN_APBD, S.UNDERWAY, leave_every=4, by=head))
    agenda.add(built + timedelta(days=12), cancel)
    agenda.add(built + timedelta(days=30), step(S.UNDERWAY, S.DONE, leave_every=3, by=head))


def _in(year: Year, status: Status) -> Any:
    return Proposal.objects.filter(cycle=year.cycle, status=status).order_by("number")


def advance(
    year: Year,
    proposals: Sequence[Proposal],
    status: Status,
    *,
    by: OfficeHolding,
    at: datetime,
    level: str = "",
    outcome: str = "",
    reason: tuple[str, str] = ("", ""),
) -> None:
    """Take usulan one step on, with the decision of a level where there is one; every step stands in the log."""
    code, text = reason
    acts: list[tuple[Event.Kind, Proposal | None, str, dict[str, Any]]] = []
    decisions = []
    for proposal in proposals:
        before = proposal.status
        proposal.move_to(status, at=at)
        proposal.reason_code, proposal.reason = code, text
        proposal.version += 1
        amount = 0 if status == S.REJECTED else proposal.current_amount
        body = {"before": before, "after": status.value, "level": level, "amount": amount}
        kind = Event.Kind.REJECTED if status == S.REJECTED else Event.Kind.ADVANCED
        acts.append((kind, proposal, "", body | {"reason_code": code, "reason": text}))
        if level:
            decisions.append(
                LevelDecision(
                    cycle=year.cycle,
                    proposal=proposal,
                    level=level,
                    version=1,
                    outcome=outcome,
                    volume=0 if status == S.REJECTED else proposal.current_volume,
                    unit_price=proposal.unit_price,
                    amount=amount,
                    agency_id=proposal.agency_id,
                    funding=proposal.funding,
                    reason_code=code,
                    reason=text,
                    decided_by=by,
                    decided_at=at,
                )
            )
    LevelDecision.objects.bulk_create(decisions)
    Proposal.objects.bulk_update(proposals, ["status", "status_at", "reason_code", "reason", "version"], batch_size=200)
    if acts:
        record_all(acts, by=by, at=at, cycle=year.cycle)
