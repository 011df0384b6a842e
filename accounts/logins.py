"""Who a person means at the door: by user name, by the code of the office held now, or by telephone."""

from dataclasses import dataclass
from datetime import date

from .models import OfficeHolding, User
from .phone_field import normal


@dataclass(frozen=True)
class Meant:
    """The person meant, if there is exactly one; `several` when an office has more than one holder."""

    typed: str
    person: User | None = None
    several: bool = False

    @property
    def name(self) -> str:
        """What is asked of Django: the person's user name, else a name that nobody can have."""
        return self.person.get_username() if self.person else f"?{self.typed}"


def meant(typed: str, *, on: date) -> Meant:
    """Find whom the typed text names; as many queries for a stranger as for an official.

    The running holder of an office comes before a person who once took its code for a user name and left it. Two
    people with one telephone are nobody: they use their user names.
    """
    typed = typed.strip()
    named = User.objects.filter(username=typed).first()
    holdings = OfficeHolding.objects.in_force(on).filter(office__code__iexact=typed, user__is_active=True)
    holders = {holding.user for holding in holdings.select_related("user").order_by("pk")[:20]}
    owners = list(User.objects.filter(phone=normal(typed) or "-", is_active=True).order_by("pk")[:2])
    if named is not None and (not holders or named in holders):
        return Meant(typed, named)
    if holders:
        return Meant(typed, holders.pop()) if len(holders) == 1 else Meant(typed, several=True)
    return Meant(typed, owners[0] if len(owners) == 1 else None)
