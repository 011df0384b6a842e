"""Verbs that end a counted round: close it, which writes every usulan's outcome, and publish it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.money import rupiah
from proposals.actions.outcomes import ForumOutcome, record_outcomes
from proposals.models import LevelDecision
from proposals.reasons import Reason
from rounds.counting.close_blockers import close_blockers
from rounds.counting.records import record_of
from rounds.engine.moves import Agreed
from rounds.engine.record import agreed
from rounds.engine.values import CEILING, QUOTA
from rounds.models import Candidate, Move, Round, RunResult

from .closing import LEVELS, hand_on, priorities
from .freezing import HEAD
from .meeting import require_head
from .stepping import Status, locked, refuse, step, told

LONGEST = 400
"""Signs that a decision keeps of its sentence."""
LABEL = 160
"""Signs that it keeps of its forum's name."""
REASONS = {CEILING: Reason.CEILING, QUOTA: Reason.QUOTA}


def agreed_list(round_: Round) -> Agreed:
    """The forum's list: the moves replayed on the computed one."""
    return agreed(record_of(round_))


@transaction.atomic
def close_round(round_: Round, *, by: OfficeHolding, at: datetime) -> Round:
    """Fix the agreed list. Winners become priorities with their place, the others keep their reason. Head only."""
    round_ = locked(round_, Status.AGREED, at=at)
    require_head(round_.forum, HEAD, by)
    after = agreed_list(round_)
    refuse(close_blockers(round_, after))
    results = {one.candidate_id: one for one in last_results(round_)}
    rows = list(round_.candidates.select_related("proposal").order_by("position", "pk"))
    moves = list(round_.moves.order_by("at", "pk"))
    moved = {move.candidate_id: move for move in moves}
    volumes = {move.candidate_id: move.volume for move in moves if move.volume is not None}
    outcomes = [
        _outcome(row, results[row.pk], after, moved.get(row.pk), volumes.get(row.pk, row.volume)) for row in rows
    ]
    decisions = write_outcomes(round_, outcomes, f"putaran {round_.terms.title}", by=by, at=at)
    for row, decision in zip(rows, decisions, strict=True):
        row.decision = decision
    Candidate.objects.bulk_update(rows, ["decision"], batch_size=200)
    step(round_, Status.CLOSED)
    told(round_, "ditutup", by=by, at=at, terpilih=len(after.lines), biaya=after.cost)
    hand_on(round_.forum, priorities(decisions), f"{round_.forum.title}, putaran {round_.terms.title}", by=by, at=at)
    return round_


def last_results(round_: Round) -> list[RunResult]:
    """The stored results of the last run, with their candidates."""
    run = round_.runs.order_by("number").last()
    return list(run.results.select_related("candidate__proposal").order_by("candidate__position")) if run else []


def write_outcomes(
    round_: Round, outcomes: Sequence[ForumOutcome], name: str, *, by: OfficeHolding, at: datetime
) -> list[LevelDecision]:
    """Write the decisions of a round under its forum; `name` says which document decided."""
    return record_outcomes(
        outcomes,
        level=LEVELS[round_.forum.custom.ranks],
        forum_number=round_.forum.number,
        forum_label=f"{round_.forum.title}, {name}"[:LABEL],
        round_code=round_.code,
        by=by,
        at=at,
    )


def _outcome(
    row: Candidate, result: RunResult, after: Agreed, move: Move | None, volume: Decimal | None
) -> ForumOutcome:
    number, amounts = row.facts["nomor"], after.amounts
    chosen = number in amounts
    rank = list(amounts).index(number) + 1 if chosen else None
    said = _short(result.sentences)
    reason = f"Keputusan forum: {move.reason}" if move and chosen != result.won else ""
    numbers: dict[str, Any] = {**result.numbers, **result.numbers.get("penentu", {})}
    numbers |= {"kode": result.code, "urutan": rank}
    if chosen:
        sentence = _short([f"Urutan {rank} dari {len(amounts)} usulan terpilih, {rupiah(amounts[number])}.", said])
        return ForumOutcome(row.proposal, True, rank, volume, amounts[number], "", reason, numbers, sentence)
    code = Reason.ORDER if result.won else REASONS.get(result.code, Reason.ORDER)
    reason = (reason or said)[:1000]
    return ForumOutcome(row.proposal, False, None, row.volume, row.cost, code, reason, numbers, said)


def _short(sentences: Sequence[str]) -> str:
    """As many whole sentences as a decision holds; the run keeps all of them."""
    said = ""
    for sentence in sentences:
        longer = f"{said} {sentence}".strip()
        said = longer if len(longer) <= LONGEST else said
    return said or sentences[0][:LONGEST]
