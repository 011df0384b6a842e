"""Stand-in by H2 until H1's file comes: the interface alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from catalogue.models import KamusItem, KamusRule


class Verdict(StrEnum):
    PASSED = "lolos"
    PROOF = "perlu bukti"
    UNFIT = "tidak sesuai"


@dataclass(frozen=True)
class Facts:
    volume: Decimal | None = None
    length: Decimal | None = None
    width: Decimal | None = None
    height: Decimal | None = None
    damage: int | None = None
    participants: int | None = None
    youngest: int | None = None
    oldest: int | None = None
    listed: int | None = None
    land: str = ""
    receiver: str = ""
    group_kind: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    taken_city: Mapping[str, Decimal] = field(default_factory=dict)
    taken_area: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    rule: KamusRule | None
    verdict: Verdict
    text: str
    quote: str
    other: KamusItem | None


def check(item: KamusItem, facts: Facts) -> list[Answer]:
    return []


def worst(answers: list[Answer]) -> Verdict:
    return Verdict.PASSED
