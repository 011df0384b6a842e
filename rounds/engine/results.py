"""The bytes that are published and hashed: hasil.csv, canonical JSON, rule hash (prioritisation.md 8)."""

import json
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from .values import Allocation, Result

HEADER = "nomor;kode;sapuan;urut;cadangan;biaya;nilai"


def result_file(allocation: Allocation) -> bytes:
    """hasil.csv: one row per candidate by nomor in byte order, LF, a final LF, no BOM. ValueError for ; in a nomor."""
    rows = sorted(allocation.results.items(), key=lambda item: item[0].encode())
    return "".join(f"{line}\n" for line in (HEADER, *(_row(result) for _, result in rows))).encode()


def result_hash(allocation: Allocation) -> str:
    """SHA-256 of hasil.csv, lower-case hex."""
    return sha256(result_file(allocation)).hexdigest()


def _row(result: Result) -> str:
    number = result.candidate.number
    if set(number) & set(';"\r\n'):
        raise ValueError(f"nomor {number!r} cannot stand in hasil.csv")
    counted = ("" if value is None else str(value) for value in (result.award, result.reserve))
    return ";".join((number, result.code, result.sweep, *counted, str(result.amount), _worth(result)))


def _worth(result: Result) -> str:
    """C, in MUFAKAT the place; empty for what takes no part."""
    candidate = result.candidate
    if candidate.unfit is not None and not result.won:
        return ""
    value = candidate.place if candidate.score is None else candidate.score
    return "" if value is None else fraction_text(Fraction(value))


def fraction_text(value: Fraction) -> str:
    """`num/den` in lowest terms, with 1 written too."""
    return f"{value.numerator}/{value.denominator}"


def canonical_json(value: Any) -> bytes:
    """UTF-8 in NFC, keys sorted, no spaces, fractions as "num/den". TypeError for a float, or anything JSON lacks."""
    plain = _plain(value)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def canonical_hash(value: Any) -> str:
    """SHA-256 of canonical JSON, lower-case hex; of a rule: rule_hash."""
    return sha256(canonical_json(value)).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int():
            return value
        case str():
            return normalize("NFC", value)
        case Fraction():
            return fraction_text(value)
        case dict():
            found = {normalize("NFC", key): _plain(inner) for key, inner in value.items()}
            if len(found) != len(value):
                raise TypeError("two keys are one in NFC")
            return found
        case list() | tuple():
            return [_plain(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} has no place in canonical JSON")


def in_nfc(value: Any) -> Any:
    """The same value with all text in NFC, inside tuples, mappings and frozen dataclasses too."""
    match value:
        case str():
            return normalize("NFC", value)
        case tuple():
            return tuple(in_nfc(inner) for inner in value)
        case dict():
            return {in_nfc(key): in_nfc(inner) for key, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: getattr(value, field.name) for field in fields(value)}
        changed = {name: new for name, old in found.items() if (new := in_nfc(old)) != old}
        return replace(value, **changed) if changed else value
    return value
