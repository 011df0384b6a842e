"""Which desk an office sits at: the colleagues who share work, private notes, and the right to undo."""

from datetime import date

from accounts.models import OfficeHolding
from accounts.querysets import OfficeHoldingQuerySet
from accounts.roles import Role


def desk_key(holding: OfficeHolding) -> str:
    """`KEL:35.73.02.1007` for a kelurahan's operator and lurah alike, `OPD:12` for one agency."""
    office = holding.office
    return f"{office.role}:{office.agency_id}" if office.role == Role.OPD else f"{office.role}:{office.region.code}"


def same_desk(one: OfficeHolding, other: OfficeHolding) -> bool:
    """Say whether two offices share a desk."""
    return desk_key(one) == desk_key(other)


def colleagues(holding: OfficeHolding, on: date) -> OfficeHoldingQuerySet:
    """Who holds an office of the same desk on a day, oneself too."""
    office = holding.office
    running = OfficeHolding.objects.in_force(on).filter(office__role=office.role, office__city=office.city_id)
    if office.role == Role.OPD:
        running = running.filter(office__agency=office.agency)
    else:
        running = running.filter(office__region=office.region)
    return running.with_office().order_by("office__name", "pk")
