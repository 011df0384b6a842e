"""The page of roles, as the code has them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.doors import acting
from accounts.roles import DESCRIPTIONS


def roles(request: HttpRequest) -> HttpResponse:
    """The roles as the code has them: what each does."""
    acting(request)
    return render(request, "accounts/peran.html", {"roles": DESCRIPTIONS})
