"""Permissions as tables: a predicate per permission, asked through Django's own `has_perm`.

Each app's rules.py holds one table, `PERMISSIONS = {"proposals.change_proposal": is_author & is_draft}`. A permission
that stands in no table is refused. Predicates read the acting office; a person without one has no permission.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.auth.backends import ModelBackend

from .models import OfficeHolding, User

Test = Callable[[OfficeHolding, Any], bool]
Weigh = Callable[[OfficeHolding], bool | None]


class Predicate:
    """A yes-or-no question about an acting office and a thing; joined by `&`, `|` and `~`.

    Asked without a thing (`has_perm("x.view_y")`), a predicate about things answers yes: the door to the list is open
    where some thing could be; the list itself is cut by the queryset.
    """

    def __init__(self, test: Test, name: str, *, needs_object: bool, weigh: Weigh | None = None) -> None:
        self.test, self.name, self.needs_object = test, name, needs_object
        self._weigh = weigh

    def __call__(self, holding: OfficeHolding, thing: Any = None) -> bool:
        return True if self.needs_object and thing is None else self.test(holding, thing)

    def weigh(self, holding: OfficeHolding) -> bool | None:
        """Say what an office may whatever the thing: yes, no, or None where that depends on the thing."""
        if self._weigh is not None:
            return self._weigh(holding)
        return None if self.needs_object else self.test(holding, None)

    def __and__(self, other: "Predicate") -> "Predicate":
        return Predicate(
            lambda h, t: self(h, t) and other(h, t),
            f"({self.name} & {other.name})",
            needs_object=False,
            weigh=lambda h: _both(self.weigh(h), other.weigh(h)),
        )

    def __or__(self, other: "Predicate") -> "Predicate":
        return Predicate(
            lambda h, t: self(h, t) or other(h, t),
            f"({self.name} | {other.name})",
            needs_object=False,
            weigh=lambda h: _not(_both(_not(self.weigh(h)), _not(other.weigh(h)))),
        )

    def __invert__(self) -> "Predicate":
        return Predicate(
            lambda h, t: not self.test(h, t),
            f"~{self.name}",
            needs_object=self.needs_object,
            weigh=lambda h: _not(self.weigh(h)),
        )

    def __repr__(self) -> str:
        return self.name


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def of_office(test: Callable[[OfficeHolding], bool]) -> Predicate:
    """Make a predicate that looks at the office alone."""
    return Predicate(lambda holding, _: test(holding), test.__name__, needs_object=False)


def of_thing(test: Test) -> Predicate:
    """Make a predicate that looks at the office and the thing."""
    return Predicate(test, test.__name__, needs_object=True)


def role(*roles: str, head: bool | None = None) -> Predicate:
    """Make a predicate: the office has one of the roles, and is (or is not) the head where that is asked."""
    name = "/".join(roles) + ({True: " head", False: " staff"}.get(head, "") if head is not None else "")
    return Predicate(
        lambda holding, _: holding.role in roles and (head is None or holding.is_head == head),
        name,
        needs_object=False,
    )


def rules_modules() -> Iterator[Any]:
    """Yield the rules module of every app that has one."""
    for config in apps.get_app_configs():
        try:
            yield import_module(f"{config.name}.rules")
        except ModuleNotFoundError as missing:
            if missing.name != f"{config.name}.rules":
                raise


def tables() -> Iterator[Mapping[str, Predicate]]:
    """Yield the permission table of every app that has one."""
    return (getattr(module, "PERMISSIONS", {}) for module in rules_modules())


def labels() -> dict[str, str]:
    """What each permission is called where people read it."""
    return {perm: said for module in rules_modules() for perm, said in getattr(module, "LABELS", {}).items()}


def find(perm: str) -> Predicate | None:
    """Return the predicate of a permission, or None where no table names it."""
    return _whole_table().get(perm)


@cache
def _whole_table() -> dict[str, Predicate]:
    """All tables as one, kept when whole: a request that comes meanwhile builds its own and never sees a part."""
    return {perm: predicate for table in tables() for perm, predicate in table.items()}


def allows(holding: OfficeHolding | None, perm: str, thing: Any = None) -> bool:
    """Say whether the acting office may; nobody may what no table names."""
    predicate = find(perm)
    return holding is not None and predicate is not None and predicate(holding, thing)


class TableBackend(ModelBackend):
    """Answers `user.has_perm` from the tables; passwords stay with Django's own backend."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        return allows(user_obj.holding, perm, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(
            perm.startswith(f"{app_label}.") and self.has_perm(user_obj, perm) for table in tables() for perm in table
        )

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return {perm for table in tables() for perm in table if self.has_perm(user_obj, perm, obj)}
