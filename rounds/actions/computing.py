"""Verbs of the count: close the collecting and compute, draw the lot and confirm it, take the list into the forum."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from rounds.counting import compute_blockers, stored
from rounds.counting.advice import advice
from rounds.counting.areas import people_by_area
from rounds.counting.records import frozen_rule, record_of
from rounds.engine import VERSION
from rounds.engine.record import compute
from rounds.engine.results import canonical_hash
from rounds.engine.values import Allocation
from rounds.models import Forum, Lot, Round, Run, RunResult

from .balloting import shuffle
from .freezing import HEAD
from .meeting import require_head
from .stepping import Status, locked, refuse, step, told

WITNESSES = 2


@transaction.atomic
def count_round(round_: Round, *, by: OfficeHolding, at: datetime) -> Run:
    """End the collecting and compute run 1. With a decisive tie the round waits for its lot."""
    round_ = locked(round_, Status.COLLECTING, at=at)
    require_head(round_.forum, HEAD, by)
    refuse(compute_blockers.compute_blockers(round_, at))
    _require_same_rule(round_)
    step(round_, Status.SHUFFLING)
    shuffle(round_)
    allocation, run = _run(round_, Run.Kind.FIRST, by=by, at=at)
    step(round_, Status.LOT if allocation.undecided else Status.COMPUTED)
    told(round_, "dihitung", by=by, at=at, sidik=run.result_hash, seri=len(allocation.undecided))
    return run


def _run(round_: Round, kind: Run.Kind, *, by: OfficeHolding, at: datetime) -> tuple[Allocation, Run]:
    record = record_of(round_)
    allocation = compute(record)
    rows = {row.facts["nomor"]: row for row in round_.candidates.order_by("pk")}
    run = Run.objects.create(
        round=round_, number=round_.runs.count() + 1, kind=kind, engine=VERSION, rule_hash=round_.rule_hash,
        by=by, at=at, advice=advice(record, allocation, people_by_area(round_)), **stored.run_values(allocation),
    )  # fmt: skip
    RunResult.objects.bulk_create(stored.results(run, rows, allocation), batch_size=200)
    return allocation, run


def _require_same_rule(round_: Round) -> None:
    """H06: the frozen text is the one that was hashed."""
    if canonical_hash(dict(frozen_rule(round_))) != round_.rule_hash:
        raise ValidationError("Sidik aturan berbeda dari saat dibekukan. Hubungi Bappeda; putaran ini tidak dihitung.")


@transaction.atomic
def draw_lot(round_: Round, *, seed: str, witnesses: Sequence[str], by: OfficeHolding, at: datetime) -> Lot:
    """Write down what was drawn in the forum, once, with at least two witnesses; somebody else confirms it."""
    round_ = locked(round_, Status.LOT, at=at)
    lot = typed_lot(round_, seed=seed, witnesses=witnesses, by=by, at=at)
    told(round_, "undian diketik", by=by, at=at, saksi=len(lot.witnesses))
    return lot


def typed_lot(
    round_: Round, *, seed: str, witnesses: Sequence[str], by: OfficeHolding, at: datetime, after_closing: bool = False
) -> Lot:
    """The one lot of a locked round as it is written down; part of the verbs that ask for it."""
    named = [name.strip() for name in witnesses if name.strip()]
    if not seed.strip():
        raise ValidationError({"seed": "Ketik angka yang diambil dari undian, misalnya 483920."})
    if len({name.casefold() for name in named}) < WITNESSES:
        raise ValidationError({"witnesses": "Tulis paling sedikit dua saksi undian."})
    if Lot.objects.filter(round=round_).exists():
        raise ValidationError("Undian sudah diketik. Undian tidak diulang.")
    lot = Lot(round=round_, seed=seed.strip(), witnesses=named, after_closing=after_closing, drawn_by=by, drawn_at=at)
    lot.clean_fields(exclude=["round", "confirmed_by", "confirmed_at"])
    lot.save()
    return lot


@transaction.atomic
def confirm_lot(round_: Round, *, by: OfficeHolding, at: datetime) -> Run:
    """Confirm as a second person that the seed is what was drawn; run 2 then decides the ties, run 1 is kept."""
    round_ = locked(round_, Status.LOT, at=at)
    lot = confirmed_lot(round_, by=by, at=at)
    _, run = _run(round_, Run.Kind.LOT, by=by, at=at)
    step(round_, Status.COMPUTED)
    told(round_, "undian dibenarkan", by=by, at=at, benih=lot.seed, sidik=run.result_hash)
    return run


def confirmed_lot(round_: Round, *, by: OfficeHolding, at: datetime) -> Lot:
    """The lot of a locked round, confirmed by somebody else than typed it; part of the verbs that ask for it."""
    lot = Lot.objects.select_related("drawn_by").filter(round=round_).first()
    if lot is None:
        raise ValidationError("Undian belum diketik.")
    if lot.confirmed_at is not None:
        raise ValidationError("Undian sudah dibenarkan.")
    if lot.drawn_by.user_id == by.user_id:
        raise ValidationError("Undian dibenarkan orang lain daripada yang mengetiknya.")
    lot.confirmed_by, lot.confirmed_at = by, at
    lot.save(update_fields=["confirmed_by", "confirmed_at"])
    return lot


@transaction.atomic
def bring_to_forum(round_: Round, *, by: OfficeHolding, at: datetime) -> Round:
    """Lay the computed list before the forum in session, which agrees on it or changes it with reasons."""
    round_ = locked(round_, Status.COMPUTED, at=at)
    require_head(round_.forum, HEAD, by)
    if round_.forum.status != Forum.Status.OPEN:
        raise ValidationError("Forum belum dibuka. Buka forum, lalu bawa hasil hitungan ke forum.")
    step(round_, Status.AGREED)
    told(round_, "dibawa ke forum", by=by, at=at)
    return round_
