"""The recap: how many usulan and how much rupiah, by place, agency and kind. Data first; page and sheet draw it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from accounts.models import ProposerGroup
from catalogue.models import KamusItem
from proposals.querysets import ProposalQuerySet
from proposals.reasons import Reason
from regions import codes

from .verdicts import VERDICTS, Upto, Verdict, verdict

UNKNOWN = "Belum diisi"
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
    reasons: list[tuple[str, int]] = field(default_factory=list)
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
    """A row while it is being counted."""

    def __init__(self) -> None:
        self.name = ""
        self.proposed = Tally()
        self.verdicts: dict[Verdict, Tally] = defaultdict(Tally)
        self.kinds: dict[str, Tally] = defaultdict(Tally)

    def line(self, key: str, senders: int = 0) -> Line:
        return Line(key, self.name, self.proposed, dict(self.verdicts), dict(self.kinds), senders)


_Key = Callable[[Mapping[str, Any]], tuple[str, str]]


def recap(proposals: ProposalQuerySet, upto: Upto) -> Recap:
    """Count a set of public usulan in three queries, whatever its size: sums, senders, reasons."""
    rows = (
        proposals.order_by()
        .values(
            "status",
            "kind",
            "list_kind",
            "kecamatan__code",
            "kecamatan__name",
            "kelurahan__code",
            "kelurahan__name",
            "agency__name",
        )
        .annotate(count=Count("pk"), asked=Sum("amount"), current=Sum("current_amount"))
    )
    dimensions: dict[str, _Key] = {
        "districts": lambda row: (row["kecamatan__code"], row["kecamatan__name"]),
        "kelurahan": _kelurahan,
        "agencies": lambda row: (row["agency__name"] or "", row["agency__name"] or UNKNOWN),
        "kinds": lambda row: (row["kind"], dict(KINDS).get(row["kind"], UNKNOWN)),
        "list_kinds": lambda row: (row["list_kind"], row["list_kind"] or UNKNOWN),
    }
    sums: dict[str, dict[str, _Sum]] = {name: defaultdict(_Sum) for name in dimensions}
    total = _Sum()
    total.name = "Jumlah"
    for row in rows:
        found = verdict(row["status"], upto)
        places = []
        for name, key_of in dimensions.items():
            key, label = key_of(row)
            place = sums[name][key]
            place.name = label
            places.append(place)
        for place in (*places, total):
            place.proposed += Tally(row["count"], row["asked"])
            place.verdicts[found] += Tally(row["count"], row["current"])
            place.kinds[row["kind"]] += Tally(row["count"], row["asked"])
    senders, rw, others = _senders(proposals)
    lists = {
        name: [
            place.line(key, 0 if name == "kelurahan" and codes.level_of(key) == codes.DISTRICT else senders.get(key, 0))
            for key, place in sorted(found.items(), key=_order(name))
        ]
        for name, found in sums.items()
    }
    return Recap(
        upto=upto,
        total=total.line("", rw),
        reasons=_reasons(proposals, upto),
        rw_senders=rw,
        other_senders=others,
        **lists,
    )


def _kelurahan(row: Mapping[str, Any]) -> tuple[str, str]:
    if row["kelurahan__code"]:
        return row["kelurahan__code"], row["kelurahan__name"]
    return row["kecamatan__code"], f"Usulan Kecamatan {row['kecamatan__name']}"


def _order(name: str) -> Callable[[tuple[str, _Sum]], tuple[int, str]]:
    """Places by code; what is named by its rupiah's order, the largest first."""
    if name in {"districts", "kelurahan"}:
        return lambda item: (0, item[0])
    return lambda item: (-item[1].proposed.count, item[0])


def _senders(proposals: ProposalQuerySet) -> tuple[dict[str, int], int, int]:
    """RW that have sent, by code of kecamatan and kelurahan; then all RW, and all other groups."""
    by_code: dict[str, int] = defaultdict(int)
    rw = others = 0
    groups = proposals.order_by().values_list("group__kind", "group__region__code", "group_id").distinct()
    for kind, code, _ in groups:
        if kind == ProposerGroup.Kind.RW:
            rw += 1
            by_code[codes.cut(code, codes.DISTRICT)] += 1
            by_code[codes.cut(code, codes.KELURAHAN)] += 1
        else:
            others += 1
    return by_code, rw, others


def _reasons(proposals: ProposalQuerySet, upto: Upto) -> list[tuple[str, int]]:
    """The five reasons most often given for a usulan that stays behind, as the public reads them."""
    behind = [status for status, found in VERDICTS[upto].items() if found in {Verdict.REFUSED, Verdict.LATER}]
    rows = (
        proposals.order_by()
        .filter(status__in=behind)
        .exclude(reason_code="")
        .values_list("reason_code")
        .annotate(count=Count("pk"))
        .order_by("-count", "reason_code")[:5]
    )
    return [(Reason(code).label, count) for code, count in rows]


def years(proposals: ProposalQuerySet) -> list[Year]:
    """The last five plan years of a set of public usulan over all cycles, oldest first, in one query."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rows = proposals.order_by().values_list("cycle__plan_year", "status").annotate(count=Count("pk"))
    for plan_year, status, count in rows:
        found[plan_year][0] += count
        found[plan_year][1] += count if verdict(status, Upto.PLAN) == Verdict.ACCEPTED else 0
    return [Year(plan_year, *found[plan_year]) for plan_year in sorted(found)[-5:]]
