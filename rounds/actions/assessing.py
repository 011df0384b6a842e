"""Verbs of assessors: give levels, declare an interest. Given again, a later version counts; nothing is overwritten."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Office, OfficeHolding
from accounts.roles import Role
from regions import codes
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


@transaction.atomic
def fill_page(
    round_: Round, given: Given, *, leaves: Candidate | None, reason: str, by: OfficeHolding, at: datetime
) -> None:
    """Store the levels of a page together with the interest declared on it: all of it or nothing."""
    give_scores(round_, given, by=by, at=at)
    if leaves is not None:
        recuse(round_, leaves, reason=reason, by=by, at=at)


OWN = "Usulan kelompok atau RW sendiri."


def recuse_own(round_: Round, *, at: datetime) -> int:
    """Leave the usulan of an assessor's own group or RW unscored, whatever the assessor says. Returns how many.

    Called in the transaction that opens the collecting, so that no score can come before it.
    """
    rows = list(round_.candidates.select_related("proposal__group__region").order_by("pk"))
    found = [
        Recusal(round=round_, assessor=assessor, candidate=row, reason=OWN, at=at)
        for assessor in round_.assessors.select_related("holding__office__region").order_by("number")
        for row in rows
        if _is_own(assessor.holding.office, row)
    ]
    Recusal.objects.bulk_create(found, batch_size=500)
    return len(found)


def _is_own(office: Office, row: Candidate) -> bool:
    group = row.proposal.group
    if office.group_id == group.pk:
        return True
    lives_there = codes.cut(office.region.code, codes.RW) == codes.cut(group.region.code, codes.RW)
    return office.role in {Role.RT, Role.RW} and lives_there


def _assessor(round_: Round, by: OfficeHolding) -> Assessor:
    found = round_.assessors.filter(holding__office=by.office_id).first()
    if found is None:
        raise ValidationError("Jabatan Anda bukan penilai di putaran ini.", code="no_assessor")
    return found


def _require_open(round_: Round, at: datetime) -> None:
    if round_.closes_at and at >= round_.closes_at:
        raise ValidationError("Waktu menilai sudah berakhir.", code="closed")
