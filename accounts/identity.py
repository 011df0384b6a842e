"""When two entries mean one person, and whose access is whose business."""

from collections.abc import Iterable
from datetime import date

from .models import Office, OfficeHolding, User

SHARED = "Orang ini juga memegang jabatan di luar wewenang Anda. Minta kecamatan atau Bappeda mengerjakannya."


def same_name(one: str, other: str) -> bool:
    """Say whether two spellings name one person: capitals and blanks do not matter."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def free_name(code: str, taken: set[str]) -> str:
    """Return the first of `code`, `code-2`, `code-3` … that is not taken."""
    number, name = 1, code
    while name in taken:
        number += 1
        name = f"{code}-{number}"
    return name


def foreign_people(users: Iterable[int], *, by: OfficeHolding | None, on: date) -> set[int]:
    """Of these persons, those who hold an office that `by` does not look after: their access is not its business.

    Else a kelurahan could give the camat a small office and then print a login card for the camat.
    """
    if by is None:
        return set()
    ours = Office.objects.managed_by(by)
    held = OfficeHolding.objects.not_ended(on).filter(user__in=list(users)).exclude(office__in=ours)
    return set(held.order_by().values_list("user", flat=True))


def has_password(user: User) -> bool:
    """Say whether a person has chosen a password; Django alone takes an empty one for usable."""
    return bool(user.password) and user.has_usable_password()
