"""What every page's frame needs: city, years, menus, the acting office."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from accounts import inbox
from accounts.models import OfficeHolding
from proposals.models import Cycle

from .menu import office_menu, public_menu


def _newest_cycle() -> Cycle | None:
    cycles = Cycle.objects.select_related("city").only("held_year", "plan_year", "city__name")
    return cycles.order_by("-held_year", "pk").first()


def shell(request: HttpRequest) -> dict[str, Any]:
    """Variables of the frame; what needs the database is fetched only when a template asks for it."""
    holding: OfficeHolding | None = getattr(getattr(request, "user", None), "holding", None)
    cycle = SimpleLazyObject(_newest_cycle)
    city = SimpleLazyObject(lambda: str(cycle.city.name) if cycle else "Musrenbang")
    return {
        "city_name": holding.office.city.name if holding else city,
        "cycle_label": SimpleLazyObject(lambda: str(cycle.title) if cycle else ""),
        "public_menu": public_menu(request.path),
        "menu": office_menu(request) if holding else [],
        "office_label": holding.label if holding else "",
        "announcements": SimpleLazyObject(lambda: inbox.unread(holding, localdate())),
        "holdings": getattr(request, "holdings", []),
    }
