"""The verb of the levels after the kecamatan forum: agency, partner, forum of the agency, budget team.

One decision row per usulan and level; many usulan go in one act with as many queries as one. The pagu of an agency
blocks, in its forum and at the budget team alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.models import Nomenclature
from catalogue.money import MAX_RUPIAH, rupiah
from proposals.after_forum import AGENCY_FORUM, BUDGET, Latest, Step, room_of
from proposals.models import Ceiling, Cycle, Event, LevelDecision, Proposal
from proposals.models.decision import Outcome
from proposals.models.proposal import MAX_VOLUME
from proposals.reasons import missing_text
from proposals.statuses import Status

from .recording import Act, record_all
from .stages import require_open

MIN_REASON = 10
_REFUSES = frozenset({Outcome.REJECTED, Outcome.UNFUNDED})


@dataclass(frozen=True)
class Word:
    """What a level says of one usulan; volume, rupiah and sub kegiatan are None where they stay as they are."""

    proposal: Proposal
    outcome: Outcome
    volume: Decimal | None = None
    amount: int | None = None
    subactivity: Nomenclature | None = None
    reason_code: str = ""
    reason: str = ""
    may_repeat: bool = True


@transaction.atomic
def say(
    step: Step, words: Sequence[Word], *, by: OfficeHolding, at: datetime, expected: int | None = None
) -> list[LevelDecision]:
    """Write what a level says of usulan of one cycle; the same word again by the same office changes nothing.

    `expected` is the version that the person saw, where one usulan is decided. Refused: another status, a level before
    that has not spoken, a refusal without reason, an agreed usulan without sub kegiatan, an agency above its pagu.
    """
    if not words:
        raise ValidationError("Pilih paling sedikit satu usulan.")
    cycle = words[0].proposal.cycle
    require_open(cycle, step.act, cycle.city, at=at)
    _lock_ceilings(step, cycle, words)
    fresh = {one.pk: one for one in _locked([word.proposal.pk for word in words])}
    last = latest(fresh)
    decisions, acts, moved = [], [], []
    for word in words:
        proposal = fresh[word.proposal.pk]
        known = last.get((proposal.pk, step.level))
        decision = _decision(step, word, proposal, known, by=by, at=at)
        if known is not None and _same(known, decision):
            continue
        _refuse(step, word, proposal, last, expected)
        decisions.append(decision)
        acts.append(_take(step, word, proposal, decision, at=at))
        moved.append(proposal)
    written = LevelDecision.objects.bulk_create(decisions, batch_size=200)
    fields = ["status", "status_at", "current_volume", "current_amount", "reason_code", "reason", "version"]
    Proposal.objects.bulk_update(moved, fields, batch_size=200)
    if step in (AGENCY_FORUM, BUDGET):
        _require_room(step, cycle, {one.agency_id for one in moved})
    if acts:
        record_all(acts, by=by, at=at, cycle=cycle)
    require_open(cycle, step.act, cycle.city, at=at)
    return written


def _locked(ids: Iterable[int]) -> list[Proposal]:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("item__subactivity", "agency", "cycle")
    return list(rows.filter(pk__in=sorted(ids)).order_by("pk"))


def _lock_ceilings(step: Step, cycle: Cycle, words: Sequence[Word]) -> None:
    """Two who spend one pagu at the same time go one after the other."""
    if step in (AGENCY_FORUM, BUDGET):
        agencies = {word.proposal.agency_id for word in words}
        list(Ceiling.objects.select_for_update(of=("self",)).filter(cycle=cycle, agency__in=agencies).order_by("pk"))


def latest(proposals: Iterable[int]) -> Latest:
    """The last word of each level on each usulan, by (usulan, level)."""
    rows = LevelDecision.objects.filter(proposal__in=list(proposals)).order_by("version")
    return {(one.proposal_id, one.level): one for one in rows}


def _refuse(step: Step, word: Word, proposal: Proposal, latest: Latest, expected: int | None) -> None:
    if expected is not None and expected != proposal.version:
        raise ValidationError(
            "Usulan ini baru saja diubah orang lain. Muat ulang, lalu putuskan lagi.", code="conflict"
        )
    if refusal := why_not(step, word, proposal, latest):
        raise ValidationError(refusal)


def why_not(step: Step, word: Word, proposal: Proposal, latest: Latest) -> dict[str, str]:
    """What stands in the way of a word, by field; empty where it may be said. Needs the item's sub kegiatan loaded."""
    number = proposal.number
    if proposal.status != step.status:
        where = Status(proposal.status).label.lower()
        return {"__all__": f"Usulan {number} {where}, jadi tidak menunggu langkah ini. Muat ulang daftarnya."}
    if word.outcome not in step.leads:
        return {"outcome": f"{step.title}: pilih satu keputusan dari daftar."}
    if not step.is_ready(proposal, latest):
        return {"__all__": f"Usulan {number}: {step.waits_for}"}
    wrong = {}
    if word.outcome in _REFUSES and (missing := missing_text(word.reason_code, word.reason)):
        wrong["reason" if word.reason_code else "reason_code"] = missing
    if word.outcome == Outcome.CHANGED:
        if word.volume in {None, proposal.current_volume} and word.amount in {None, proposal.current_amount}:
            wrong["volume"] = "Volume dan anggarannya sama dengan sekarang. Isi yang berubah, atau pilih Diterima."
        if len(word.reason.strip()) < MIN_REASON:
            wrong["reason"] = f"Tulis alasan perubahannya paling sedikit {MIN_REASON} huruf."
    return wrong or _wrong_numbers(word, proposal)


