"""The paper of the running forum in Dinoyo: typed once, read the same, read differently, left over. Nobody is real."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import OfficeHolding
from rounds.actions import transcribing
from rounds.models import Blank, Forum

from .town import DINOYO, Year

ITEMS = ("Gorong-gorong diameter 40 cm", "Paving jalan gang", "Lampu penerangan gang")
WRITTEN: tuple[dict[str, Any], ...] = (
    {"problem": "Saluran depan balai RW tersumbat, air meluap ke jalan.", "address": "Gang 5", "volume": "80"},
    {"problem": "Jalan gang berlubang dan licin saat hujan.", "address": "Gang 7, depan musala", "volume": "120"},
    {"problem": "Gang gelap, warga takut lewat malam hari.", "address": "Gang 2", "volume": "6"},
)
MISREAD = {"volume": "102", "households": 45}
NAMES = ("Warga Satu", "Warga Dua", "Warga Tiga")


def tell(year: Year) -> None:
    """Half an hour into the forum: what came in on paper is typed by the operator and the lurah."""
    year.town.agenda.add(year.calendar.this_morning() + timedelta(minutes=75), lambda at: _type(year, at))


def _type(year: Year, at: datetime) -> None:
    people, kind = year.town.people, Forum.Kind.KELURAHAN
    staff, lurah = people.operator(DINOYO), people.head(DINOYO)
    forum = Forum.objects.get(cycle=year.cycle, kind=kind, region__code=DINOYO)
    sheets = transcribing.print_blanks(forum, Blank.Kind.USULAN, 12, by=staff, at=at)
    lists = transcribing.print_blanks(forum, Blank.Kind.PRESENT, 2, by=staff, at=at)
    for number, blank in enumerate(sheets[: len(WRITTEN)]):
        _read(year, blank, number, by=staff, at=at)
    _read(year, sheets[0], 0, by=lurah, at=at)
    _read(year, sheets[1], 1, by=lurah, at=at, **MISREAD)
    came = {f"{row}-name": name for row, name in enumerate(NAMES, start=1)}
    sexes = {f"{row}-sex": "P" if row % 2 else "L" for row in range(1, len(NAMES) + 1)}
    transcribing.type_sheet(lists[0], came | sexes, by=staff, at=at)
    transcribing.set_aside(forum, Blank.Kind.USULAN, 8, 8, Blank.State.SPOILED, by=staff, at=at)
    transcribing.set_aside(forum, Blank.Kind.USULAN, 9, 12, Blank.State.UNUSED, by=staff, at=at)


def _read(year: Year, blank: Blank, number: int, *, by: OfficeHolding, at: datetime, **misread: Any) -> None:
    group = year.town.people.groups[f"{DINOYO}.{number + 1:03d}", f"RW {number + 1:02d}"]
    item = next(entry.item for entry in year.entries if entry.item.name.startswith(ITEMS[number]))
    said = {"group": group.pk, "item": item.pk, "target_group": "Warga sekitar"}
    more = {"households": 40, "land_status": "aset_pemkot"}
    transcribing.type_sheet(blank, said | more | WRITTEN[number] | misread, by=by, at=at)
