"""Verbs among colleagues of one desk: who takes a usulan, and private notes. The proposer hears nothing of them."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import OfficeHolding
from proposals.desks import colleagues, desk_key
from proposals.models import DeskNote, DeskTask, Event, Proposal

from .recording import Act, record_all

MIN_NOTE = 3


@transaction.atomic
def assign(
    proposals: Sequence[Proposal], *, to: OfficeHolding | None, by: OfficeHolding, at: datetime
) -> list[Proposal]:
    """Give usulan to a colleague of the same desk, or to nobody again; the number of queries does not grow."""
    if not proposals:
        raise ValidationError("Pilih paling sedikit satu usulan.")
    if to is not None and not colleagues(by, timezone.localdate(at)).filter(pk=to.pk).exists():
        raise ValidationError({"to": "Pilih rekan dari meja Anda yang masih menjabat."})
    desk, office = desk_key(by), to.office if to else None
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("cycle__city")
    found = rows.filter(pk__in=[proposal.pk for proposal in proposals]).order_by("pk")
    tasks = DeskTask.objects.filter(desk=desk, proposal__in=[proposal.pk for proposal in proposals])
    taken = dict(tasks.values_list("proposal", "office"))
    changed = [one for one in found if taken.get(one.pk) != (office.pk if office else None)]
    tasks.filter(proposal__in=changed).delete()
    if office is not None:
        DeskTask.objects.bulk_create(
            [DeskTask(proposal=one, desk=desk, office=office) for one in changed], batch_size=200
        )
    acts: list[Act] = [(Event.Kind.ASSIGNED, one, "", {"office": office.name if office else ""}) for one in changed]
    if acts:
        record_all(acts, by=by, at=at, cycle=changed[0].cycle)
    return changed


@transaction.atomic
def write_note(proposal: Proposal, *, text: str, by: OfficeHolding, at: datetime) -> DeskNote:
    """Keep a remark that only colleagues of the desk read."""
    if len(text.strip()) < MIN_NOTE:
        raise ValidationError({"text": "Tulis catatannya dulu."})
    note = DeskNote(proposal=proposal, desk=desk_key(by), office=by.office, by=by, at=at, text=text.strip())
    note.full_clean()
    note.save()
    return note
