"""Verbs of the hall: move a usulan, hold it back, let it in above a quota, take a move back.

`expected` is the revision of the round that the person saw. Where somebody else changed the order meanwhile, the second
is told and nothing is lost; the same act sent twice has one effect.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import OfficeHolding
from proposals.actions.recording import record
from proposals.models import Event
from proposals.reasons import Reason, missing_text
from rounds import sheet
from rounds.models import Candidate, Forum, Move, Round

from .meeting import require_window, subject

Kind = Move.Kind
NEVER_OVER = "Pagu tidak boleh dilewati: tahan atau turunkan usulan lain lebih dulu."


def open_round(pk: int, *, at: datetime) -> Round:
    """Lock the round of a running forum."""
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=pk)
    round_.forum = Forum.objects.select_related("region", "cycle__city").get(pk=round_.forum_id)
    if round_.status != Round.Status.FROZEN or round_.forum.status != Forum.Status.OPEN:
        raise ValidationError("Forum sudah ditutup. Urutannya terkunci.", code="closed")
    require_window(round_.forum, at=at)
    return round_


def refuse_stale(round_: Round, expected: int | None) -> None:
    if expected is None or expected == round_.revision:
        return
    last = round_.moves.select_related("by__office").order_by("at", "pk").last()
    who = f"{last.by.label} pukul {timezone.localtime(last.at):%H.%M} WIB" if last else "petugas lain"
    raise ValidationError(
        f"Urutan baru saja diubah oleh {who}. Belum ada yang Anda ubah; lihat urutan terbaru, lalu ulangi.",
        code="conflict",
    )


def record_moves(
    round_: Round,
    moves: Sequence[tuple[Candidate, Move.Kind, int, int]],
    *,
    by: OfficeHolding,
    at: datetime,
    reason: str = "",
) -> Round:
    """Store the moves, count the revision up, and write one event."""
    Move.objects.bulk_create(
        Move(round=round_, candidate=candidate, kind=kind, before=before, after=after, reason=reason, by=by, at=at)
        for candidate, kind, before, after in moves
    )
    round_.revision += 1
    round_.save(update_fields=["revision"])
    record(
        Event.Kind.ROUND_MOVED,
        by=by,
        at=at,
        cycle=round_.forum.cycle,
        subject=subject(round_.forum),
        reason=reason,
        moves=[
            {"usulan": candidate.proposal.number, "jenis": kind.value, "dari": before, "ke": after}
            for candidate, kind, before, after in moves
        ],
    )
    require_window(round_.forum, at=at)
    return round_


def _lane(round_: Round, lane: str) -> list[Candidate]:
    """The lane as it stands; positions are put to 1…n where something had left a gap."""
    found = list(round_.candidates.filter(lane=lane).select_related("proposal").in_order())
    for number, candidate in enumerate(found, start=1):
        candidate.position = number
    return found


def _write_order(order: Sequence[Candidate]) -> None:
    for number, candidate in enumerate(order, start=1):
        candidate.position = number
    Candidate.objects.bulk_update(order, ["position"], batch_size=200)


@transaction.atomic
def discuss(candidate: Candidate, *, by: OfficeHolding, at: datetime) -> Round:
    """Put a candidate on the wall as the one in hand, and start its clock. No event: it decides nothing.

    Showing the one that is shown already leaves its clock running.
    """
    round_ = open_round(candidate.round_id, at=at)
    if round_.discussing_id != candidate.pk:
        round_.discussing, round_.discussed_at = candidate, at
        round_.save(update_fields=["discussing", "discussed_at"])
    return round_


@transaction.atomic
def move(
    candidate: Candidate,
    *,
    to: int,
    by: OfficeHolding,
    at: datetime,
    expected: int | None,
    reason: str = "",
) -> Round:
    """Put a candidate at place `to` (from 1) of its lane; a place past the end means the end."""
    round_ = open_round(candidate.round_id, at=at)
    order = _lane(round_, candidate.lane)
    before = next(row.position for row in order if row.pk == candidate.pk)
    to = min(max(to, 1), len(order))
    if before == to:
        return round_
    refuse_stale(round_, expected)
    standing = let_in(round_)
    mover = order.pop(before - 1)
    order.insert(to - 1, mover)
    _write_order(order)
    refuse_over_pagu(round_, standing)
    return record_moves(round_, [(mover, Kind.ORDER, before, to)], by=by, at=at, reason=reason)


@transaction.atomic
def set_order(
    round_: Round,
    *,
    lane: str,
    numbers: Sequence[str],
    by: OfficeHolding,
    at: datetime,
    expected: int | None,
) -> Round:
    """Write the whole order of a lane, given as numbers of usulan; the fewest moves that explain it are recorded."""
    round_ = open_round(round_.pk, at=at)
    order = _lane(round_, lane)
    if sorted(numbers) != sorted(row.proposal.number for row in order):
        raise ValidationError("Daftar usulan berubah sejak halaman dibuka. Muat ulang, lalu urutkan lagi.")
    place = {number: n for n, number in enumerate(numbers)}
    wanted = sorted(order, key=lambda row: place[row.proposal.number])
    before = {row.pk: row.position for row in order}
    moved = _movers([before[row.pk] for row in wanted])
    if not moved:
        return round_
    refuse_stale(round_, expected)
    standing = let_in(round_)
    _write_order(wanted)
    refuse_over_pagu(round_, standing)
    moves = [(row, Kind.ORDER, before[row.pk], row.position) for row in wanted if before[row.pk] in moved]
    return record_moves(round_, moves, by=by, at=at)


def _movers(places: Sequence[int]) -> set[int]:
    """Of a permutation of places, those that leave a longest rising run: the fewest rows that were really moved."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for n, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [n]
        back.append(ends[at - 1] if at else -1)
    kept, n = set(), ends[-1] if ends else -1
    while n >= 0:
        kept.add(places[n])
        n = back[n]
    return set(places) - kept


