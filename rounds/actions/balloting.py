"""Verbs of the ballot: who is there, the one-time code, the ballot cast on a phone, the blanks read by two people.

What is cast is never in an event, a log or an error: only that somebody has voted.
"""

import random
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts import secret_codes
from accounts.models import OfficeHolding
from rounds.counting import blank, records
from rounds.counting.rule import has_ballots
from rounds.engine.scoring import APPROVAL, fault
from rounds.models import Ballot, PaperEntry, PaperStack, Receipt, Round, Voter

from .stepping import Status, locked, told

SALT = "kode-suara"
OPEN = (Status.FROZEN, Status.COLLECTING)
RECEIPT = 12
"""Signs of a receipt: 60 bits."""
UNKNOWN = "Kode ini tidak dikenal. Periksa lagi, atau minta kode baru di meja pendaftaran."


@transaction.atomic
def mark_present(round_: Round, voters: Sequence[Voter], *, by: OfficeHolding, at: datetime) -> int:
    """Say which mandates are here; who already has a ballot stays. Returns how many are here."""
    round_ = locked(round_, *OPEN, at=at)
    here = {voter.pk for voter in voters}
    round_.voters.filter(pk__in=here).update(is_present=True)
    round_.voters.exclude(pk__in=here).filter(is_used=False, digest="").update(is_present=False)
    total = round_.voters.filter(is_present=True).count()
    told(round_, "pemilik suara hadir", by=by, at=at, hadir=total)
    return total


@transaction.atomic
def give_code(voter: Voter, *, by: OfficeHolding, at: datetime) -> str:
    """Give a delegate who is here the one-time code for a phone; a new code ends the one before. Returned only here."""
    round_, voter = _recipient(voter, at)
    code = secret_codes.new_code()
    voter.channel, voter.digest = Voter.Channel.PHONE, secret_codes.digest(code, salt=SALT)
    voter.save(update_fields=["channel", "digest"])
    told(round_, "kode suara diberikan", by=by, at=at, pemilik_suara=voter.number)
    return code


@transaction.atomic
def give_codes(round_: Round, *, by: OfficeHolding, at: datetime) -> list[tuple[Voter, str]]:
    """Give a code to all who are here and have neither code nor blank yet, for printing them at once."""
    round_ = _collecting(round_, at)
    waiting = round_.voters.select_for_update(of=("self",)).filter(is_present=True, is_used=False, digest="")
    given = [(voter, secret_codes.new_code()) for voter in waiting.order_by("number")]
    for voter, code in given:
        voter.channel, voter.digest = Voter.Channel.PHONE, secret_codes.digest(code, salt=SALT)
    Voter.objects.bulk_update([voter for voter, _ in given], ["channel", "digest"], batch_size=200)
    if given:
        told(round_, "kode suara diberikan", by=by, at=at, banyaknya=len(given))
    return given


@transaction.atomic
def give_paper(voter: Voter, *, by: OfficeHolding, at: datetime) -> Voter:
    """Note that a delegate who is here took a blank from the stack; which one is noted nowhere."""
    round_, voter = _recipient(voter, at)
    voter.channel, voter.digest, voter.is_used = Voter.Channel.PAPER, "", True
    voter.save(update_fields=["channel", "digest", "is_used"])
    told(round_, "kertas suara diberikan", by=by, at=at, pemilik_suara=voter.number)
    return voter


def _collecting(round_: Round, at: datetime) -> Round:
    """The round, locked while it collects ballots."""
    round_ = locked(round_, Status.COLLECTING, at=at)
    if not has_ballots(round_):
        raise ValidationError("Putaran ini tidak memakai surat suara.")
    return round_


def _recipient(voter: Voter, at: datetime) -> tuple[Round, Voter]:
    """The round and a delegate who is here and has no ballot yet, both locked."""
    round_ = _collecting(voter.round, at)
    voter = round_.voters.select_for_update(of=("self",)).get(pk=voter.pk)
    if not voter.is_present:
        raise ValidationError(f"{voter.name} belum dicatat hadir. Catat hadir lebih dulu.")
    if voter.is_used:
        raise ValidationError(f"{voter.name} sudah menerima surat suara. Satu orang memilih sekali.")
    return round_, voter


def voter_of(code: str) -> Voter | None:
    """Whose one-time code this is; None for a code that is none, or ended."""
    digest = secret_codes.digest(code, salt=SALT)
    return Voter.objects.select_related("round__forum__region", "round__terms").filter(digest=digest).first()