def _wrong_numbers(word: Word, proposal: Proposal) -> dict[str, str]:
    """An agreed usulan has volume, amount and sub kegiatan (domain.md 4.2)."""
    volume, amount = numbers(word, proposal)
    if word.outcome in _REFUSES:
        return {}
    if volume is not None and not 0 < volume <= MAX_VOLUME:
        return {"volume": "Volume harus lebih dari 0 dan paling banyak 9.999.999,99."}
    if not 0 < amount <= MAX_RUPIAH:
        return {"amount": f"Usulan {proposal.number}: isi anggarannya dalam rupiah, misalnya 43.800.000."}
    if word.outcome == Outcome.ACCOMMODATED:
        if volume is None:
            return {"volume": f"Usulan {proposal.number}: isi volumenya, misalnya 120."}
        if _subactivity(word, proposal) is None:
            return {"subactivity": f"Usulan {proposal.number}: pilih sub kegiatannya."}
    return {}


def numbers(word: Word, proposal: Proposal) -> tuple[Decimal | None, int]:
    """Volume and rupiah of a word: what is said, else what stands; another volume counts at the locked price."""
    if word.outcome in _REFUSES:
        return Decimal(0), 0
    volume = word.volume if word.volume is not None else proposal.current_volume
    if word.amount is not None:
        return volume, word.amount
    if volume is not None and volume != proposal.current_volume and proposal.unit_price is not None:
        return volume, proposal.cost_of(volume)
    return volume, proposal.current_amount


def _subactivity(word: Word, proposal: Proposal) -> Nomenclature | None:
    """What is said, else that of the kamus item, which is of the same plan year."""
    return word.subactivity or (proposal.item.subactivity if proposal.item else None)


def _decision(
    step: Step, word: Word, proposal: Proposal, known: LevelDecision | None, *, by: OfficeHolding, at: datetime
) -> LevelDecision:
    volume, amount = numbers(word, proposal)
    agreed = word.outcome == Outcome.ACCOMMODATED
    return LevelDecision(
        cycle=proposal.cycle, proposal=proposal, level=step.level, version=known.version + 1 if known else 1,
        outcome=word.outcome, volume=volume, unit_price=proposal.unit_price, amount=amount,
        agency_id=proposal.agency_id, subactivity=_subactivity(word, proposal) if agreed else None,
        funding=proposal.funding, reason_code=word.reason_code if word.outcome in _REFUSES else "",
        reason=word.reason.strip(), may_repeat=word.may_repeat, decided_by=by, decided_at=at,
    )  # fmt: skip


def _same(known: LevelDecision, new: LevelDecision) -> bool:
    names = ("outcome", "volume", "amount", "subactivity_id", "reason_code", "reason", "decided_by_id")
    return all(getattr(known, name) == getattr(new, name) for name in names)


def _take(step: Step, word: Word, proposal: Proposal, decision: LevelDecision, *, at: datetime) -> Act:
    """Let the usulan follow the word, and say what the log keeps of it."""
    before, after = proposal.status, step.leads[word.outcome]
    if word.outcome not in _REFUSES:
        proposal.current_volume, proposal.current_amount = decision.volume, decision.amount
    if after is not None:
        proposal.move_to(after, at=at)
        proposal.reason_code, proposal.reason = decision.reason_code, decision.reason
    proposal.version += 1
    body: dict[str, Any] = {
        "before": before, "after": proposal.status, "level": step.level.value, "outcome": word.outcome.value,
        "amount": decision.amount, "reason_code": decision.reason_code, "reason": decision.reason,
    }  # fmt: skip
    return _kind(step, word, after), proposal, "", body


def _kind(step: Step, word: Word, after: Status | None) -> Event.Kind:
    if after == Status.REJECTED:
        return Event.Kind.REJECTED
    if step == AGENCY_FORUM:
        return Event.Kind.AGENCY_AGREED
    return Event.Kind.ADVANCED if step == BUDGET else Event.Kind.RECOMMENDED


def _require_room(step: Step, cycle: Cycle, agencies: Iterable[int | None]) -> None:
    for agency in sorted(one for one in agencies if one is not None):
        room = room_of(cycle, agency, agreed_in_forum=step == AGENCY_FORUM)
        if room is not None and room.over:
            raise ValidationError(
                f"Pagu perangkat daerah {rupiah(room.ceiling)} terlampaui {rupiah(room.over)}. "
                "Kurangi volumenya, atau nyatakan belum terdanai dengan alasannya.",
                code="ceiling",
            )
