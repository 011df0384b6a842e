"""Keberimbangan: whether what was accepted is spread evenly over kelurahan, or over the groups of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalogue.money import decimal_text, rupiah
from regions import codes
from reports.recap import percent
from reports.verdicts import Verdict

from .ask import Ask, Cut
from .groups import GroupLine, groups
from .shape import COUNT, GROUPS, MONEY, SHARE, TEXT, Cell, Chart, Column, Counter, Row, Sums, Table, figure


@dataclass(frozen=True)
class Part:
    """One kelurahan with its groups of residents, or one such group: what it asked for and what was accepted."""

    name: str
    cut: Cut
    groups: int
    winners: int
    asked: Sums
    took: Sums

    @property
    def each(self) -> int:
        """Accepted rupiah for each group."""
        return self.took.amount // self.groups if self.groups else 0


def gini(values: Sequence[int]) -> Decimal | None:
    """Gini's coefficient with two decimals: 0 where all have the same, near 1 where one has all. None of nothing."""
    whole, count = sum(values), len(values)
    if not whole:
        return None
    ranked = sum(place * value for place, value in enumerate(sorted(values), start=1))
    return (Decimal(2 * ranked) / (count * whole) - Decimal(count + 1) / count).quantize(Decimal("0.01"))


def by_balance(ask: Ask) -> Table:
    """Count, rupiah, share and rupiah per group of every kelurahan; of every group where the scope is one kelurahan."""
    parts = _parts(ask)
    whole = sum((part.took for part in parts), Sums())
    columns = (
        Column("Wilayah" if len(parts) != 1 or parts[0].groups != 1 else "Kelompok", TEXT),
        Column("RT dan RW"),
        Column("Mendapat", COUNT),
        Column("Diusulkan"),
        Column("Usulan", COUNT, "Diterima"),
        Column("Nilai (Rp)", MONEY, "Diterima"),
        Column("Bagian (%)", SHARE, "Diterima"),
        Column("Per RT/RW (Rp)", MONEY, "Diterima"),
    )
    total = Part("Jumlah", (), *_sum(parts))
    return Table(
        columns,
        tuple(_row(part, whole) for part in parts),
        _row(total, whole),
        _spread(parts),
        Chart("Nilai diterima", 0, 5),
    )


def _sum(parts: Iterable[Part]) -> tuple[int, int, Sums, Sums]:
    found = list(parts)
    asked, took = (sum((getattr(part, name) for part in found), Sums()) for name in ("asked", "took"))
    return sum(part.groups for part in found), sum(part.winners for part in found), asked, took


def _row(part: Part, whole: Sums) -> Row:
    residents = (*part.cut, ("pengusul", "warga"))
    took = (*residents, ("hasil", Verdict.ACCEPTED.value))
    return Row(
        (
            Cell(part.name),
            figure(part.groups, "groups", residents, GROUPS),
            figure(part.winners, "groups", (*residents, ("mendapat", "ya")), GROUPS),
            figure(part.asked.count, "count", residents),
            figure(part.took.count, "count", took),
            figure(part.took.amount, "amount", took),
            Cell(percent(part.took.amount, whole.amount)),
            Cell(part.each),
        )
    )


def _parts(ask: Ask) -> list[Part]:
    asked, took = Counter(), Counter()
    for (group, status), sums in ask.source.cells("group", "status"):
        asked.add(group, sums)
        if ask.verdict(status) == Verdict.ACCEPTED:
            took.add(group, sums)
    lines = [one for one in groups(ask) if one.is_resident]
    places = [place for place in ask.names.places.values() if place.level == codes.KELURAHAN]
    here = [place for place in places if ask.scope.covers_code(place.code)]
    if len(here) == 1:
        return [_part(one.name, (("kelompok", str(one.key)),), [one], asked, took) for one in lines]
    below = {place.code: [one for one in lines if one.code.startswith(f"{place.code}.")] for place in here}
    return [_part(place.name, (("di", place.code),), below[place.code], asked, took) for place in here]


def _part(name: str, cut: Cut, lines: list[GroupLine], asked: Counter, took: Counter) -> Part:
    return Part(
        name,
        cut,
        len(lines),
        sum(took[one.key].count > 0 for one in lines),
        sum((asked[one.key] for one in lines), Sums()),
        sum((took[one.key] for one in lines), Sums()),
    )


def _spread(parts: list[Part]) -> tuple[str, ...]:
    """How uneven it is, in two sentences that anyone can check."""
    counted = [part for part in parts if part.groups]
    even = gini([part.each for part in counted])
    if even is None:
        return ("Belum ada usulan yang diterima.",)
    least, most = min(counted, key=lambda part: part.each), max(counted, key=lambda part: part.each)
    times = f", {decimal_text(round(Decimal(most.each) / least.each, 1))} kali lipat" if least.each else ""
    return (
        f"Nilai diterima per RT/RW: paling kecil {least.name} {rupiah(least.each)}, "
        f"paling besar {most.name} {rupiah(most.each)}{times}.",
        f"Koefisien Gini {decimal_text(even)}: 0 berarti semua sama, mendekati 1 berarti terkumpul di satu tempat.",
    )
