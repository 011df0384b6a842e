"""What a typed sheet of paper becomes: a draft usulan of its group, or names on the attendance list.

Part of the verbs of `transcribing`, in their transaction; the writing itself is done by the verbs that staff use.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.models import KamusItem
from catalogue.money import read_volume
from proposals.actions import drafting, stages
from proposals.models import Proposal
from regions.models import Region
from rounds.models import Blank, Forum
from rounds.models.blanks import ROWS
from rounds.readings import Values

from .attendance import Person, record_attendance
from .meeting import changeable

CELLS = ("name", "institution", "contact", "sex")
"""What one line of an attendance sheet asks for."""


def groups_of(forum: Forum) -> QuerySet[ProposerGroup]:
    """Whose usulan the sheets of a meeting may hold: of a rembuk its own group, else all of the kelurahan."""
    known = ProposerGroup.objects.active().select_related("region")
    if forum.group_id is not None:
        return known.filter(pk=forum.group_id)
    return known.filter(region__code__within=forum.region.code).in_order()


def require_open(blank: Blank, values: Values, *, by: OfficeHolding, at: datetime) -> None:
    """Refuse the first to type already, where what is typed could never be written."""
    if blank.kind == Blank.Kind.PRESENT:
        changeable(blank.forum, "Daftar hadirnya")
        return
    group = _group(blank, values)
    stages.require_open(blank.forum.cycle, drafting.act_of(by, group), group.region, at=at)


def _group(blank: Blank, values: Values) -> ProposerGroup:
    group = groups_of(blank.forum).filter(pk=values.get("group") or 0).first()
    if group is None:
        raise ValidationError("Kelompok itu tidak mengusulkan lewat forum ini. Pilih dari daftar.")
    return group


def write(blank: Blank, values: Values, typed: Sequence[str], *, by: OfficeHolding, at: datetime) -> None:
    """Make the real thing of a sheet; a usulan keeps in its event from which sheet it came and which offices typed it.

    The usulan is set on the sheet, which the caller saves.
    """
    if blank.kind == Blank.Kind.PRESENT:
        record_attendance(blank.forum, people_of(values), by=by, at=at)
        return
    paper = {"lembar": blank.code, "rapat": blank.forum.title, "pengetik": list(typed)}
    blank.proposal = _start(blank, values, paper, by=by, at=at)


def _start(blank: Blank, values: Values, paper: dict[str, Any], *, by: OfficeHolding, at: datetime) -> Proposal:
    """Begin the draft that a sheet asks for, by the verb of entry on behalf."""
    said: dict[str, Any] = {
        name: values.get(name) or "" for name in ("problem", "address", "target_group", "land_status", "receiver")
    }
    item = KamusItem.objects.filter(pk=values.get("item") or 0).select_related("agency").first()
    title = item.name if item else str(values.get("wanted") or said["problem"])
    return drafting.start(
        blank.forum.cycle,
        _group(blank, values),
        by=by,
        at=at,
        locations=list(Region.objects.filter(pk__in=values.get("locations") or []).in_order()),
        paper=paper,
        item=item,
        title=title[:200].replace("\n", " "),
        volume=read_volume(values["volume"]) if values.get("volume") else None,
        households=values.get("households"),
        **said,
    )


def people_of(values: Values) -> list[Person]:
    """Who stands on an attendance sheet, line by line; empty lines are nobody."""
    rows = ([str(values.get(f"{row}-{name}") or "") for name in CELLS] for row in range(1, ROWS + 1))
    return [Person(name, sex, institution, contact=contact) for name, institution, contact, sex in rows if name]
