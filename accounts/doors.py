"""How a view asks who acts and whether it may: 403 where it may not, 404 where it may not even know."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .models import OfficeHolding
from .permissions import allows


def acting(request: HttpRequest) -> OfficeHolding:
    """Return the office the person acts as; refuse a person without a running office, a superuser too."""
    holding: OfficeHolding | None = getattr(request.user, "holding", None)
    if holding is None:
        raise PermissionDenied("Akun ini tidak memegang jabatan. Hubungi Bappeda.")
    return holding


def must(request: HttpRequest, perm: str, thing: Any = None) -> OfficeHolding:
    """Return the acting office when it may; refuse otherwise."""
    holding = acting(request)
    if not allows(holding, perm, thing):
        raise PermissionDenied("Jabatan Anda tidak dapat melakukan ini.")
    return holding
