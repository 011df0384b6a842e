"""The rule file read: prioritisation.md 2.6. What is not the engine's (criteria, ballots) is left to others."""

from collections.abc import Mapping
from typing import Any

from .values import (
    BLEND,
    BY_OWN_RANK,
    BY_SCORE,
    CONSENSUS,
    DIMENSIONS,
    PROPOSALS,
    RUPIAH,
    SCORES,
    SKIP,
    STOP,
    VOTES,
    Guarantee,
    Key,
    Limit,
    Rule,
)

JOINT = "|"
"""Between the values of a key of `khusus` where `per` has several dimensions."""


def rule_from(data: Mapping[str, Any]) -> Rule:
    """The part of a frozen rule that the sweep reads. ValueError for a word it does not know or a number that is none.

    `khusus` maps keys to maxima, their values joined by `|` in the order of `per`.
    """
    return Rule(
        limits=tuple(_limit(record) for record in data["batas"]),
        guarantees=tuple(_guarantee(record) for record in data["jaminan"]),
        threshold=whole(data["ambang"], most=100),
        skip=one_of(data["lewat"], (SKIP, STOP)),
        method=one_of(data["metode"], (BLEND, SCORES, VOTES, CONSENSUS)),
        part_percent=None if data["bagi"] is None else whole(data["bagi"], most=100),
    )


def _limit(record: Mapping[str, Any]) -> Limit:
    per = _per(record)
    return Limit(
        code=record["kode"],
        label=record.get("label", ""),
        unit=one_of(record["satuan"], (PROPOSALS, RUPIAH)),
        maximum=whole(record["maks"]),
        per=per,
        only=_only(record),
        special={_key(text, per): whole(maximum) for text, maximum in record["khusus"].items()},
    )


def _guarantee(record: Mapping[str, Any]) -> Guarantee:
    return Guarantee(
        code=record["kode"],
        label=record.get("label", ""),
        count=whole(record["jumlah"], least=1),
        per=_per(record),
        only=_only(record),
        order=one_of(record["urut"], (BY_SCORE, BY_OWN_RANK)),
    )


def _per(record: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(one_of(dimension, DIMENSIONS) for dimension in record["per"])


def _only(record: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {one_of(dimension, DIMENSIONS): tuple(values) for dimension, values in record["hanya"].items()}


def _key(text: str, per: tuple[str, ...]) -> Key:
    key = tuple(text.split(JOINT)) if per else ()
    if len(key) != len(per):
        raise ValueError(f"{text!r} is no key of {per}")
    return key


def one_of(word: str, known: Mapping[str, str] | tuple[str, ...]) -> str:
    """The word, if it is known. ValueError else."""
    if word not in known:
        raise ValueError(f"{word!r} is none of {', '.join(known)}")
    return word


def whole(number: Any, *, least: int = 0, most: int | None = None) -> int:
    """The number, if it is a whole one within the bounds. ValueError else, also for a bool or a float."""
    if type(number) is not int or number < least or (most is not None and number > most):
        raise ValueError(f"{number!r} is no whole number from {least}")
    return number
