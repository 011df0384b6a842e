"""How django-allauth behaves here: nobody signs up, and its pages speak our language.

Only its second factor is used (TOTP, recovery codes, passkeys) with the login stage and the asking-again that go with
it. Persons and offices are made by Bappeda and the kelurahan; e-mail plays no part.
"""

import base64
import hashlib
from datetime import datetime
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format

from . import lockout
from .actions.second_factor import REMOVED
from .models import User
from .qr import qr

SAID = {
    "mfa/messages/totp_activated.txt": "Aplikasi kode terpasang. Mulai sekarang kodenya diminta setiap kali masuk.",
    "mfa/messages/totp_deactivated.txt": "Aplikasi kode sudah dilepas.",
    "mfa/messages/webauthn_added.txt": "Kunci sandi terpasang.",
    "mfa/messages/webauthn_removed.txt": "Kunci sandi sudah dilepas.",
    "mfa/messages/recovery_codes_generated.txt": "Kode cadangan siap. Cetak atau salin, lalu simpan di tempat aman.",
}


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up, no messages beyond ours; a login notes what it must."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: Any = None, *more: Any, **kw: Any
    ) -> None:
        if said := SAID.get(str(message_template)):
            messages.add_message(request, level, said)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        messages.error(request, "Akun ini tidak aktif. Hubungi kelurahan atau Bappeda.")
        return redirect("masuk")

    def login(self, request: HttpRequest, user: User) -> None:
        """Let the person in with a new session key; tell what Bappeda did to the account since the last time."""
        since = user.last_login
        super().login(request, user)
        for at, reason in _removals(user, since):
            said = (
                f"Pengamanan masuk akun ini dilepas pada {date_format(timezone.localtime(at), 'j F Y, H.i')}. {reason}"
            )
            messages.warning(request, f"{said} Bila bukan atas permintaan Anda, hubungi Bappeda.")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        lockout.remember(request, response, user)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again only when password, code or passkey were shown longer than five minutes ago."""
        shown = get_authentication_records(context.request, context.request.user)
        now = timezone.now().timestamp()
        return not shown or now - shown[-1]["at"] > account_settings.REAUTHENTICATION_TIMEOUT


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are kept encrypted under the secret of this installation; the QR code comes from segno."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        return qr(url, "Kode QR untuk aplikasi kode")

    def _get_site_name(self) -> str:
        return "Musrenbang"

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": str(user)}

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        return f"Kunci sandi {Authenticator.objects.filter(user=user, type=type).count() + 1}"


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(f"accounts.adapters.factor:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _removals(user: User, since: datetime | None) -> list[tuple[datetime, str]]:
    """When and why others removed the person's second factor since the last login, the oldest first."""
    rows = user.history.filter(history_change_reason__startswith=REMOVED)
    if since is not None:
        rows = rows.filter(history_date__gt=since)
    found = rows.order_by("history_date", "history_id").values_list("history_date", "history_change_reason")
    return [(at, f"Alasan: {reason.removeprefix(REMOVED)}") for at, reason in found[:3]]
