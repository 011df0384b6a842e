"""Verbs of a counted round while it is a draft: begin it, say who may vote and who scores, throw it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.actions import ranking
from rounds import limits
from rounds.counting import snapshot
from rounds.models import Assessor, Criterion, Delegate, Forum, Limit, Round, Terms, Voter

from .meeting import changeable
from .stepping import Status, told
from .stepping import locked as locked_round

CRITERIA = (
    (
        "K",
        "Keterdesakan",
        40,
        "100 = Membahayakan orang\n75 = Rusak berat\n50 = Rusak sedang\n25 = Rusak ringan\n0 = Belum mendesak",
    ),
    (
        "M",
        "Manfaat bagi warga",
        35,
        "100 = Seluruh RW\n75 = Beberapa RT\n50 = Satu RT\n25 = Satu gang\n0 = Beberapa rumah",
    ),
    (
        "S",
        "Kesiapan",
        25,
        "100 = Lahan dan surat siap\n75 = Lahan siap\n50 = Perlu satu surat\n25 = Perlu izin\n0 = Belum siap",
    ),
)
"""What a new round starts from: criteria as many cities use them (domain.md 10); the forum changes them freely."""


@dataclass(frozen=True)
class Mandate:
    """Somebody who may vote: the name, for which area or group, elected in which meeting."""

    name: str
    area: str
    mandate: str
    delegate: Delegate | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Who it is, however name and area were typed."""
        return self.name.casefold().strip(), self.area.casefold().strip()


@transaction.atomic
def prepare_round(forum: Forum, *, title: str, method: str, by: OfficeHolding, at: datetime, **scope: Any) -> Round:
    """Begin a counted round: terms with usual criteria, and the quotas and pagu in force as its limits.

    `scope` may name only_kind, only_list or only_agency. Asking again for the same title gives the same round back.
    """
    forum = changeable(forum, "Putarannya")
    known = Round.objects.counted().in_force().filter(forum=forum)
    if same := known.filter(terms__title=title).first():
        return same
    number = Round.objects.counted().filter(forum=forum).values("code").distinct().count() + 1
    round_ = Round(cycle=forum.cycle, forum=forum, code=f"{forum.number}-P{number}", method=method)
    round_.full_clean(exclude=["forum", "cycle"])
    round_.save()
    terms = Terms(round=round_, title=title, **scope)
    terms.full_clean(exclude=["round"])
    terms.save()
    Criterion.objects.bulk_create(
        Criterion(round=round_, place=n, code=code, name=name, weight=weight, rubric=rubric)
        for n, (code, name, weight, rubric) in enumerate(CRITERIA, start=1)
    )
    Limit.objects.bulk_create(limits.of_counted(round_, snapshot.in_scope(round_)))
    told(round_, "disiapkan", by=by, at=at, nama=title)
    return round_


@transaction.atomic
def rule_changed(round_: Round, *, by: OfficeHolding, at: datetime, fields: Sequence[str] = ()) -> Round:
    """Note that the rule of a draft was written; called in the transaction that writes it, after it."""
    round_ = locked_round(round_, Status.DRAFT, at=at)
    round_.revision += 1
    round_.save(update_fields=["revision"])
    told(round_, "aturan ditulis", by=by, at=at, bagian=sorted(fields))
    return round_


@transaction.atomic
def set_assessors(round_: Round, holdings: Sequence[OfficeHolding], *, by: OfficeHolding, at: datetime) -> Round:
    """Say which offices score, numbered in this order."""
    round_ = locked_round(round_, Status.DRAFT, at=at)
    round_.assessors.all().delete()
    Assessor.objects.bulk_create(
        Assessor(round=round_, number=n, holding=holding) for n, holding in enumerate(holdings, start=1)
    )
    told(round_, "penilai ditetapkan", by=by, at=at, penilai=len(holdings))
    return round_


@transaction.atomic
def set_voters(round_: Round, mandates: Sequence[Mandate], *, by: OfficeHolding, at: datetime) -> Round:
    """Say who may vote, numbered in this order; nobody holds two mandates."""
    round_ = locked_round(round_, Status.DRAFT, at=at)
    keys = [one.key for one in mandates]
    if twice := next((one.name for one, key in zip(mandates, keys, strict=True) if keys.count(key) > 1), ""):
        raise ValidationError(f"{twice} tertulis dua kali. Satu orang memegang satu mandat.")
    voters = [
        Voter(round=round_, number=n, name=one.name, area=one.area, mandate=one.mandate, delegate=one.delegate)
        for n, one in enumerate(mandates, start=1)
    ]
    for voter in voters:
        voter.clean_fields(exclude=["round", "delegate"])
    round_.voters.all().delete()
    Voter.objects.bulk_create(voters)
    told(round_, "pemilik suara ditetapkan", by=by, at=at, pemilik_suara=len(voters))
    return round_


def elected_below(forum: Forum) -> list[Mandate]:
    """Delegates that the closed kelurahan forums below have elected, or that the forum itself holds."""
    below = Forum.objects.sent_below(forum) if forum.ranks_district else Forum.objects.filter(pk=forum.pk)
    delegates = Delegate.objects.filter(forum__in=below).select_related("forum__region")
    return [
        Mandate(one.name, one.forum.region.name, f"Delegasi {one.forum.title}", one)
        for one in delegates.order_by("forum__region__code", "place", "pk")
    ]


@transaction.atomic
def rank_rest(round_: Round, *, by: OfficeHolding, at: datetime) -> int:
    """Give usulan of this draft that came without their group's rank the place after the group's last."""
    round_ = locked_round(round_, Status.DRAFT, at=at)
    bare = snapshot.in_scope(round_).filter(group_rank=None)
    groups = {one.group_id: one.group for one in bare}
    placed = ranking.rank_rest(round_.cycle, list(groups.values()), by=by, at=at)
    told(round_, "urutan kelompok dilengkapi", by=by, at=at, usulan=placed)
    return placed


@transaction.atomic
def discard_round(round_: Round, *, by: OfficeHolding, at: datetime) -> None:
    """Throw a draft away that was never frozen; one that was stays readable and is annulled instead."""
    round_ = locked_round(round_, Status.DRAFT, at=at)
    if round_.version > 1:
        raise ValidationError("Putaran ini pernah dibekukan. Batalkan dengan alasan, jangan dihapus.")
    told(round_, "draf dibuang", by=by, at=at)
    round_.voters.all().delete()
    round_.delete()
