"""The forms of django-allauth's second factor, in our words; a code counts once, and wrong ones are counted."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import lockout

REST = "Terlalu banyak kode yang salah. Tunggu 15 menit, lalu coba lagi."
WRONG = "Kode salah atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu coba lagi."
LAST_STEP = "last_step"


def code_field(label: str, help_text: str = "") -> forms.CharField:
    """A field that a phone fills in by itself where it can."""
    shown = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "w-m"}
    return forms.CharField(label=label, help_text=help_text, max_length=20, widget=forms.TextInput(attrs=shown))


def step_of(secret: str, code: str) -> int:
    """The half-minute that a code of the app belongs to, counted since 1970; 0 for none around now."""
    steps = totp.yield_hotp_counters_from_time()
    shown = ((step, totp.format_hotp_value(totp.hotp_value(secret, step))) for step in steps)
    return max((step for step, right in shown if compare_user_code(actual=code, expected=right)), default=0)


def use_step(authenticator: Authenticator, code: str) -> None:
    """Note the half-minute of a code of the app; refuse one that is not later than the last used."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    step = step_of(decrypt(row.data["secret"]), code)
    if step <= row.data.get(LAST_STEP, 0):
        raise get_adapter().validation_error("incorrect_code")
    row.data[LAST_STEP] = step
    row.save(update_fields=["data"])


class _OnceOnly:
    """The clean method of both code forms: open, right, not used before; a wrong one is counted."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        request = context.request
        if not lockout.is_open(request, self.user):
            raise ValidationError(REST, code="too_many_login_attempts")
        try:
            with transaction.atomic():
                code: str = super().clean_code()  # type: ignore[misc]
                if self.authenticator.type == Authenticator.Type.TOTP:
                    use_step(self.authenticator, code)
        except ValidationError as refused:
            if refused.code != "incorrect_code":
                raise ValidationError(REST, code=refused.code) from refused
            lockout.failed(request, self.user)
            raise ValidationError(WRONG, code="incorrect_code") from refused
        return code


class CodeForm(_OnceOnly, AuthenticateForm):
    """The code at login."""

    code = code_field("Kode", "Enam angka dari aplikasi kode, atau satu kode cadangan.")


class CodeAgainForm(_OnceOnly, ReauthenticateForm):
    """The code asked again before the second factor is changed."""

    code = code_field("Kode", "Enam angka dari aplikasi kode, atau satu kode cadangan.")


class FirstCodeForm(ActivateTOTPForm):
    """The first code proves that the app has the secret; `step` is its half-minute, which it uses up."""

    code = code_field("Kode dari aplikasi", "Enam angka yang sekarang tampil.")

    def clean_code(self) -> str:
        code: str = super().clean_code()
        self.step = step_of(self.secret, code)
        return code


@contextmanager
def _whatever_comes() -> Iterator[None]:
    """Refuse in words what is no answer of a passkey; fido2 meets such texts with errors of many kinds."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, struct.error) as broken:
        raise get_adapter().validation_error("incorrect_code") from broken


class KeyForm(AddWebAuthnForm):
    """A new passkey."""

    name = forms.CharField(label="Nama kunci", max_length=60, required=False, help_text="Misalnya: ponsel dinas.")
    passwordless = forms.BooleanField(
        label="Dapat dipakai masuk tanpa kata sandi",
        help_text="Cukup sidik jari, wajah, atau PIN perangkat.",
        required=False,
        initial=True,
    )

    def clean(self) -> dict[str, Any]:
        with _whatever_comes():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class _Answer:
    """The answer of a passkey that is known."""

    def clean_credential(self) -> Authenticator:
        with _whatever_comes():
            found: Authenticator = super().clean_credential()  # type: ignore[misc]
        return found


class KeyLoginForm(_Answer, LoginWebAuthnForm):
    """A passkey in place of name and password."""


class KeySecondForm(_Answer, AuthenticateWebAuthnForm):
    """A passkey after the password."""


class KeyAgainForm(_Answer, ReauthenticateWebAuthnForm):
    """A passkey asked again before the second factor is changed."""
