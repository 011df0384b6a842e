"""Login cards: one-time codes for holders without a password, and what is done with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts import secret_codes
from accounts.identity import has_password
from accounts.models import LoginCode, OfficeHolding, User

from .terms import refuse_shared

VALID_DAYS = 60
UNKNOWN = "Kode ini tidak dikenal. Periksa lagi hurufnya, atau minta kartu baru ke kelurahan."
USED = "Kode ini sudah dipakai. Masuk dengan kata sandi Anda, atau minta kartu baru ke kelurahan."
VOIDED = "Kartu ini sudah diganti kartu yang lebih baru. Pakai kartu terakhir, atau minta lagi ke kelurahan."
ENDED = "Masa jabatan ini sudah berakhir. Tanyakan ke kelurahan siapa pemegangnya sekarang."
INACTIVE = "Akun ini dinonaktifkan. Hubungi kelurahan."
HAS_PASSWORD = "Pemegangnya sudah punya kata sandi. Pakai Atur ulang bila ia tidak dapat masuk."


@dataclass(frozen=True)
class Card:
    """A card as it is printed. `code` in plain letters exists only here: the database keeps its digest."""

    holding: OfficeHolding
    code: str
    expires_at: datetime

    @property
    def spoken(self) -> str:
        """The code in groups: `abcd-efgh-jkmnpq`."""
        return secret_codes.spoken(self.code)


@transaction.atomic
def issue(holdings: Sequence[OfficeHolding], *, by: OfficeHolding | None, at: datetime) -> list[Card]:
    """Issue a card to each holder, in the order given; older open codes of the same persons are voided.

    Refuses ended terms, persons who have a password (see `start_anew`), and persons whose access is not `by`'s
    business. The number of queries does not grow with the holders.
    """
    today = timezone.localdate(at)
    keys = [holding.pk for holding in holdings]
    locked = OfficeHolding.objects.select_for_update(of=("self",)).select_related("user").order_by("pk")
    fresh = {holding.pk: holding for holding in locked.filter(pk__in=keys)}
    for key in keys:
        if (fresh[key].ends or today) < today:
            raise ValidationError(ENDED)
        if has_password(fresh[key].user):
            raise ValidationError(HAS_PASSWORD)
    users = [holding.user_id for holding in fresh.values()]
    refuse_shared(users, by=by, on=today)
    LoginCode.objects.open().filter(holding__user__in=users).update(voided_at=at)
    cards = [Card(holding, secret_codes.new_code(), at + timedelta(days=VALID_DAYS)) for holding in holdings]
    LoginCode.objects.bulk_create(
        LoginCode(
            holding=card.holding,
            digest=secret_codes.digest(card.code),
            issued_by=by,
            issued_at=at,
            expires_at=card.expires_at,
        )
        for card in cards
    )
    return cards


@transaction.atomic
def start_anew(holding: OfficeHolding, *, by: OfficeHolding | None, at: datetime) -> Card:
    """Atur ulang: the password goes, all sessions end, and a new card is issued."""
    user = User.objects.select_for_update(of=("self",)).get(pk=holding.user_id)
    refuse_shared([user.pk], by=by, on=timezone.localdate(at))
    user.password = make_password(None)
    user.session_serial += 1
    user.save(update_fields=["password", "session_serial"])
    return issue([holding], by=by, at=at)[0]


def open_code(typed: str, *, at: datetime) -> LoginCode:
    """Find what a typed code opens. Raises ValidationError with one sentence that says what to do instead."""
    found = LoginCode.objects.select_related("holding__office__region", "holding__user")
    code = found.filter(digest=secret_codes.digest(typed)).first()
    if code is None:
        raise ValidationError(UNKNOWN, code="unknown")
    refusal = why_closed(code, at=at)
    if refusal:
        raise ValidationError(refusal)
    return code


def why_closed(code: LoginCode, *, at: datetime) -> str:
    """Say why a known code lets nobody in; empty where it does."""
    holding, today = code.holding, timezone.localdate(at)
    until = date_format(timezone.localtime(code.expires_at), "j F Y")
    reasons = (
        (code.used_at is not None, USED),
        ((holding.ends or today) < today, ENDED),
        (code.voided_at is not None, VOIDED),
        (at >= code.expires_at, f"Kartu ini berlaku sampai {until}. Minta kartu baru ke kelurahan."),
        (holding.starts > today, f"Masa jabatan Anda mulai {date_format(holding.starts, 'j F Y')}. Aktifkan hari itu."),
        (not holding.user.is_active, INACTIVE),
        (has_password(holding.user), USED),
    )
    return next((sentence for closed, sentence in reasons if closed), "")


def activate(typed: str, *, password: str, name: str, phone: str, at: datetime) -> OfficeHolding:
    """Use a code: the person gets the password, every open code of the person goes. Of two at once one wins.

    The password is hashed before anything is locked: half a hall may be doing this. An empty phone keeps the known one.
    """
    open_code(typed, at=at)
    return _activate(typed, make_password(password), name=name, phone=phone, at=at)


@transaction.atomic
def _activate(typed: str, hashed: str, *, name: str, phone: str, at: datetime) -> OfficeHolding:
    locked = LoginCode.objects.select_for_update(of=("self",)).select_related("holding__office__region")
    code = locked.get(digest=secret_codes.digest(typed))
    holding = code.holding
    holding.user = User.objects.select_for_update(of=("self",)).get(pk=holding.user_id)
    if refusal := why_closed(code, at=at):
        raise ValidationError(refusal)
    code.used_at = at
    code.save(update_fields=["used_at"])
    LoginCode.objects.open().filter(holding__user=holding.user).update(voided_at=at)
    holding.user.password, holding.user.name = hashed, name
    holding.user.phone = phone or holding.user.phone
    holding.user.save(update_fields=["password", "name", "phone"])
    return holding
