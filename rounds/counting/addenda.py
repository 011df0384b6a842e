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
from catalogue.money import grouped
from rounds.engine.addenda import COUNTED, Amended, amended, said, standing
from rounds.engine.bundle.documents import Document, documents
from rounds.engine.moves import OUT, Move, counted
from rounds.engine.record import Addendum, Correction, Money, Record
from rounds.engine.sentences import sentences
from rounds.engine.values import RUPIAH, Room, Unfitness
from rounds.models import Addendum as Row
from rounds.models import Lot, Round

from .records import record_of
from .stored import corrections_data

MIN_REASON = 10
DROPPED = "Gugur sesudah daftar ditutup"
IMPOSSIBLE = "Adendum ini tidak dapat menyusul daftar sekarang. Periksa usulan yang gugur dan tambahan pagunya."


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the head writes: why, in which berita acara, who dropped out and why, what money came, what else changes.

    Of a ralat that counts `old` may be empty: what the round has is filled in.
    """

    reason: str
    minutes: str
    dropped: Mapping[str, str] = field(default_factory=dict)
    money: tuple[Money, ...] = ()
    moves: tuple[Move, ...] = ()
    corrections: tuple[Correction, ...] = ()


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


Effects = Mapping[str, tuple[int, int] | None]
"""What an addendum does, by nomor: the place and the rupiah from now on, None for one that leaves the list."""


@dataclass(frozen=True)
class Proposed:
    """One addendum worked out, not signed: who comes in, who waits on, what is left."""

    addendum: Addendum
    amended: Amended
    promoted: list[Entry]
    dropped: list[Entry]
    changed: list[Entry]
    waiting: list[Entry]
    rooms: list[Room]
    hash: str
    effects: "Effects"

    @property
    def corrections(self) -> list[dict[str, str]]:
        """Its ralat as people read them."""
        return [_mended(one) for one in corrections_data(self.addendum)]

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
    if found := list(_missing(before, draft)):
        raise ValidationError(found)
    addendum = Addendum(
        number=len(record.addenda) + 1,
        reason=draft.reason.strip(),
        minutes=draft.minutes.strip(),
        previous=before.hash,
        dropped=tuple((number, _why(why, by, at)) for number, why in sorted(draft.dropped.items())),
        money=draft.money,
        moves=draft.moves,
        corrections=tuple(_filled(one, before) for one in draft.corrections),
    )
    one, own = _worked_out(record, addendum)
    if one.proposed.undecided and (lot := drawn_for(round_)):
        one, own = _worked_out(record, replace(addendum, seed=lot.seed, witnesses=tuple(lot.witnesses)))
    if refused := [sentence for step in one.agreed.refused for sentence in step.refusals]:
        raise ValidationError(refused)
    return _proposed(round_, one, own, effects(before, own))


def _worked_out(record: Record, addendum: Addendum) -> tuple[Amended, Document]:
    longer = replace(record, addenda=(*record.addenda, addendum))
    try:
        return amended(longer, explain=False)[-1], documents(longer, explain=False)[-1]
    except ValueError:
        raise ValidationError(IMPOSSIBLE) from None


def drawn_for(round_: Round) -> Lot | None:
    """The lot that was drawn for an addendum and confirmed by a second person."""
    return Lot.objects.filter(round=round_, after_closing=True).exclude(confirmed_at=None).first()


def effects(before: Document, own: Document) -> Effects:
    """Whose place or rupiah differ between a document and the one before it."""
    old, new = ({one.number: (one.award, one.amount) for one in standing(d.computed, d.agreed)} for d in (before, own))
    return {number: new.get(number) for number in (*old, *new) if old.get(number) != new.get(number)}


def _filled(one: Correction, before: Document) -> Correction:
    """A ralat that counts, with what the round had; ValidationError for one of no usulan of the round."""
    if one.field not in COUNTED:
        return one
    result = before.computed.results.get(one.number)
    if result is None:
        raise ValidationError("Pilih usulan yang diralat.")
    if (old := said(result.candidate, one.field)) == one.new:
        raise ValidationError(f"{one.number}: nilai yang benar sama dengan yang tertulis.")
    return replace(one, old=old)


def _proposed(round_: Round, one: Amended, own: Document, found: Effects) -> Proposed:
    names, told, amounts = titles(round_), sentences(one.proposed), one.agreed.amounts

    def entry(number: str) -> Entry:
        return Entry(number, names[number], amounts.get(number, 0), " ".join(told[number]))

    dropped = [Entry(number, names[number], 0, why.note) for number, why in one.addendum.dropped]
    waiting = [entry(number) for number in one.proposed.reserves if number not in amounts]
    placed = sorted((after, number) for number, after in found.items() if after and number not in one.promoted)
    changed = [Entry(number, names[number], amount, f"Urutan {place}") for (place, amount), number in placed]
    promoted = [entry(number) for number in one.promoted]
    return Proposed(one.addendum, one, promoted, dropped, changed, waiting, _money(own), own.hash, found)


def _missing(before: Document, draft: Draft) -> Iterator[str]:
    listed = before.agreed.amounts
    if len(draft.reason.strip()) < MIN_REASON:
        yield f"Tulis alasan adendum paling sedikit {MIN_REASON} huruf."
    if not draft.minutes.strip():
        yield "Tulis nomor berita acaranya."
    if not (draft.dropped or draft.money or draft.moves or draft.corrections):
        yield "Pilih usulan yang gugur, tulis tambahan pagu, perubahan forum, atau ralatnya."
    for number, why in draft.dropped.items():
        if number not in listed:
            yield f"{number} tidak ada dalam daftar sekarang."
        if len(why.strip()) < MIN_REASON:
            yield f"{number}: tulis alasan gugurnya paling sedikit {MIN_REASON} huruf."
    for number in listed:
        for needed in before.computed.results[number].candidate.requires:
            if needed in draft.dropped and number not in draft.dropped:
                yield f"{number} bergantung pada {needed}. Gugurkan juga {number}."
    for move in draft.moves:
        if move.kind == OUT and move.number in listed:
            yield f"{move.number} sudah terpilih. Tulis alasannya di usulan yang gugur."


def _why(note: str, by: OfficeHolding, at: datetime) -> Unfitness:
    return Unfitness(item=DROPPED, note=note.strip(), office=by.label, date=f"{timezone.localtime(at):%d-%m-%Y}")


def _money(document: Document) -> list[Room]:
    computed = document.computed
    playing = [result.candidate for result in computed.results.values()]
    book = counted(computed.rule.limits, playing, document.agreed.amounts)
    return [room for room in book.rooms() if room.unit == RUPIAH]


def all_entries(round_: Round) -> list[Entry]:
    """Every usulan of the round by nomor, in the list or not."""
    return [Entry(number, title) for number, title in sorted(titles(round_).items())]


def titles(round_: Round) -> dict[str, str]:
    """What each nomor of the round asks for."""
    rows = round_.candidates.order_by("position").values_list("facts", "proposal__title")
    return {facts["nomor"]: title for facts, title in rows}


WORDS = {"biaya": "Biaya (rupiah)", "penerima": "Penerima manfaat (jiwa)", "wilayah": "Wilayah asal"}
"""What a ralat that counts may mend, as people read it."""
_MOVED = {
    "PINDAH": "Pindah ke urutan {tempat}",
    "KELUAR": "Tidak dinaikkan",
    "MASUK": "Masuk",
    "UBAH": "Volume {volume}",
}


def _mended(kept: Mapping[str, str]) -> dict[str, str]:
    """A ralat as people read it: the word of its field, numbers grouped."""
    counts = kept["bidang"] in {"biaya", "penerima"}
    values = {name: grouped(int(kept[name])) if counts else kept[name] for name in ("lama", "baru")}
    return {"nomor": kept["nomor"], "butir": WORDS.get(kept["bidang"], "Tulisan dalam berita acara"), **values}


def _moved(kept: Mapping[str, Any]) -> str:
    return f"{_MOVED[kept['perubahan']].format(**kept)}. {kept['alasan']} Diminta {kept['peminta']}."


@dataclass(frozen=True)
class Signed:
    """One addendum as everybody reads it."""

    row: Row
    dropped: list[Entry]
    promoted: list[Entry]
    money: list[dict[str, Any]]
    moves: list[Entry]
    corrections: list[dict[str, Any]]


def signed(round_: Round) -> list[Signed]:
    """The addenda of a round, the first first; three queries, one where there are none."""
    rows = list(round_.addenda.select_related("signed_by__office", "signed_by__user").order_by("number"))
    if not rows:
        return []
    names, labels = titles(round_), dict(round_.limits.order_by("code").values_list("code", "label"))
    return [
        Signed(
            row,
            [Entry(one["nomor"], names[one["nomor"]], 0, one["catatan"]) for one in row.dropped],
            [Entry(number, names[number]) for number in row.promoted],
            [one | {"nama": labels.get(one["batas"], one["batas"])} for one in row.added],
            [Entry(one["nomor"], names.get(one["nomor"], ""), 0, _moved(one)) for one in row.moves],
            [_mended(one) for one in row.corrections],
        )
        for row in rows
    ]
