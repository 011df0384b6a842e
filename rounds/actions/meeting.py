"""The verb that writes down where a forum meets, who leads it and how it agreed; and what all verbs of forums ask."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Manager, Model

from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals.actions.recording import record
from proposals.actions.stages import require_open
from proposals.models import Event
from rounds.models import Forum

WRITABLE = frozenset(
    {
        "starts_at",
        "ends_at",
        "place",
        "mode",
        "announced_on",
        "topic",
        "chair",
        "chair_from",
        "secretary",
        "secretary_from",
        "speakers",
        "method",
        "votes_for",
        "votes_against",
        "votes_abstain",
    }
)


def require_window(forum: Forum, *, at: datetime) -> None:
    """Refuse unless the stage of the forum's kind is open at its place."""
    require_open(forum.cycle, forum.custom.act, forum.region, at=at)


def require_head(forum: Forum, perm: str, by: OfficeHolding) -> None:
    """Refuse an act that locks unless the head of its kind does it: lurah, camat, the group's own chair."""
    if not allows(by, perm, forum):
        who = forum.custom.opener
        raise ValidationError(f"Hanya {who} yang dapat membuka dan menutup forum ini.", code="not_head")


def locked(forum: Forum) -> Forum:
    """Lock the forum's row and load its place and cycle."""
    found = Forum.objects.select_for_update(of=("self",)).select_related("region", "cycle__city")
    return found.get(pk=forum.pk)


def changeable(forum: Forum, what: str) -> Forum:
    """Lock a forum that is not over, else say what of it cannot change any more: `Daftar hadirnya`."""
    forum = locked(forum)
    if forum.is_over:
        raise ValidationError(f"Forum sudah ditutup. {what} terkunci.")
    return forum


def write_anew(known: Manager[Any], rows: Sequence[Model]) -> None:
    """Put rows in the place of all that a forum has of their kind."""
    for row in rows:
        row.clean_fields(exclude=["forum"])
    known.all().delete()
    known.bulk_create(rows)


def note(forum: Forum, *what: str, by: OfficeHolding | None, at: datetime, **more: Any) -> None:
    """Record that data of a forum were written: which, and how many; never whom."""
    record(
        Event.Kind.FORUM_RECORDED, by=by, at=at, cycle=forum.cycle, subject=subject(forum), fields=list(what), **more
    )


def subject(forum: Forum) -> str:
    """How the event log names a forum."""
    return f"forum:{forum.number}"


@transaction.atomic
def update_forum(forum: Forum, *, by: OfficeHolding | None, at: datetime, **fields: Any) -> Forum:
    """Write down time, place, leaders and method; the event keeps which fields changed, never a person's name."""
    unknown = set(fields) - WRITABLE
    if unknown:
        raise TypeError(f"not fields of a meeting: {sorted(unknown)}")
    forum = locked(forum)
    if forum.is_over:
        raise ValidationError("Forum sudah ditutup. Datanya terkunci; perubahan memerlukan berita acara perubahan.")
    changed = sorted(name for name, value in fields.items() if getattr(forum, name) != value)
    if not changed:
        return forum
    for name in changed:
        setattr(forum, name, fields[name])
    if forum.method != Forum.Method.VOTING:
        forum.votes_for = forum.votes_against = forum.votes_abstain = None
    forum.full_clean()
    forum.save()
    note(forum, *changed, by=by, at=at)
    return forum
