"""How often a wrong password or code may be tried before the door rests; kept in the database by django-axes.

Ten failures in fifteen minutes for an account, wherever they come from, and for a network (a /24) ten different
names: both are asked before a password is hashed. A browser that has been in as this account before counts with its own
network only, so that a stranger cannot keep an official out. A name forgotten and then remembered counts no more.
"""

from ipaddress import ip_address, ip_network
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse

from .models import User
from .throttle import address_of

COOKIE = "pernah_masuk"
SALT = "accounts.lockout.known"
DAYS = 180


def network_of(request: HttpRequest) -> str | None:
    """The network that a visitor comes from: a /24, or a /64 of IPv6; None where there is no address."""
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return None
    bits = 24 if address.version == 4 else 64
    return str(ip_network(f"{address}/{bits}", strict=False).network_address)


class Attempts(AxesDatabaseHandler):
    """Counts failures as the docstring of this module says."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        name, network = get_client_username(request, credentials), network_of(request)
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        here = Q(ip_address=network)
        counted = recent.filter(here | Q(username=name)).aggregate(
            account=Sum("failures_since_start", filter=Q(username=name), default=0),
            here=Sum("failures_since_start", filter=here & Q(username=name), default=0),
            names=Count("username", filter=here & ~Q(username=name), distinct=True),
        )
        if name in _known(request):
            return max(int(counted["here"]), int(counted["account"]) // 10)
        crowded = counted["names"] >= settings.LOGIN_NAMES_PER_NETWORK
        return int(settings.AXES_FAILURE_LIMIT) if crowded else int(counted["account"])


def is_open(request: HttpRequest, user: User) -> bool:
    """Say whether this person may still try from here."""
    return bool(AxesProxyHandler.is_allowed(request, {"username": user.get_username()}))


def failed(request: HttpRequest, user: User) -> None:
    """Count a wrong code of the second factor like a wrong password."""
    user_login_failed.send(sender=__name__, credentials={"username": user.get_username()}, request=request)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let the browser show next time that this person has been in with it; five persons may share one."""
    others = [name for name in _known(request) if name != user.get_username()]
    response.set_signed_cookie(
        COOKIE,
        " ".join([user.get_username(), *others][:5]),
        salt=SALT,
        max_age=DAYS * 24 * 60 * 60,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> list[str]:
    seen = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=DAYS * 24 * 60 * 60)
    return str(seen).split()
