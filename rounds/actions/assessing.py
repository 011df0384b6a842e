"""Verbs of assessors: give levels, declare an interest. Given again, a later version counts; nothing is overwritten."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from rounds.counting import words
from rounds.models import Assessor, Candidate, Recusal, Round, Score

from .stepping import Status, locked, need_reason, told

Given = Mapping[str, Mapping[str, int]]
"""By nomor and code of criterion: points of a level of its rubric."""


@transaction.atomic
def give_scores(round_: Round, given: Given, *, by: OfficeHolding, at: datetime) -> int:
    """Store what the assessor of this office gave; what is as it was is not stored again. Returns how many were new."""
    round_ = locked(round_, Status.COLLECTING, at=at)
    assessor = _assessor(round_, by)
    _require_open(round_, at)
    rows = {row.facts["nomor"]: row for row in round_.candidates.order_by("pk")}
    criteria = {one.code: one for one in round_.criteria.order_by("place")}
    levels = {code: {points for points, _ in words.rubric(one.rubric)} for code, one in criteria.items()}
    recused = set(assessor.recusals.values_list("candidate_id", flat=True).order_by("pk"))
    known = {
        (candidate, criterion): (version, points)
        for candidate, criterion, version, points in assessor.scores.order_by("version").values_list(
            "candidate_id", "criterion_id", "version", "points"
        )
    }
    fresh = []
    for number, sheet in given.items():
        row = rows.get(number)
        if row is None or row.facts["tidak_layak"] or row.pk in recused:
            raise ValidationError(f"{number} tidak Anda nilai di putaran ini.")
        for code, points in sheet.items():
            one = criteria.get(code)
            if one is None or points not in levels[code] or one.list_kind not in {"", row.facts["jenis"]}:
                raise ValidationError(f"{number}: pilih salah satu tingkat rubrik untuk {one.name if one else code}.")
            version, before = known.get((row.pk, one.pk), (0, None))
            if points != before:
                fresh.append(
                    Score(
                        round=round_, assessor=assessor, candidate=row, criterion=one,
                        version=version + 1, points=points, by=by, at=at,
                    )
                )  # fmt: skip
    Score.objects.bulk_create(fresh, batch_size=500)
    if fresh:
        told(round_, "nilai diberikan", by=by, at=at, penilai=assessor.number, nilai=len(fresh))
    return len(fresh)


@transaction.atomic
def recuse(round_: Round, candidate: Candidate, *, reason: str, by: OfficeHolding, at: datetime) -> Recusal:
    """Leave one candidate unscored, with the reason; for ever."""
    round_ = locked(round_, Status.COLLECTING, at=at)
    assessor = _assessor(round_, by)
    if assessor.scores.filter(candidate=candidate).exists():
        raise ValidationError("Usulan ini sudah Anda nilai. Kepentingan dinyatakan sebelum menilai.")
    found, _ = Recusal.objects.get_or_create(
        assessor=assessor, candidate=candidate, defaults={"round": round_, "reason": need_reason(reason), "at": at}
    )
    told(round_, "penilai mengundurkan diri", by=by, at=at, penilai=assessor.number, usulan=candidate.facts["nomor"])
    return found


def _assessor(round_: Round, by: OfficeHolding) -> Assessor:
    found = round_.assessors.filter(holding__office=by.office_id).first()
    if found is None:
        raise ValidationError("Jabatan Anda bukan penilai di putaran ini.", code="no_assessor")
    return found


def _require_open(round_: Round, at: datetime) -> None:
    if round_.closes_at and at >= round_.closes_at:
        raise ValidationError("Waktu menilai sudah berakhir.", code="closed")
