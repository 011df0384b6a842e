"""The verb of a sidang kelompok: one of three words on each usulan that was surveyed (domain.md 6)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.reasons import missing_text
from rounds import sitting
from rounds.models import Candidate, Move, Round

from .ordering import let_in, open_round, record_moves, refuse_over_pagu, refuse_stale

Verdict = Candidate.Verdict
MIN_TEXT = 10


@transaction.atomic
def decide(
    candidate: Candidate,
    *,
    verdict: str,
    reason_code: str = "",
    reason: str = "",
    by: OfficeHolding,
    at: datetime,
    expected: int | None = None,
) -> Round:
    """Pass a surveyed usulan on, say that it is done with this year's money, or refuse it with its reason.

    The word may change until the forum is closed; the closing writes it as the decision and tells the proposer.
    """
    round_ = open_round(candidate.round_id, at=at)
    if not round_.forum.custom.decides:
        raise ValidationError("Hanya sidang kelompok yang memutus usulan satu per satu.")
    found = round_.candidates.select_related("proposal").get(pk=candidate.pk)
    if found.proposal_id not in sitting.surveys(round_):
        raise ValidationError("Usulan ini belum disurvei. Tempatnya menurut urutan.")
    if verdict not in Verdict.values or not verdict:
        raise ValidationError({"verdict": "Pilih salah satu keputusan."})
    reason_code, reason = _reason(verdict, reason_code, reason.strip())
    same = verdict == Verdict.FORWARDED or (found.reason_code, found.reason) == (reason_code, reason)
    if found.verdict == verdict and same:
        return round_
    refuse_stale(round_, expected)
    if verdict != Verdict.FORWARDED or found.is_ended:
        found.mark, found.reason_code, found.reason = Candidate.Mark.NONE, reason_code, reason
    standing = let_in(round_) - {found.pk}
    found.verdict = verdict
    found.save(update_fields=["verdict", "mark", "reason_code", "reason"])
    refuse_over_pagu(round_, standing)
    place = found.position
    return record_moves(round_, [(found, Move.Kind.VERDICT, place, place)], by=by, at=at, reason=_told(found))


def _reason(verdict: str, code: str, text: str) -> tuple[str, str]:
    """What is kept of the reason: all of a refusal's, of this year's money its text, nothing of one that goes on."""
    if verdict == Verdict.FORWARDED:
        return "", ""
    if verdict == Verdict.THIS_YEAR:
        if len(text) < MIN_TEXT:
            raise ValidationError({"reason": f"Tulis anggaran atau kegiatannya paling sedikit {MIN_TEXT} huruf."})
        return "", text
    if missing := missing_text(code, text):
        raise ValidationError({"reason" if code else "reason_code": missing})
    return code, text


def _told(candidate: Candidate) -> str:
    said = str(candidate.get_verdict_display())
    return f"{said}: {candidate.reason}"[:1000] if candidate.is_ended else said
