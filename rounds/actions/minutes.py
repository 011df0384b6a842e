"""Verbs of the minutes: what a forum decided, what it did not meet, and the end of a forum that ranks no list."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.actions.recording import record
from proposals.models import Event
from rounds import blockers, papers
from rounds.models import Forum, Resolution

from .meeting import changeable, locked, note, require_head, require_window, subject, write_anew

MOST_DECISIONS = 60


@transaction.atomic
def write_minutes(forum: Forum, decisions: Sequence[str], *, by: OfficeHolding, at: datetime) -> list[Resolution]:
    """Write the points of decision anew, in their order; the log keeps how many."""
    forum = changeable(forum, "Keputusannya")
    if len(decisions) > MOST_DECISIONS:
        raise ValidationError({"lines": f"Keputusan paling banyak {MOST_DECISIONS} butir."})
    rows = [Resolution(forum=forum, place=place, text=text) for place, text in enumerate(decisions, start=1)]
    write_anew(forum.resolutions, rows)
    note(forum, "keputusan", by=by, at=at, decisions=len(rows))
    return rows


def note_unmet(forum: Forum) -> list[Resolution]:
    """Write what was asked and not met behind the decisions: part of a closing, in its transaction.

    The forum is held all the same, and the fact stands in the minutes (SE Walikota Malang 66/2021).
    """
    said = blockers.unmet(forum, blockers.present(forum), blockers.elected(forum))
    opened = Event.objects.on_subject(forum.cycle, subject(forum)).filter(kind=Event.Kind.FORUM_OPENED).last()
    if opened and (missing := opened.body.get("missing")):
        said.append(f"Forum dibuka tanpa daftar dari {', '.join(missing)}. Alasannya: {opened.body['reason']}")
    last = forum.resolutions.count()
    return Resolution.objects.bulk_create(
        Resolution(forum=forum, place=place, text=text[:600], is_condition=True)
        for place, text in enumerate(said, start=last + 1)
    )


@transaction.atomic
def close_meeting(forum: Forum, *, by: OfficeHolding, at: datetime) -> Forum:
    """End a forum that ranks no list: its minutes are locked. Closing a closed forum again does nothing."""
    forum = locked(forum)
    require_head(forum, "rounds.close_forum", by)
    if forum.status == Forum.Status.CLOSED:
        return forum
    if forum.custom.ranks:
        raise ValidationError("Forum ini menetapkan urutan. Tutup lewat halaman urutannya.")
    require_window(forum, at=at)
    if standing := blockers.close_blockers(forum, None, None, blockers.present(forum)):
        raise ValidationError([blocker.sentence for blocker in standing], code="blocked")
    note_unmet(forum)
    forum.status, forum.closed_at, forum.closed_by = Forum.Status.CLOSED, at, by
    forum.save()
    papers.FORUMS.lock(forum, by=by, at=at)
    decisions = forum.resolutions.filter(is_condition=False).count()
    record(
        Event.Kind.FORUM_CLOSED,
        by=by,
        at=at,
        cycle=forum.cycle,
        subject=subject(forum),
        forum=forum.title,
        decisions=decisions,
        region=forum.region.code,
    )
    require_window(forum, at=at)
    return forum
