"""What became of the usulan: the share taken into the plan each year, why others were not, what comes back."""

from proposals.models import Cycle
from proposals.reasons import Reason
from reports.recap import percent
from reports.verdicts import Upto, Verdict, verdict

from .ask import EMPTY, Ask, Cut
from .shape import COUNT, MONEY, SHARE, TEXT, Cell, Chart, Column, Counter, Row, Sums, Table, figure
from .tallies import COLUMNS, cells

BEHIND = (Verdict.REFUSED, Verdict.LATER)


def by_year(ask: Ask) -> Table:
    """Tahun, diusulkan, diakomodir, %, rupiah of both, % (Kota Malang, 2021 to 2025)."""
    whole, taken = Counter(), Counter()
    for (cycle, status), sums in ask.years.cells("cycle", "status"):
        whole.add(cycle, sums)
        if verdict(status, Upto.PLAN) == Verdict.ACCEPTED:
            taken.add(cycle, sums)
    columns = (
        Column("Tahun rencana", TEXT),
        Column("Diusulkan", COUNT, "Usulan"),
        Column("Diakomodir", COUNT, "Usulan"),
        Column("%", SHARE, "Usulan"),
        Column("Diusulkan (Rp)", MONEY, "Nilai"),
        Column("Diakomodir (Rp)", MONEY, "Nilai"),
        Column("%", SHARE, "Nilai"),
    )

    def line(name: str, asked: Sums, took: Sums, cut: Cut) -> Row:
        won = (*cut, ("tahap", Upto.PLAN.value), ("hasil", Verdict.ACCEPTED.value))
        return Row(
            (
                Cell(name),
                figure(asked.count, "count", cut),
                figure(took.count, "count", won),
                Cell(percent(took.count, asked.count)),
                figure(asked.asked, "asked", cut),
                figure(took.amount, "amount", won),
                Cell(percent(took.amount, asked.asked)),
            )
        )

    cycles = Cycle.objects.of_city(ask.names.city).order_by("plan_year")
    found = [one for one in cycles if whole[one.pk].count]
    rows = tuple(
        line(str(one.plan_year), whole[one.pk], taken[one.pk], (("tahun", str(one.plan_year)),)) for one in found
    )
    both = [sum(counted.sums.values(), Sums()) for counted in (whole, taken)]
    total = line("Jumlah", both[0], both[1], (("semua", "tahun"),))
    notes = ("Diakomodir: masuk RKPD atau sesudahnya. Tahun yang masih dibahas belum selesai dihitung.",)
    return Table(
        columns, rows, total, notes, Chart("Diusulkan dan diakomodir tiap tahun", 0, 1, 2, "diusulkan", "diakomodir")
    )


def by_reason(ask: Ask) -> Table:
    """Usulan tidak diakomodir: how many for each reason, refused and put off."""
    found = Counter()
    for (status, reason), sums in ask.source.cells("status", "reason"):
        if (came := ask.verdict(status)) in BEHIND:
            for key in ((reason, came), (reason,), ("*", came), ("*",)):
                found.add(key, sums)
    names = dict(Reason.choices)
    reasons = {key[0] for key in found.sums if len(key) == 1} - {"*"}
    ordered = sorted(reasons, key=lambda one: (one == "", -found[(one,)].count, one))
    columns = (
        Column("Alasan", TEXT),
        Column("Usulan"),
        Column("Nilai diusulkan (Rp)", MONEY),
        Column("%", SHARE),
        *(Column(head, kind, one.label) for one in BEHIND for head, kind in (("Usulan", COUNT), ("Nilai (Rp)", MONEY))),
    )
    whole = found[("*",)].count

    def line(name: str, key: str, cut: Cut) -> Row:
        both = (*cut, ("hasil", ",".join(one.value for one in BEHIND)))
        made = [
            Cell(name),
            figure(found[(key,)].count, "count", both),
            figure(found[(key,)].asked, "asked", both),
            Cell(percent(found[(key,)].count, whole)),
        ]
        for one in BEHIND:
            sums, only = found[key, one], (*cut, ("hasil", one.value))
            made += [figure(sums.count, "count", only), figure(sums.asked, "asked", only)]
        return Row(tuple(made))

    rows = tuple(line(names.get(one, "Tanpa kode alasan"), one, (("alasan", one or EMPTY),)) for one in ordered)
    notes = ("Nilai menurut kiriman. Alasan tiap usulan terbaca di balik angkanya.",)
    return Table(columns, rows, line("Jumlah", "*", ()), notes, Chart("Usulan menurut alasan", 0, 1))


def by_repeat(ask: Ask) -> Table:
    """Usulan berulang: asked for the second time, the third, and what became of them this time."""
    whole, parts = Counter(), Counter()
    for (times, status), sums in ask.source.cells("times", "status"):
        if times > 1:
            for key in (times, 0):
                whole.add(key, sums)
                parts.add((key, ask.verdict(status)), sums)
    rows = tuple(
        Row((Cell(f"Ke-{key}"), *cells(whole[key], parts, key, (("ke", str(key)),))))
        for key in sorted(whole.sums)
        if key
    )
    return Table(
        (Column("Diusulkan", TEXT), *COLUMNS),
        rows,
        Row((Cell("Jumlah berulang"), *cells(whole[0], parts, 0, (("ke", "lagi"),)))),
        ("Alasan tiap tahun terbaca di balik angkanya.",),
        Chart("Usulan berulang", 0, 1, 3, "diusulkan lagi", "diterima"),
    )
