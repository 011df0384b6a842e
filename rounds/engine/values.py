"""What goes into a round and what comes out: prioritisation.md 2.2, 2.5 and 5.1. Frozen values, whole rupiah.

Words that are published (codes, methods, units, dimensions) are Indonesian as on the page; the names here are English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

WON, QUOTA, CEILING, CONFLICT = "MENANG", "KUOTA", "PAGU", "KONFLIK"
BELOW, UNFIT, LOT = "AMBANG", "TIDAK_LAYAK", "UNDIAN"
RESERVE = "CADANGAN"
"""Second record on losers that carry KUOTA, PAGU, KONFLIK or UNDIAN."""
REQUIREMENT = "SYARAT"
"""Kind of a KONFLIK that is a requirement not funded."""
MERIT = "NILAI"
"""Name of the merit sweep."""
FORUM = "FORUM"
"""Stands for the sweep of a winner that the forum brought in by a move, where an addendum starts from it."""
SKIP, STOP = "LEWATI", "BERHENTI"
BLEND, SCORES, VOTES, CONSENSUS = "GABUNGAN", "SKOR", "SUARA", "MUFAKAT"
BY_SCORE, BY_OWN_RANK = "SKOR", "URUTAN"
PROPOSALS, RUPIAH = "usulan", "rupiah"
FUND = "sumber_dana"
DIMENSIONS = {
    "wilayah": "area",
    "kelompok": "group",
    "kelas": "group_class",
    "jenis": "kind",
    "sifat": "nature",
    "bidang": "field",
    "opd": "agency",
    FUND: "fund",
}
"""Dimension of a limit or guarantee, and the field of a candidate that holds its value."""

Key = tuple[str, ...]
"""One value per dimension of `per`; () for the whole round."""


@dataclass(frozen=True, slots=True)
class Unfitness:
    """Why a candidate takes no part (TIDAK_LAYAK): item, note, who found so and when, what must be mended."""

    item: str
    note: str = ""
    office: str = ""
    date: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One usulan as it stood at freeze. `cost` in rupiah, `people` in jiwa, `score` is C from 0 to 100.

    `place` is the forum's position in MUFAKAT, where `score` is None. `conflicts` pairs a nomor with a note and is read
    in both directions; `requires` names what must be funded first. With `unit_price` the cost is volume × price;
    `divisible` lets part of the volume be funded where the rule allows it. `criteria` and `ballots` are S and B. One
    that the forum `insisted` on passes every limit in usulan (a quota asks for a reason), never one in rupiah.
    """

    number: str
    cost: int
    people: int
    fund: str
    score: Fraction | None = None
    place: int | None = None
    area: str = ""
    group: str = ""
    group_class: str = ""
    kind: str = ""
    nature: str = ""
    field: str = ""
    agency: str = ""
    own_rank: int | None = None
    unfit: Unfitness | None = None
    conflicts: tuple[tuple[str, str], ...] = ()
    requires: tuple[str, ...] = ()
    unit_price: int = 0
    divisible: bool = False
    criteria: Fraction | None = None
    ballots: Fraction | None = None
    insisted: bool = False

    @property
    def home(self) -> tuple[str, str]:
        """What the fourth step of the chain counts: the area, or the group where there is none."""
        return ("wilayah", self.area) if self.area else ("kelompok", self.group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A batas. Each distinct combination of `per` has its own counter; `special` overrides `maximum` for one key."""

    code: str
    unit: str
    maximum: int
    per: tuple[str, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    special: Mapping[Key, int] = field(default_factory=dict)
    label: str = ""

    @property
    def is_ceiling(self) -> bool:
        """Whether it is the pagu of each sumber dana."""
        return self.unit == RUPIAH and self.per == (FUND,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """A jaminan: `count` for each key, before anyone wins by score. `order` is SKOR, or URUTAN for own rank first."""

    code: str
    count: int
    per: tuple[str, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = BY_SCORE
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The frozen rule as far as the sweep reads it. `threshold` is τ; `part_percent` is `bagi`, None where off."""

    limits: tuple[Limit, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    threshold: int = 0
    skip: str = SKIP
    method: str = BLEND
    part_percent: int | None = None

    @property
    def by_consensus(self) -> bool:
        return self.method == CONSENSUS


@dataclass(frozen=True, slots=True)
class Standing:
    """A winner that an addendum starts from: the pass and number it won with, and the rupiah it was given."""

    number: str
    sweep: str
    award: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One test failed at one turn, with its numbers.

    KUOTA: `limit`, `used` of `maximum`, `fillers` in award order, `gap` = C of the last one in minus own C, the
    `last_sweep` that let it in and whether that sweep went by own rank. PAGU: `limit`, `room`, `cost`, or `closed_by`.
    KONFLIK: `other` and `note`; `kind` SYARAT where the other is a requirement.
    """

    code: str
    limit: str = ""
    label: str = ""
    used: int = 0
    maximum: int = 0
    fillers: tuple[str, ...] = ()
    gap: Fraction | None = None
    last_sweep: str = ""
    last_by_rank: bool = False
    room: int = 0
    cost: int = 0
    closed_by: str = ""
    kind: str = ""
    other: str = ""
    note: str = ""

    @property
    def short(self) -> int:
        """Rupiah lacking at its turn."""
        return max(self.cost - self.room, 0)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One turn in one sweep; no failures means funded. `held` where it began to wait for a requirement."""

    sweep: str
    failures: tuple[Failure, ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """One limit under one key: how much of it is used. In an award, as it stood just after."""

    limit: str
    label: str
    key: Key
    unit: str
    maximum: int
    used: int

    @property
    def left(self) -> int:
        return self.maximum - self.used


@dataclass(frozen=True, slots=True)
class Bound:
    """skor_min: funded for every C ≥ value, or > value where `above`. In MUFAKAT `place`: at that place or before."""

    value: Fraction | None = None
    above: bool = False
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What would have funded it, all else equal (5.3); None where nothing would. `by_tie`: it then wins a tie."""

    max_cost: int | None = None
    by_tie: bool = False
    min_score: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one candidate and why.

    `rank` is by C, shared where equal. Winners have `sweep`, `award` (from 1), `amount` in rupiah and `rooms` left
    after; losers that are eligible have `reserve` (from 1). `rivals` are those it met in the lot, `lot` its position.
    """

    candidate: Candidate
    code: str
    rank: int | None = None
    attempts: tuple[Attempt, ...] = ()
    sweep: str = ""
    award: int | None = None
    amount: int = 0
    rooms: tuple[Room, ...] = ()
    reserve: int | None = None
    lot: int = 0
    rivals: tuple[str, ...] = ()
    rival_lot: int = 0
    threshold: int = 0
    change: Change | None = None

    @property
    def won(self) -> bool:
        return self.code == WON

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Of its last turn in the merit sweep."""
        merit = [attempt for attempt in self.attempts if attempt.sweep == MERIT]
        return merit[-1].failures if merit else ()

    @property
    def decisive(self) -> Failure | None:
        """The failure that gave the code: the first; among PAGU a closed source, else the one short by most."""
        first = next(iter(self.failures), None)
        if first is None or first.code != CEILING:
            return first
        return max(self.failures, key=lambda failure: (bool(failure.closed_by), failure.short))


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates equal in C, penerima, biaya and area count of whom not all fared alike: the lot decides (4.5)."""

    sweep: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """Jaminan tak terpenuhi: how many of `count` a key got, and for each of its candidates code and failures."""

    guarantee: str
    label: str
    key: Key
    reached: int
    count: int
    candidates: tuple[tuple[str, str, tuple[Failure, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """The computed list. `results` by nomor in byte order; `awarded` and `reserves` in their order."""

    rule: Rule
    seed: str
    results: Mapping[str, Result]
    awarded: tuple[str, ...]
    reserves: tuple[str, ...]
    rooms: tuple[Room, ...]
    ties: tuple[Tie, ...]
    unmet: tuple[Unmet, ...]

    @property
    def undecided(self) -> tuple[Tie, ...]:
        """Ties that the forum must still draw for."""
        return () if self.seed else self.ties

    @property
    def spent(self) -> int:
        """Rupiah of all winners."""
        return sum(self.results[number].amount for number in self.awarded)
