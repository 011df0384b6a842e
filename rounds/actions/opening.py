"""Verbs that begin a forum: freeze its limits, take its candidates in, and take in what comes later."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.actions.recording import record
from proposals.models import Event, Proposal
from rounds import lanes, limits, pool
from rounds.models import Candidate, Forum, Limit, Round

from .meeting import locked, require_head, require_window, subject

MIN_REASON = 10


@transaction.atomic
def open_forum(forum: Forum, *, by: OfficeHolding, at: datetime, go_on_reason: str = "") -> Forum:
    """Open the forum. Where it ranks a list, candidates and limits are copied as they stand now. Only its head may.

    A kecamatan forum waits for every kelurahan (sent, nihil or tidak dibahas); where some are missing they are named,
    and `go_on_reason` goes on without them (Setuju & proses).
    """
    forum = locked(forum)
    require_head(forum, "rounds.open_forum", by)
    if forum.status == Forum.Status.OPEN:
        return forum
    if forum.is_over:
        raise ValidationError("Forum ini sudah selesai dan tidak dibuka lagi.")
    require_window(forum, at=at)
    if not forum.custom.ranks:
        return _begin(forum, by=by, at=at)
    missing = pool.missing_kelurahan(forum)
    if missing and len(go_on_reason.strip()) < MIN_REASON:
        names = ", ".join(region.name for region in missing)
        raise ValidationError(
            {"go_on_reason": f"Belum mengirim: {names}. Tunda, atau tulis alasan melanjutkan (10 huruf atau lebih)."},
            code="missing",
        )
    proposals = list(pool.pool(forum))
    if not proposals and not pool.counting(forum).exists():
        raise ValidationError("Belum ada usulan untuk forum ini. Terima usulan lebih dulu, atau catat forum nihil.")
    round_ = Round.objects.create(cycle=forum.cycle, forum=forum, code=forum.number, status=Round.Status.FROZEN)
    Limit.objects.bulk_create(limits.frozen(round_))
    _enter(round_, proposals)
    body = {
        "candidates": len(proposals),
        "missing": [region.name for region in missing],
        "reason": go_on_reason.strip(),
    }
    return _begin(forum, by=by, at=at, **body)


def _begin(forum: Forum, *, by: OfficeHolding, at: datetime, **body: Any) -> Forum:
    forum.status, forum.opened_at, forum.opened_by = Forum.Status.OPEN, at, by
    forum.save()
    record(Event.Kind.FORUM_OPENED, by=by, at=at, cycle=forum.cycle, subject=subject(forum), forum=forum.title, **body)
    require_window(forum, at=at)
    return forum


def first_order(forum: Forum, proposal: Proposal) -> tuple[Any, ...]:
    """Where a usulan stands before the forum has spoken: by the rank it brings, then who helps more for less."""
    rank = proposal.kelurahan_rank if forum.ranks_district else proposal.group_rank
    people = proposal.people or proposal.households or 0
    return (rank or 9999, -people, proposal.current_amount, proposal.number)


def _enter(round_: Round, proposals: Sequence[Proposal], after: dict[str, int] | None = None) -> None:
    forum, last = round_.forum, dict(after or {})
    rows = []
    for proposal in sorted(proposals, key=lambda p: first_order(forum, p)):
        lane = lanes.lane_of(forum, proposal)
        last[lane] = last.get(lane, 0) + 1
        at_kecamatan = forum.ranks_district and proposal.kelurahan_rank and proposal.kelurahan
        rows.append(
            Candidate(
                round=round_,
                proposal=proposal,
                lane=lane,
                area=proposal.kelurahan.code if at_kecamatan and proposal.kelurahan else "",
                cost=proposal.current_amount,
                volume=proposal.current_volume,
                position=last[lane],
            )
        )
    Candidate.objects.bulk_create(rows, batch_size=200)


@transaction.atomic
def take_in(forum: Forum, *, by: OfficeHolding, at: datetime) -> tuple[int, int]:
    """Bring the list up to date while the forum runs: what was accepted since stands at the end of its lane, what was
    sent back or merged leaves, what a survey or BA perubahan changed has its new volume and cost. Returns how many came
    and how many left.
    """
    forum = locked(forum)
    if forum.status != Forum.Status.OPEN:
        raise ValidationError("Forum ini tidak sedang berlangsung.")
    require_window(forum, at=at)
    round_ = Round.objects.select_for_update(of=("self",)).get(forum=forum, terms=None, status=Round.Status.FROZEN)
    round_.forum = forum
    held = list(round_.candidates.for_sheet())
    claimed = pool.claimed(forum)
    gone = [c for c in held if c.proposal_id in claimed or not pool.in_play(forum, c.proposal)]
    stay = [candidate for candidate in held if candidate not in gone]
    come = list(pool.newcomers(round_))
    last: dict[str, int] = {}
    changed = [candidate for candidate in stay if candidate.is_outdated]
    for candidate in stay:
        last[candidate.lane] = candidate.position = last.get(candidate.lane, 0) + 1
        candidate.volume, candidate.cost = candidate.proposal.current_volume, candidate.proposal.current_amount
    Candidate.objects.filter(pk__in=[candidate.pk for candidate in gone]).delete()
    Candidate.objects.bulk_update(stay, ["position", "volume", "cost"], batch_size=200)
    _enter(round_, come, last)
    if come or gone or changed:
        round_.revision += 1
        round_.save(update_fields=["revision"])
        record(
            Event.Kind.ROUND_MOVED,
            by=by,
            at=at,
            cycle=forum.cycle,
            subject=subject(forum),
            move="PERBARUI",
            came=[proposal.number for proposal in come],
            left=[candidate.proposal.number for candidate in gone],
            changed=[candidate.proposal.number for candidate in changed],
        )
    require_window(forum, at=at)
    return len(come), len(gone)
