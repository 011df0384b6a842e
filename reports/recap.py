"""The recap: how many usulan and how much rupiah, by place, agency and kind. Data first; page and sheet draw it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from accounts.models import ProposerGroup
from catalogue.models import KamusItem
from proposals.reasons import Reason
from regions import codes

from .tables.ask import EMPTY, UNKNOWN, Names
from .tables.shape import Sums
from .tables.source import Source
from .verdicts import Upto, Verdict, verdict

KINDS = tuple((kind.value, kind.label) for kind in KamusItem.Kind)


@dataclass(frozen=True)
class Tally:
    """A number of usulan and their rupiah."""

    count: int = 0
    amount: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, self.amount + other.amount)


@dataclass(frozen=True)
class Line:
    """One row of a recap. `proposed` holds the amounts as they were sent, the verdicts the amounts as decided."""

    key: str
    name: str
    proposed: Tally
    verdicts: dict[Verdict, Tally]
    kinds: dict[str, Tally]
    senders: int = 0
    at: str = ""
    """How the address of a list says this row: `di=35.73.02`."""

    def by(self, which: Verdict) -> Tally:
        """Usulan with that verdict."""
        return self.verdicts.get(which, Tally())

    @property
    def accepted(self) -> Tally:
        return self.by(Verdict.ACCEPTED)

    @property
    def open(self) -> Tally:
        return self.by(Verdict.OPEN)

    @property
    def later(self) -> Tally:
        return self.by(Verdict.LATER)

    @property
    def refused(self) -> Tally:
        return self.by(Verdict.REFUSED)

    @property
    def merged(self) -> Tally:
        return self.by(Verdict.MERGED)

    @property
    def share(self) -> Decimal | None:
        """Accepted of proposed, in percent with one decimal; None where nothing was proposed."""
        return percent(self.accepted.count, self.proposed.count)

    @property
    def composition(self) -> list[tuple[str, Tally, Decimal | None]]:
        """Fisik, barang, non-fisik: label, tally, share of this row in percent."""
        return [
            (label, self.kinds.get(kind, Tally()), percent(self.kinds.get(kind, Tally()).count, self.proposed.count))
            for kind, label in KINDS
        ]


@dataclass(frozen=True)
class Recap:
    """All the rows a recap page or workbook shows; each list adds up to `total`."""

    upto: Upto
    districts: list[Line]
    kelurahan: list[Line]
    agencies: list[Line]
    kinds: list[Line]
    list_kinds: list[Line]
    total: Line
    reasons: list[tuple[str, str, int]] = field(default_factory=list)
    rw_senders: int = 0
    other_senders: int = 0


@dataclass(frozen=True)
class Year:
    """One year's result: usulan proposed and taken into the plan."""

    plan_year: int
    proposed: int
    accepted: int

    @property
    def share(self) -> Decimal | None:
        return percent(self.accepted, self.proposed)


def percent(part: int, whole: int) -> Decimal | None:
    """Part of the whole in percent, rounded half up to one decimal; None of nothing."""
    return (Decimal(part * 1000) / whole).quantize(Decimal(1), rounding="ROUND_HALF_UP") / 10 if whole else None


class _Sum:
    """A row while it is being counted: [count, asked] of all, by kind, and [count, amount] by verdict."""

    def __init__(self, name: str, at: dict[str, str]) -> None:
        self.name, self.at = name, at
        self.proposed = [0, 0]
        self.kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.verdicts: dict[Verdict, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, kind: str, found: Verdict, sums: Sums) -> None:
        for pair in (self.proposed, self.kinds[kind]):
            pair[0] += sums.count
            pair[1] += sums.asked
        came = self.verdicts[found]
        came[0] += sums.count
        came[1] += sums.amount

    def line(self, key: str, senders: int = 0) -> Line:
        return Line(
            key,
            self.name,
            Tally(*self.proposed),
            {found: Tally(*pair) for found, pair in self.verdicts.items()},
            {kind: Tally(*pair) for kind, pair in self.kinds.items()},
            senders,
            urlencode(self.at),
        )


class _Sums(dict[str, _Sum]):
    """The rows of one breakdown by their key."""

    def of(self, key: str, name: str, **at: str) -> _Sum:
        return self[key] if key in self else self.setdefault(key, _Sum(name, at))


