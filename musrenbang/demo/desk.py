"""How the kelurahan of the demo verify what was sent: most is accepted, some changed, merged, sent back or refused."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from accounts.models import OfficeHolding
from catalogue.models import KamusItem
from proposals.actions import deciding, drafting, sending
from proposals.models import Proposal
from regions.models import Region

from . import texts
from .town import Year

PHYSICAL = KamusItem.Kind.PHYSICAL


def verify(year: Year, kelurahan: Region, *, at: datetime, leave: int = 0, repaired: bool = True) -> None:
    """Put the verification of a kelurahan on the agenda; the last `leave` usulan stay undecided.

    With `repaired` the one that is sent back comes again the next day and is accepted.
    """
    year.town.agenda.add(at, lambda moment: _verify(year, kelurahan, moment, leave=leave, repaired=repaired))


def sent(year: Year, kelurahan: Region) -> list[Proposal]:
    """What awaits the desk of a kelurahan, in the order of coming in."""
    return list(
        Proposal.objects.filter(cycle=year.cycle, kelurahan=kelurahan)
        .awaiting_verification()
        .select_related("item", "group__region")
    )


def _verify(year: Year, kelurahan: Region, at: datetime, *, leave: int, repaired: bool) -> None:
    by = year.town.people.operator(kelurahan.code)
    waiting = sent(year, kelurahan)
    waiting = waiting[: len(waiting) - leave]
    merged, parent = _twins(year, waiting)
    rejected = next((one for one in waiting if one.kind == PHYSICAL and one not in (merged, parent)), None)
    returned = next((one for one in reversed(waiting) if one not in (merged, parent, rejected)), None)
    for number, proposal in enumerate(waiting):
        act: Act = _accept
        if proposal == merged and parent is not None:
            act = _merge_into(parent)
        elif proposal == rejected:
            act = _reject
        elif proposal == returned:
            act = _send_back_and_repair if repaired else _send_back
        elif number % 8 == 5 and proposal.volume is not None and proposal.volume > 2:
            act = _accept_changed
        year.town.agenda.add(at + timedelta(minutes=6 * number), partial(act, year, proposal, by))


Act = Callable[[Year, Proposal, OfficeHolding, datetime], object]


def _accept(year: Year, proposal: Proposal, by: OfficeHolding, at: datetime) -> None:
    deciding.accept(proposal, by=by, at=at, expected=None)


def _accept_changed(year: Year, proposal: Proposal, by: OfficeHolding, at: datetime) -> None:
    assert proposal.volume is not None
    reason = texts.CHANGES[2] if proposal.unit == "orang" else year.town.rng.choice(texts.CHANGES[:2])
    deciding.accept_changed(proposal, volume=most_of(proposal.volume), reason=reason, by=by, at=at, expected=None)


def _merge_into(parent: Proposal) -> Act:
    return lambda year, proposal, by, at: deciding.merge(proposal, parent=parent, by=by, at=at, expected=None)


def _reject(year: Year, proposal: Proposal, by: OfficeHolding, at: datetime) -> None:
    code, reason, may_repeat = refusal(year, proposal)
    deciding.reject(proposal, reason_code=code, reason=reason, may_repeat=may_repeat, by=by, at=at, expected=None)


def _twins(year: Year, waiting: list[Proposal]) -> tuple[Proposal | None, Proposal | None]:
    """Find two groups that ask for the same work: the second goes on inside the first."""
    first: dict[int | None, Proposal] = {}
    for proposal in waiting:
        if year.story_of(proposal.item_id) == "drainase":
            twin = first.setdefault(proposal.item_id, proposal)
            if twin.group_id != proposal.group_id:
                return proposal, twin
    return None, None


def refusal(year: Year, proposal: Proposal) -> tuple[str, str, bool]:
    """Choose a reason that fits the work: code, text, whether it may be asked for again."""
    story = year.story_of(proposal.item_id)
    fitting = {"lampu": 4, "jalan": 2}.get(story)
    if fitting is None:
        fitting = 0 if proposal.item and proposal.item.needs_land else year.town.rng.choice((1, 5))
    return texts.REJECTIONS[fitting]


def _send_back(year: Year, proposal: Proposal, by: OfficeHolding, at: datetime) -> None:
    code, reason = texts.RETURNED
    deciding.send_back(
        proposal, reason_code=code, reason=reason, due_at=at + timedelta(days=3), by=by, at=at, expected=None
    )


def _send_back_and_repair(year: Year, proposal: Proposal, by: OfficeHolding, at: datetime) -> None:
    """Send it back in the morning; in the evening the group mends it, the next day it is accepted."""
    _send_back(year, proposal, by, at)
    speaker = year.town.people.speaker(proposal.group)
    address = f"{proposal.address}, rumah nomor {year.town.rng.randint(2, 60)}"
    agenda, evening = year.town.agenda, at + timedelta(hours=9)
    agenda.add(evening, lambda moment: drafting.change(proposal, by=speaker, at=moment, address=address))
    agenda.add(evening + timedelta(minutes=4), lambda moment: sending.resubmit(proposal, by=speaker, at=moment))
    agenda.add(at + timedelta(hours=24), lambda moment: _accept(year, proposal, by, moment))


def most_of(volume: Decimal) -> Decimal:
    """About four fifths of a volume, whole and at least one: what is left after measuring again."""
    return max((volume * 4 / 5).quantize(Decimal(1)), Decimal(1))
