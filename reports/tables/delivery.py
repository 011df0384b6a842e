"""Realisasi: which usulan stand in RKPD and APBD, which are being built, which are finished and what they cost."""

from typing import Any

from django.urls import reverse

from proposals.models import Proposal
from proposals.models.realisation import WorkReport
from proposals.statuses import FACES, Status
from proposals.texts import mask_private

from .ask import Ask, Cut
from .shape import COUNT, MONEY, SHARE, TEXT, WORKS, Cell, Chart, Column, Counter, Row, Sums, Table, figure
from .source import Source, one_of

S = Status
STEPS = (S.ACCOMMODATED, S.IN_RKPD, S.IN_APBD, S.UNDERWAY, S.DONE, S.CANCELLED)
PLANNED = one_of("status", *(step.value for step in STEPS))


def _finished(ask: Ask, of: Source) -> dict[int, int]:
    """What finished work cost, by usulan; one query over what is done."""
    done = WorkReport.objects.filter(proposal__cycle=ask.cycle, is_done=True, at__lte=ask.moment).order_by()
    costs = dict(done.values_list("proposal", "final_cost"))
    if not costs:
        return {}
    mine = {pk for (pk,), _ in of.where(one_of("pk", *costs)).cells("pk")}
    return {pk: cost or 0 for pk, cost in costs.items() if pk in mine}


def by_delivery(ask: Ask) -> Table:
    """One row for each place: how many usulan stand at each step, with the last amount, and what finished work cost."""
    found, cost = Counter(), Counter()
    source = ask.source.where(PLANNED)
    for (kecamatan, kelurahan, status), sums in source.cells("kecamatan", "kelurahan", "status"):
        code = ask.area_of(kecamatan, kelurahan)
        found.add((code, status), sums)
        found.add(("", status), sums)
    costs = _finished(ask, source.where(one_of("status", S.DONE.value)))
    places = source.where(one_of("pk", *costs)).cells("kecamatan", "kelurahan", "pk") if costs else ()
    for (kecamatan, kelurahan, pk), _ in places:
        for code in (ask.area_of(kecamatan, kelurahan), ""):
            cost.add(code, Sums(asked=costs[pk]))
    heads = [
        Column(head, kind, step.label) for step in STEPS for head, kind in (("Usulan", COUNT), ("Nilai (Rp)", MONEY))
    ]

    def line(name: str, code: str, cut: Cut) -> Row:
        made = [Cell(name)]
        for step in STEPS:
            sums, at = found[code, step.value], (*cut, ("keadaan", step.value))
            made += [figure(sums.count, "count", at, WORKS), figure(sums.amount, "amount", at, WORKS)]
        done = (*cut, ("keadaan", S.DONE.value))
        return Row((*made, figure(cost[code].asked, "final", done, WORKS)))

    return Table(
        (Column("Wilayah", TEXT), *heads, Column("Biaya akhir (Rp)", MONEY)),
        tuple(line(area.name, area.code, area.cut) for area in ask.areas),
        line("Jumlah", "", ()),
        ("Nilai menurut keputusan atau dokumen terakhir; biaya akhir menurut laporan serah terima.",),
        Chart("Masuk APBD dan selesai", 0, 5, 9, "masuk APBD", "selesai"),
    )


COLUMNS = (
    Column("No. usulan", TEXT),
    Column("Kegiatan", TEXT),
    Column("Sasaran", TEXT),
    Column("Lokasi", TEXT),
    Column("Volume", TEXT),
    Column("Nilai (Rp)", MONEY),
    Column("Perangkat daerah", TEXT),
    Column("Status", TEXT),
    Column("Pelaksanaan", SHARE),
    Column("Biaya akhir (Rp)", MONEY),
    Column("Serah terima", TEXT),
    Column("Alasan", TEXT),
)


def list_of_works(ask: Ask, source: Source, start: int, stop: int | None) -> tuple[Table, dict[str, int]]:
    """The list behind a figure of realisasi (Bandung Wetan's columns) and its totals: count, asked, amount, final."""
    source = source.where(PLANNED)
    sums, shown = source.sums(), source.page(start, stop)
    reports = WorkReport.objects.filter(proposal__in=[one.pk for one in shown], at__lte=ask.moment)
    last = {report.proposal_id: report for report in reports.order_by("proposal", "number")}
    final = sum(_finished(ask, source.where(one_of("status", S.DONE.value))).values())
    blanks: list[Any] = [""] * (len(COLUMNS) - 1)
    blanks[4], blanks[8] = sums.amount, final
    total = Row((Cell(f"Jumlah {sums.count} usulan"), *(Cell(value) for value in blanks)))
    table = Table(COLUMNS, tuple(_row(ask, one, last.get(one.pk)) for one in shown), total)
    return table, {"count": sums.count, "asked": sums.asked, "amount": sums.amount, "final": final}


def _row(ask: Ask, one: Proposal, report: WorkReport | None) -> Row:
    area = ask.names.places.get(one.kelurahan_id or one.kecamatan_id)
    return Row(
        (
            Cell(one.number, url=reverse("usulan", args=[one.number]) if one.is_public else ""),
            Cell(mask_private(one.title)),
            Cell(mask_private(one.target_group)),
            Cell(f"{one.place} {area.label if area else ''}".strip()),
            Cell(one.current_coefficient),
            Cell(one.current_amount),
            Cell(ask.names.short_agency(one.agency_id)),
            Cell(FACES[Status(one.status)].word),
            Cell(report.percent if report else None),
            Cell(report.final_cost if report else None),
            Cell(report.handover if report else ""),
            Cell(mask_private(one.reason)),
        )
    )