def recap(source: Source, upto: Upto, names: Names) -> Recap:
    """Count a set of public usulan in four queries, whatever its size: by place, by subject, senders, their groups.

    Names take two more. By place and by subject apart: together they would have thousands of rows.
    """
    districts, kelurahan = _by_place(source, upto, names)
    agencies, kinds, list_kinds, reasons = _Sums(), _Sums(), _Sums(), Counter[str]()
    total = _Sum("Jumlah", {})
    labels = dict(KINDS)
    for (status, kind, lane, agency, reason), sums in source.cells("status", "kind", "list", "agency", "reason"):
        found = verdict(status, upto)
        for row in (
            total,
            agencies.of(str(agency or ""), names.agency(agency), pd=str(agency or EMPTY)),
            kinds.of(kind, labels.get(kind, UNKNOWN), sifat=kind or EMPTY),
            list_kinds.of(lane, lane or UNKNOWN, daftar=lane or EMPTY),
        ):
            row.add(kind, found, sums)
        if found in BEHIND and reason:
            reasons[reason] += sums.count
    senders, rw, others = _senders(source)
    top = sorted(reasons.items(), key=lambda one: (-one[1], one[0]))[:5]
    return Recap(
        upto=upto,
        districts=[row.line(key, senders.get(key, 0)) for key, row in sorted(districts.items())],
        kelurahan=[row.line(key, _below(senders, key)) for key, row in sorted(kelurahan.items())],
        agencies=_by_size(agencies),
        kinds=_by_size(kinds),
        list_kinds=_by_size(list_kinds),
        total=total.line("", rw),
        reasons=[(code, Reason(code).label, count) for code, count in top],
        rw_senders=rw,
        other_senders=others,
    )


def _by_place(source: Source, upto: Upto, names: Names) -> tuple[_Sums, _Sums]:
    districts, kelurahan = _Sums(), _Sums()
    for (status, kind, high, low), sums in source.cells("status", "kind", "kecamatan", "kelurahan"):
        found, above = verdict(status, upto), names.places[high]
        districts.of(above.code, above.name, di=above.code).add(kind, found, sums)
        if low is None:
            row = kelurahan.of(above.code, f"Usulan Kecamatan {above.name}", di=above.code, milik="kecamatan")
        else:
            below = names.places[low]
            row = kelurahan.of(below.code, below.name, di=below.code)
        row.add(kind, found, sums)
    return districts, kelurahan


def _below(senders: dict[str, int], code: str) -> int:
    """RW that have sent from a kelurahan; a kecamatan itself has none."""
    return 0 if codes.level_of(code) == codes.DISTRICT else senders.get(code, 0)


def _by_size(found: _Sums) -> list[Line]:
    """The most asked for first."""
    return [row.line(key) for key, row in sorted(found.items(), key=lambda one: (-one[1].proposed[0], one[1].name))]


BEHIND = frozenset({Verdict.REFUSED, Verdict.LATER})
"""What leaves a usulan behind, with a reason."""


def _senders(source: Source) -> tuple[dict[str, int], int, int]:
    """RW that have sent, by code of kecamatan and kelurahan; then all RW, and all other groups."""
    by_code: dict[str, int] = defaultdict(int)
    rw = others = 0
    sent = {key for (key,), _ in source.cells("group")}
    groups = ProposerGroup.objects.filter(pk__in=sent).order_by().values_list("kind", "region__code")
    for kind, code in groups:
        if kind == ProposerGroup.Kind.RW:
            rw += 1
            by_code[codes.cut(code, codes.DISTRICT)] += 1
            by_code[codes.cut(code, codes.KELURAHAN)] += 1
        else:
            others += 1
    return by_code, rw, others


def years(source: Source, plan_years: Mapping[int, int]) -> list[Year]:
    """The last five plan years of a set of public usulan over all cycles, oldest first, in one query.

    `plan_years` tells the plan year of each cycle by its key.
    """
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for (cycle, status), sums in source.cells("cycle", "status"):
        year = found[plan_years[cycle]]
        year[0] += sums.count
        year[1] += sums.count if verdict(status, Upto.PLAN) == Verdict.ACCEPTED else 0
    return [Year(plan_year, *found[plan_year]) for plan_year in sorted(found)[-5:]]
