"""In which order candidates are met: prioritisation.md 4.3. No order depends on a primary key or the order of rows.

A static key is a tuple of integers, smaller first: (place of C, −penerima, biaya), in MUFAKAT (place,); in URUTAN
sweeps the own rank stands before it. Places are even, so that "just before" a place is the odd number below.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from math import lcm

from .values import Candidate

Static = tuple[int, ...]

FEWEST = -(10**18)
"""Stands in a key where it must come before any penerima."""
PARTED = {"people": "penerima", "cost": "biaya", "home": "wilayah", "lot": "undian"}


def lot_hash(seed: str, number: str) -> str:
    """SHA-256 of `seed|nomor` in UTF-8, lower-case hex."""
    return sha256(f"{seed}|{number}".encode()).hexdigest()


def lot_positions(numbers: Iterable[str], seed: str = "") -> dict[str, int]:
    """Positions from 1: by hash where a seed was drawn, by nomor (byte order) where none was needed."""
    known = sorted(numbers, key=str.encode)
    ordered = sorted(known, key=lambda number: lot_hash(seed, number)) if seed else known
    return {number: position for position, number in enumerate(ordered, start=1)}


def descending(scores: Iterable[Fraction]) -> list[Fraction]:
    """The distinct scores, highest first; compared as integers over one common denominator."""
    distinct = set(scores)
    common = lcm(*(score.denominator for score in distinct))
    return sorted(distinct, key=lambda score: -score.numerator * (common // score.denominator))


def static_key(candidate: Candidate, places: Mapping[Fraction, int]) -> Static:
    """The key of the merit sweep; `places` maps each C to its even place."""
    if candidate.score is None:
        return (2 * (candidate.place or 0),)
    return (places[candidate.score], -candidate.people, candidate.cost)


def even_places(scores: Sequence[Fraction]) -> dict[Fraction, int]:
    """Scores in descending order to their even places: 0, 2, 4, …"""
    return {score: 2 * index for index, score in enumerate(scores)}


def parting_step(winner: Candidate, loser: Candidate, counts: tuple[int, int] | None = None) -> str:
    """Which step of the chain parted two candidates equal in C, for the list shown before a draw.

    `counts` are the funded of the areas of both when the winner was chosen, where it is known.
    """
    if winner.people != loser.people:
        return PARTED["people"]
    if winner.cost != loser.cost:
        return PARTED["cost"]
    if counts is not None and counts[0] != counts[1]:
        return PARTED["home"]
    return PARTED["lot"]
