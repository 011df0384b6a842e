"""Serah terima: what of a sent list stands with its receiver now, and every difference in words. Data, no HTML."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounts.models import OfficeHolding
from accounts.roles import GROUP_ROLES, Role
from catalogue.money import decimal_text, rupiah

from .models import Batch, BatchLine, Proposal
from .statuses import Status

Hop = Batch.Hop
S = Status
BatchRows = QuerySet[Batch]

RECEIVER = {Hop.GROUP: Role.KEL, Hop.KELURAHAN: Role.KEC, Hop.DISTRICT: Role.BAP, Hop.SIPD: Role.BAP}
"""Whose desk signs for a list."""

_BEFORE_KEC = frozenset({S.DRAFT, S.WITHDRAWN, S.SUBMITTED, S.RETURNED, S.ACCEPTED_KEL, S.RESERVE_KEL})
_NOT_THERE = {
    Hop.GROUP: frozenset({S.DRAFT, S.WITHDRAWN}),
    Hop.KELURAHAN: _BEFORE_KEC,
    Hop.DISTRICT: _BEFORE_KEC | {S.PRIORITY_KEL, S.FEASIBLE, S.NOT_AGREED},
}
"""In these statuses a usulan has gone back below the receiver. One that the receiver itself refused was received."""

_WAITING = {
    Hop.KELURAHAN: ("kelurahan", frozenset({S.PRIORITY_KEL, S.FEASIBLE})),
    Hop.DISTRICT: ("kecamatan", frozenset({S.PRIORITY_KEC})),
}
"""Whose usulan in which status wait with the receiver: those that no list brought were added besides."""

AT_CITY = frozenset(
    {S.PRIORITY_KEC, S.RECOMMENDED, S.ACCOMMODATED, S.UNFUNDED, S.IN_RKPD, S.IN_APBD, S.UNDERWAY, S.DONE}
)
"""What Bappeda hands to SIPD: all that came through a kecamatan's forum and was not refused since."""


@dataclass(frozen=True)
class Item:
    """One line of a list: number, volume, amount in rupiah; its status in words where that explains it."""

    number: str
    volume: Decimal | None
    amount: int
    status: str = ""


def digest(items: Iterable[Item]) -> str:
    """SHA-256 over the sorted lines `nomor;volume;rupiah`, the volume with two decimals, each ended by a line feed."""
    lines = sorted(f"{item.number};{_decimals(item.volume)};{item.amount}\n" for item in items)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def differences(sent: Sequence[Item], found: Sequence[Item], gone: Sequence[Item] = ()) -> list[dict[str, str]]:
    """Name what is missing, changed and added, as `{"number", "kind", "said"}`; `gone` explains what is missing."""
    there = {item.number: item for item in found}
    why = {item.number: item.status for item in gone}
    named: list[dict[str, str]] = []
    for item in sent:
        now = there.pop(item.number, None)
        if now is None:
            status = why.get(item.number, "")
            said = f"Tidak ada lagi di daftar ini. Statusnya {status}." if status else "Tidak ada di daftar."
            named.append(_difference(item, "hilang", said))
            continue
        if _decimals(item.volume) != _decimals(now.volume):
            said = f"Volume {_volume(item.volume)} menjadi {_volume(now.volume)}."
            named.append(_difference(item, "berubah", said))
        if item.amount != now.amount:
            said = f"Anggaran {rupiah(item.amount)} menjadi {rupiah(now.amount)}."
            named.append(_difference(item, "berubah", said))
    return named + [_difference(item, "tambahan", "Tidak ada di daftar yang dikirim.") for item in there.values()]


def _difference(item: Item, kind: str, said: str) -> dict[str, str]:
    return {"number": item.number, "kind": kind, "said": said}


def _decimals(volume: Decimal | None) -> str:
    return "" if volume is None else f"{volume:.2f}"


def _volume(volume: Decimal | None) -> str:
    return "kosong" if volume is None else decimal_text(volume)


def sent_items(batch: Batch) -> list[Item]:
    """The lines of a list as they were sent."""
    return [Item(*row) for row in batch.lines.order_by("number").values_list("number", "volume", "amount")]


@dataclass(frozen=True)
class Standing:
    """What of a list stands with its receiver, what stands no longer there, and the differences in words."""

    found: list[Item]
    differences: list[dict[str, str]]

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def amount(self) -> int:
        """Rupiah."""
        return sum(item.amount for item in self.found)


def standing(batch: Batch) -> Standing:
    """Compare what was sent with what stands now; three queries, however long the list.

    SIPD keeps its list itself: that hand-over is compared with the list that comes back, by `compare`.
    """
    below = _NOT_THERE.get(Hop(batch.hop), frozenset())
    known = BatchLine.objects.filter(batch=batch).order_by("number")
    rows = known.values_list("number", "proposal__current_volume", "proposal__current_amount", "proposal__status")
    found: list[Item] = []
    gone: list[Item] = []
    for number, volume, amount, status in rows:
        item = Item(number, volume, amount, Status(status).label)
        (gone if status in below else found).append(item)
    found += _added(batch)
    return Standing(found, differences(sent_items(batch), found, gone))


def compare(batch: Batch, found: Sequence[Item]) -> Standing:
    """Compare what was sent with a list that came back."""
    return Standing(list(found), differences(sent_items(batch), found))


def _added(batch: Batch) -> list[Item]:
    if Hop(batch.hop) not in _WAITING:
        return []
    place, statuses = _WAITING[Hop(batch.hop)]
    here = Proposal.objects.filter(cycle=batch.cycle_id, status__in=statuses, **{place: batch.region_id})
    brought = BatchLine.objects.filter(batch__cycle=batch.cycle_id, batch__hop=batch.hop, batch__region=batch.region_id)
    here = here.exclude(pk__in=brought.order_by().values("proposal")).order_by("number")
    return [Item(*row) for row in here.values_list("number", "current_volume", "current_amount")]


def known_to(holding: OfficeHolding) -> BatchRows:
    """The hand-overs that an office reads: what it sent or receives, and what passed below it. Newest first."""
    found = Batch.objects.select_related("cycle", "region", "group", "sent_by__office", "received_by__office")
    found = found.order_by("-sent_at", "-pk")
    if holding.role in GROUP_ROLES:
        return found.filter(hop=Hop.GROUP, group=holding.office.group_id) if holding.office.group_id else found.none()
    if holding.role not in {Role.KEL, Role.KEC, Role.BAP}:
        return found.none()
    found = found.filter(holding.scope.q("region"))
    return found if holding.role == Role.KEL else found.exclude(hop=Hop.GROUP)


def received_by(holding: OfficeHolding) -> BatchRows:
    """The hand-overs for which this office signs."""
    hops = [hop for hop, role in RECEIVER.items() if role == holding.role]
    return known_to(holding).filter(Q(hop__in=hops))
