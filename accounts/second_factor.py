"""Who must have a second factor, and what the session knows about it.

The session says once, at login, whether the person came in with one; no ordinary page asks the database again.
"""

from collections.abc import Iterable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from . import sessions
from .models import OfficeHolding, User
from .roles import Role

SESSION_KEY = "pengamanan"
PASSED, NONE, OWED = "lewat", "tanpa", "belum"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def compulsory(user: User, holdings: Iterable[OfficeHolding]) -> bool:
    """Say whether a running office of the person needs it: Bappeda, a camat; a superuser always."""
    return user.is_superuser or any(
        holding.role == Role.BAP or (holding.role == Role.KEC and holding.is_head) for holding in holdings
    )


def has_factor(user: User) -> bool:
    """Say whether the person has set up an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def note_login(request: HttpRequest, user: User) -> None:
    """Write into a new session whether the person came in with a second factor, has none, or still owes it."""
    used = any(record.get("method") == "mfa" for record in get_authentication_records(request, user))
    request.session[SESSION_KEY] = PASSED if used else OWED if has_factor(user) else NONE


def owed(request: HttpRequest) -> bool:
    """Say whether this session was opened without the second factor that the person has."""
    return bool(request.session.get(SESSION_KEY) == OWED)


def must_set_up(request: HttpRequest, user: User, holdings: Iterable[OfficeHolding]) -> bool:
    """Say whether nothing else is open to this person until a second factor is set up."""
    return settings.SECOND_FACTOR_REQUIRED and request.session.get(SESSION_KEY) != PASSED and compulsory(user, holdings)


def changed(request: HttpRequest, user: User) -> None:
    """After adding or removing a factor: this session knows, and all others of the person end."""
    request.session[SESSION_KEY] = PASSED if has_factor(user) else NONE
    sessions.end_others(request, user)
