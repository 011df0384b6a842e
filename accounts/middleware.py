"""Finds the office a person acts as, once a request, and holds back who still owes a second factor."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from . import second_factor, sessions
from .models import User

SESSION_KEY = "jabatan"

SET_UP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "ganti-sandi",
    "keluar",
}
"""What is open to a person who must set up a second factor first."""


class ActingOffice:
    """Sets `request.user.holding`: the office chosen in the session, else the newest running term.

    A session that began with other offices ends here: what a person may do is decided at the door.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            held = sessions.running(user)
            if not sessions.still_holds(request, held):
                logout(request)
                request.session[sessions.CHANGED] = True
                return self.get_response(request)
            chosen = request.session.get(SESSION_KEY)
            user.holding = next(
                (holding for holding in held if holding.pk == chosen),
                held[0] if held else None,
            )
            request.holdings = held  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactor:
    """Leads who must have a second factor and has none to the page that sets one up; nothing else is open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or match is None:
            return None
        if second_factor.owed(request):
            logout(request)
            return redirect("masuk")
        held = getattr(request, "holdings", [])
        if match.view_name not in SET_UP and second_factor.must_set_up(request, user, held):
            return redirect("mfa_index")
        return None