def why_not(voter: Voter, round_: Round, at: datetime) -> str:
    """Why the code of this delegate opens no ballot now, as a sentence; empty where it does."""
    if voter.is_used:
        return "Kode ini sudah dipakai memilih. Satu orang memilih sekali."
    if round_.status != Status.COLLECTING or (round_.closes_at and at >= round_.closes_at):
        return "Waktu memilih sudah berakhir."
    return ""


@sensitive_variables()
@transaction.atomic
def cast(code: str, choices: Sequence[str], *, at: datetime) -> str:
    """Cast the ballot that a code opens, once. Returns the receipt, which is kept nowhere beside it."""
    voter = voter_of(code)
    if voter is None:
        raise ValidationError(UNKNOWN)
    round_ = locked(voter.round, Status.COLLECTING, at=at)
    voter = round_.voters.select_for_update(of=("self",)).get(pk=voter.pk)
    if said := why_not(voter, round_, at):
        raise ValidationError(said, code="closed")
    if said := ballot_fault(round_, choices):
        raise ValidationError(said)
    voter.is_used = True
    voter.save(update_fields=["is_used"])
    Ballot.objects.create(round=round_, choices=_kept(round_, choices))
    receipt = "".join(secrets.choice(secret_codes.ALPHABET) for _ in range(RECEIPT))
    Receipt.objects.create(round=round_, code=receipt)
    return receipt


def ballot_fault(round_: Round, choices: Sequence[str]) -> str:
    """Why a ballot cannot count, in one sentence; empty where it can."""
    known = [row.facts["nomor"] for row in records.playing(round_)]
    return fault(choices, blank.terms(round_), known)


def _kept(round_: Round, choices: Sequence[str]) -> list[str]:
    return sorted(choices) if blank.terms(round_).form == APPROVAL else list(choices)


@transaction.atomic
def count_stack(round_: Round, *, issued: int, unused: int | None, by: OfficeHolding, at: datetime) -> PaperStack:
    """Say how many blanks were printed and, in the end, how many were left over."""
    round_ = locked(round_, *OPEN, at=at)
    if unused is not None and unused > issued:
        raise ValidationError({"unused": "Yang tidak terpakai melebihi yang dicetak. Hitung lagi."})
    stack, _ = PaperStack.objects.update_or_create(round=round_, defaults={"issued": issued, "unused": unused})
    told(round_, "kertas dihitung", by=by, at=at, dicetak=issued, tidak_terpakai=unused)
    return stack


@sensitive_variables()
@transaction.atomic
def read_paper(
    round_: Round, *, serial: int, choices: Sequence[str], is_spoiled: bool, by: OfficeHolding, at: datetime
) -> PaperEntry:
    """Type in what one blank says. Two people type each; where they differ a third reads it, until two agree."""
    round_ = locked(round_, Status.COLLECTING, at=at)
    stack = PaperStack.objects.filter(round=round_).first()
    if stack is None or not 1 <= serial <= stack.issued:
        raise ValidationError({"serial": "Nomor lembar ini tidak ada. Periksa jumlah kertas yang dicetak."})
    if not is_spoiled and (said := ballot_fault(round_, choices)):
        raise ValidationError({"choices": said})
    if serial in records.paper(round_):
        raise ValidationError({"serial": f"Lembar {serial} sudah dibaca sama oleh dua orang."})
    before = list(round_.paper_entries.filter(serial=serial).select_related("by").order_by("hand"))
    if any(one.by.user_id == by.user_id for one in before):
        raise ValidationError({"serial": f"Lembar {serial} sudah Anda baca. Minta orang lain membacanya."})
    entry = PaperEntry(
        round=round_, serial=serial, hand=len(before) + 1, choices=[] if is_spoiled else _kept(round_, choices),
        is_spoiled=is_spoiled, by=by, at=at,
    )  # fmt: skip
    entry.save()
    told(round_, "kertas dibaca", by=by, at=at, lembar=serial, pembacaan=entry.hand)
    return entry


def shuffle(round_: Round) -> None:
    """Write the ballots anew in random order, so that neither keys nor storage tell who came first."""
    cast_ = list(round_.ballots.order_by("id").values_list("choices", flat=True))
    random.SystemRandom().shuffle(cast_)
    round_.ballots.all().delete()
    Ballot.objects.bulk_create([Ballot(round=round_, choices=choices) for choices in cast_], batch_size=500)
