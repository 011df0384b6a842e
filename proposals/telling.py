"""What is told of an event, to whom, in which words: one notice with its reason. Pure, but for the rows it makes.

A desk may undo a decision for ten minutes, so its notices leave after them; what a forum agreed leaves at once.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.dateparse import parse_datetime

from . import texts
from .models import Event, Notice, Proposal
from .why import reason_of
from .windows import say

UNDO_MINUTES = 10
_UNDO = timedelta(minutes=UNDO_MINUTES)
_AT_ONCE = timedelta(0)

K = Event.Kind
TOLD: dict[str, timedelta] = {
    K.ACCEPTED: _UNDO,
    K.CHANGED_ACCEPTED: _UNDO,
    K.MERGED: _UNDO,
    K.ABSORBED: _UNDO,
    K.RETURNED: _UNDO,
    K.REJECTED: _UNDO,
    K.HELD: _UNDO,
    K.PRIORITISED: _AT_ONCE,
    K.LEFT_OUT: _AT_ONCE,
    K.THIS_YEAR: _AT_ONCE,
    K.NOT_DISCUSSED: _AT_ONCE,
    K.ADVANCED: _AT_ONCE,
    K.RECOMMENDED: _AT_ONCE,
    K.DISPUTE_ANSWERED: _AT_ONCE,
    K.OBSTACLE_OPENED: _UNDO,
    K.SURVEY_PLANNED: _AT_ONCE,
    K.SURVEYED: _AT_ONCE,
    K.AGENCY_MOVED: _AT_ONCE,
    K.AMENDED: _AT_ONCE,
    K.OBJECTION_ANSWERED: _AT_ONCE,
    K.PRICE_SET: _AT_ONCE,
    K.WISH_ANSWERED: _AT_ONCE,
}
"""Which events are told, and how long after the act; all others stand in the life-line alone."""

NEXT_STEP = {
    K.ACCEPTED: "Usulan ini dibawa ke forum kelurahan.",
    K.CHANGED_ACCEPTED: "Usulan ini dibawa ke forum kelurahan dengan volume baru.",
    K.REJECTED: "Bila tidak setuju, sampaikan keberatan lewat halaman usulan kelompok.",
    K.LEFT_OUT: "Usulan ini dapat diusulkan lagi tahun depan.",
    K.THIS_YEAR: "Perangkat daerah mengerjakannya dengan anggaran tahun ini.",
    K.NOT_DISCUSSED: "Usulan ini dapat diusulkan lagi tahun depan.",
    K.OBSTACLE_OPENED: "Lengkapi lewat halaman usulan, atau tanyakan kepada kelurahan.",
}
"""What the reader can do next, where the event alone does not say it."""


def notices_for(events: Iterable[Event]) -> list[Notice]:
    """Make the notices of events, unsaved: to the group of the usulan, and to an agency that a usulan moved to."""
    made: list[Notice] = []
    for event in events:
        delay = TOLD.get(event.kind)
        proposal = event.proposal
        if delay is None or proposal is None or event.cycle_id is None:
            continue
        made.append(_notice(event, proposal, delay, group_id=proposal.group_id))
        if event.kind == K.AGENCY_MOVED and event.body.get("agency"):
            made.append(_notice(event, proposal, delay, agency_id=event.body["agency"]))
    return made


def _notice(
    event: Event,
    proposal: Proposal,
    delay: timedelta,
    *,
    group_id: int | None = None,
    agency_id: int | None = None,
) -> Notice:
    label = event.get_kind_display()
    return Notice(
        cycle_id=proposal.cycle_id,
        key=f"kejadian:{event.pk}" + (":opd" if agency_id else ""),
        event=event,
        proposal=proposal,
        group_id=group_id,
        agency_id=agency_id,
        title=f"{label}: {proposal.title}"[:160],
        text=_text(event, proposal),
        link=reverse("usulan", args=[proposal.number]) if proposal.number else "",
        created_at=event.at,
        leaves_at=event.at + delay,
    )


def _text(event: Event, proposal: Proposal) -> str:
    """`Usulan 3573-2027-000012 (RT 04 RW 05): Dikembalikan untuk perbaikan oleh Operator Kel. Kauman. Alasan: …`"""
    body = event.body
    who = str(body.get("forum") or (event.holding.office.name if event.holding else ""))
    reason = reason_of(str(body.get("reason_code", "")), str(body.get("reason", "")))
    parts = [
        f"Usulan {proposal.number} ({proposal.place or proposal.title}): {event.get_kind_display()}"
        + (f" oleh {who}." if who else ".")
    ]
    if reason:
        parts.append(f"Alasan: {reason}" + ("" if reason.endswith((".", "!", "?")) else "."))
    due = parse_datetime(str(body.get("due_at", "")))
    if due is not None:
        parts.append(f"Perbaiki sebelum {say(due)}.")
    elif event.kind in NEXT_STEP:
        parts.append(NEXT_STEP[Event.Kind(event.kind)])
    return texts.mask_private(" ".join(parts))[:1400]


def whatsapp(notice: Notice, address: str) -> str:
    """The text that the kelurahan forwards: what, why, and where the whole story is. `address` is the page's URL."""
    return f"*{notice.title}*\n{notice.text}\n{address}".strip()
