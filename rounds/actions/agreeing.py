"""Verb of the forum on a computed list: one change with its reason, replayed before it counts (prioritisation.md 6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from rounds.counting.records import move as as_move
from rounds.counting.records import numbers, record_of
from rounds.engine.record import agreed
from rounds.models import Candidate, Move, Round

from .stepping import Status, locked, told

KINDS = (Move.Kind.ORDER, Move.Kind.HOLD, Move.Kind.INSIST, Move.Kind.CHANGE)


@transaction.atomic
def change(
    round_: Round,
    candidate: Candidate,
    *,
    kind: str,
    reason: str,
    asked_by: str,
    by: OfficeHolding,
    at: datetime,
    place: int | None = None,
    volume: Decimal | None = None,
    votes: Sequence[int] | None = None,
    expected: int | None = None,
) -> Move:
    """Change the agreed list: PINDAH or MASUK to `place`, KELUAR, or UBAH to `volume`.

    Refused with a sentence where the list would break pagu, conflict or requirement. `expected` is the revision that
    the person saw: who comes second is told, and nothing is lost.
    """
    round_ = locked(round_, Status.AGREED, at=at)
    if expected is not None and expected != round_.revision:
        raise ValidationError(
            "Daftar baru saja diubah orang lain. Periksa daftar terbaru, lalu ulangi.", code="conflict"
        )
    if kind not in KINDS:
        raise ValidationError("Pilih perubahan: pindah, keluar, masuk, atau ubah volume.")
    rows = numbers(round_)
    move = Move(
        round=round_, candidate=candidate, kind=kind, before=0, after=place or 0, volume=volume, reason=reason.strip(),
        asked_by=asked_by.strip(), votes=list(votes) if votes else None, by=by, at=at,
    )  # fmt: skip
    record = record_of(round_)
    longer = replace(record, moves=(*record.moves, as_move(move, rows)))
    if refusals := agreed(longer).steps[-1].refusals:
        raise ValidationError(list(refusals))
    move.save()
    round_.revision += 1
    round_.save(update_fields=["revision"])
    told(round_, "daftar diubah", by=by, at=at, jenis=kind, usulan=rows[candidate.pk], tempat=place, alasan=move.reason)
    return move
