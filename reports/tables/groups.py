"""The groups that propose: what each may send, and what it has sent."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from accounts.models import ProposerGroup
from proposals.models import Quota
from regions import codes
from reports.verdicts import Verdict

from .ask import Ask, Cut
from .shape import COUNT, GROUPS, MONEY, TEXT, Cell, Column, Row, Sums, Table, figure
from .tallies import added

Kind = ProposerGroup.Kind
RESIDENTS = frozenset({Kind.RT, Kind.RW})
"""Groups of neighbours; all others are the kelurahan itself and the bodies in it."""


@dataclass(frozen=True)
class GroupLine:
    """One group: its quota (None where nothing limits it) and what it has sent."""

    key: int
    name: str
    kind: str
    code: str
    quota: int | None
    sent: Sums

    @property
    def is_resident(self) -> bool:
        return self.kind in RESIDENTS

    @property
    def whose(self) -> str:
        """`warga` or `lain`, as an address says it."""
        return "warga" if self.is_resident else "lain"


def groups(ask: Ask) -> list[GroupLine]:
    """Groups of the scope that propose, by place; an RT, and a group that is no more, only where it has sent.

    Three queries, however many there are.
    """
    sent = added((key, sums) for (key,), sums in ask.source.cells("group"))
    found = ProposerGroup.objects.filter(ask.scope.q("region")).select_related("region").in_order()
    quotas = list(Quota.objects.filter(cycle=ask.cycle, per=Quota.Per.GROUP).select_related("region"))
    return [
        GroupLine(one.pk, one.name, one.kind, one.region.code, _quota(quotas, one), sent.get(one.pk, Sums()))
        for one in found
        if one.pk in sent or (one.is_active and one.kind != Kind.RT)
    ]


def _quota(quotas: Iterable[Quota], group: ProposerGroup) -> int | None:
    """The same answer as `QuotaQuerySet.for_group`, without a query."""
    code = group.region.code
    fitting = [
        (quota.region.level if quota.region else 0, quota.group_kind != "", quota.maximum)
        for quota in quotas
        if quota.group_kind in {"", group.kind}
        and (quota.region is None or code == quota.region.code or code.startswith(f"{quota.region.code}."))
    ]
    return max(fitting, key=lambda one: one[:2])[2] if fitting else None


def of_area(ask: Ask, found: Iterable[GroupLine]) -> Iterator[tuple[str, GroupLine]]:
    """Each group with the code of the row of `ask.areas` that it stands in."""
    level = codes.DISTRICT if ask.by_district else codes.KELURAHAN
    for one in found:
        yield codes.cut(one.code, level), one


@dataclass(frozen=True)
class GroupCut:
    """What a list of groups is cut by, in the words of its address; empty means all."""

    di: str = ""
    own: str = ""
    whose: str = ""
    sent: str = ""
    key: str = ""
    won: str = ""

    def lets(self, one: GroupLine, winners: Collection[int]) -> bool:
        """Whether a group is in the list; `winners` are the ids of groups of which something was accepted."""
        here = not self.di or one.code == self.di or (not self.own and one.code.startswith(f"{self.di}."))
        began = "sudah" if one.sent.count else "belum"
        mine = self.key in {"", str(one.key)}
        took = not self.won or one.key in winners
        return here and mine and took and self.whose in {"", one.whose, one.kind} and self.sent in {"", began}


def said(ask: Ask, cut: GroupCut) -> list[str]:
    """The cut in words."""
    key = ask.names.keys.get(cut.di)
    words = {
        "warga": "RT dan RW",
        "lain": "kelurahan dan lembaga",
        "sudah": "sudah mengirim",
        "belum": "belum mengirim",
    }
    own = "kelompok kecamatan sendiri" if cut.own else ""
    won = "ada usulannya yang diterima" if cut.won else ""
    found = [ask.names.places[key].label if key else "", own, words.get(cut.whose, ""), words.get(cut.sent, ""), won]
    return [one for one in found if one]


def list_of_groups(ask: Ask, cut: GroupCut, start: int, stop: int | None) -> tuple[Table, dict[str, int]]:
    """Some rows of the list behind figures of groups, and the totals of all: groups, quota, count, rest, asked."""
    winners = accepted_of(ask) if cut.won else frozenset()
    lines = [one for one in groups(ask) if cut.lets(one, winners)]
    totals = {
        "groups": len(lines),
        "quota": sum(one.quota or 0 for one in lines),
        "count": sum(one.sent.count for one in lines),
        "rest": sum((one.quota or 0) - one.sent.count for one in lines),
        "asked": sum(one.sent.asked for one in lines),
    }
    columns = (
        Column("Wilayah", TEXT),
        Column("Kelompok", TEXT),
        Column("Kuota"),
        Column("Usulan"),
        Column("Sisa"),
        Column("Nilai diusulkan (Rp)", MONEY),
    )
    rows = tuple(
        Row(
            (
                Cell(_place(ask, one.code)),
                Cell(one.name),
                Cell(one.quota if one.quota is not None else "tanpa kuota"),
                figure(one.sent.count, "count", (("kelompok", str(one.key)),)),
                Cell((one.quota or 0) - one.sent.count if one.quota is not None else ""),
                figure(one.sent.asked, "asked", (("kelompok", str(one.key)),)),
            )
        )
        for one in lines[start:stop]
    )
    total = Row(
        (
            Cell(f"Jumlah {len(lines)} kelompok"),
            Cell(""),
            *(Cell(totals[name]) for name in ("quota", "count", "rest", "asked")),
        )
    )
    return Table(columns, rows, total), totals


def accepted_of(ask: Ask) -> frozenset[int]:
    """Ids of the groups of which at least one usulan was accepted. One query."""
    found = ask.source.cells("group", "status")
    return frozenset(key for (key, status), sums in found if sums.count and ask.verdict(status) == Verdict.ACCEPTED)


def _place(ask: Ask, code: str) -> str:
    found = ask.names.keys.get(codes.cut(code, codes.KELURAHAN))
    return ask.names.places[found].label if found else ""


def group_cells(lines: list[GroupLine], cut: Cut, whose: str) -> tuple[Cell, Cell, Cell, Cell]:
    """Quota, usulan, rest and rupiah of some groups, each with its list."""
    quota, sent = sum(one.quota or 0 for one in lines), sum((one.sent for one in lines), Sums())
    where = (*cut, *((("pengusul", whose),) if whose else ()))
    return (
        figure(quota, "quota", where, GROUPS),
        figure(sent.count, "count", where, GROUPS),
        Cell(quota - sent.count, figure(1, "rest", where, GROUPS).behind),
        figure(sent.asked, "asked", where, GROUPS),
    )


QUOTA = (Column("Kuota", COUNT), Column("Usulan", COUNT), Column("Selisih", COUNT), Column("Nilai (Rp)", MONEY))
