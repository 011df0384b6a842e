"""Verbs around the frozen rule: freeze it, thaw it before anything was given, open and extend the window, annul."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from proposals.twins import Alike
from rounds.blockers import Blocker
from rounds.counting import alike, freeze_blockers, snapshot
from rounds.counting.rule import has_ballots, has_scores, rule_of
from rounds.engine.results import canonical_hash, canonical_json
from rounds.models import Candidate, Forum, Round

from .assessing import recuse_own
from .meeting import require_head
from .opening import first_order, take_in
from .stepping import Status, locked, need_reason, refuse, step, told

HEAD = "rounds.open_forum"


def drafted(round_: Round) -> list[Candidate]:
    """The candidates that a freeze would write now, unsaved, in the order they bring; four queries."""
    forum = round_.forum
    proposals = sorted(snapshot.in_scope(round_), key=lambda one: first_order(forum, one))
    unfit, tied = snapshot.unfit(proposals), snapshot.bonds(round_.bonds.select_related("other").order_by("pk"))
    return [
        Candidate(
            round=round_,
            proposal=one,
            lane=(one.list_kind or "LAIN")[:60],
            cost=one.current_amount,
            volume=one.current_volume,
            position=n,
            facts=snapshot.facts(forum, one, unfit.get(one.pk)) | tied.get(one.pk, {}),
        )
        for n, one in enumerate(proposals, start=1)
    ]


def standing(round_: Round, rows: Sequence[Candidate]) -> list[Blocker]:
    """What keeps a draft with these candidates from being frozen."""
    known = [snapshot.candidate(row) for row in rows]
    return freeze_blockers.freeze_blockers(round_, known, _alike(round_, rows))


def likenesses(round_: Round) -> list[Alike]:
    """What is alike in a draft and waits for somebody to say whether it is one, the most alike first."""
    return _alike(round_, drafted(round_))


def _alike(round_: Round, rows: Sequence[Candidate]) -> list[Alike]:
    return alike.undecided(round_, [row.proposal for row in rows if not row.facts["tidak_layak"]])


@transaction.atomic
def freeze(round_: Round, *, by: OfficeHolding, at: datetime) -> Round:
    """Fix the rule, the candidates, the mandates and the window. Only the lurah or camat may; all blockers are told."""
    round_ = locked(round_, Status.DRAFT, at=at)
    require_head(round_.forum, HEAD, by)
    rows = drafted(round_)
    refuse(standing(round_, rows))
    Candidate.objects.bulk_create(rows, batch_size=200)
    rule = rule_of(round_)
    round_.rule, round_.rule_hash, round_.frozen_at = canonical_json(rule).decode(), canonical_hash(rule), at
    step(round_, Status.FROZEN)
    _refresh_hall(round_.forum, by=by, at=at)
    told(round_, "dibekukan", by=by, at=at, calon=len(rows), sidik=round_.rule_hash)
    return round_


def _refresh_hall(forum: Forum, *, by: OfficeHolding, at: datetime) -> None:
    """What a counted round takes leaves the hall's list at once, and comes back with it."""
    if forum.status == Forum.Status.OPEN:
        take_in(forum, by=by, at=at)


@transaction.atomic
def thaw(round_: Round, *, reason: str, by: OfficeHolding, at: datetime) -> Round:
    """Go back to a draft, as a new version, while no ballot and no score was given."""
    round_ = locked(round_, Status.FROZEN, at=at)
    require_head(round_.forum, HEAD, by)
    reason = need_reason(reason)
    round_.rule = round_.rule_hash = ""
    round_.frozen_at = None
    round_.version += 1
    step(round_, Status.DRAFT)
    round_.candidates.all().delete()
    _refresh_hall(round_.forum, by=by, at=at)
    told(round_, "kembali ke draf", by=by, at=at, alasan=reason)
    return round_


@transaction.atomic
def start_collecting(round_: Round, *, by: OfficeHolding, at: datetime) -> Round:
    """Open the window for scores and ballots, once its time has come."""
    round_ = locked(round_, Status.FROZEN, at=at)
    require_head(round_.forum, HEAD, by)
    collects = has_scores(round_) or has_ballots(round_)
    if collects and round_.opens_at and at < round_.opens_at:
        raise ValidationError("Waktu pengumpulan belum tiba. Tunggu sampai jam mulainya.")
    step(round_, Status.COLLECTING)
    recuse_own(round_, at=at)
    told(round_, "pengumpulan dibuka", by=by, at=at)
    return round_


@transaction.atomic
def extend(round_: Round, *, until: datetime, reason: str, by: OfficeHolding, at: datetime) -> Round:
    """Move the end of the window later, before it has come; never earlier, never open again."""
    round_ = locked(round_, Status.FROZEN, Status.COLLECTING, at=at)
    require_head(round_.forum, HEAD, by)
    reason = need_reason(reason)
    if round_.closes_at is None or at >= round_.closes_at:
        raise ValidationError("Waktu pengumpulan sudah berakhir dan tidak dibuka lagi.")
    if until <= round_.closes_at:
        raise ValidationError({"until": "Waktu selesai hanya dapat diundurkan. Pilih jam yang lebih akhir."})
    round_.closes_at = until
    round_.save(update_fields=["closes_at"])
    told(round_, "pengumpulan diperpanjang", by=by, at=at, sampai=until.isoformat(), alasan=reason)
    return round_


@transaction.atomic
def write_note(round_: Round, *, note: str, by: OfficeHolding, at: datetime) -> Round:
    """Write down what the berita acara says of a quorum that was not reached."""
    round_ = locked(round_, Status.FROZEN, Status.COLLECTING, at=at)
    round_.note = note.strip()
    round_.clean_fields(exclude=["forum", "cycle"])
    round_.save(update_fields=["note"])
    told(round_, "catatan kuorum", by=by, at=at)
    return round_


@transaction.atomic
def annul(round_: Round, *, reason: str, by: OfficeHolding, at: datetime) -> Round:
    """End a round before it is closed. It stays readable, and its usulan come back to the hall's list."""
    before = (Status.DRAFT, Status.FROZEN, Status.COLLECTING, Status.COMPUTED, Status.LOT, Status.AGREED)
    round_ = locked(round_, *before, at=at)
    require_head(round_.forum, HEAD, by)
    round_.annulled_because = need_reason(reason)
    step(round_, Status.ANNULLED)
    _refresh_hall(round_.forum, by=by, at=at)
    told(round_, "dibatalkan", by=by, at=at, alasan=round_.annulled_because)
    return round_
