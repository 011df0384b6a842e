"""The verb that changes a closed round: an addendum, which the engine proposes and the head signs."""

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.actions.outcomes import ForumOutcome
from proposals.reasons import Reason
from rounds.counting import addenda, stored
from rounds.counting.addenda import Draft, Proposed
from rounds.models import Addendum, Candidate, Round
from rounds.models.round import SETTLED

from .freezing import HEAD
from .meeting import require_head
from .settling import LONGEST, write_outcomes
from .stepping import locked, told


@transaction.atomic
def sign_addendum(
    round_: Round, draft: Draft, *, by: OfficeHolding, at: datetime, expected: str | None = None
) -> Addendum:
    """Give effect to what the engine proposes: who dropped leaves with a reason, who comes up becomes a priority.

    Winners stay. `expected` is the hash of the document that the proposal was seen with: where somebody signed
    meanwhile, the second is told. Head only.
    """
    round_ = locked(round_, *SETTLED, at=at)
    require_head(round_.forum, HEAD, by)
    found = addenda.propose(round_, draft, by=by, at=at)
    if expected is not None and expected != found.addendum.previous:
        raise ValidationError("Adendum lain baru saja ditandatangani. Periksa lagi usulannya.", code="conflict")
    if found.undecided:
        raise ValidationError("Ada seri yang menentukan. Adakan undian, lalu tulis angka dan dua saksinya.")
    row = Addendum(
        round=round_,
        promoted=list(found.amended.promoted),
        document_hash=found.hash,
        signed_by=by,
        signed_at=at,
        **stored.addendum_values(found.addendum),
    )
    row.full_clean(exclude=["round", "dropped", "added", "promoted"])
    row.save()
    _write(round_, found, by=by, at=at)
    told(
        round_, "adendum ditandatangani", by=by, at=at, nomor=row.number, alasan=row.reason,
        berita_acara=row.report_number, gugur=[number for number, _ in found.addendum.dropped], naik=row.promoted,
        sidik=row.document_hash,
    )  # fmt: skip
    return row


def _write(round_: Round, found: Proposed, *, by: OfficeHolding, at: datetime) -> None:
    rows = {row.facts["nomor"]: row for row in round_.candidates.select_related("proposal").order_by("position")}
    name = f"adendum {found.addendum.number} putaran {round_.terms.title}"
    write_outcomes(round_, [*_dropped(found, rows, name), *_promoted(found, rows, name)], name, by=by, at=at)


def _dropped(found: Proposed, rows: dict[str, Candidate], name: str) -> Iterator[ForumOutcome]:
    for number, why in found.addendum.dropped:
        proposal = rows[number].proposal
        reason, sentence = f"Gugur dengan {name}: {why.note}"[:1000], f"Gugur dengan {name}."
        yield ForumOutcome(
            proposal, False, None, proposal.current_volume, proposal.current_amount, Reason.OTHER, reason,
            {"kode": "TIDAK_LAYAK", "adendum": found.addendum.number}, sentence,
        )  # fmt: skip


def _promoted(found: Proposed, rows: dict[str, Candidate], name: str) -> Iterator[ForumOutcome]:
    """With the number of their award: those before them keep theirs."""
    for one in found.promoted:
        row, result = rows[one.number], found.amended.proposed.results[one.number]
        sentence = f"Naik dengan {name}. {one.sentence}"[:LONGEST]
        yield ForumOutcome(
            row.proposal, True, result.award, row.volume, one.amount, "", "",
            {"kode": result.code, "adendum": found.addendum.number, "urutan": result.award}, sentence,
        )  # fmt: skip