@transaction.atomic
def undo(round_: Round, *, by: OfficeHolding, at: datetime, expected: int | None) -> Round:
    """Put the usulan that moved last back to where it stood; the taking back is a move of its own."""
    round_ = open_round(round_.pk, at=at)
    refuse_stale(round_, expected)
    last = round_.moves.filter(kind=Kind.ORDER).select_related("candidate").order_by("at", "pk").last()
    if last is None:
        raise ValidationError("Belum ada perpindahan yang dapat diurungkan.")
    return move(last.candidate, to=last.before, by=by, at=at, expected=expected, reason="Diurungkan")


def _need_reason(code: str, reason: str, *, with_code: bool) -> str:
    if missing := missing_text(code if with_code else Reason.ORDER, reason):
        raise ValidationError({"reason": missing} if code or not with_code else {"reason_code": missing})
    return reason.strip()


def _mark(
    candidate: Candidate,
    mark: str,
    kind: Move.Kind,
    *,
    reason_code: str,
    reason: str,
    by: OfficeHolding,
    at: datetime,
    expected: int | None,
) -> Round:
    round_ = open_round(candidate.round_id, at=at)
    found = round_.candidates.select_related("proposal").get(pk=candidate.pk)
    if found.is_ended:
        raise ValidationError(f"Sidang sudah memutus usulan ini: {found.get_verdict_display().lower()}.")
    if (found.mark, found.reason_code, found.reason) == (mark, reason_code, reason):
        return round_
    refuse_stale(round_, expected)
    standing = let_in(round_) - {found.pk}
    found.mark, found.reason_code, found.reason = mark, reason_code, reason
    found.save(update_fields=["mark", "reason_code", "reason"])
    refuse_over_pagu(round_, standing, found if mark == Candidate.Mark.INSISTED else None)
    return record_moves(round_, [(found, kind, found.position, found.position)], by=by, at=at, reason=reason)


def let_in(round_: Round) -> set[int]:
    """Keys of the candidates that the forum let in above a quota and that are in now."""
    insisted = round_.candidates.filter(mark=Candidate.Mark.INSISTED)
    rows = sheet.read(round_).rows if insisted.exists() else []
    return {row.candidate.pk for row in rows if row.candidate.mark == Candidate.Mark.INSISTED and row.result.chosen}


def pushed_out(round_: Round, standing: set[int]) -> list[str]:
    """Nomor of those that were let in and stand below the pagu now, for a cost has risen; one reading of the sheet."""
    rows = sheet.read(round_).rows if standing else []
    return [row.key for row in rows if row.candidate.pk in standing and not row.result.chosen]


def refuse_over_pagu(round_: Round, standing: set[int], fresh: Candidate | None = None) -> None:
    """Refuse what the pagu does not hold: one that the forum lets in now, or one that it let in before."""
    if fresh is None and not standing:
        return
    for row in sheet.read(round_).rows:
        if row.result.chosen:
            continue
        if fresh is not None and row.candidate.pk == fresh.pk:
            raise ValidationError(f"{row.result.sentence} {NEVER_OVER}")
        if row.candidate.pk in standing:
            raise ValidationError(f"{row.key} yang sudah dimasukkan forum tidak termuat lagi. {NEVER_OVER}")


@transaction.atomic
def hold(
    candidate: Candidate,
    *,
    reason_code: str,
    reason: str,
    by: OfficeHolding,
    at: datetime,
    expected: int | None = None,
) -> Round:
    """Keep a usulan out of the list by the forum's word, with a reason that everybody reads."""
    reason = _need_reason(reason_code, reason, with_code=True)
    mark = Candidate.Mark.HELD
    return _mark(candidate, mark, Kind.HOLD, reason_code=reason_code, reason=reason, by=by, at=at, expected=expected)


@transaction.atomic
def insist(candidate: Candidate, *, reason: str, by: OfficeHolding, at: datetime, expected: int | None = None) -> Round:
    """Let a usulan in although its quota is full, with a reason that everybody reads. The pagu still holds."""
    reason = _need_reason("", reason, with_code=False)
    mark = Candidate.Mark.INSISTED
    return _mark(candidate, mark, Kind.INSIST, reason_code="", reason=reason, by=by, at=at, expected=expected)


@transaction.atomic
def clear(candidate: Candidate, *, by: OfficeHolding, at: datetime, expected: int | None = None) -> Round:
    """Take the forum's mark away: the usulan stands by its place in the order again."""
    mark = Candidate.Mark.NONE
    return _mark(candidate, mark, Kind.CLEAR, reason_code="", reason="", by=by, at=at, expected=expected)
