"""How long each usulan waited at each desk, told by the log: from the act that laid it there to the next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from django.urls import reverse

from proposals.models import Event, Proposal
from proposals.standing import KEY
from proposals.statuses import Status
from proposals.texts import mask_private

from .ask import Ask
from .shape import COUNT, DAYS, STAYS, TEXT, Cell, Chart, Column, Row, Table, figure

DESKS: dict[str, str] = {
    Status.SUBMITTED: "Pemeriksaan kelurahan",
    Status.RETURNED: "Perbaikan oleh pengusul",
    Status.ACCEPTED_KEL: "Forum kelurahan",
    Status.PRIORITY_KEL: "Survei dan desk kecamatan",
    Status.FEASIBLE: "Forum kecamatan",
    Status.PRIORITY_KEC: "Rekomendasi perangkat daerah",
    Status.RECOMMENDED: "Forum perangkat daerah dan TAPD",
    Status.ACCOMMODATED: "Penetapan RKPD",
    Status.IN_RKPD: "Penetapan APBD",
    Status.IN_APBD: "Mulai dikerjakan",
    Status.UNDERWAY: "Pengerjaan",
}
"""Who holds a usulan at each status; at every other its way has ended."""

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """One usulan at one desk: how long in all, and whether it lies there still."""

    proposal: int
    desk: str
    waited: timedelta
    is_open: bool

    @property
    def days(self) -> Decimal:
        """Days with one decimal."""
        return round(Decimal(self.waited / DAY), 1)


def stays(told: Iterable[tuple[int, datetime, str]], until: datetime) -> list[Stay]:
    """Add up the times between acts; `told` is (usulan, when, status after), by usulan and in order. Pure."""
    waited: dict[tuple[int, str], timedelta] = defaultdict(timedelta)
    now: dict[int, tuple[str, datetime]] = {}
    for proposal, at, status in told:
        if proposal in now:
            before, since = now[proposal]
            waited[proposal, before] += at - since
        now[proposal] = (status, at)
    for proposal, (status, since) in now.items():
        waited[proposal, status] += until - since
    return [
        Stay(proposal, status, spent, now[proposal][0] == status)
        for (proposal, status), spent in waited.items()
        if status in DESKS
    ]


def stays_of(ask: Ask) -> list[Stay]:
    """The stays of the usulan that the question is about; two queries."""
    mine = {pk for (pk,), _ in ask.source.cells("pk")}
    found = Event.objects.filter(cycle=ask.cycle, at__lte=ask.moment, proposal__isnull=False).order_by(
        "proposal", "seq"
    )
    rows = found.values_list("proposal", "at", f"body__{KEY}__status")
    return stays(((one, at, status) for one, at, status in rows if status and one in mine), ask.moment)


def by_desk(ask: Ask) -> Table:
    """One row for each desk: usulan that left it with their days, and those that lie there still."""
    at_desk: dict[str, list[Stay]] = defaultdict(list)
    for stay in stays_of(ask):
        at_desk[stay.desk].append(stay)
    columns = (
        Column("Meja", TEXT),
        *(Column(head, kind, "Sudah selesai") for head, kind in _HEADS),
        *(Column(head, kind, "Masih menunggu") for head, kind in _HEADS),
    )
    return Table(
        columns,
        tuple(Row((Cell(name), *_cells(at_desk[desk], desk))) for desk, name in DESKS.items() if at_desk[desk]),
        None,
        (
            "Hari dihitung dari catatan kejadian. Usulan yang kembali ke meja yang sama dijumlahkan harinya.",
            "Satu usulan melewati beberapa meja, jadi barisnya tidak dijumlahkan.",
        ),
        Chart("Rata-rata hari di tiap meja", 0, 2, 6, "sudah selesai", "masih menunggu"),
    )


_HEADS = (("Usulan", COUNT), ("Rata-rata hari", DAYS), ("Nilai tengah", DAYS), ("Terlama", DAYS))


def _cells(found: list[Stay], desk: str) -> list[Cell]:
    made = []
    for is_open, said in ((False, "tidak"), (True, "ya")):
        days = [stay.days for stay in found if stay.is_open == is_open]
        cut = (("meja", desk), ("masih", said))
        longest = max(days, default=None)
        mean = round(Decimal(sum(days)) / len(days), 1) if days else None
        made += [
            figure(len(days), "stays", cut, STAYS),
            Cell(mean),
            Cell(round(median(days), 1) if days else None),
            Cell(longest),
        ]
    return made


def list_of_stays(ask: Ask, desk: str, still: str, start: int, stop: int | None) -> tuple[Table, dict[str, int]]:
    """Who waited at a desk, the longest first; `still` is ya, tidak, or empty for both."""
    found = [one for one in stays_of(ask) if one.desk == desk and still in {"", "ya" if one.is_open else "tidak"}]
    found.sort(key=lambda one: (-one.waited, one.proposal))
    shown = found[start:stop]
    known = Proposal.objects.select_related("group").in_bulk([one.proposal for one in shown])
    columns = (
        Column("No. usulan", TEXT),
        Column("Usulan", TEXT),
        Column("Kelompok", TEXT),
        Column("Hari", DAYS),
        Column("Sekarang", TEXT),
    )
    rows = tuple(_stay(one, known[one.proposal]) for one in shown)
    total = Row((Cell(f"Jumlah {len(found)} usulan"), *(Cell("") for _ in columns[1:])))
    return Table(columns, rows, total), {"stays": len(found)}


def _stay(one: Stay, proposal: Proposal) -> Row:
    url = reverse("usulan", args=[proposal.number]) if proposal.is_public else ""
    return Row(
        (
            Cell(proposal.number, url=url),
            Cell(mask_private(proposal.title)),
            Cell(f"{proposal.group.name} {proposal.rank_label}".strip()),
            Cell(one.days),
            Cell("masih di meja ini" if one.is_open else "sudah selesai"),
        )
    )
