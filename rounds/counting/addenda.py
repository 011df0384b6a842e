"""Addenda of a closed round: where its list stands now, and what the engine proposes next. Reads only.

The system proposes, the signature gives effect (`actions.amending`); winners stay (prioritisation.md 6).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import OfficeHolding
from rounds.engine.addenda import Amended, amended
from rounds.engine.bundle.documents import Document, documents
from rounds.engine.moves import counted
from rounds.engine.record import Addendum, Money, Record
from rounds.engine.sentences import sentences
from rounds.engine.values import RUPIAH, Room, Unfitness
from rounds.models import Addendum as Row
from rounds.models import Round

from .records import record_of

MIN_REASON = 10
WITNESSES = 2
DROPPED = "Gugur sesudah daftar ditutup"
IMPOSSIBLE = "Adendum ini tidak dapat menyusul daftar sekarang. Periksa usulan yang gugur dan tambahan pagunya."


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the head writes: why, in which berita acara, who dropped out and why, what money came, what was drawn."""

    reason: str
    minutes: str
    dropped: Mapping[str, str] = field(default_factory=dict)
    money: tuple[Money, ...] = ()
    seed: str = ""
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One usulan by nomor: what it is, the rupiah it is given, what is said of it."""

    number: str
    title: str
    amount: int = 0
    sentence: str = ""


@dataclass(frozen=True)
class Now:
    """The list after the last addendum, its rupiah limits, and the hash that the next addendum names."""

    entries: list[Entry]
    rooms: list[Room]
    hash: str


@dataclass(frozen=True)
class Proposed:
    """One addendum worked out, not signed: who comes in, who waits on, what is left."""

    addendum: Addendum
    amended: Amended
    promoted: list[Entry]
    dropped: list[Entry]
    waiting: list[Entry]
    rooms: list[Room]
    hash: str

    @property
    def undecided(self) -> tuple[tuple[str, ...], ...]:
        """Usulan that are alike on either side of the line: a lot is drawn before anybody signs."""
        return tuple(tie.members for tie in self.amended.proposed.undecided)


def now(round_: Round) -> Now:
    """Where the list of a closed round stands."""
    last, names = documents(record_of(round_), explain=False)[-1], titles(round_)
    entries = [Entry(line.number, names[line.number], line.amount) for line in last.agreed.lines]
    return Now(entries, _money(last), last.hash)


def propose(round_: Round, draft: Draft, *, by: OfficeHolding, at: datetime) -> Proposed:
    """Work out an addendum as it would be signed. ValidationError says what is missing in it."""
    record = record_of(round_)
    before = documents(record, explain=False)[-1]
    if found := list(_missing(record, before, draft)):
        raise ValidationError(found)
    addendum = Addendum(
        number=len(record.addenda) + 1,
        reason=draft.reason.strip(),
        minutes=draft.minutes.strip(),
        previous=before.hash,
        dropped=tuple((number, _why(why, by, at)) for number, why in sorted(draft.dropped.items())),
        money=draft.money,
        seed=draft.seed.strip(),
        witnesses=draft.witnesses if draft.seed.strip() else (),
    )
    longer = replace(record, addenda=(*record.addenda, addendum))
    try:
        own, one = documents(longer, explain=False)[-1], amended(longer, explain=False)[-1]
    except ValueError:
        raise ValidationError(IMPOSSIBLE) from None
    if addendum.seed and not one.proposed.ties:
        raise ValidationError("Tidak ada seri yang menentukan, jadi tidak ada undian. Kosongkan angka undian.")
    return _proposed(round_, addendum, one, own)


def _proposed(round_: Round, addendum: Addendum, one: Amended, own: Document) -> Proposed:
    names, said, amounts = titles(round_), sentences(one.proposed), one.agreed.amounts

    def entry(number: str) -> Entry:
        return Entry(number, names[number], amounts.get(number, 0), " ".join(said[number]))

    dropped = [Entry(number, names[number], 0, why.note) for number, why in addendum.dropped]
    waiting = [entry(number) for number in one.proposed.reserves]
    return Proposed(addendum, one, [entry(n) for n in one.promoted], dropped, waiting, _money(own), own.hash)


def _missing(record: Record, before: Document, draft: Draft) -> Iterator[str]:
    listed = before.agreed.amounts
    if len(draft.reason.strip()) < MIN_REASON:
        yield f"Tulis alasan adendum paling sedikit {MIN_REASON} huruf."
    if not draft.minutes.strip():
        yield "Tulis nomor berita acaranya."
    if not draft.dropped and not draft.money:
        yield "Pilih usulan yang gugur, atau tulis tambahan pagunya."
    for number, why in draft.dropped.items():
        if number not in listed:
            yield f"{number} tidak ada dalam daftar sekarang."
        if len(why.strip()) < MIN_REASON:
            yield f"{number}: tulis alasan gugurnya paling sedikit {MIN_REASON} huruf."
    for number in listed:
        for needed in before.computed.results[number].candidate.requires:
            if needed in draft.dropped and number not in draft.dropped:
                yield f"{number} bergantung pada {needed}. Gugurkan juga {number}."
    if draft.seed.strip() and (record.seed or any(one.seed for one in record.addenda)):
        yield "Undian putaran ini sudah ada dan tidak diulang. Kosongkan angka undian."
    if draft.seed.strip() and len({name.casefold() for name in draft.witnesses}) < WITNESSES:
        yield "Tulis paling sedikit dua saksi undian."


def _why(note: str, by: OfficeHolding, at: datetime) -> Unfitness:
    return Unfitness(item=DROPPED, note=note.strip(), office=by.label, date=f"{timezone.localtime(at):%d-%m-%Y}")


def _money(document: Document) -> list[Room]:
    computed = document.computed
    playing = [result.candidate for result in computed.results.values()]
    book = counted(computed.rule.limits, playing, document.agreed.amounts)
    return [room for room in book.rooms() if room.unit == RUPIAH]


def titles(round_: Round) -> dict[str, str]:
    """What each nomor of the round asks for."""
    rows = round_.candidates.order_by("position").values_list("facts", "proposal__title")
    return {facts["nomor"]: title for facts, title in rows}


@dataclass(frozen=True)
class Signed:
    """One addendum as everybody reads it."""

    row: Row
    dropped: list[Entry]
    promoted: list[Entry]
    money: list[dict[str, Any]]


def signed(round_: Round) -> list[Signed]:
    """The addenda of a round, the first first; three queries, one where there are none."""
    rows = list(round_.addenda.select_related("signed_by__office").order_by("number"))
    if not rows:
        return []
    names, labels = titles(round_), dict(round_.limits.order_by("code").values_list("code", "label"))
    return [
        Signed(
            row,
            [Entry(one["nomor"], names[one["nomor"]], 0, one["catatan"]) for one in row.dropped],
            [Entry(number, names[number]) for number in row.promoted],
            [one | {"nama": labels.get(one["batas"], one["batas"])} for one in row.added],
        )
        for row in rows
    ]
