"""Verbs that end a forum: close it and write its outcomes, or note that it was nihil."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.actions import batching
from proposals.actions.outcomes import ForumOutcome, record_outcomes
from proposals.actions.recording import record, record_all
from proposals.models import Batch, Event, LevelDecision, Proposal
from proposals.models.decision import Level, Outcome
from proposals.reasons import Reason
from rounds import blockers, papers, pool, sheet
from rounds.customs import DISTRICT_LIST, KELURAHAN_LIST
from rounds.engine.bundle.reasons import failure_data
from rounds.engine.values import QUOTA
from rounds.models import Candidate, Forum, Round
from rounds.sheet import Row, Sheet

from .meeting import locked, require_head, require_window, subject
from .minutes import note_unmet

LEVELS = {KELURAHAN_LIST: Level.KELURAHAN, DISTRICT_LIST: Level.DISTRICT}
HOPS = {KELURAHAN_LIST: Batch.Hop.KELURAHAN, DISTRICT_LIST: Batch.Hop.DISTRICT}
MIN_REASON = 10


@transaction.atomic
def close_forum(forum: Forum, *, by: OfficeHolding, at: datetime, expected: int | None = None) -> Forum:
    """Lock list and order: every usulan gets its decision with numbers and sentence. Only the lurah or camat may.

    Refuses while there are blockers, and where the order changed since the page that asked (`expected`) was drawn. A
    kelurahan's list goes to the kecamatan by this. Closing a closed forum again does nothing.
    """
    forum = locked(forum)
    require_head(forum, "rounds.close_forum", by)
    if forum.status == Forum.Status.CLOSED:
        return forum
    if forum.status != Forum.Status.OPEN:
        raise ValidationError("Forum ini belum dibuka.")
    require_window(forum, at=at)
    round_ = Round.objects.select_for_update(of=("self",)).get(forum=forum, terms=None, status=Round.Status.FROZEN)
    round_.forum = forum
    if expected is not None and expected != round_.revision:
        raise ValidationError(
            "Urutan berubah sejak halaman ini dibuka. Periksa lagi, lalu tutup forum.", code="conflict"
        )
    found = sheet.read(round_)
    standing = blockers.close_blockers(forum, round_, found, blockers.present(forum))
    if standing:
        raise ValidationError([blocker.sentence for blocker in standing], code="blocked")
    chosen = _write(forum, round_, found, by=by, at=at)
    note_unmet(forum)
    forum.status, forum.closed_at, forum.closed_by = Forum.Status.CLOSED, at, by
    forum.save()
    round_.status = Round.Status.CLOSED
    round_.save(update_fields=["status"])
    kinds = [Event.Kind.FORUM_CLOSED]
    if forum.ranks_kelurahan:
        kinds.append(Event.Kind.LIST_SENT)
    body = {
        "forum": forum.title,
        "chosen": found.chosen,
        "reserve": found.total - found.chosen - sum(row.candidate.is_ended for row in found.rows),
        "amount": found.spent,
        "region": forum.region.code,
    }
    papers.FORUMS.lock(forum, by=by, at=at)
    record_all([(kind, None, subject(forum), body) for kind in kinds], by=by, at=at, cycle=forum.cycle)
    require_window(forum, at=at)
    hand_on(forum, chosen, forum.title, by=by, at=at)
    return forum


def hand_on(forum: Forum, chosen: list[Proposal], title: str, *, by: OfficeHolding, at: datetime) -> None:
    """Send the priorities of a forum to the next level as a numbered batch; after the event of the closing."""
    hop = HOPS[forum.custom.ranks]
    batching.send(forum.cycle, hop, chosen, region=forum.region, title=title, by=by, at=at)


def priorities(decisions: list[LevelDecision]) -> list[Proposal]:
    """The usulan that the forum chose, as they stand after it."""
    return [one.proposal for one in decisions if one.outcome == Outcome.PRIORITY]


def _write(forum: Forum, round_: Round, found: Sheet, *, by: OfficeHolding, at: datetime) -> list[Proposal]:
    """Write every outcome; returns the priorities."""
    rows = found.rows
    decisions = record_outcomes(
        [outcome(row) for row in rows],
        level=LEVELS[forum.custom.ranks],
        forum_number=forum.number,
        forum_label=forum.title,
        round_code=round_.code,
        by=by,
        at=at,
    )
    for row, decision in zip(rows, decisions, strict=True):
        row.candidate.decision = decision
    Candidate.objects.bulk_update([row.candidate for row in rows], ["decision"], batch_size=200)
    return priorities(decisions)


def outcome(row: Row) -> ForumOutcome:
    """Say what the forum decided on one usulan: the forum's own reason where it gave one, else the calculation's."""
    candidate, result = row.candidate, row.result
    numbers: dict[str, Any] = {
        "kode": result.code,
        "daftar": candidate.lane,
        "urutan": row.number,
        "biaya": candidate.cost,
    }
    numbers |= {"pembiayaan": result.award} if result.award else {}
    numbers |= {"cadangan": result.reserve} if result.reserve else {}
    numbers |= failure_data(result.failures[0]) if result.failures else {}
    reason_code, reason, sentence = "", "", result.sentence
    if candidate.is_ended:
        return _ended(candidate, numbers)
    if candidate.verdict:
        numbers["putusan"] = candidate.verdict
    if result.chosen:
        sentence = f"Urutan {result.rank} daftar {row.candidate.lane}, terpilih ke-{result.award} dari seluruh daftar."
        if result.over:
            reason = f"Dimasukkan forum di atas {result.over[0]}: {candidate.reason}"
    elif candidate.mark == Candidate.Mark.HELD:
        reason_code, reason, sentence = candidate.reason_code, candidate.reason, "Ditahan forum."
    else:
        reason_code, reason = (Reason.QUOTA if result.code == QUOTA else Reason.CEILING), sentence
        sentence = f"{sentence} Cadangan nomor {result.reserve}."
        reason = sentence
    return ForumOutcome(
        proposal=candidate.proposal,
        chosen=result.chosen,
        rank=result.rank,
        volume=candidate.volume,
        amount=candidate.cost,
        reason_code=reason_code,
        reason=reason[:1000],
        numbers=numbers,
        sentence=sentence,
    )


def _ended(candidate: Candidate, numbers: dict[str, Any]) -> ForumOutcome:
    """A usulan that the sidang kelompok did not pass on."""
    ends = Outcome.REJECTED if candidate.verdict == Candidate.Verdict.REFUSED else Outcome.THIS_YEAR
    sentence = f"{candidate.get_verdict_display()} menurut sidang kelompok."
    return ForumOutcome(
        candidate.proposal, False, None, candidate.volume, candidate.cost, candidate.reason_code, candidate.reason,
        {**numbers, "kode": "SIDANG", "putusan": candidate.verdict}, sentence, ends,
    )  # fmt: skip


@transaction.atomic
def nil_forum(forum: Forum, *, reason: str, by: OfficeHolding, at: datetime) -> Forum:
    """Note a forum of a kelurahan or a rembuk as nihil: nobody came, or nothing was asked for.

    The kecamatan need not wait for a kelurahan that is nihil.
    """
    forum = locked(forum)
    require_head(forum, "rounds.close_forum", by)
    if forum.status == Forum.Status.NIL:
        return forum
    if not forum.custom.may_be_nil or forum.status == Forum.Status.CLOSED:
        raise ValidationError("Hanya rembuk dan forum kelurahan yang belum ditutup dapat dicatat nihil.")
    require_window(forum, at=at)
    if len(reason.strip()) < MIN_REASON:
        raise ValidationError({"nil_reason": f"Tulis alasannya paling sedikit {MIN_REASON} huruf."})
    if waiting := pool.undecided(forum).count() + pool.pool(forum).count():
        raise ValidationError(
            f"Masih ada {waiting} usulan di kelurahan ini. Tetapkan urutannya, atau tolak lebih dulu."
        )
    if sent := pool.sent_by_group(forum).count():
        raise ValidationError(f"Kelompok ini sudah mengirim {sent} usulan, jadi rembuknya tidak nihil.")
    forum.status, forum.nil_reason = Forum.Status.NIL, reason.strip()
    forum.closed_at, forum.closed_by = at, by
    forum.full_clean()
    forum.save()
    Round.objects.filter(forum=forum, terms=None, status=Round.Status.FROZEN).update(status=Round.Status.ANNULLED)
    papers.FORUMS.lock(forum, by=by, at=at)
    record(
        Event.Kind.FORUM_NIL,
        by=by,
        at=at,
        cycle=forum.cycle,
        subject=subject(forum),
        forum=forum.title,
        reason=forum.nil_reason,
        region=forum.region.code,
    )
    require_window(forum, at=at)
    return forum
