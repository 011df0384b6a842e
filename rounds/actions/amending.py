"""Verbs that change a closed round: an addendum, which the engine proposes and the head signs, and its lot."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.money import rupiah
from proposals.actions.outcomes import ForumOutcome
from proposals.reasons import Reason
from rounds import papers
from rounds.counting import addenda, stored
from rounds.counting.addenda import Draft, Proposed
from rounds.models import Addendum, Candidate, Lot, Round
from rounds.models.round import SETTLED

from .computing import confirmed_lot, typed_lot
from .freezing import HEAD
from .meeting import require_head
from .settling import LONGEST, write_outcomes
from .stepping import locked, told


@transaction.atomic
def sign_addendum(
    round_: Round, draft: Draft, *, by: OfficeHolding, at: datetime, expected: str | None = None
) -> Addendum:
    """Give effect to what the engine proposes: who dropped leaves with a reason, who comes up becomes a priority, whose
    place, volume or cost was changed has it from now on.

    Winners stay. `expected` is the hash of the document that the proposal was seen with: where somebody signed
    meanwhile, the second is told. Head only.
    """
    round_ = locked(round_, *SETTLED, at=at)
    require_head(round_.forum, HEAD, by)
    found = addenda.propose(round_, draft, by=by, at=at)
    if expected is not None and expected != found.addendum.previous:
        raise ValidationError("Adendum lain baru saja ditandatangani. Periksa lagi usulannya.", code="conflict")
    if found.undecided:
        raise ValidationError("Ada seri yang menentukan. Undian dicatat satu orang dan dibenarkan orang lain dahulu.")
    row = Addendum(
        round=round_,
        promoted=list(found.amended.promoted),
        document_hash=found.hash,
        signed_by=by,
        signed_at=at,
        **stored.addendum_values(found.addendum),
    )
    row.full_clean(exclude=["round", "dropped", "added", "promoted", "moves", "corrections"])
    row.save()
    _write(round_, found, by=by, at=at)
    if round_.forum.is_over:
        papers.FORUMS.lock(round_.forum, by=by, at=at)
    told(
        round_, "adendum ditandatangani", by=by, at=at, nomor=row.number, alasan=row.reason,
        berita_acara=row.report_number, gugur=[number for number, _ in found.addendum.dropped], naik=row.promoted,
        berubah=[one.number for one in found.changed], ralat=len(row.corrections),
        sidik=row.document_hash,
    )  # fmt: skip
    return row


@transaction.atomic
def draw_addendum_lot(
    round_: Round, draft: Draft, *, seed: str, witnesses: Sequence[str], by: OfficeHolding, at: datetime
) -> Lot:
    """Write down what was drawn for an addendum that meets a decisive tie, once, with at least two witnesses."""
    round_ = locked(round_, *SETTLED, at=at)
    if not addenda.propose(round_, draft, by=by, at=at).undecided:
        raise ValidationError("Tidak ada seri yang menentukan, jadi tidak ada undian.")
    lot = typed_lot(round_, seed=seed, witnesses=witnesses, by=by, at=at, after_closing=True)
    told(round_, "undian adendum diketik", by=by, at=at, saksi=len(lot.witnesses))
    return lot


@transaction.atomic
def confirm_addendum_lot(round_: Round, *, by: OfficeHolding, at: datetime) -> Lot:
    """Confirm as a second person that the seed of the addendum is what was drawn. The head may sign afterwards."""
    round_ = locked(round_, *SETTLED, at=at)
    lot = confirmed_lot(round_, by=by, at=at)
    told(round_, "undian adendum dibenarkan", by=by, at=at, benih=lot.seed)
    return lot


def _write(round_: Round, found: Proposed, *, by: OfficeHolding, at: datetime) -> None:
    rows = {row.facts["nomor"]: row for row in round_.candidates.select_related("proposal").order_by("position")}
    name = f"adendum {found.addendum.number} putaran {round_.terms.title}"
    outcomes = [_outcome(found, rows[number], number, name) for number in sorted(found.effects)]
    write_outcomes(round_, outcomes, name, by=by, at=at)


def _outcome(found: Proposed, row: Candidate, number: str, name: str) -> ForumOutcome:
    """What becomes of one usulan: it leaves with a reason, comes up with the number of its award, or is changed."""
    proposal, after = row.proposal, found.effects[number]
    numbers: dict[str, Any] = {"adendum": found.addendum.number}
    if after is None:
        why = dict(found.addendum.dropped)[number]
        reason, sentence = f"Gugur dengan {name}: {why.note}"[:1000], f"Gugur dengan {name}."
        return ForumOutcome(
            proposal, False, None, proposal.current_volume, proposal.current_amount, Reason.OTHER, reason,
            {**numbers, "kode": "TIDAK_LAYAK"}, sentence,
        )  # fmt: skip
    place, amount = after
    told_ = {one.number: one.sentence for one in found.promoted}
    came = (
        f"Naik dengan {name}. {told_[number]}"
        if number in told_
        else f"Urutan {place}, {rupiah(amount)}, menurut {name}."
    )
    reasons = [move.reason for move in found.addendum.moves if move.number == number]
    reason = f"Keputusan forum: {' '.join(reasons)}"[:1000] if reasons else ""
    numbers |= {"kode": found.amended.proposed.results[number].code, "urutan": place}
    return ForumOutcome(proposal, True, place, _volume(found, row, number), amount, "", reason, numbers, came[:LONGEST])


def _volume(found: Proposed, row: Candidate, number: str) -> Decimal | None:
    """The volume from now on: that of a move of this addendum, else what the list had; frozen for one that comes up."""
    changed = [move.volume for move in found.addendum.moves if move.number == number and move.volume is not None]
    if changed:
        return Decimal(changed[-1].numerator) / Decimal(changed[-1].denominator)
    return row.volume if number in found.amended.promoted else row.proposal.current_volume
