"""Finds the office a person acts as, once a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .models import OfficeHolding, User

SESSION_KEY = "jabatan"


class ActingOffice:
    """Sets `request.user.holding`: the office chosen in the session, else the newest running term."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            running = OfficeHolding.objects.of(user).in_force(timezone.localdate())
            held = list(running[:20])
            chosen = request.session.get(SESSION_KEY)
            user.holding = next(
                (holding for holding in held if holding.pk == chosen),
                held[0] if held else None,
            )
            request.holdings = held  # type: ignore[attr-defined]
        return self.get_response(request)
