"""The documents of a round: its computed and agreed list, then each addendum, every one naming the hash of the last.

The hash of a document covers its lists but not their explanations, so it can be had without them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from rounds.engine.addenda import Amended, amended
from rounds.engine.moves import Agreed
from rounds.engine.record import Addendum, Correction, Money, Record, agreed, compute
from rounds.engine.results import canonical_hash, canonical_json, result_file
from rounds.engine.values import Allocation

from .candidates import text, texts, unfitness, unfitness_data
from .moves import NAME as AGREED
from .moves import agreed_file, read_moves
from .reasons import NAME as REASONS
from .reasons import reason_file
from .tables import json_of

RESULTS, ADDENDUM, FOLDER = "hasil.csv", "adendum.json", "adendum"


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its lists, its files by their names in the bundle, its hash."""

    computed: Allocation
    agreed: Agreed
    files: Mapping[str, bytes]
    hash: str


def documents(record: Record, computed: Allocation | None = None, *, explain: bool = True) -> tuple[Document, ...]:
    """The document of the round and those of its addenda. ValueError where a record or addendum cannot be."""
    first = computed or compute(record, explain=explain)
    found = [_of_round(record, first, explain=explain)]
    for one in amended(record, first, explain=explain):
        found.append(_of_addendum(one, found[-1].hash, explain=explain))
    return tuple(found)


def document_hash(record: Record) -> str:
    """Hash of the last document: what the next addendum names as `previous`. Lower-case hex."""
    return documents(record, explain=False)[-1].hash


def _of_round(record: Record, computed: Allocation, *, explain: bool) -> Document:
    after = agreed(record, computed)
    files = _lists(computed, after, explain=explain)
    named = {
        "aturan": canonical_hash(record.rule),
        "hasil": _hash(files[RESULTS]),
        "kesepakatan": _hash(files[AGREED]),
        "kode": record.code,
        "versi": record.version,
    }
    return Document(computed, after, files, canonical_hash(named))


def _of_addendum(one: Amended, previous: str, *, explain: bool) -> Document:
    lists = _lists(one.proposed, one.agreed, explain=explain)
    corrections = [_correction_data(each) for each in one.addendum.corrections]
    data = canonical_json(
        ({"ralat": corrections} if corrections else {})
        | {
            "alasan": one.addendum.reason,
            "benih": one.addendum.seed or None,
            "berita_acara": one.addendum.minutes,
            "gugur": [{"nomor": number, **unfitness_data(why)} for number, why in one.addendum.dropped],
            "hasil": _hash(lists[RESULTS]),
            "kesepakatan": _hash(lists[AGREED]),
            "nomor": one.addendum.number,
            "saksi": one.addendum.witnesses,
            "sebelum": previous,
            "tambahan": [{"batas": m.limit, "jumlah": m.amount, "kunci": m.key} for m in one.addendum.money],
        }
    )
    folder = f"{FOLDER}/{one.addendum.number}"
    files = {f"{folder}/{name}": content for name, content in {ADDENDUM: data, **lists}.items()}
    return Document(one.proposed, one.agreed, files, _hash(data))


def _lists(computed: Allocation, after: Agreed, *, explain: bool) -> dict[str, bytes]:
    reasons = {REASONS: reason_file(computed)} if explain else {}
    return {RESULTS: result_file(computed), **reasons, AGREED: agreed_file(computed, after)}


def read_addenda(files: Mapping[str, bytes]) -> tuple[Addendum, ...]:
    """The addenda 1 to n of a bundle, as far as their numbers follow. BundleError for one that cannot be read."""
    found: list[Addendum] = []
    while (name := f"{FOLDER}/{len(found) + 1}/{ADDENDUM}") in files:
        addendum = json_of(files, name, _addendum)
        moves = f"{FOLDER}/{len(found) + 1}/{AGREED}"
        found.append(replace(addendum, moves=read_moves(files, moves)) if moves in files else addendum)
    return tuple(found)


def _addendum(data: Any) -> Addendum:
    return Addendum(
        number=whole(data["nomor"]),
        reason=text(data["alasan"]),
        minutes=text(data["berita_acara"]),
        previous=text(data["sebelum"]),
        dropped=tuple((text(one.pop("nomor")), unfitness(one)) for one in data["gugur"]),
        money=tuple(Money(text(m["batas"]), texts(m["kunci"]), whole(m["jumlah"])) for m in data["tambahan"]),
        corrections=tuple(
            Correction(text(c["nomor"]), text(c["bidang"]), text(c["lama"]), text(c["baru"]))
            for c in data.get("ralat", ())
        ),
        seed=text(data["benih"] or ""),
        witnesses=texts(data["saksi"]),
    )


def _correction_data(one: Correction) -> dict[str, str]:
    return {"baru": one.new, "bidang": one.field, "lama": one.old, "nomor": one.number}


def whole(data: Any) -> int:
    """A whole number. TypeError for anything else."""
    if type(data) is not int:
        raise TypeError("no whole number")
    return data


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
