"""What is published of a counted round, and whether what is stored is what its rows come to. Reads only."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from proposals.models import LevelDecision
from rounds.engine import VERSION
from rounds.engine.addenda import amended
from rounds.engine.bundle.checking import Difference, Report, digest, first_difference
from rounds.engine.bundle.documents import RESULTS, documents
from rounds.engine.bundle.moves import NAME as AGREED
from rounds.engine.bundle.reading import RULE
from rounds.engine.record import Record, agreed, compute, points
from rounds.engine.results import canonical_hash, canonical_json
from rounds.engine.values import Allocation
from rounds.models import Addendum, Round, Run

from . import stored
from .addenda import Effects, drawn_for, effects
from .records import record_of
from .rule import small_areas

KEPT = ("code", "place", "award", "reserve", "amount", "score", "criteria", "ballots", "sentences", "numbers")
"""What a stored result says of a candidate."""


def hides_ballots(round_: Round) -> bool:
    """Whether an area has fewer than five delegates, whose choices would reveal it (prioritisation.md 9).

    A rule frozen today says JUMLAH then by itself; this holds for what was frozen before.
    """
    return bool(small_areas(round_))


def bundle_record(round_: Round) -> Record:
    """The record that is published: with points instead of ballots where these are hidden."""
    record = record_of(round_)
    if record.ballots is None or not hides_ballots(round_):
        return record
    return replace(record, ballots=None, totals=points(record))


def stored_report(round_: Round) -> Report:
    """Whether rule, runs, results, outcomes and addenda are what a round's rows come to. Needs its terms loaded."""
    runs = list(round_.runs.order_by("number"))
    if not runs:
        return Report(incomplete=("putaran ini belum dihitung",))
    if others := sorted({run.engine for run in runs} - {VERSION}):
        return Report(incomplete=(f"dihitung mesin versi {others[0]}, program ini versi {VERSION}",))
    record = record_of(round_)
    found = [*_of_rule(round_, record, runs)]
    for run in runs:
        computed = compute(replace(record, seed=run.seed))
        found += [*_of_run(run, computed), *_of_results(run, computed)]
    found += [*_of_moves(round_, record, runs[-1]), *_of_addenda(round_, record)]
    return Report(differences=tuple(found), record=record)


def _of_rule(round_: Round, record: Record, runs: list[Run]) -> Iterator[Difference]:
    frozen = canonical_json(record.rule)
    if frozen != round_.rule.encode():
        yield first_difference(RULE, frozen, round_.rule.encode())
    rule_hash = canonical_hash(record.rule)
    for told in (round_.rule_hash, *(run.rule_hash for run in runs)):
        if told != rule_hash:
            yield Difference(RULE, 0, f"sidik {rule_hash}", told)


def _of_run(run: Run, computed: Allocation) -> Iterator[Difference]:
    values = stored.run_values(computed)
    kept, name = run.result.encode(), f"{RESULTS} hitungan {run.number}"
    if kept != values["result"].encode():
        yield first_difference(name, values["result"].encode(), kept)
    if run.result_hash != digest(kept):
        yield Difference(name, 0, f"sidik {digest(kept)}", run.result_hash)
    for field in ("ties", "unmet", "rooms"):
        if values[field] != getattr(run, field):
            yield Difference(f"{name}, {field}", 0, _text(values[field]), _text(getattr(run, field)))


def _of_results(run: Run, computed: Allocation) -> Iterator[Difference]:
    """The first difference of each candidate, and candidates that have no result."""
    kept = {one.candidate.facts["nomor"]: one for one in run.results.select_related("candidate").order_by("pk")}
    rows = {number: one.candidate for number, one in kept.items()}
    if missing := sorted(set(computed.results) ^ set(kept)):
        yield Difference(f"alasan hitungan {run.number}", 0, "satu hasil untuk tiap calon", missing[0])
        return
    for expected in stored.results(run, rows, computed):
        number = expected.candidate.facts["nomor"]
        for field in KEPT:
            mine, told = (getattr(one, field) for one in (expected, kept[number]))
            if mine != told:
                yield Difference(f"alasan hitungan {run.number}, {number}", 0, _text(mine), _text(told))
                break


def _of_moves(round_: Round, record: Record, run: Run) -> Iterator[Difference]:
    """Moves that are refused when played again; where the round is closed, outcomes that are not the agreed list."""
    after = agreed(record, compute(record, explain=False))
    for place, step in enumerate(after.steps, start=1):
        if step.refusals:
            yield Difference(AGREED, 0, f"perubahan ke-{place} yang berlaku", " ".join(step.refusals))
    places = {line.number: (place, line.amount) for place, line in enumerate(after.lines, start=1)}
    for row in round_.candidates.select_related("decision").order_by("position", "pk"):
        if row.decision is None:
            continue
        number, decision = row.facts["nomor"], row.decision
        told = (decision.rank, decision.amount) if decision.rank else None
        if told != places.get(number):
            yield Difference(f"{AGREED}, {number}", 0, _text(places.get(number)), _text(told))


def _of_addenda(round_: Round, record: Record) -> Iterator[Difference]:
    """The chain: each addendum names the document before it, and keeps the hash of its own and who came in by it."""
    rows = list(round_.addenda.order_by("number"))
    if not rows:
        return
    try:
        chain, came = documents(record, explain=False), amended(record, explain=False)
    except ValueError as refused:
        yield Difference("adendum", 0, "adendum yang dapat menyusul daftar sebelumnya", str(refused))
        return
    for row, before, own, one in zip(rows, chain, chain[1:], came, strict=False):
        for expected, told in ((before.hash, row.previous_hash), (own.hash, row.document_hash)):
            if expected != told:
                yield Difference(f"adendum {row.number}", 0, f"sidik {expected}", told)
        if list(one.promoted) != row.promoted:
            yield Difference(f"adendum {row.number}, usulan naik", 0, _text(list(one.promoted)), _text(row.promoted))
        yield from _of_decisions(round_, row.number, effects(before, own))
    yield from _of_addendum_lot(round_, rows)


def _of_decisions(round_: Round, number: int, expected: Effects) -> Iterator[Difference]:
    """Places and rupiah that an addendum gave, beside the decisions that were written with it."""
    known = {key: nomor for nomor, key in round_.candidates.values_list("facts__nomor", "proposal_id")}
    written = LevelDecision.objects.filter(
        cycle=round_.cycle_id, round_code=round_.code, round_numbers__adendum=number, proposal__in=known
    )
    told: dict[str, tuple[int, int] | None] = {
        known[one.proposal_id]: (one.rank, one.amount) if one.rank else None for one in written.order_by("pk")
    }
    for nomor in sorted({*expected, *told}):
        mine, kept = (list(side[nomor] or ()) if nomor in side else None for side in (expected, told))
        if mine != kept:
            yield Difference(f"adendum {number}, keputusan {nomor}", 0, _text(mine), _text(kept))


def _of_addendum_lot(round_: Round, rows: list[Addendum]) -> Iterator[Difference]:
    """The seed of an addendum is the lot that a second person confirmed."""
    lot = drawn_for(round_)
    confirmed = [lot.seed, lot.witnesses] if lot else None
    for row in rows:
        if row.seed and [row.seed, row.witnesses] != confirmed:
            yield Difference(f"adendum {row.number}, undian", 0, _text(confirmed), _text([row.seed, row.witnesses]))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
