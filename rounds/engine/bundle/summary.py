"""ringkasan.json: hashes and counts of a round; and the lot, undian.json. What is written here is recomputed, not read.

Only code, version and the number of secret ballots are read back: nothing else in the bundle says them.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from rounds.engine import VERSION
from rounds.engine.order import lot_positions
from rounds.engine.record import Record, points
from rounds.engine.results import canonical_hash, canonical_json, result_hash
from rounds.engine.values import Allocation, Unmet

from .candidates import text, texts
from .documents import Document, whole
from .reasons import failure_data, room_data
from .tables import json_of

NAME, LOT = "ringkasan.json", "undian.json"
SCHEME = 1
"""Raised when a bundle of this version could not be read as one of the last."""


def summary_file(record: Record, chain: Sequence[Document], others: Mapping[str, bytes]) -> bytes:
    """The summary of all other files of the bundle, each with its SHA-256."""
    computed, totals = chain[0].computed, points(record)
    return canonical_json(
        {
            "aturan": canonical_hash(record.rule),
            "berkas": {name: sha256(content).hexdigest() for name, content in others.items()},
            "biaya": computed.spent,
            "cadangan": len(computed.reserves),
            "daftar": [{"biaya": one.agreed.cost, "usulan": len(one.agreed.lines)} for one in chain],
            "dokumen": [document.hash for document in chain],
            "hasil": result_hash(computed),
            "jaminan_tak_terpenuhi": [_unmet(one) for one in computed.unmet],
            "kandidat": len(computed.results),
            "kode": record.code,
            "mesin": VERSION,
            "penilai": len({value.assessor for value in record.values}),
            "ruang": [room_data(room) for room in computed.rooms],
            "skema": SCHEME,
            "surat_suara": totals.ballots if totals else None,
            "terpilih": len(computed.awarded),
            "versi": record.version,
        }
    )


def lot_file(record: Record, computed: Allocation) -> bytes:
    """Seed, witnesses, positions, and the ties that the lot decided; no positions where none was drawn."""
    return canonical_json(
        {
            "benih": record.seed or None,
            "posisi": lot_positions(computed.results, record.seed) if record.seed else {},
            "saksi": record.witnesses,
            "seri": [{"anggota": tie.members, "sapuan": tie.sweep} for tie in computed.ties],
        }
    )


def read_lot(files: Mapping[str, bytes]) -> tuple[str, tuple[str, ...]]:
    """Seed and witnesses. BundleError where they cannot be read."""
    return json_of(files, LOT, lambda data: (text(data["benih"] or ""), texts(data["saksi"])))


def read_summary(files: Mapping[str, bytes]) -> tuple[str, int, int | None]:
    """Code and version of the round, and how many ballots were valid. BundleError where they cannot be read."""
    return json_of(files, NAME, _named)


def read_versions(files: Mapping[str, bytes]) -> tuple[int, int]:
    """Which engine and which scheme made the bundle. BundleError where that cannot be read."""
    return json_of(files, NAME, lambda data: (whole(data["mesin"]), whole(data["skema"])))


def read_hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each other file, as the summary gives it. BundleError where it cannot be read."""
    return json_of(files, NAME, lambda data: {name: text(value) for name, value in data["berkas"].items()})


def _named(data: Any) -> tuple[str, int, int | None]:
    ballots = data["surat_suara"]
    return text(data["kode"]), whole(data["versi"]), None if ballots is None else whole(ballots)


def _unmet(one: Unmet) -> dict[str, Any]:
    return {
        "jaminan": one.guarantee,
        "jumlah": one.count,
        "kunci": one.key,
        "label": one.label,
        "tercapai": one.reached,
        "usulan": [
            {"gagal": [failure_data(failure) for failure in failures], "kode": code, "nomor": number}
            for number, code, failures in one.candidates
        ],
    }
