"""What became of last year's usulan after the kecamatan forum: recommended, agreed, planned, built, confirmed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import OfficeHolding
from proposals.actions import entering, following, working
from proposals.after_forum import AGENCY_FORUM, BUDGET, PARTNER, RECOMMEND, Step
from proposals.models import Confirmation, PlanDocument, Proposal
from proposals.models.decision import Outcome
from proposals.querysets import ProposalQuerySet
from proposals.statuses import Status

from . import texts
from .town import Year

S, Said, Word = Status, Outcome, following.Word
HANDLED = ("sudah_ditangani", "Titik ini selesai dikerjakan lewat pemeliharaan rutin.")
WITHDRAWN = ("lainnya", "Pemilik lahan menarik izinnya setelah anggaran ditetapkan.")


def finish(year: Year) -> None:
    """Put the way of the finished cycle from the forum of the agencies to the hand-over on the agenda."""
    town, calendar = year.town, year.calendar
    people, agenda = town.people.holdings, town.agenda
    bappeda, budget, partner = people["bappeda"], people["tapd"], people["mitra.sarpras"]
    built = calendar.budget_day() + timedelta(days=18)

    def agencies(step: Step, outcome: Outcome) -> Callable[[datetime], None]:
        def act(at: datetime) -> None:
            for key, agency in town.agencies.items():
                words = [Word(one, outcome) for one in _in(year, step.status).filter(agency=agency)]
                if words:
                    following.say(step, words, by=people.get(f"kepala:{key}") or bappeda, at=at)

        return act

    def partners(at: datetime) -> None:
        following.say(PARTNER, [Word(one, Said.ACCEPTED) for one in _in(year, S.PRIORITY_KEC)], by=partner, at=at)

    def money(at: datetime) -> None:
        waiting = list(_in(year, S.RECOMMENDED))
        following.say(BUDGET, [_budget(one, place) for place, one in enumerate(waiting)], by=budget, at=at)

    def paper(kind: str, before: Status, number: str, *, leave_every: int) -> Callable[[datetime], None]:
        def act(at: datetime) -> None:
            going = [(one, None) for one in _most(_in(year, before), leave_every)]
            entering.enter(kind, going, number=number, dated=timezone.localdate(at), by=bappeda, at=at)

        return act

    def cancel(at: datetime) -> None:
        for one in _in(year, S.IN_APBD)[:1]:
            entering.cancel(one, reason_code=WITHDRAWN[0], reason=WITHDRAWN[1], by=bappeda, at=at)

    agenda.add(calendar.at(14, 10), agencies(RECOMMEND, Said.ACCEPTED))
    agenda.add(calendar.at(15, 10), partners)
    agenda.add(calendar.at(17, 10), agencies(AGENCY_FORUM, Said.ACCOMMODATED))
    agenda.add(calendar.at(21, 13), money)
    plan, apbd = f"26 Tahun {year.cycle.held_year}", f"9 Tahun {year.cycle.held_year}"
    agenda.add(calendar.at(30, 10), paper(PlanDocument.Kind.PLAN, S.ACCOMMODATED, plan, leave_every=8))
    agenda.add(calendar.budget_day(), paper(PlanDocument.Kind.BUDGET, S.IN_RKPD, apbd, leave_every=6))
    agenda.add(built, lambda at: _begin(year, at))
    agenda.add(built + timedelta(days=12), cancel)
    agenda.add(built + timedelta(days=30), lambda at: _hand_over(year, at))
    agenda.add(built + timedelta(days=33), lambda at: _confirm(year, at))


def _in(year: Year, status: Status) -> ProposalQuerySet:
    return Proposal.objects.filter(cycle=year.cycle, status=status).select_related("cycle__city").order_by("number")


def _most(rows: ProposalQuerySet, leave_every: int) -> list[Proposal]:
    """All but each n-th, so that every state stays in the city."""
    return [one for place, one in enumerate(rows) if place % leave_every != leave_every - 1]


def _budget(proposal: Proposal, place: int) -> following.Word:
    if place % 20 == 7:
        return Word(proposal, Said.REJECTED, reason_code=HANDLED[0], reason=HANDLED[1])
    if place % 5 == 3:
        return Word(proposal, Said.UNFUNDED, reason_code=texts.UNFUNDED[0], reason=texts.UNFUNDED[1])
    return Word(proposal, Said.ACCOMMODATED)


def _carrier(year: Year, proposal: Proposal) -> OfficeHolding:
    """The head of the agency that does the work; Bappeda enters it where the demo has none."""
    people, agencies = year.town.people.holdings, year.town.agencies
    key = next((key for key, agency in agencies.items() if agency.pk == proposal.agency_id), "")
    return people.get(f"kepala:{key}") or people["bappeda"]


def _begin(year: Year, at: datetime) -> None:
    for place, one in enumerate(_most(_in(year, S.IN_APBD), 4)):
        percent = (25, 40, 60)[place % 3]
        working.report(one, percent=percent, note="Galian dan persiapan selesai.", by=_carrier(year, one), at=at)


def _hand_over(year: Year, at: datetime) -> None:
    for place, one in enumerate(_most(_in(year, S.UNDERWAY), 3)):
        number, cost = f"027/{place + 101}/BAST/{year.cycle.plan_year}", one.current_amount * 97 // 100
        working.hand_over(
            one, final_cost=cost, handover=number, handover_on=timezone.localdate(at), by=_carrier(year, one), at=at
        )


def _confirm(year: Year, at: datetime) -> None:
    """Most groups are content, one is not and is answered, some have not looked yet."""
    heads = {one.office.group_id: one for one in year.town.people.holdings.values() if one.office.group_id}
    for place, one in enumerate(_in(year, S.DONE).filter(group__in=heads)[:4]):
        by = heads[one.group_id]
        verdict, text = ("tidak_sesuai", texts.DISPUTE) if place == 1 else ("sesuai", "")
        said = working.confirm(one, verdict=verdict, text=text, by=by, at=at)
        if text:
            year.town.agenda.add(at + timedelta(hours=5), _answer(said, _carrier(year, one)))


def _answer(said: Confirmation, by: OfficeHolding) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        working.answer_dispute(said, answer=texts.DISPUTE_ANSWER, by=by, at=at)

    return act
