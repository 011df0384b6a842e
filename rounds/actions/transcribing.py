"""Verbs of numbered paper: print it, type each sheet twice, choose where the two differ, say what was left over.

What was typed is never in an event, only the number of the sheet and the offices that typed it.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import OfficeHolding
from proposals.actions.recording import record
from proposals.models import Event
from rounds import readings
from rounds.models import Blank, Forum, Reading
from rounds.models.blanks import ASIDE, HANDS, MARKS, MOST, OF_USULAN
from rounds.readings import Values

from . import from_paper
from .meeting import changeable, locked, note

Kind, State = Blank.Kind, Blank.State
AT_ONCE = 60
"""So many sheets are printed in one go."""
_FRESH = (State.PRINTED, *ASIDE)


@transaction.atomic
def print_blanks(forum: Forum, kind: str, count: int, *, by: OfficeHolding, at: datetime) -> list[Blank]:
    """Give so many new sheets their numbers, on from the last one ever printed, before they are printed."""
    forum = changeable(forum, "Lembar kertasnya")
    if kind == Kind.USULAN and forum.kind not in OF_USULAN:
        raise ValidationError("Lembar usulan hanya dicetak untuk rembuk dan forum kelurahan.")
    last = forum.blanks.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    if not 1 <= count <= AT_ONCE:
        raise ValidationError({"count": f"Cetak 1 sampai {AT_ONCE} lembar sekaligus."})
    if last + count > MOST:
        raise ValidationError({"count": f"Nomor lembar paling tinggi {MOST}. Tinggal {MOST - last} lembar."})
    numbers = range(last + 1, last + count + 1)
    sheets = [Blank(forum=forum, kind=kind, number=n, printed_by=by, printed_at=at) for n in numbers]
    Blank.objects.bulk_create(sheets)
    note(forum, "lembar kertas dicetak", by=by, at=at, lembar=_range(sheets))
    return sheets


@transaction.atomic
def set_aside(
    forum: Forum, kind: str, first: int, last: int, mark: str, *, by: OfficeHolding, at: datetime
) -> list[Blank]:
    """Say that sheets were left over or spoiled; whoever finds one written on may still type it."""
    forum = locked(forum)
    sheets = list(forum.blanks.select_for_update(of=("self",)).filter(kind=kind, number__range=(first, last)))
    if len(sheets) != last - first + 1 or not sheets:
        raise ValidationError(f"Lembar {MARKS[kind]}-{first:03d} sampai {last:03d} tidak semuanya dicetak.")
    if typed := [one.code for one in sheets if one.state not in _FRESH]:
        raise ValidationError(f"Sudah diketik: {', '.join(typed[:5])}. Selesaikan lembar itu di halamannya.")
    for one in sheets:
        one.state = State(mark)
    Blank.objects.bulk_update(sheets, ["state"])
    note(forum, "lembar kertas disisihkan", by=by, at=at, lembar=_range(sheets), keadaan=mark)
    return sheets


@transaction.atomic
def type_sheet(blank: Blank, values: Values, *, mark: str = "", by: OfficeHolding, at: datetime) -> Blank:
    """Type what one sheet says, or that it is left over or spoiled (`mark`). The second to type it is another person.

    Where both read the same it is written at once; else it waits to be read again. Never tells what the first read.
    """
    blank = _locked(blank)
    before = list(blank.readings.select_related("by__office").order_by("hand"))
    if blank.state in {State.USED, State.DIFFERS} or len(before) >= HANDS:
        raise ValidationError(f"Lembar {blank.code} sudah diketik dua orang.")
    if any(one.by.user_id == by.user_id for one in before):
        raise ValidationError(f"Lembar {blank.code} sudah Anda ketik. Minta orang lain mengetiknya.")
    if mark and not before:
        set_aside(blank.forum, blank.kind, blank.number, blank.number, mark, by=by, at=at)
        return _locked(blank)
    if not mark:
        from_paper.require_open(blank, values, by=by, at=at)
    mine = Reading.objects.create(blank=blank, hand=len(before) + 1, mark=mark, values=dict(values), by=by, at=at)
    if not before:
        return _keep(blank, State.ONCE, by=by, at=at)
    first = before[0]
    if mark or readings.differing(first.values, mine.values):
        return _keep(blank, State.DIFFERS, by=by, at=at)
    return _write(blank, readings.agreed(first.values, mine.values), [first, mine], by=by, at=at)


@transaction.atomic
def settle(blank: Blank, values: Values, *, mark: str = "", by: OfficeHolding, at: datetime) -> Blank:
    """Say what a sheet really says that two people read differently, after reading it again; then it is written."""
    blank = _locked(blank)
    if blank.state != State.DIFFERS:
        raise ValidationError(f"Lembar {blank.code} tidak menunggu pilihan. Muat ulang halamannya.")
    hands = list(blank.readings.select_related("by__office").order_by("hand"))
    hands.append(Reading.objects.create(blank=blank, hand=HANDS + 1, mark=mark, values=dict(values), by=by, at=at))
    if mark:
        return _keep(blank, State(mark), by=by, at=at)
    return _write(blank, values, hands, by=by, at=at)


def _range(sheets: list[Blank]) -> str:
    """`U-001 sampai U-020`, or the one code."""
    return " sampai ".join(dict.fromkeys((sheets[0].code, sheets[-1].code)))


def _locked(blank: Blank) -> Blank:
    """The sheet, locked after its forum, as all verbs of paper lock."""
    forum = locked(blank.forum)
    found = Blank.objects.select_for_update(of=("self",)).get(pk=blank.pk)
    found.forum = forum
    return found


def _keep(blank: Blank, state: Blank.State, *, by: OfficeHolding, at: datetime, **more: Any) -> Blank:
    blank.state = state
    blank.save(update_fields=["state", "proposal"])
    told = {"fields": ["lembar kertas diketik"], "lembar": blank.code, "keadaan": state.value} | more
    where = f"lembar:{blank.forum.number}:{blank.code}"  # of its own, else the story of the forum drowns in sheets
    record(Event.Kind.FORUM_RECORDED, by=by, at=at, cycle=blank.forum.cycle, subject=where, **told)
    return blank


def _write(blank: Blank, values: Values, hands: list[Reading], *, by: OfficeHolding, at: datetime) -> Blank:
    """Make the real thing of a sheet, once, and keep in its event from which sheet it came and who typed it."""
    typed = [one.by.office.name for one in hands[:HANDS]]
    from_paper.write(blank, values, typed, by=by, at=at)
    return _keep(blank, State.USED, by=by, at=at, pengetik=typed, pembacaan=len(hands))
