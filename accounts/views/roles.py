"""The page of roles, as the code has them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import role_matrix
from accounts.doors import acting
from accounts.roles import DESCRIPTIONS


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What each role does and may, asked of the rules themselves; `?peran=KEC` shows one role as a list."""
    acting(request)
    columns = role_matrix.columns()
    chosen = next((column for column in columns if column.slug == request.GET.get("peran")), None)
    context = {
        "roles": DESCRIPTIONS,
        "columns": columns,
        "chosen": chosen,
        "sections": role_matrix.sections([chosen] if chosen else columns),
    }
    return render(request, "accounts/peran.html", context)
